"""Choosing the best moments of a clip: sharp, steady, alive, within one take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.engines.eye.footage import grey, opened, timed, upright
from vidgen.engines.eye.motion import moved

LONGEST, SHORTEST, MOST = 6.5, 1.2, 3
"""Seconds of a moment at most and at least, and how many are taken of one clip."""

_STEP = 1 / 6
"""Seconds between the frames that are measured."""

_WORSE = 1.2
"""How far behind the best a moment may lie: three times less sharp, or as much shakier."""

_CUT = 0.45
"""Share of the luma histogram that changes at a cut between takes."""


@dataclass(frozen=True)
class Measured:
    """One measured frame: time (s), sharpness, how its histogram differs from the one before,
    how far the picture moved since then (x, y in shares of the width), mean luma 0..255."""

    time: float
    sharp: float
    change: float
    moved: tuple[float, float]
    light: float


@dataclass(frozen=True)
class Moment:
    """A stretch worth showing: start and length in seconds, its score, its shake.

    `shake` is the spread of the camera's jolts, in shares of the width.
    """

    start: float
    seconds: float
    score: float
    shake: float


def moments(path: Path) -> tuple[Moment, ...]:
    """The best stretches of a clip that do not overlap, best first; at least one.

    Raises InputError when the file is no clip that can be decoded.
    """
    frames = measured(path)
    takes = _takes(frames)
    found = sorted((m for take in takes for m in _windows(take)), key=lambda m: -m.score)
    chosen: list[Moment] = []
    for moment in found:
        worse = chosen and chosen[0].score - moment.score > _WORSE
        if len(chosen) < MOST and not worse and not any(_overlap(moment, x) for x in chosen):
            chosen.append(moment)
    if chosen:
        return tuple(chosen)
    first = frames[0].time if frames else 0.0
    length = max((frame.time for frame in frames), default=0.0) - first + _STEP
    return (Moment(first, min(length, LONGEST), 0.0, 0.0),)


def measured(path: Path) -> tuple[Measured, ...]:
    """Measure a clip a few times a second."""
    found: list[Measured] = []
    before: NDArray[np.uint8] | None = None
    due = 0.0
    with opened(path) as source:
        for time, frame in timed(source):
            if time + 1e-6 < due:
                continue
            due = time + _STEP
            small = grey(upright(frame, 480), 240)
            if before is not None and before.shape != small.shape:
                before = None
            found.append(_measure(time, small, before))
            before = small
    return tuple(found)


def _measure(time: float, small: NDArray[np.uint8], before: NDArray[np.uint8] | None) -> Measured:
    sharp = float(cv2.Laplacian(small, cv2.CV_64F).var())
    light = float(small.mean())
    if before is None:
        return Measured(time, sharp, 0.0, (0.0, 0.0), light)
    one, other = (np.histogram(each, 32, (0, 256))[0] / each.size for each in (small, before))
    change = float(np.abs(one - other).sum() / 2)
    return Measured(time, sharp, change, moved(before, small), light)


def _takes(frames: tuple[Measured, ...]) -> list[tuple[Measured, ...]]:
    """The clip cut into takes where the picture changes at once."""
    takes: list[list[Measured]] = [[]]
    for frame in frames:
        if frame.change > _CUT and takes[-1]:
            takes.append([])
        takes[-1].append(frame)
    return [tuple(take) for take in takes if take]


def _windows(take: tuple[Measured, ...]) -> list[Moment]:
    """Stretches of a take, a moment apart, each with its score."""
    start, end = take[0].time, take[-1].time
    # Half a step at both ends keeps clear of the cut itself.
    start, end = start + _STEP / 2, end - _STEP / 2
    length = min(LONGEST, end - start)
    if length < SHORTEST:
        return []
    count = max(1, round((end - start - length) / 0.5) + 1)
    starts = np.linspace(start, end - length, count)
    return [_judged(take, float(each), length) for each in starts]


def _judged(take: tuple[Measured, ...], start: float, length: float) -> Moment:
    inside = [frame for frame in take if start <= frame.time <= start + length]
    sharp = float(np.percentile([frame.sharp for frame in inside], 20))
    path = np.asarray([frame.moved for frame in inside[1:]] or [(0.0, 0.0)])
    jolts = np.diff(path, axis=0)
    shake = float(np.sqrt((jolts**2).sum(axis=1).mean())) if len(jolts) else 0.0
    life = float(np.sqrt((path**2).sum(axis=1)).mean())
    light = float(np.mean([frame.light for frame in inside]))
    score = (
        np.log1p(sharp)
        - 60.0 * shake
        + 8.0 * min(life, 0.03)
        - 2.0 * (light < 35 or light > 225)
        + 0.12 * length
    )
    return Moment(start, length, float(score), shake)


def _overlap(first: Moment, second: Moment) -> bool:
    return first.start < second.start + second.seconds and (
        second.start < first.start + first.seconds
    )
