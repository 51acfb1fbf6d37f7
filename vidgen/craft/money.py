"""Prices in words and signs, as each language writes them."""

from __future__ import annotations

from decimal import Decimal

from vidgen.model.product import Language

SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
"""Signs put before an amount; other currencies are written by their code."""

_CHINESE = {
    "CNY": "元",
    "PLN": "波兰兹罗提",
    "SEK": "瑞典克朗",
    "NOK": "挪威克朗",
    "DKK": "丹麦克朗",
    "CZK": "捷克克朗",
    "CHF": "瑞士法郎",
    "CAD": "加元",
    "AUD": "澳元",
    "NZD": "新西兰元",
    "SGD": "新加坡元",
    "HKD": "港元",
    "TWD": "新台币",
    "KRW": "韩元",
    "INR": "印度卢比",
    "THB": "泰铢",
    "MYR": "马来西亚林吉特",
    "VND": "越南盾",
    "IDR": "印尼盾",
    "BRL": "巴西雷亚尔",
    "MXN": "墨西哥比索",
    "RUB": "卢布",
    "TRY": "土耳其里拉",
    "AED": "迪拉姆",
}
"""Currencies that a Chinese sentence calls by their name; those with a sign keep it."""


def amount(value: Decimal, language: Language) -> str:
    """An amount as shown, thousands separated: 1299.00 → 1,299; 18.50 → 18.5 (zh), 18.50 (en)."""
    text = f"{value:,.2f}"
    if text.endswith(".00"):
        return text[:-3]
    return text.removesuffix("0") if language == "zh" else text


def written(value: Decimal, currency: str, language: Language) -> str:
    """A price as a sentence has it: 199元, $18.50, 240 PLN (zh: 240波兰兹罗提)."""
    if language == "zh" and currency in _CHINESE:
        return f"{amount(value, language)}{_CHINESE[currency]}"
    sign = SIGNS.get(currency)
    exact = amount(value, language)
    return f"{sign}{exact}" if sign else f"{exact} {currency}"


def sign(currency: str) -> str:
    """The sign or code shown beside a price."""
    return SIGNS.get(currency, currency)
