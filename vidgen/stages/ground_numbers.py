"""Numbers, days, prices and shares of a text that the cited facts do not support."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from vidgen.craft.claim_words import CONCEPTS, COUNTED_WORDS
from vidgen.craft.dates import Day, days
from vidgen.craft.measures import MONEY, PERCENT
from vidgen.craft.offers import conditions, offered, without_conditions
from vidgen.craft.quantities import BARE, OFF, Bound, Quantity, quantities
from vidgen.stages.known import Known

Objection = tuple[str, str]
"""A claim as it is said, and why it is refused."""

NOWHERE = "is in no cited fact"
_OTHER_UNIT = "has another unit in the cited facts"
_ONE_END = "is only one end of a range in the cited facts"
_AT_MOST = "is reached at most in the cited facts"
_MORE = "is said of more than the cited facts say"

_COUNTED = re.compile(COUNTED_WORDS)
_STRICT = MONEY | {OFF, PERCENT, "times"}
"""Measures that a bare number in the facts does not support."""

_MEASURED = frozenset(
    {"mg", "mm", "ml", "s", "month", "w", "mah", "wh", "hz", "mb", "c", PERCENT, OFF}
)
"""Measures whose numbers support no bare one: six hours are no six pockets."""

_AMOUNT = r"[¥$€£]?\s?(\d+(?:\.\d+)?)(?!\d|\.\d|%|折)"
_ROLES: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (fact_id, re.compile(words + r"[^\d¥$€£，。,.;；!?]{0,6}" + _AMOUNT), why)
    for fact_id, words, why in (
        (
            "list_price",
            r"(?:划线价|原价|原来标|市场价|吊牌价|专柜价|\blist(?:ed)?(?: price)?|\bwas|"
            r"\bregularly|\boriginally)",
            "is not the list price",
        ),
        ("saving", r"(?:省|立减|直降|便宜|\bsaves?)", "is not what is saved"),
        (
            "price",
            r"(?:现在只?要?|现价|到手价?|只要|仅需|\bnow(?: only| just)?(?: it's)?|"
            r"\bthe price is|\byours for|"
            r"\bget it for)(?![^，。]{0,8}(?:省|减|便宜|save|off))",
            "is not the price",
        ),
    )
)
_MATERIAL = "|".join(list(CONCEPTS.values())[1:38])
_SHARE_FIRST = re.compile(rf"(\d+(?:\.\d+)?)% ?(?:的)?({_MATERIAL})")
_SHARE_LAST = re.compile(rf"({_MATERIAL})[:： (（]?(\d+(?:\.\d+)?)%")


def number_claims(text: str, known: Known) -> Iterator[Objection]:
    """Objections to the numbers of a text in digits."""
    text = _COUNTED.sub(lambda found: " " * len(found[0]), text)
    for condition in conditions(text):
        if not offered(condition, known.text):
            yield condition, NOWHERE
    told, rest = days(without_conditions(text))
    for day in told:
        if why := _day(day, known):
            yield day.text, why
    alone = not any(map(str.isalpha, text))
    for said in quantities(rest):
        if why := _why_not(said, known, alone):
            yield said.text, why
    yield from _roles(rest, known)
    yield from _shares(text, known)


def _day(day: Day, known: Known) -> str:
    same = [fact_id for fact_id, other in known.days if day.told_by(other)]
    if not same:
        return NOWHERE
    other = {"ends": "promotion.starts", "starts": "promotion.ends"}.get(day.role)
    return f"is the day on which it {_reverse(day)}" if set(same) == {other} else ""


def _reverse(day: Day) -> str:
    return "starts" if day.role == "ends" else "ends"


def _why_not(said: Quantity, known: Known, alone: bool) -> str:
    """Why no cited fact supports a number; "" when one does.

    A number that stands `alone`, its unit in another text beside it, may be any of the facts'.
    """
    if alone and any(held.number == said.number for held in known.numbers):
        return ""
    whys = [_against(said, held, known) for held in known.numbers]
    if "" in whys or (said.bare and _as_day(said, known)):
        return ""
    ranked = (_ONE_END, _AT_MOST, _MORE, _OTHER_UNIT)
    return next((why for why in ranked if why in whys), NOWHERE)


def _as_day(said: Quantity, known: Known) -> bool:
    """Is it a day of the facts written as a number, 6.18?"""
    return any(
        said.text in (f"{day.month}.{day.day}", f"{day.month}.{day.day or 0:02}", f"{day.year}")
        for _, day in known.days
    )


def _against(said: Quantity, held: Quantity, known: Known) -> str:
    """Why one number of the facts does not support what is said; "" when it does."""
    alike = held.number == said.number
    if said.bare or said.coded:
        fine = held.bare or held.coded or not _MEASURED & {name for name, _ in held.measures}
        return ("" if fine else _OTHER_UNIT) if alike else NOWHERE
    shared = _told(said) & _told(held)
    if shared:
        return _limits(said, held, any(name in MONEY for name, _ in shared))
    if not alike:
        return NOWHERE
    strict = any(name in _STRICT for name, _ in said.measures)
    money = any(name in MONEY for name, _ in said.measures) and held.number in known.loose
    bare = held.bare and not held.coded
    return "" if bare and (money or not strict) else _OTHER_UNIT


def _told(quantity: Quantity) -> set[tuple[str, Fraction]]:
    """What it may mean; a discount is a share too."""
    found = {(name, value) for name, value in quantity.measures if name != BARE}
    return found | {(PERCENT, value) for name, value in found if name == OFF}


def _limits(said: Quantity, held: Quantity, money: bool) -> str:
    """Why the same value is another claim: an end of a range, a bound left out or put in."""
    if said.range_end or held.range_end:
        as_bound: dict[str, Bound] = {"low": "least", "high": "most"}
        fine = said.range_end == held.range_end or said.bound == as_bound.get(held.range_end)
        return "" if fine else _ONE_END
    if said.bound == held.bound or (said.bound == "most" and held.bound == ""):
        return ""
    if said.bound == "least":
        return _MORE
    return "" if held.bound == "least" and not money else _AT_MOST


def _roles(text: str, known: Known) -> Iterator[Objection]:
    """Prices that are true, but of something else: the list price said as the price."""
    for fact_id, pattern, why in _ROLES:
        for found in pattern.finditer(text):
            said, is_so = Fraction(found[1]), known.amount(fact_id)
            others = {known.amount(other) for other in ("price", "list_price", "saving")}
            if said in others and said != is_so and found[0].strip() not in known.text:
                yield found[0].strip(), why


def _shares(text: str, known: Known) -> Iterator[Objection]:
    """Shares of materials that the facts give to another: 45%亚麻 where it is 55%."""
    held = _pairs(known.text)
    for material, number in _pairs(text):
        if material in {name for name, _ in held} and (material, number) not in held:
            yield f"{number}% {material}", "is another share in the cited facts"


def _pairs(text: str) -> set[tuple[str, str]]:
    first = {(found[2].removeprefix("的"), found[1]) for found in _SHARE_FIRST.finditer(text)}
    return first or {(found[1], found[2]) for found in _SHARE_LAST.finditer(text)}
