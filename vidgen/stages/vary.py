"""vary: of many tellings of one film, those that are far apart."""

from __future__ import annotations

from collections.abc import Sequence

from vidgen.craft.likeness import letters, shared
from vidgen.model.script import Script
from vidgen.model.timeline import Shot
from vidgen.model.variant import Distance, Traits
from vidgen.stages.label import hook_of

FLOOR = Distance(words=0.6, steps=0.2, pictures=0.3)
"""What two variants of one product must at least differ in: not more than 0.4 of the words in
common, as between any two films of a shop; a fifth of the steps; three photos in ten."""

FEWEST_PICTURES = 3
"""Photos from which on variants must show them differently; with fewer there is no choice."""


def traits(script: Script, shots: Sequence[Shot] = ()) -> Traits:
    """What is compared of a film; `shots` are those of its scenes in order, where known."""
    lines = script.lines
    shown = [each.archetype for each in shots or script.scenes]
    steps = [f"{each.beat}:{kind}" for each, kind in zip(script.scenes, shown, strict=True)]
    return Traits(
        hook=lines[0].text if lines else "",
        narration=" ".join(line.text for line in lines),
        steps=(hook_of(script), *steps[1:]),
        pictures=tuple(shot.sights[0] if shot.sights else "" for shot in shots),
    )


def floor_for(pictures: int) -> Distance:
    """The least distance of variants of a product with so many different photos."""
    least = FLOOR.pictures if pictures >= FEWEST_PICTURES else 0.0
    return FLOOR.model_copy(update={"pictures": least})


def distance(one: Traits, other: Traits) -> Distance:
    """How far two films are apart. Films that open with the same words share all their words."""
    same = letters(one.hook) == letters(other.hook)
    return Distance(
        words=0.0 if same else 1.0 - shared(one.narration, other.narration),
        steps=_apart(one.steps, other.steps),
        pictures=_apart(one.pictures, other.pictures),
    )


def vary(candidates: Sequence[Traits], floor: Distance) -> tuple[int, ...]:
    """Numbers of the candidates that are far enough from each other, the first always among them.

    In each step the one is taken that is farthest from its nearest among those taken before (of
    equals the earlier), until none is left that is far enough: any first few of the answer are a
    good set of their own.
    """
    if not candidates:
        return ()
    chosen = [0]
    nearest = [distance(each, candidates[0]).over(floor) for each in candidates]
    while True:
        rest = [at for at in range(len(candidates)) if at not in chosen]
        best = max(rest, key=lambda at: (nearest[at], -at), default=0)
        if best == 0 or nearest[best] < 1.0:
            return tuple(chosen)
        chosen.append(best)
        nearest = [
            min(before, distance(each, candidates[best]).over(floor))
            for before, each in zip(nearest, candidates, strict=True)
        ]


def _apart(one: Sequence[str], other: Sequence[str]) -> float:
    """Steps to insert, leave out or replace to make one sequence the other (Levenshtein 1966), as
    a share of the longer."""
    row = list(range(len(other) + 1))
    for number, step in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, there in enumerate(other, 1):
            change = before + (step != there)
            before, row[at] = row[at], min(change, row[at] + 1, row[at - 1] + 1)
    return row[-1] / max(1, len(one), len(other))
