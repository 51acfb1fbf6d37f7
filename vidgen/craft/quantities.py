"""Quantities in a text: a value with its unit, converted, so that 1.2kg, 1200 g and 2.4斤 are one.

Reads text whose numbers are in digits (`numerals.in_digits`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from vidgen.craft.measures import SIGNS, UNITS
from vidgen.craft.units import alternatives

Bound = Literal["", "most", "least"]
"""A value that is reached at most (up to, 最长) or passed at least (over, 以上); "" is plain."""

End = Literal["", "low", "high"]
"""Which end of a range a value is: 6-8 hours."""

BARE = ""
"""The measure of a number without a unit."""

OFF = "off"
"""The measure of a discount: 8折 and 20% off are 20."""


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


_LATIN = [unit for unit in UNITS if unit[-1].isascii() and unit[-1].isalpha()]
_OTHER = [unit for unit in UNITS if unit not in _LATIN]
_UNIT = re.compile(
    rf"[ -]?(?:(?:{alternatives(_LATIN)})(?![a-z\d])(?<!x(?=\s?\d))|{alternatives(_OTHER)})"
)
_INCHES = re.compile(r" ?in(?=\s*(?:[,.;)×x/*]|$|wide\b|tall\b|long\b|high\b|deep\b|screen\b))")
_UNKNOWN = re.compile(r"(?!x\d)[a-z]{1,6}(?![a-z])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIGN = re.compile(rf"({'|'.join(map(re.escape, SIGNS))})\s?$")
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
_LEAST_AFTER = re.compile(
    r"^\s?(?:以上|起(?!来|床)|多(?!功能|用|种|层|彩|款|色)|余|\+(?!\d)|plus\b|or more|and up)"
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of a text in digits, in order, with units and ranges understood."""
    found = [_read(text, match) for match in _NUMBER.finditer(text)]
    for at in reversed(range(len(found) - 1)):
        found[at], found[at + 1] = _joined(text, found[at], found[at + 1])
    return tuple(found)


def money(value: Fraction, currency: str) -> Quantity:
    """An amount of money as a quantity."""
    return Quantity(
        text=f"{value} {currency}", number=value, measures=frozenset({(currency, value)})
    )


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
        measures = frozenset((code, number) for code in SIGNS[sign[1]])
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
        measures = frozenset((kind, number * factor) for kind, factor in UNITS[name])
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
