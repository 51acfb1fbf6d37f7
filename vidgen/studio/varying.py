"""Several films of one product, for A/B tests: far apart, or fewer.

Tellings of a brief (`stages.recast`) are composed and fitted by an estimate of their speech, and
the farthest apart are chosen (`stages.vary`). Those are written, reviewed and voiced in full, and
only what is still far enough then counts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from vidgen.craft.likeness import letters
from vidgen.craft.rhythm import PACE
from vidgen.errors import InputError, ReviewError
from vidgen.model.media import Sight
from vidgen.model.script import Brief, Scenario, Script
from vidgen.model.variant import Pair, Traits, Variants
from vidgen.stages.fit import fit
from vidgen.stages.label import label
from vidgen.stages.recast import recast
from vidgen.stages.vary import distance, floor_for, traits, vary
from vidgen.studio import Studio
from vidgen.studio.authors import COMPOSER
from vidgen.studio.steps import Step, nobody
from vidgen.studio.targets import seconds_of
from vidgen.studio.writing import Desk

MOST = 12
"""Variants of one product; more could not be told apart in a test."""

_POOL = 36
"""Tellings that are composed to choose from, whatever is wanted: a is a, b is b in any set."""


def variants(
    studio: Studio, brief: Brief, wanted: int, scenarios: tuple[Scenario, ...] = ()
) -> tuple[tuple[Brief, ...], Variants]:
    """Briefs of at most `wanted` films of the product, each with its name; what they are.

    The first is the brief itself; `scenarios` may be told beside its own. The same brief gives
    the same variants, and the first few of many are those of few. That fewer are made is told.
    Raises InputError for a number that cannot be, and what `Studio.write` raises for the brief.
    """
    if not 1 <= wanted <= MOST:
        raise InputError("--variants", f"{wanted} is not a number from 1 to {MOST}")
    sights = studio.look(brief)
    floor = floor_for(len({sight.asset.sha256 for sight in sights}))
    pool = list(_pool(studio, brief, scenarios, sights))
    order = vary([each for _, each in pool], floor)
    briefs: list[Brief] = []
    films: list[Traits] = []
    for at in order:
        script = _written(studio, pool[at][0], must=at == 0) if len(briefs) < wanted else None
        if script is None:
            continue
        film = traits(script, studio.shots(pool[at][0], script, sights))
        if all(distance(film, other).over(floor) >= 1 for other in films):
            name = label(len(briefs), pool[at][0], script)
            briefs.append(pool[at][0].model_copy(update={"variant": name}))
            films.append(film)
    names = tuple(each.variant for each in briefs)
    pairs = _pairs(names, films)
    found = Variants(product_id=brief.product.id, wanted=wanted, names=names, pairs=pairs)
    studio.watch(Step("variants", 1, 1, note=found.told))
    return tuple(briefs), found


def _pool(
    studio: Studio, brief: Brief, scenarios: tuple[Scenario, ...], sights: tuple[Sight, ...]
) -> Iterator[tuple[Brief, Traits]]:
    """Tellings with their estimated traits: the brief's own, then all scenarios in turn."""
    stories = (brief.scenario, *(each for each in scenarios if each.id != brief.scenario.id))
    target = seconds_of(brief, studio.library)
    desk = Desk(studio.store, studio.models, nobody)
    for number in range(_POOL):
        told = recast(brief, number, stories[number % len(stories)])
        draft = desk.write(told.model_copy(update={"writer": COMPOSER}))
        pace = PACE[told.language] * told.scenario.pace
        spoken = {line.id: len(letters(line.text)) / pace for line in draft.lines}
        script = fit(draft, spoken, target)
        yield told, traits(script, studio.shots(told, script, sights))


def _written(studio: Studio, brief: Brief, *, must: bool) -> Script | None:
    """The script as it will be; None where the review refuses a film that need not be."""
    try:
        return studio.write(brief)[0]
    except ReviewError:
        if must:
            raise
        return None


def _pairs(names: tuple[str, ...], films: list[Traits]) -> tuple[Pair, ...]:
    return tuple(
        Pair(one=names[a], other=names[b], distance=distance(films[a], films[b]))
        for a, b in itertools.combinations(range(len(films)), 2)
    )
