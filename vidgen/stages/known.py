"""known: what the cited facts say, read once so that many texts can be held against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from vidgen.craft.dates import Day, days
from vidgen.craft.numerals import in_digits
from vidgen.craft.offers import without_conditions
from vidgen.craft.quantities import OFF, Quantity, money, quantities, share
from vidgen.model.product import Fact

_MONEY = ("price", "list_price", "saving")

_SPOKEN = frozenset({"promotion", "gift", "description", "review", "point"})
"""Kinds of facts in which a bare number may be money: 满299减40."""


@dataclass(frozen=True)
class Known:
    """The cited facts: their `text` in digits, their numbers and days by the fact they are of.

    `loose` are numbers that may be money though no sign of it stands beside them.
    """

    facts: tuple[Fact, ...]
    text: str
    numbers: tuple[Quantity, ...]
    loose: frozenset[Fraction]
    days: tuple[tuple[str, Day], ...]

    def amount(self, fact_id: str) -> Fraction | None:
        """The money of `price`, `list_price` or `saving`; None where it is not cited.

        A saving is known where both prices are.
        """
        held = {f.id: Fraction(f.number) for f in self.facts if f.number is not None}
        if fact_id == "saving" and fact_id not in held and {"price", "list_price"} <= set(held):
            return held["list_price"] - held["price"]
        return held.get(fact_id)

    def cites(self, *kinds: str) -> bool:
        """Is a fact of one of these kinds among them?"""
        return any(fact.kind in kinds for fact in self.facts)


def known(facts: Iterable[Fact], cited: Iterable[str]) -> Known:
    """What those of a product's facts with these ids say; ids that none has say nothing."""
    ids = frozenset(cited)
    return _read(tuple(fact for fact in facts if fact.id in ids))


@lru_cache(maxsize=256)
def _read(facts: tuple[Fact, ...]) -> Known:
    """What these facts say; the texts of a film cite the same ones again and again."""
    numbers: list[Quantity] = []
    loose: set[Fraction] = set()
    told: list[tuple[str, Day]] = []
    lines: list[str] = []
    for fact in facts:
        if fact.id in _MONEY:
            numbers += _prices(fact)
            continue
        line = in_digits(f"{fact.label} {fact.text}")
        lines.append(line)
        found, rest = days(without_conditions(line))
        told += [(fact.id, day) for day in found]
        read = quantities(rest)
        numbers += read
        numbers += _labelled(fact)
        if fact.kind in _SPOKEN:
            loose |= {number.number for number in read if number.bare}
    held = Known(facts, "\n".join(lines), tuple(numbers), frozenset(loose), tuple(told))
    return Known(held.facts, held.text, (*held.numbers, *_derived(held)), held.loose, held.days)


def _prices(fact: Fact) -> list[Quantity]:
    return [money(Fraction(fact.number), fact.unit)] if fact.number is not None else []


def _labelled(fact: Fact) -> tuple[Quantity, ...]:
    """A number whose unit stands in its name: 容量(ml) = 350."""
    unit = fact.label.replace("（", "(").replace("）", ")").rpartition("(")[2].partition(")")[0]
    bare = fact.text.strip().replace(".", "", 1)
    return quantities(in_digits(f"{fact.text.strip()}{unit}")) if unit and bare.isdigit() else ()


def _derived(held: Known) -> list[Quantity]:
    """What two prices say together: the saving, and the discount in percent."""
    price, listed = held.amount("price"), held.amount("list_price")
    if price is None or not listed or listed <= price:
        return []
    unit = next(fact.unit for fact in held.facts if fact.id == "price")
    return [money(listed - price, unit), share(100 - 100 * price / listed, OFF)]
