"""Several films of one product, for A/B tests: far apart, or fewer.

Tellings of a brief (`stages.recast`) are composed and fitted by an estimate of their speech, and
the farthest apart are chosen (`stages.vary`). Those are written and voiced in full, and only what
is still far enough then counts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from vidgen.craft.likeness import letters
from vidgen.errors import InputError, ReviewError
from vidgen.model.base import Noun
from vidgen.model.media import Sight
from vidgen.model.product import Language
from vidgen.model.script import Brief, Scenario, Script
from vidgen.model.variant import Distance, Traits
from vidgen.stages.fit import fit
from vidgen.stages.label import label
from vidgen.stages.lawful import Law
from vidgen.stages.recast import recast
from vidgen.stages.vary import distance, floor_for, traits, vary
from vidgen.studio import Studio
from vidgen.studio.authors import COMPOSER
from vidgen.studio.gating import cleared, law_of
from vidgen.studio.steps import Step, nobody
from vidgen.studio.targets import seconds_of
from vidgen.studio.writing import Desk

MOST = 12
"""Variants of one product; more could not be told apart in a test."""

_POOL = 36
"""Tellings that are composed to choose from, whatever is wanted: a is a, b is b in any set."""

_PACE: dict[Language, float] = {"zh": 3.7, "en": 13.0}
"""Letters and digits a second of speech; an estimate, for choosing alone (espeak, measured)."""


class Pair(Noun):
    """How far two variants are apart."""

    one: str
    other: str
    distance: Distance


class Varied(Noun):
    """The briefs of the variants, each with its name, and the distance of each pair.

    `wanted` is how many were asked for; fewer `briefs` are all that the product's facts carry.
    """

    wanted: int
    briefs: tuple[Brief, ...]
    pairs: tuple[Pair, ...] = ()

    @property
    def told(self) -> str:
        """One line on a set that is smaller than wanted, "" for a whole one."""
        made = len(self.briefs)
        if made == self.wanted:
            return ""
        return (
            f"{made} of {self.wanted} variants: the product's facts and photos carry no more that "
            "differ enough; a shorter film or more selling points, attributes and photos would"
        )


def variants(
    studio: Studio, brief: Brief, wanted: int, scenarios: tuple[Scenario, ...] = ()
) -> Varied:
    """Briefs of at most `wanted` films of the product; the first is the brief itself.

    `scenarios` may be told beside the brief's own. The same brief gives the same variants, and
    the first few of many are those of few. Raises InputError for a number that cannot be, and what
    `Studio.write` raises for the brief itself.
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
    found = Varied(wanted=wanted, briefs=tuple(briefs), pairs=_pairs(briefs, films))
    if found.told:
        studio.watch(Step("variants", 1, 1, note=found.told))
    return found


def _pool(
    studio: Studio, brief: Brief, scenarios: tuple[Scenario, ...], sights: tuple[Sight, ...]
) -> Iterator[tuple[Brief, Traits]]:
    """Tellings with their estimated traits: the brief's own, then all scenarios in turn."""
    law = law_of(brief, studio.library, studio.waivers)
    stories = (brief.scenario, *(each for each in scenarios if each.id != brief.scenario.id))
    for number in range(_POOL):
        told = recast(brief, number, stories[number % len(stories)])
        script = _sketch(studio, told, law)
        if script is not None:
            yield told, traits(script, studio.shots(told, script, sights))
        elif number == 0:
            yield told, Traits(hook="", narration="", steps=())


def _sketch(studio: Studio, brief: Brief, law: Law) -> Script | None:
    """The script as the composer would fit it; None where the review would refuse the film."""
    draft = Desk(studio.store, studio.models, nobody).write(
        brief.model_copy(update={"writer": COMPOSER})
    )
    try:
        script = cleared(brief, draft, law, nobody)
    except ReviewError:
        return None
    pace = _PACE[brief.language] * brief.scenario.pace
    spoken = {line.id: len(letters(line.text)) / pace for line in script.lines}
    return fit(script, spoken, seconds_of(brief, studio.library))


def _written(studio: Studio, brief: Brief, *, must: bool) -> Script | None:
    """The script as it will be; None where the review refuses a film that need not be."""
    try:
        return studio.write(brief)[0]
    except ReviewError:
        if must:
            raise
        return None


def _pairs(briefs: list[Brief], films: list[Traits]) -> tuple[Pair, ...]:
    return tuple(
        Pair(one=briefs[a].variant, other=briefs[b].variant, distance=distance(films[a], films[b]))
        for a, b in itertools.combinations(range(len(briefs)), 2)
    )
