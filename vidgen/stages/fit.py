"""fit: choose the lines that make a film of the wanted length."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vidgen.craft.likeness import letters
from vidgen.craft.rhythm import BREATH, GAP, PACE, film_seconds
from vidgen.model.script import Script

SLACK = 1.5
"""Seconds by which a film may miss its target (issue: ± 1.5 s of speech)."""

_GRID = 20
"""Steps a second in which lengths are counted while choosing."""


_MONEY = frozenset({"price", "list_price", "saving"})
"""Facts that change from day to day."""

_AMOUNT = 1.2
"""Seconds that an amount of money takes to say, more or less (espeak, measured on catalogs)."""

_NUMBER = re.compile(r"\d[\d.,]*")


def fit(script: Script, seconds_of: Mapping[str, float], target: float) -> Script:
    """The script with those lines that bring its film nearest to `target` seconds.

    Lines of rank 0 always stay. Among the others the best set is taken that ends within SLACK of
    the target, low ranks first; scenes left without lines go. When everything together is still
    too short, everything stays: a film never repeats itself to be longer.

    A price that changes does not choose other lines, so that a film is not made anew for a syllable
    more: all amounts count as equally long, unless the film then misses its length.
    """
    steady = _fitted(script, {**seconds_of, **_usual(script)}, target)
    spoken = [[seconds_of[line.id] for line in scene.lines] for scene in steady.scenes]
    if abs(film_seconds(spoken) - target) <= SLACK:
        return steady
    return _fitted(script, seconds_of, target)


def _usual(script: Script) -> dict[str, float]:
    """Seconds of the lines that name a price, whatever the price."""
    pace = PACE[script.language]
    return {
        line.id: len(letters(_NUMBER.sub("", line.text))) / pace
        + _AMOUNT * len(_NUMBER.findall(line.text))
        for line in script.lines
        if not _MONEY.isdisjoint(line.facts)
    }


def _fitted(script: Script, seconds_of: Mapping[str, float], target: float) -> Script:
    kept = {line.id for line in script.lines if line.rank == 0}
    optional = [line for line in script.lines if line.rank > 0]
    costs = _costs(script, kept, seconds_of)
    base = film_seconds(
        [
            [seconds_of[line.id] for line in scene.lines if line.id in kept]
            for scene in script.scenes
            if any(x.id in kept for x in scene.lines)
        ]
    )
    chosen = _best(
        [line.id for line in optional],
        [1.0 / line.rank for line in optional],
        [costs[line.id] for line in optional],
        target - base,
    )
    return _only(script, kept | chosen)


def _costs(script: Script, kept: set[str], seconds_of: Mapping[str, float]) -> dict[str, float]:
    """Seconds that each optional line adds, its silence included."""
    costs = {}
    for scene in script.scenes:
        opened = any(line.id in kept for line in scene.lines)
        for line in scene.lines:
            if line.id not in kept:
                costs[line.id] = seconds_of[line.id] + (GAP if opened else BREATH)
                opened = True
    return costs


def _best(ids: list[str], worth: list[float], costs: list[float], room: float) -> set[str]:
    """The worthiest set whose cost comes nearest to `room` (a knapsack over a time grid)."""
    size = max(0, round((room + SLACK * 0.9) * _GRID))
    table: list[tuple[float, tuple[int, ...]] | None] = [None] * (size + 1)
    table[0] = (0.0, ())
    for number, (value, cost) in enumerate(zip(worth, costs, strict=True)):
        step = round(cost * _GRID)
        for at in range(size, step - 1, -1):
            before = table[at - step]
            if before is None:
                continue
            here = table[at]
            if here is None or before[0] + value > here[0]:
                table[at] = (before[0] + value, (*before[1], number))
    reached = [at for at, entry in enumerate(table) if entry is not None]
    near = [at for at in reached if abs(at / _GRID - room) <= SLACK * 0.6]
    pool = near or [min(reached, key=lambda at: abs(at / _GRID - room))]

    def score(at: int) -> float:
        entry = table[at]
        return (entry[0] if entry else 0.0) - 0.15 * abs(at / _GRID - room)

    best = table[max(pool, key=score)]
    return {ids[number] for number in best[1]} if best else set()


def _only(script: Script, ids: set[str]) -> Script:
    """The script with these lines alone; empty scenes are dropped."""
    scenes = []
    for scene in script.scenes:
        lines = tuple(line for line in scene.lines if line.id in ids)
        if lines:
            scenes.append(scene.model_copy(update={"lines": lines}))
    return script.model_copy(update={"scenes": tuple(scenes)})
