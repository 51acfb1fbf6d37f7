"""One way to write a claim: widths, numerals, units and money brought to a single form.

Two texts that say the same quantity in different notation become alike, so that they can be
compared word by word: 二百一十九元 and 219元, 112厘米 and 112cm, forty hours and 40h, 79 euros and
€79. A lone 一 stays: it is an article more often than a number (忙了一天).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

_NUMERALS = "零一二两三四五六七八九十百千万"
_COUNTED = "元|块|折|倍|成|年|个月|小时|分钟|天|厘米|毫米|公斤|千克|克|毫升|升|盎司|瓦|度"
_CHINESE = re.compile(rf"(?<![{_NUMERALS}第])([{_NUMERALS}]+)(?=(?:{_COUNTED}))")
_PERCENT = re.compile(rf"百分之([{_NUMERALS}]+)")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_WORDS = {word: number for number, word in enumerate(_SMALL, 2)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_ENGLISH = re.compile(rf"\b(?:({'|'.join(_TENS)})[- ])?({'|'.join(_WORDS)})\b")
_UNITS = {
    "厘米": "cm",
    "毫米": "mm",
    "公斤": "kg",
    "千克": "kg",
    "毫升": "ml",
    "盎司": "oz",
    "小时": "h",
    "分钟": "min",
    "克": "g",
    "升": "l",
    "米": "m",
    "瓦": "w",
    "centimeters?|centimetres?": "cm",
    "millimeters?|millimetres?": "mm",
    "kilograms?|kilos?": "kg",
    "grams?": "g",
    "milliliters?|millilitres?": "ml",
    "liters?|litres?": "l",
    "ounces?": "oz",
    "hours?|hrs?": "h",
    "minutes?|mins?": "min",
    "inches|inch": "in",
    "percent": "%",
    "watts?": "w",
}
_AFTER_NUMBER = tuple(
    (re.compile(rf"(?<=\d)\s?(?:{long})(?![a-z])"), short) for long, short in _UNITS.items()
)
_MONEY = {"euros?": "€", "dollars?|usd": "$", "pounds?|gbp": "£", "eur": "€"}
_SIGN_FIRST = tuple(
    (re.compile(rf"(\d[\d.,]*)\s?(?:{word})\b"), sign) for word, sign in _MONEY.items()
)


@cache
def _reader() -> Any:
    import cn2an

    return cn2an


def plain(text: str) -> str:
    """The text in lower case and half width, its quantities in digits and short units."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = _PERCENT.sub(lambda found: f"{_value(found[1])}%", text)
    text = _CHINESE.sub(lambda found: found[1] if found[1] == "一" else _value(found[1]), text)
    text = _ENGLISH.sub(_spelled, text)
    for pattern, short in _AFTER_NUMBER:
        text = pattern.sub(short, text)
    for pattern, sign in _SIGN_FIRST:
        text = pattern.sub(lambda found, sign=sign: sign + found[1], text)  # type: ignore[misc]
    return text


def _value(numerals: str) -> str:
    """Digits of Chinese numerals; what is no number (万千) stays."""
    try:
        return str(_reader().cn2an(numerals.replace("两", "二"), "smart"))
    except ValueError:
        return numerals


def _spelled(found: re.Match[str]) -> str:
    tens = _WORDS[found[1]] if found[1] else 0
    return str(tens + _WORDS[found[2]])
