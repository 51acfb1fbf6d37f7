"""Prices in words and signs, as each language writes them."""

from __future__ import annotations

from decimal import Decimal

from vidgen.model.product import Language

SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
"""Signs put before an amount; other currencies are written by their code."""


def amount(value: Decimal, language: Language) -> str:
    """An amount as shown, thousands separated: 1299.00 → 1,299; 18.50 → 18.5 (zh), 18.50 (en)."""
    text = f"{value:,.2f}"
    if text.endswith(".00"):
        return text[:-3]
    return text.removesuffix("0") if language == "zh" else text


def written(value: Decimal, currency: str, language: Language) -> str:
    """A price as a sentence has it: 199元, $18.50, 240 PLN."""
    if language == "zh" and currency == "CNY":
        return f"{amount(value, language)}元"
    sign = SIGNS.get(currency)
    exact = amount(value, language)
    return f"{sign}{exact}" if sign else f"{exact} {currency}"


def sign(currency: str) -> str:
    """The sign or code shown beside a price."""
    return SIGNS.get(currency, currency)
