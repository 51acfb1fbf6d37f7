"""The fields of a product, each read from text with its own limits.

`where` names the file, line and field in errors; all raise InputError.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from vidgen.errors import InputError

SHORT = 300
"""Characters of a name, a selling point or an attribute (reliability notes, A25)."""

LONG = 5000
"""Characters of a description."""

MOST = 50
"""Entries of a list: selling points, attributes, photos."""

_DEAREST = Decimal(10) ** 9
_PRICE = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_HAN = re.compile(r"[㐀-鿿]")


_EMOJI = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\U0001f000-\U0001faff]+[\ufe0f\u200d\u20e3\U000e0020-\U000e007f]*|[\ufe0f\u200d\u20e3]"
)
"""Unicode blocks of arrows, symbols, dingbats and pictographs, with their joiners."""


def _kept(found: re.Match[str]) -> str:
    """The symbols that every Chinese typeface has (GB 2312: ★, →, ①); a space for the others."""
    return found[0].encode("gb2312", "ignore").decode("gb2312") or " "


def text(where: str, value: object, limit: int = SHORT) -> str:
    """One line of text: spaces joined, Unicode NFC, at most `limit` characters.

    Emoji and dingbats are left out: shops decorate with them, and no typeface of ours draws them.
    """
    if not isinstance(value, str):
        raise InputError(where, "must be a text", "put it in quotes if it holds a colon")
    if not value.isascii():
        value = _EMOJI.sub(_kept, unicodedata.normalize("NFC", value))
    clean = " ".join(value.split())
    # Most texts hold nothing odd at all, and catalogs are long.
    odd = "" if clean.isprintable() else clean
    bad = next((sign for sign in odd if unicodedata.category(sign) in ("Cc", "Cs", "Co")), "")
    if bad:
        raise InputError(where, f"holds the unprintable character U+{ord(bad):04X}", "remove it")
    if len(clean) > limit:
        what = f"is {len(clean):,} characters long, at most {limit:,} are allowed"
        raise InputError(where, what, "shorten it")
    return clean


def money(where: str, value: object) -> Decimal | None:
    """An amount above zero as a plain number, `1,299.00` too; None where nothing is written."""
    plain = text(where, value)
    if not plain:
        return None
    if plain.startswith("-"):
        raise InputError(where, f"{plain} is below zero", "a price is a positive number")
    if not _PRICE.fullmatch(plain):
        hint = "write only the number, like 1299.00; the currency has a field of its own"
        raise InputError(where, f"{plain!r} is not a price", hint)
    amount = Decimal(plain.replace(",", ""))
    if not 0 < amount < _DEAREST:
        raise InputError(where, f"{plain} cannot be a price")
    return amount


def currency(where: str, value: object, language: str) -> str:
    """An ISO 4217 code; a Chinese product without one is in CNY."""
    code = text(where, value).upper()
    if not code and language == "zh":
        return "CNY"
    if not _CURRENCY.fullmatch(code):
        what = f"{code!r} is not a currency" if code else "is missing beside a price"
        raise InputError(where, what, "write its ISO code, like CNY, USD or EUR")
    return code


def day(where: str, value: object) -> date | None:
    """A day as 2026-06-18; None where nothing is written."""
    plain = text(where, value)
    if not plain:
        return None
    try:
        return date.fromisoformat(plain)
    except ValueError as error:
        raise InputError(where, f"{plain!r} is not a day", "write it like 2026-06-18") from error


def link(where: str, value: object) -> str:
    """An http or https address, or ""."""
    plain = text(where, value, 2000)
    if plain and not re.fullmatch(r"https?://[^\s/@]+(/\S*)?", plain):
        raise InputError(where, f"{plain!r} is not a web address", "it begins with https://")
    return plain


def is_chinese(*texts: str) -> bool:
    """Whether any of these texts holds a Chinese character."""
    return any(_HAN.search(item) for item in texts)
