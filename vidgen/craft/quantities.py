"""Quantities in a text: a value with its unit, converted, so that 1.2kg, 1200 g and 2.4斤 are one.

Reads text whose numbers are in digits (`numerals.in_digits`). Conversions are the exact ones of the
SI brochure, of the international yard and pound (1 in = 2.54 cm) and 1 斤 = 500 g.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from vidgen.craft.units import alternatives

Bound = Literal["", "most", "least"]
"""A value that is reached at most (up to, 最长) or passed at least (over, 以上); "" is plain."""

End = Literal["", "low", "high"]
"""Which end of a range a value is: 6-8 hours."""

BARE = ""
"""The measure of a number without a unit."""

OFF, PERCENT = "off", "%"
"""The measures of a discount (8折, 20% off: 20) and of any other share."""


@dataclass(frozen=True)
class Quantity:
    """One number as it stands in a text.

    `number` is what is written and `text` that with its unit; `measures` are what it may mean: a
    dimension with the value in that dimension's own unit, several where the unit is ambiguous.
    `coded` numbers are part of a name (WH-1000, S8). `start` and `end` are its place.
    """

    text: str
    number: Fraction
    measures: frozenset[tuple[str, Fraction]]
    start: int = 0
    end: int = 0
    bound: Bound = ""
    range_end: End = ""
    coded: bool = False

    @property
    def bare(self) -> bool:
        """Has it no unit?"""
        return any(name == BARE for name, _ in self.measures)


def _table(dimension: str, **factors: int | Fraction) -> dict[str, tuple[tuple[str, Fraction], ...]]:
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
_UNITS: dict[str, tuple[tuple[str, Fraction], ...]] = {
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
    **{sign: ((sign, Fraction(1)),) for sign in "件片支双条个只瓶盒包袋层色款档口人码号种张本把台杯颗粒枚套"},
    "块": (("CNY", Fraction(1)), ("块", Fraction(1))),
    "pounds": (("GBP", Fraction(1)), ("oz", Fraction(16))),
    "pound": (("GBP", Fraction(1)), ("oz", Fraction(16))),
}
_SIGNS = {
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
MONEY = frozenset(code for codes in _SIGNS.values() for code in codes)

_UNIT = re.compile(
    rf"[ -]?(?:(?:{alternatives(unit for unit in _UNITS if unit[-1].isascii() and unit[-1].isalpha())})"
    rf"(?![a-z\d])(?<!x(?=\s?\d))|{alternatives(unit for unit in _UNITS if not (unit[-1].isascii() and unit[-1].isalpha()))})"
)
_INCHES = re.compile(r" ?in(?=\s*(?:[,.;)×x/*]|$|wide\b|tall\b|long\b|high\b|deep\b|screen\b))")
_UNKNOWN = re.compile(r"(?!x\d)[a-z]{1,6}(?![a-z])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIGN = re.compile(rf"({'|'.join(map(re.escape, _SIGNS))})\s?$")
_CODE = re.compile(r"(?<![a-z\d])[a-z]{1,8}-?$")
_JOINT = re.compile(r"\s?(?:[-~–—～至到×x*/、+]|to|or|and)\s?")
_DASH = re.compile(r"\s?(?:[-~–—～至到]|to)\s?")
_MOST_BEFORE = re.compile(
    r"(?:最[多长高大久]|至多|高达|多达|长达|可达|不超过|不到|不足|低于|少于|[≤<]|\bup to|\bat most|"
    r"\bas (?:much|many|long) as|\bmax(?:imum)?(?: of)?|\b(?:no|not) (?:more|longer) than|\bunder|"
    r"\bbelow|\bless than|\bwithin)[可达为是用:：]{0,2}\s?$"
)
_LEAST_BEFORE = re.compile(
    r"(?:至少|最少|不少于|不低于|超过|超|大于|高于|[≥>]|\bover|\bmore than|\bat least|\babove|"
    r"\bno less than|\bmin(?:imum)?(?: of)?|\b(?<!down )from|\bstarting at)[可达为是:：]{0,2}\s?$"
)
_MOST_AFTER = re.compile(r"^\s?(?:以内|以下|之内|or less|or under|max\b)")
_LEAST_AFTER = re.compile(r"^\s?(?:以上|起(?!来|床)|多(?!功能|用|种|层|彩|款|色)|余|\+(?!\d)|plus\b|or more|and up)")


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of a text in digits, in order, with units and ranges understood."""
    found = [_read(text, match) for match in _NUMBER.finditer(text)]
    for at in reversed(range(len(found) - 1)):
        found[at], found[at + 1] = _joined(text, found[at], found[at + 1])
    return tuple(found)


