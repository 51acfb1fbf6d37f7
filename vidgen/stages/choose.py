"""choose: which scenario to tell next, often the best one known, sometimes one that may be better.

Thompson sampling (Thompson 1933; Chapelle and Li 2011): a rate is drawn for each scenario from what
is known of it, and the highest draw goes first.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from vidgen.model.learned import Learned, Lesson
from vidgen.stages.learn import posterior

_WEIGHT = 20.0
"""Views that a category's prior is worth: an untried scenario counts like so many views at the
rate that it has in other categories, else at the usual one. So few leave every rate possible."""

_UNKNOWN = 0.5
"""The rate of a view where nothing is known: any will do, it is the same for all."""


def choose(
    scenarios: Sequence[str], category: str, learned: Learned | None, seed: str
) -> tuple[str, ...]:
    """The scenarios in the order of one draw; the first is the choice.

    The same seed draws the same. Without results every order is as likely as any other.
    """
    chance = random.Random(f"{seed}/scenario")
    drawn = {
        name: chance.betavariate(*_known(name, category, learned)) for name in sorted(scenarios)
    }
    return tuple(sorted(drawn, key=lambda name: (-drawn[name], name)))


def _known(scenario: str, category: str, learned: Learned | None) -> tuple[float, float]:
    """What is known of a scenario's rate in this category, Beta(a, b)."""
    if learned is None:
        return _prior(_UNKNOWN)
    over_all = learned.lesson("", "scenario", scenario)
    usual = _mean(over_all) if over_all else _usual(learned)
    a, b = _prior(usual)
    own = learned.lesson(category, "scenario", scenario) if category else over_all
    if own is None:
        return a, b
    hits = own.hits / own.spread
    return a + hits, b + own.views / own.spread - hits


def _prior(rate: float) -> tuple[float, float]:
    return rate * _WEIGHT, (1 - rate) * _WEIGHT


def _mean(lesson: Lesson) -> float:
    a, b = posterior(lesson)
    return a / (a + b)


def _usual(learned: Learned) -> float:
    """The rate of all films together, never 0 or 1."""
    held = [each for each in learned.lessons if each.within == "" and each.trait == "scenario"]
    hits, views = sum(each.hits for each in held), sum(each.views for each in held)
    return (hits + 0.5) / (views + 1)
