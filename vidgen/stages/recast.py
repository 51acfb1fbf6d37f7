"""recast: the same order for a film, told in another order, led by another fact, worded anew."""

from __future__ import annotations

import hashlib
import random

from vidgen.model.script import Archetype, Beat, Brief, Scenario

_SEEN = frozenset({"feature", "life"})
"""Kinds of shot that can stand for each other: the same words over a cut-out or a scene."""

_FARTHEST = 4
"""How many subjects a beat may begin later at most."""


def recast(brief: Brief, number: int, scenario: Scenario | None = None) -> Brief:
    """The `number`th other telling of a brief, by its own scenario or another; 0 changes no order.

    The seed comes of what the brief holds (never of a row's number), so that the same brief gives
    the same tellings wherever and with whatever else it is made.
    """
    base = brief if scenario is None else brief.model_copy(update={"scenario": scenario})
    if number == 0:
        return base
    seed = _seed(brief, number)
    moved = _moved(base.scenario, random.Random(seed))
    return base.model_copy(update={"seed": seed, "scenario": moved})


def identity(brief: Brief) -> str:
    """A digest of what is told of what, wherever the product's row and its pictures lie."""
    product = brief.product.model_copy(update={"media": (), "source": ""})
    asked = (brief.scenario.id, brief.seconds, brief.language, brief.seed, brief.variant)
    return hashlib.sha256(f"{product.digest()}/{asked}".encode()).hexdigest()


def _seed(brief: Brief, number: int) -> int:
    """31 bits of a brief's identity and the number of its telling."""
    digest = hashlib.sha256(f"{identity(brief)}/{number}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


def _moved(scenario: Scenario, chance: random.Random) -> Scenario:
    """The scenario with its optional beats in another order, others of them dropped first.

    What never goes (the hook, the offer, the end) stays in its place, and so do the bridges, which
    only fill. Beats of rank 1 are what the scenario is about: they go as late as before.
    """
    beats = list(scenario.beats)
    free = [at for at, beat in enumerate(beats) if at and beat.rank and beat.over != "bridges"]
    order = free[:]
    chance.shuffle(order)
    ranks = [scenario.beats[at].rank for at in free if _may_go(scenario.beats[at])]
    chance.shuffle(ranks)
    for place, source in zip(free, order, strict=True):
        beat = scenario.beats[source]
        told = {
            "rank": ranks.pop() if _may_go(beat) else beat.rank,
            "first": chance.randint(0, _FARTHEST) if beat.over else 0,
            "archetypes": _seen(beat, chance),
        }
        beats[place] = beat.model_copy(update=told)
    return scenario.model_copy(update={"beats": tuple(beats)})


def _may_go(beat: Beat) -> bool:
    """Whether another beat may be dropped after this one: the entrance, or what is told aside."""
    return beat.rank > 1 or beat.archetypes[0] == "hero"


def _seen(beat: Beat, chance: random.Random) -> tuple[Archetype, ...]:
    kinds = list(beat.archetypes)
    if _SEEN.issuperset(kinds):
        chance.shuffle(kinds)
    return tuple(kinds)
