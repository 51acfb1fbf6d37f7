"""What a render would do, found on the same path, without doing it."""

from __future__ import annotations

from vidgen.model.base import Noun
from vidgen.model.cut import Cut
from vidgen.stages.split import split
from vidgen.store import Store
from vidgen.studio.rendering import segment_key


class PlannedSegment(Noun):
    """One segment of one film: its shots, frames, and whether it is already in the store."""

    aspect: str
    shots: tuple[str, ...]
    start: int
    frames: int
    stored: bool


def plan(cuts: tuple[Cut, ...], store: Store) -> tuple[PlannedSegment, ...]:
    """Every segment of these cuts in order; those not `stored` would be encoded."""
    planned: list[PlannedSegment] = []
    for cut in cuts:
        start = 0
        for segment in split(cut):
            planned.append(
                PlannedSegment(
                    aspect=cut.aspect,
                    shots=tuple(shot.id for shot in segment.shots),
                    start=start,
                    frames=segment.frames,
                    stored=store.has("segment", segment_key(segment)),
                )
            )
            start += segment.frames
    return tuple(planned)
