"""What films did once they were shown, and what can be learned of it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from vidgen.model.base import Document, Noun

Goal = Literal["orders", "clicks", "completion"]
"""What counts as success of one view: an order, a click, a view to the end."""

GOALS: tuple[Goal, ...] = ("orders", "clicks", "completion")
"""The goals, the dearest first: the first that the results tell of is the one learned for."""

Trait = Literal["scenario", "hook", "length", "variant"]

TRAITS: tuple[Trait, ...] = ("scenario", "hook", "length")
"""What films of one category are compared by; those of one product are by their variant."""

Verdict = Literal["wins", "behind", "not known yet"]


class Result(Noun):
    """One film and what it did: how often it was viewed, and how many views reached each goal.

    `category` is a pack of templates/copy/packs.yaml, else the shop's own word; `hook` and
    `length` are "" where nobody knows them. A goal that the results do not tell is missing in
    `hits`.
    """

    sku: str
    variant: str
    category: str
    scenario: str
    hook: str = ""
    length: str = ""
    views: int = Field(ge=0)
    hits: dict[Goal, int]


class Lesson(Noun):
    """What is known of one way to tell, among films of one category or variants of one product.

    `within` is that category ("" for all) or, for a variant, the product's SKU. `rate` is hits a
    view; `low` and `high` hold it with a chance of 0.9. `spread` is by how much films of one kind
    differ more than chance alone would have it (1: not at all); counts are worth that much less.
    `best` is the chance that no other `value` has a higher rate.
    """

    within: str
    trait: Trait
    value: str
    films: int
    views: int
    hits: int
    rate: float
    low: float
    high: float
    spread: float = 1.0
    best: float = 0.0
    verdict: Verdict = "not known yet"


class Learned(Document):
    """The lessons of one file of results, for `--scenario auto`; `vidgen learn` writes it.

    `lessons` are on scenarios, hooks and lengths, `tests` on the variants of each product.
    """

    KIND: ClassVar[str] = "learned.1"

    goal: Goal
    results: str
    sha256: str
    films: int
    views: int
    lessons: tuple[Lesson, ...]
    tests: tuple[Lesson, ...] = ()

    def lesson(self, within: str, trait: Trait, value: str) -> Lesson | None:
        """The lesson on one value, or None where nothing was seen of it."""
        return next(
            (
                each
                for each in self.lessons
                if (each.within, each.trait, each.value) == (within, trait, value)
            ),
            None,
        )
