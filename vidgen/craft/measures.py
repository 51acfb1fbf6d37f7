"""Units and what they measure, with exact factors of conversion.

Conversions are the exact ones of the SI brochure, of the international yard and pound (1 in =
2.54 cm) and 1 斤 = 500 g. Ounces stand alone: shops write them for weight and volume alike.
"""

from __future__ import annotations

from fractions import Fraction

PERCENT = "%"
"""The measure of a share."""


def _table(
    dimension: str, **factors: int | Fraction
) -> dict[str, tuple[tuple[str, Fraction], ...]]:
    return {
        alias: ((dimension, Fraction(factor)),)
        for aliases, factor in factors.items()
        for alias in _ALIASES[aliases].split("|")
    }


_ALIASES = {
    "mg": "mg|毫克",
    "g": "g|克|gram|grams",
    "kg": "kg|千克|公斤|kgs|kilo|kilos|kilogram|kilograms",
    "jin": "斤|市斤",
    "liang": "两",
    "oz": "oz|盎司|ounce|ounces|fl oz|fl. oz|fluid ounce|fluid ounces",
    "lb": "lb|lbs|磅",
    "mm": "mm|毫米|millimeter|millimeters|millimetre|millimetres",
    "cm": "cm|厘米|公分|centimeter|centimeters|centimetre|centimetres",
    "m": "m|米|meter|meters|metre|metres",
    "km": "km|公里|千米|kilometer|kilometers|kilometre|kilometres",
    "inch": 'inch|inches|"|″|英寸|寸',
    "ft": "ft|feet|foot|英尺",
    "ml": "ml|毫升|cc|milliliter|milliliters|millilitre|millilitres",
    "cl": "cl",
    "l": "l|升|liter|liters|litre|litres",
    "s": "s|秒|sec|secs|second|seconds",
    "min": "min|mins|分钟|minute|minutes",
    "h": "h|hr|hrs|小时|个小时|hour|hours",
    "day": "day|days|天|日",
    "week": "week|weeks|周|星期",
    "month": "month|months|个月",
    "year": "year|years|年|yr|yrs",
    "w": "w|瓦|watt|watts",
    "kw": "kw|千瓦|kilowatt|kilowatts",
    "mah": "mah|毫安|毫安时",
    "ah": "ah|安时",
    "wh": "wh|瓦时",
    "kwh": "kwh",
    "hz": "hz|赫兹",
    "khz": "khz",
    "mhz": "mhz",
    "ghz": "ghz",
    "mb": "mb",
    "gb": "gb",
    "tb": "tb",
    "c": "c|°c|度|摄氏度|degrees|degree|°",
    "f": "f|°f",
    "yuan": "元|块钱|rmb|cny|yuan|人民币|元钱",
    "cent": "cent|cents|¢",
    "dollar": "dollar|dollars|usd|美元|美金|bucks",
    "euro": "euro|euros|eur|欧元",
    "gbp": "gbp|英镑|quid",
    "percent": "%|percent|per cent",
    "times": "倍|x|times",
    "piece": "pc|pcs|piece|pieces",
    "pack": "pack|packs",
    "pair": "pair|pairs",
    "left": "left",
}
UNITS: dict[str, tuple[tuple[str, Fraction], ...]] = {
    **_table("mg", mg=1, g=1000, kg=10**6, jin=500_000, liang=50_000),
    **_table("oz", oz=1, lb=16),
    **_table("mm", mm=1, cm=10, m=1000, km=10**6, inch=Fraction(254, 10), ft=Fraction(3048, 10)),
    **_table("ml", ml=1, cl=10, l=1000),
    **_table("s", s=1, min=60, h=3600, day=86_400, week=604_800),
    **_table("month", month=1, year=12),
    **_table("w", w=1, kw=1000),
    **_table("mah", mah=1, ah=1000),
    **_table("wh", wh=1, kwh=1000),
    **_table("hz", hz=1, khz=1000, mhz=10**6, ghz=10**9),
    **_table("mb", mb=1, gb=1024, tb=1024**2),
    **_table("c", c=1),
    **_table("f", f=1),
    **_table("CNY", yuan=1),
    **_table("USD", dollar=1, cent=Fraction(1, 100)),
    **_table("EUR", euro=1),
    **_table("GBP", gbp=1),
    **_table(PERCENT, percent=1),
    **_table("times", times=1),
    **_table("piece", piece=1),
    **_table("pack", pack=1),
    **_table("pair", pair=1),
    **_table("left", left=1),
    **{
        sign: ((sign, Fraction(1)),)
        for sign in "件片支双条个只瓶盒包袋层色款档口人码号种张本把台杯颗粒枚套"
    },
    "块": (("CNY", Fraction(1)), ("块", Fraction(1))),
    "pounds": (("GBP", Fraction(1)), ("oz", Fraction(16))),
    "pound": (("GBP", Fraction(1)), ("oz", Fraction(16))),
}
SIGNS = {
    "¥": ("CNY", "JPY"),
    "$": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN"),
    "€": ("EUR",),
    "£": ("GBP",),
    "usd": ("USD",),
    "eur": ("EUR",),
    "gbp": ("GBP",),
    "rmb": ("CNY",),
    "cny": ("CNY",),
}
MONEY = frozenset(code for codes in SIGNS.values() for code in codes)
