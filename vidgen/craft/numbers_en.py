"""Numbers, years and money in English words."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from vidgen.craft.units import plural


@cache
def _speller() -> Any:
    import num2words

    return num2words.num2words


def number(text: str) -> str:
    """A written number as it is said: 1,299 → one thousand two hundred ninety-nine."""
    whole, _, part = text.replace(",", "").partition(".")
    said = str(_speller()(int(whole))).replace(" and ", " ").replace(",", "")
    part = part.rstrip("0")
    return said + (" point " + digits(part) if part else "")


def digits(text: str) -> str:
    """Digit by digit: 304 → three zero four."""
    return " ".join(str(_speller()(int(char))) for char in text if char.isdigit())


def counted(word: str, count: str) -> str:
    """A word beside its count: 1 ounce, 10 ounces."""
    return word if Decimal(count.replace(",", "")) == 1 else plural(word)


def amount(text: str, unit: str) -> str:
    """Money as it is said: 18.50 dollar → eighteen dollars fifty, 0.99 → ninety-nine cents."""
    whole, _, part = text.partition(".")
    said = f"{number(whole or '0')} {counted(unit, whole or '0')}"
    if not part.strip("0"):
        return said
    if len(part) != 2 or unit not in ("dollar", "euro", "pound"):
        return f"{number(text)} {counted(unit, text)}"
    coin = "pence" if unit == "pound" else counted("cent", part)
    if not whole.strip("0"):
        return f"{number(part)} {coin}"
    return f"{said} and {number(part)} {coin}" if part[0] == "0" else f"{said} {number(part)}"


def ordinal(text: str) -> str:
    """21 → twenty-first."""
    return str(_speller()(int(text), to="ordinal"))


def year(text: str) -> str:
    """1998 → nineteen ninety-eight."""
    return str(_speller()(int(text), to="year"))
