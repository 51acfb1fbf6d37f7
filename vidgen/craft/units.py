"""Units as shops write them, and how each language says them."""

from __future__ import annotations

import re
from collections.abc import Iterable

CHINESE = {
    "kg": "公斤",
    "g": "克",
    "mg": "毫克",
    "ml": "毫升",
    "l": "升",
    "mm": "毫米",
    "cm": "厘米",
    "km": "公里",
    "m": "米",
    "㎡": "平方米",
    "m²": "平方米",
    "w": "瓦",
    "kw": "千瓦",
    "v": "伏",
    "mah": "毫安时",
    "wh": "瓦时",
    "hz": "赫兹",
    "khz": "千赫兹",
    "mhz": "兆赫兹",
    "ghz": "吉赫兹",
    "db": "分贝",
    "oz": "盎司",
    "lb": "磅",
    "inch": "英寸",
    "in": "英寸",
    "h": "小时",
    "min": "分钟",
    "s": "秒",
    "ms": "毫秒",
    "kcal": "千卡",
    "kj": "千焦",
    "rpm": "转每分",
    "lm": "流明",
    "μm": "微米",
    "um": "微米",
}

ENGLISH = {
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "ml": "milliliter",
    "l": "liter",
    "mm": "millimeter",
    "cm": "centimeter",
    "km": "kilometer",
    "m": "meter",
    "w": "watt",
    "kw": "kilowatt",
    "v": "volt",
    "mah": "milliamp hour",
    "wh": "watt hour",
    "hz": "hertz",
    "khz": "kilohertz",
    "mhz": "megahertz",
    "ghz": "gigahertz",
    "db": "decibel",
    "fl oz": "fluid ounce",
    "oz": "ounce",
    "lb": "pound",
    "lbs": "pound",
    "ft": "foot",
    "sq ft": "square foot",
    '"': "inch",
    "″": "inch",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
    "min": "minute",
    "s": "second",
    "ms": "millisecond",
    "gb": "gigabyte",
    "tb": "terabyte",
    "mb": "megabyte",
    "kcal": "kilocalorie",
    "lm": "lumen",
    "gsm": "gram per square meter",
}
"""Said of one. The inch as `in` is no key: it is also a word (see spoken_en)."""

_ENGLISH_PLURALS = {
    "inch": "inches",
    "foot": "feet",
    "square foot": "square feet",
    "gram per square meter": "grams per square meter",
    "yuan": "yuan",
    "zloty": "zlotys",
}


def alternatives(units: Iterable[str]) -> str:
    """A pattern of any of these units, the longest first."""
    return "|".join(sorted(map(re.escape, units), key=len, reverse=True))


def plural(word: str) -> str:
    """An English unit said of more than one: ounces, feet, hertz."""
    same = word.endswith("hertz")
    return word if same else _ENGLISH_PLURALS.get(word, word + "s")
