"""draft: a segment as a small, coarse film to look at while working, safe zones drawn over it.

Frames are composed at full size, exactly as in the film, so that what is judged is the film; only
every `step`-th is, and it is scaled down before it is encoded.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from vidgen.engines.renderer.compose import Composer
from vidgen.engines.renderer.encode import planes_of, x264_options
from vidgen.engines.renderer.planes import Plane, Planes, blank, yuv
from vidgen.model.base import Noun
from vidgen.model.cut import Encoder, Segment
from vidgen.model.media import Box

VERSION = "1"
"""Raised when the same segment would be drafted to other bytes."""

_ENCODER = Encoder(preset="ultrafast", crf=26.0, gop=30)
_VEIL, _LINE, _BUTTONS = "#7A1020", "#FFFFFF", "#FFB020"
_VEIL_SHARE = 0.42


class Draft(Noun):
    """How coarse a draft is: one of `shrink` pixels each way, one of `step` frames.

    `first` is the first frame of the segment that is shown; `safe` and `rail` are the platform's
    boxes in pixels of the cut, drawn over every frame.
    """

    shrink: int = 2
    step: int = 2
    first: int = 0
    safe: Box
    rail: Box | None = None


def draft(segment: Segment, how: Draft, out: Path) -> int:
    """Write the segment's draft to `out`, an mp4 of one H.264 stream; returns its frames (>= 1).

    Segments with the same size and `how` join by stream copy.
    """
    composer, whole = Composer(segment), blank(segment.width, segment.height)
    width, height = small_size(segment.width, segment.height, how.shrink)
    zones = _Zones(how, width, height)
    rate = Fraction(segment.fps, how.step)
    shown = range(how.first, segment.frames, how.step)
    with av.open(str(out), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate, options=x264_options(_ENCODER))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        context = stream.codec_context
        context.color_primaries = context.color_trc = context.colorspace = 1  # BT.709 (H.273)
        context.color_range = 1  # limited
        for number, at in enumerate(shown):
            composer.draw(at, whole)
            frame = av.VideoFrame(width, height, "yuv420p")
            planes = planes_of(frame)
            _shrink(whole, planes)
            zones.onto(planes)
            frame.pts, frame.time_base = number, 1 / rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return len(shown)


def small_size(width: int, height: int, shrink: int) -> tuple[int, int]:
    """Width and height of a draft, both even."""
    return width // shrink // 2 * 2, height // shrink // 2 * 2


def _shrink(whole: Planes, small: Planes) -> None:
    for plane, target in ((whole.y, small.y), (whole.u, small.u), (whole.v, small.v)):
        size = (target.shape[1], target.shape[0])
        np.copyto(target, cv2.resize(plane, size, interpolation=cv2.INTER_AREA))


class _Zones:
    """The platform's areas, drawn over a small frame: a veil on the margins, lines around."""

    def __init__(self, how: Draft, width: int, height: int) -> None:
        left, top, right, bottom = _scaled(how.safe, how.shrink, width, height)
        self._veiled = (
            (0, 0, width, top),
            (0, bottom, width, height),
            (0, top, left, bottom),
            (right, top, width, bottom),
        )
        self._outlined = [((left, top, right, bottom), _LINE)]
        if how.rail is not None:
            self._outlined.append((_scaled(how.rail, how.shrink, width, height), _BUTTONS))

    def onto(self, frame: Planes) -> None:
        """Draw the zones into the frame."""
        for plane, level, half in _coats(frame, _VEIL):
            for box in self._veiled:
                _blend(_part(plane, box, half), level, _VEIL_SHARE)
        for box, colour in self._outlined:
            for plane, level, half in _coats(frame, colour):
                for side in _sides(box):
                    _part(plane, side, half)[...] = level


def _coats(frame: Planes, colour: str) -> tuple[tuple[Plane, int, int], ...]:
    """Each plane with this colour's level in it and by how much it is coarser."""
    y, u, v = yuv(colour)
    return (frame.y, y, 1), (frame.u, u, 2), (frame.v, v, 2)


def _scaled(box: Box, shrink: int, width: int, height: int) -> tuple[int, int, int, int]:
    """The box on the small frame, on even pixels, inside of it."""
    left, top, right, bottom = (round(side / shrink / 2) * 2 for side in box)
    return max(0, left), max(0, top), min(width, right), min(height, bottom)


def _sides(box: tuple[int, int, int, int]) -> tuple[tuple[int, int, int, int], ...]:
    left, top, right, bottom = box
    return (
        (left, top, right, top + 2),
        (left, bottom - 2, right, bottom),
        (left, top, left + 2, bottom),
        (right - 2, top, right, bottom),
    )


def _part(plane: Plane, box: tuple[int, int, int, int], half: int) -> Plane:
    left, top, right, bottom = (side // half for side in box)
    return plane[top:bottom, left:right]


def _blend(part: Plane, level: int, share: float) -> None:
    if part.size:
        mixed = cv2.convertScaleAbs(part, alpha=1 - share, beta=level * share)
        np.copyto(part, np.asarray(mixed, np.uint8).reshape(part.shape))
