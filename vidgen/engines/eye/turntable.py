"""A turntable: a numbered series of photos around a product becomes a clip that turns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from vidgen.engines.eye.footage import Rgb
from vidgen.engines.eye.opening import opened
from vidgen.engines.eye.preparing import FPS, stream_for

VERSION = "1"

FEWEST = 8
"""Photos around a product from which turning looks like turning (45 degrees apart at most)."""

FRAMES = 195
"""Length of a turn: the longest shot and its transitions (6.5 s)."""

_BLEND = 0.4
"""Share of the time between two photos that they are mixed in."""

_NUMBERED = re.compile(r"^(.*?)[ _-]?\(?(\d{1,3})\)?$")


def series(paths: Sequence[Path]) -> tuple[tuple[int, ...], ...]:
    """Which of the files are numbered series of at least FEWEST: indices in the order of numbers.

    Same folder, same name before the number, same ending, numbers that follow each other.
    """
    groups: dict[tuple[Path, str, str], dict[int, int]] = {}
    for index, path in enumerate(paths):
        found = _NUMBERED.match(path.stem)
        if found:
            key = (path.parent, found[1], path.suffix.lower())
            groups.setdefault(key, {})[int(found[2])] = index
    return tuple(
        tuple(index for _, index in sorted(numbers.items()))
        for numbers in groups.values()
        if len(numbers) >= FEWEST and max(numbers) - min(numbers) == len(numbers) - 1
    )


def spin(paths: Sequence[Path], out: Path, longest: int = 1400) -> tuple[int, int]:
    """Write a turn of FRAMES frames through the photos; returns its width and height.

    Photos of another size than the first are fitted to it. Raises InputError when one of them is no
    picture that can be read.
    """
    photos = list(_fitted(paths, longest))
    height, width = photos[0].shape[:2]
    with av.open(str(out), "w", format="mp4") as target:
        stream = stream_for(target, width, height)
        for number in range(FRAMES):
            picture = _at(photos, number / FRAMES * len(photos))
            frame = av.VideoFrame.from_ndarray(picture, "rgb24").reformat(
                format="yuv420p", dst_colorspace="ITU709"
            )
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            target.mux(stream.encode(frame))
        target.mux(stream.encode())
    return width, height


def _fitted(paths: Sequence[Path], longest: int) -> Iterator[Rgb]:
    size: tuple[int, int] | None = None
    for path in paths:
        picture = np.asarray(opened(path).convert("RGB"))
        if size is None:
            scale = min(1.0, longest / max(picture.shape[:2]))
            across, down = (round(side * scale / 2) * 2 for side in picture.shape[1::-1])
            size = (across, down)
        yield np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _at(photos: Sequence[Rgb], place: float) -> Rgb:
    """The turn at a place between two photos, mixed only where one gives way to the next."""
    low = int(place) % len(photos)
    share = (place - int(place) - (1 - _BLEND)) / _BLEND
    if share <= 0:
        return photos[low]
    other = photos[(low + 1) % len(photos)]
    return np.asarray(cv2.addWeighted(photos[low], 1 - share, other, share, 0), np.uint8)
