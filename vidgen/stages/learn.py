"""learn: which hooks, scenarios and lengths reach their goal more often than others?

A rate with k hits in n views is known as Beta(k + ½, n − k + ½): Jeffreys' prior, whose intervals
hold what they promise even for small counts (Brown, Cai and DasGupta 2001). Views of one film are
not independent of each other, so counts are divided by how much more the films of one kind differ
than chance would have it (quasi-binomial: McCullagh and Nelder 1989, 4.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np

from vidgen.craft.beta import quantile
from vidgen.model.learned import TRAITS, Goal, Lesson, Result, Trait, Verdict

LEVEL = 0.9
"""The chance with which an interval holds its rate."""

SURE = 0.95
"""The chance of being best from which on something wins."""

FEWEST_FILMS = 2
"""Films from which on anything is said of a way to tell: one film tells only of itself."""

_DRAWS = 4000
"""Draws for a chance of being best: its standard error is at most 0.008."""

_BANDS = ((10, "6-10 s"), (20, "11-20 s"), (40, "21-40 s"), (90, "41-90 s"), (180, "91-180 s"))


def learn(results: Iterable[Result], goal: Goal) -> tuple[Lesson, ...]:
    """The lessons of these films for one goal, over all and by category. Films whose `hits` lack
    the goal, or that nobody viewed, teach nothing."""
    seen = _seen(results, goal)
    lessons: list[Lesson] = []
    usual: dict[Trait, float] = {}
    for within in ("", *sorted({each.category for each in seen if each.category})):
        held = [each for each in seen if within in ("", each.category)]
        for trait in TRAITS:
            arms = _arms(held, trait)
            spread = _spread(arms.values(), goal) or usual.get(trait, 1.0)
            usual.setdefault(trait, spread)
            lessons += _compared(arms, (within, trait), goal, spread)
    return tuple(lessons)


def contests(results: Iterable[Result], goal: Goal) -> tuple[Lesson, ...]:
    """The variants of each product against each other; here each film stands for itself."""
    lessons: list[Lesson] = []
    by_product = sorted(_seen(results, goal), key=lambda each: (each.sku, each.variant))
    for sku, group in groupby(by_product, key=lambda each: each.sku):
        arms = {each.variant: [each] for each in group}
        if sku and len(arms) > 1:
            lessons += _compared(arms, (sku, "variant"), goal, 1.0)
    return tuple(lessons)


def length_of(seconds: int) -> str:
    """The band of lengths that a film of so many seconds is counted with."""
    return next((name for most, name in _BANDS if seconds <= most), "longer")


def posterior(lesson: Lesson) -> tuple[float, float]:
    """The parameters of what is known of a lesson's rate, Beta(a, b)."""
    hits = lesson.hits / lesson.spread
    return hits + 0.5, lesson.views / lesson.spread - hits + 0.5


def _seen(results: Iterable[Result], goal: Goal) -> list[Result]:
    return [each for each in results if goal in each.hits and each.views]


def _arms(results: list[Result], trait: Trait) -> dict[str, list[Result]]:
    arms: dict[str, list[Result]] = {}
    for each in results:
        value = getattr(each, trait)
        if value:
            arms.setdefault(value, []).append(each)
    return dict(sorted(arms.items()))


def _spread(arms: Iterable[list[Result]], goal: Goal) -> float | None:
    """Pearson's chi-squared of films about their arm's rate, a degree of freedom, at least 1.

    None where no arm has two films.
    """
    total, freedom = 0.0, 0
    for films in arms:
        views, hits = _sums(films, goal)
        rate = hits / views
        if len(films) > 1 and 0 < rate < 1:
            total += sum(
                (f.hits[goal] - f.views * rate) ** 2 / (f.views * rate * (1 - rate)) for f in films
            )
            freedom += len(films) - 1
    return max(1.0, total / freedom) if freedom else None


def _compared(
    arms: Mapping[str, list[Result]], what: tuple[str, Trait], goal: Goal, spread: float
) -> list[Lesson]:
    lessons = [_lesson(value, films, what, goal, spread) for value, films in arms.items()]
    fewest = 1 if what[1] == "variant" else FEWEST_FILMS
    chances = _chances(lessons)
    judged = []
    for lesson, best in zip(lessons, chances, strict=True):
        others = [o for o in lessons if o.value != lesson.value and o.films >= fewest]
        verdict: Verdict = "not known yet"
        if lesson.films >= fewest and others:
            if best >= SURE:
                verdict = "wins"
            elif any(other.low > lesson.high for other in others):
                verdict = "behind"
        judged.append(lesson.model_copy(update={"best": round(best, 4), "verdict": verdict}))
    return sorted(judged, key=lambda each: (-each.rate, each.value))


def _lesson(
    value: str, films: list[Result], what: tuple[str, Trait], goal: Goal, spread: float
) -> Lesson:
    views, hits = _sums(films, goal)
    within, trait = what
    counted = Lesson(
        within=within,
        trait=trait,
        value=value,
        films=len(films),
        views=views,
        hits=hits,
        rate=hits / views,
        low=0.0,
        high=1.0,
        spread=round(spread, 4),
    )
    a, b = posterior(counted)
    low = quantile((1 - LEVEL) / 2, a, b) if hits else 0.0
    high = quantile((1 + LEVEL) / 2, a, b) if hits < views else 1.0
    return counted.model_copy(update={"low": low, "high": high})


def _sums(films: list[Result], goal: Goal) -> tuple[int, int]:
    return sum(film.views for film in films), sum(film.hits[goal] for film in films)


def _chances(lessons: Sequence[Lesson]) -> list[float]:
    """For each the share of draws in which its rate is the highest.

    RandomState draws the same numbers in every version of numpy (NEP 19).
    """
    if len(lessons) < 2:
        return [1.0] * len(lessons)
    chance = np.random.RandomState(0)
    draws = np.array([chance.beta(*posterior(lesson), _DRAWS) for lesson in lessons])
    best = np.bincount(draws.argmax(axis=0), minlength=len(lessons)) / _DRAWS
    return [float(share) for share in best]
