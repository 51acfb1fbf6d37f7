"""Preparing a moment of a clip: constant rate, upright, steady, graded, every frame a key frame.

What the renderer reads later is plain: frame n is frame n, whatever the camera wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.engines.eye.footage import Rgb, grey, opened, timed, upright
from vidgen.engines.eye.moments import Moment
from vidgen.engines.eye.motion import moved
from vidgen.engines.eye.reading import subject_box
from vidgen.model.media import Box

VERSION = "1"
FPS = 30
"""The project clock (design, §1.5)."""

_LARGEST = 1920
_SHAKY = 0.0025
"""Jolts, in shares of the width, from which a moment is steadied."""

_MOST_MOVED = 0.05
"""Share of the width that steadying may move a frame; the picture is enlarged by as much."""

TRACK_STEP = 10
"""Frames between the places at which the subject is looked for."""


@dataclass(frozen=True)
class Prepared:
    """A prepared moment: frames at FPS, and the subject's box every TRACK_STEP frames."""

    frames: int
    track: tuple[Box, ...]
    middle: Rgb


def prepare(path: Path, moment: Moment, out: Path) -> Prepared:
    """Write the moment to `out` as an mp4 of key frames (H.264, BT.709), frame for frame.

    Raises InputError when the clip cannot be decoded.
    """
    count = max(2, int(moment.seconds * FPS))
    shifts = _shifts(path, moment, count) if moment.shake > _SHAKY else None
    level: tuple[float, float] | None = None
    track: list[Box] = []
    middle: Rgb | None = None
    with av.open(str(out), "w", format="mp4") as target:
        stream: av.video.stream.VideoStream | None = None
        for number, raw in enumerate(_constant(path, moment.start, count)):
            level = level or _grade(raw)
            picture = _graded(_steadied(raw, shifts, number), level)
            if stream is None:
                stream = stream_for(target, picture.shape[1], picture.shape[0])
            if number % TRACK_STEP == 0:
                track.append(subject_box(_small(picture))[0])
            if middle is None or number == count // 2:
                middle = picture
            frame = av.VideoFrame.from_ndarray(picture, "rgb24").reformat(
                format="yuv420p", dst_colorspace="ITU709"
            )
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            target.mux(stream.encode(frame))
        if stream is not None:
            target.mux(stream.encode())
    if middle is None:
        middle = np.zeros((2, 2, 3), np.uint8)
    return Prepared(count, _smoothed(track), middle)


def _constant(path: Path, start: float, count: int) -> Iterator[Rgb]:
    """`count` frames a thirtieth of a second apart, each the latest that was shown by its time."""
    with opened(path) as source:
        held: Rgb | None = None
        number = 0
        for time, frame in timed(source, start):
            while held is not None and number < count and start + number / FPS < time - 1e-6:
                yield held
                number += 1
            if number >= count:
                return
            if time >= start - 0.5:
                held = upright(frame, _LARGEST)
        while held is not None and number < count:
            yield held
            number += 1


def stream_for(
    target: av.container.OutputContainer, width: int, height: int
) -> av.video.stream.VideoStream:
    """A stream of key frames at FPS, BT.709, the same bytes every time."""
    params = "keyint=1:threads=1:cpu-independent=1"
    options = {"preset": "veryfast", "crf": "14", "x264-params": params}
    stream = target.add_stream("libx264", rate=FPS, options=options)
    stream.width, stream.height = width, height
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.color_primaries = context.color_trc = context.colorspace = 1
    context.color_range = 1
    return stream


def _shifts(path: Path, moment: Moment, count: int) -> NDArray[np.float64]:
    """Per frame, by how many shares of the width to move it (x, y) so that the path is smooth."""
    steps = [(0.0, 0.0)]
    before: NDArray[np.uint8] | None = None
    for picture in _constant(path, moment.start, count):
        small = grey(picture, 320)
        if before is not None:
            steps.append(moved(before, small))
        before = small
    walked = np.cumsum(np.asarray(steps[:count]), axis=0)
    away = _gaussian(walked, 12.0) - walked
    return np.asarray(np.clip(away, -_MOST_MOVED, _MOST_MOVED), np.float64)


def _steadied(picture: Rgb, shifts: NDArray[np.float64] | None, number: int) -> Rgb:
    if shifts is None or number >= len(shifts):
        return picture
    height, width = picture.shape[:2]
    grow = 1 + 2 * _MOST_MOVED
    x, y = shifts[number] * width
    move = np.asarray(
        [
            [grow, 0, (1 - grow) * width / 2 + grow * x],
            [0, grow, (1 - grow) * height / 2 + grow * y],
        ]
    )
    steady = cv2.warpAffine(
        picture, move, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(steady, np.uint8)


def _grade(picture: Rgb) -> tuple[float, float]:
    """A gentle grade (gain, gamma) towards the light of well-lit photos, from the first frame."""
    luma = grey(picture, 160) / 255
    high, middle = float(np.percentile(luma, 98)), float(np.median(luma))
    gain = min(1.12, max(0.94, 0.94 / max(high, 0.05)))
    lifted = min(0.95, max(0.05, middle * gain))
    gamma = min(1.12, max(0.86, np.log(0.46) / np.log(lifted))) if 0.2 < middle < 0.8 else 1.0
    return gain, 1 + (gamma - 1) * 0.5


def _graded(picture: Rgb, level: tuple[float, float]) -> Rgb:
    table = np.clip((np.arange(256) / 255 * level[0]) ** level[1], 0, 1) * 255
    return np.asarray(cv2.LUT(picture, np.rint(table).astype(np.uint8)), np.uint8)


def _small(picture: Rgb) -> Rgb:
    scale = 320 / max(picture.shape[:2])
    size = (max(2, round(picture.shape[1] * scale)), max(2, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _smoothed(track: list[Box]) -> tuple[Box, ...]:
    if not track:
        return ()
    smooth = _gaussian(np.asarray(track, np.float64), 2.0)
    return tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in smooth)


def _gaussian(path: NDArray[np.float64], sigma: float) -> NDArray[np.float64]:
    """Each column smoothed, its ends held."""
    reach = int(3 * sigma)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    padded = np.pad(path, ((reach, reach), (0, 0)), mode="edge")
    columns = [np.convolve(column, weights, "valid") for column in padded.T]
    return np.stack(columns, axis=1)
