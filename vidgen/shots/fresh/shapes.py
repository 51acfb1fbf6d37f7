"""Rounded shapes as polygons: blobs, waves, arches, swashes, leaves, sparkles. Pure geometry."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vidgen.model.paint import Point

Points = tuple[Point, ...]


def smooth(corners: Sequence[Point], steps: int = 10) -> Points:
    """A closed Catmull-Rom curve through the corners."""
    count = len(corners)
    found: list[Point] = []
    for number in range(count):
        four = [corners[(number + shift) % count] for shift in (-1, 0, 1, 2)]
        found += [_between(four, step / steps) for step in range(steps)]
    return tuple(found)


def _between(four: Sequence[Point], share: float) -> Point:
    square, cube = share * share, share**3
    weights = (
        -share + 2 * square - cube,
        2 - 5 * square + 3 * cube,
        share + 4 * square - 3 * cube,
        -square + cube,
    )
    return (
        sum(w * p[0] for w, p in zip(weights, four, strict=True)) / 2,
        sum(w * p[1] for w, p in zip(weights, four, strict=True)) / 2,
    )


def blob(width: float, height: float, seed: int, bumps: int = 9, depth: float = 0.08) -> Points:
    """A pebble inside width x height; `seed` chooses which, `depth` how uneven (0..1)."""
    corners = []
    for number in range(bumps):
        turn = 2 * math.pi * number / bumps + seed
        reach = 1 - depth * (0.5 + 0.5 * math.sin(seed * 7.3 + number * number * 1.7))
        corners.append(
            (width / 2 * (1 + math.cos(turn) * reach), height / 2 * (1 + math.sin(turn) * reach))
        )
    return smooth(corners)


def wave(
    width: float, height: float, top: float, rise: float, phase: float, waves: float = 1.4
) -> Points:
    """Everything below a wavy line `top` pixels down that swings by `rise`."""
    steps = 48
    line = [
        (
            -4 + (width + 8) * step / steps,
            top + rise * math.sin(2 * math.pi * waves * step / steps + phase),
        )
        for step in range(steps + 1)
    ]
    return (*line, (width + 4, height + 4), (-4, height + 4))


def arch(width: float, height: float) -> Points:
    """A door with a half-round head."""
    radius = width / 2
    steps = 40
    head = [
        (
            radius - radius * math.cos(math.pi * n / steps),
            radius - radius * math.sin(math.pi * n / steps),
        )
        for n in range(steps + 1)
    ]
    return (*head, (width, height), (0.0, height))


def swash(width: float, height: float, seed: int) -> Points:
    """A marker stroke: soft ends, edges that waver a little."""
    count = 7
    waver = [height * 0.06 * math.sin(1.9 * n + seed) for n in range(2 * count + 2)]
    upper = [(width * n / count, waver[n]) for n in range(count + 1)]
    lower = [(width * (count - n) / count, height + waver[count + 1 + n]) for n in range(count + 1)]
    ends = ((width + height * 0.14, height * 0.46), (-height * 0.12, height * 0.56))
    return smooth((*upper, ends[0], *lower, ends[1]), 6)


def leaf(size: float) -> Points:
    """A leaf lying in size x size / 2."""
    return smooth(
        (
            (0.0, size * 0.30),
            (size * 0.22, size * 0.06),
            (size * 0.58, 0.0),
            (size, size * 0.16),
            (size * 0.72, size * 0.42),
            (size * 0.32, size * 0.50),
        )
    )


def sparkle(size: float) -> Points:
    """A star of four hollow-sided points."""
    middle = size / 2
    found = []
    for number in range(8):
        reach = middle if number % 2 == 0 else middle * 0.22
        turn = math.pi / 4 * number
        found.append((middle + math.sin(turn) * reach, middle - math.cos(turn) * reach))
    return tuple(found)


def scallop(size: float, bumps: int = 12, depth: float = 0.07) -> Points:
    """A biscuit edge."""
    steps = bumps * 12
    radius = size / 2
    return tuple(
        (
            radius + math.sin(turn) * reach,
            radius - math.cos(turn) * reach,
        )
        for turn in (2 * math.pi * n / steps for n in range(steps))
        for reach in (radius * (1 - depth + depth * math.cos(bumps * turn)),)
    )


def ticket(width: float, height: float, cut: float, radius: float, notch: float) -> Points:
    """A coupon with rounded corners and two round notches at `cut` of its width."""
    middle = width * cut

    def corner(x: float, y: float, start: float) -> list[Point]:
        turns = [start + math.pi / 2 * n / 8 for n in range(9)]
        return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]

    def bite(y: float, start: float) -> list[Point]:
        turns = [start - math.pi * n / 12 for n in range(13)]
        return [(middle + notch * math.cos(turn), y + notch * math.sin(turn)) for turn in turns]

    return (
        *corner(radius, radius, math.pi),
        *bite(0.0, math.pi),
        *corner(width - radius, radius, -math.pi / 2),
        *corner(width - radius, height - radius, 0.0),
        *bite(height, 0.0),
        *corner(radius, height - radius, math.pi / 2),
    )