def money(value: Fraction, currency: str) -> Quantity:
    """An amount of money as a quantity."""
    return Quantity(text=f"{value} {currency}", number=value, measures=frozenset({(currency, value)}))


def share(value: Fraction, measure: str) -> Quantity:
    """A share in percent (20) as a quantity: of a discount (OFF) or of anything (PERCENT)."""
    return Quantity(text=f"{value}%", number=value, measures=frozenset({(measure, value)}))


def _read(text: str, match: re.Match[str]) -> Quantity:
    number = Fraction(match[0])
    before, after = text[: match.start()], text[match.end() :]
    sign = _SIGN.search(before)
    unit = _INCHES.match(after) or _UNIT.match(after)
    start = sign.start() if sign else match.start()
    end = match.end()
    coded = False
    if sign:
        measures = frozenset((code, number) for code in _SIGNS[sign[1]])
    elif _CODE.search(before):
        coded, measures = True, frozenset({(BARE, number)})
    else:
        measures, length = _measured(number, before, after, unit)
        end += length
    found = Quantity(text[start:end].strip(), number, measures, start, end, coded=coded)
    return replace(found, bound=_bound(text, found))


def _measured(
    number: Fraction, before: str, after: str, unit: re.Match[str] | None
) -> tuple[frozenset[tuple[str, Fraction]], int]:
    """What a number behind which this stands may mean, and how much of that is its unit."""
    if fold := re.match(r"折(?!叠|痕|[A-Za-z]?扇)", after):
        tenths = number / 10 if number >= 10 else number
        return frozenset({(OFF, 100 - 10 * tenths)}), fold.end()
    if unit is not None:
        name = "inch" if _INCHES.match(after) else unit[0].strip(" -")
        measures = frozenset((kind, number * factor) for kind, factor in _UNITS[name])
        if name in ("%", "percent", "per cent") and _discount(before, after[unit.end() :]):
            measures = frozenset({(OFF, number)})
        return measures, unit.end()
    if unknown := _UNKNOWN.match(after):
        return frozenset({(unknown[0], number)}), unknown.end()
    return frozenset({(BARE, number)}), 0


def _discount(before: str, after: str) -> bool:
    return bool(
        re.match(r"\s?(?:off\b|discount|的?折扣|优惠)", after)
        or re.search(r"(?:\bsave|\bsaves|立?省|立?减|优惠|便宜|直?降|让利)了?\s?$", before)
    )


def _bound(text: str, found: Quantity) -> Bound:
    before, after = text[max(0, found.start - 16) : found.start], text[found.end : found.end + 8]
    if _MOST_BEFORE.search(before) or _MOST_AFTER.match(after):
        return "most"
    return "least" if _LEAST_BEFORE.search(before) or _LEAST_AFTER.match(after) else ""


def _joined(text: str, one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """Two numbers of which the unit stands behind the second only: 6-8小时, 30x40cm."""
    between = text[one.end : two.start]
    if one.coded or not _JOINT.fullmatch(between):
        return one, two
    if one.bare and not two.bare and not two.coded:
        factors = {(name, value / two.number) for name, value in two.measures if two.number}
        measures = frozenset((name, one.number * factor) for name, factor in factors)
        alone = frozenset() if _DASH.fullmatch(between) else one.measures
        one = replace(one, measures=measures | alone)
    ordered = one.number < two.number and _DASH.fullmatch(between) is not None
    same = {name for name, _ in one.measures} == {name for name, _ in two.measures}
    if ordered and same and not two.coded:
        one = replace(one, range_end="low", bound="")
        two = replace(two, range_end="high", bound="")
    return one, two
