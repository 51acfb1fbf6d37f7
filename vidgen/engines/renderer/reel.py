"""A reel: a prepared clip, one dress for every frame of its layer."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import av
import cv2
import numpy as np

from vidgen.engines.libav import OURS, only
from vidgen.engines.renderer.actor import BORDER, Actor, Coat, Dress
from vidgen.engines.renderer.planes import Plane
from vidgen.errors import DamageError
from vidgen.model.cut import Layer
from vidgen.model.media import Box
from vidgen.model.paint import Footage

_OPTIONS = only(OURS, ("h264",))
"""What clips are prepared as; a cut that was edited by hand names no play list."""


class Reel:
    """Decodes a layer's footage; cheapest when frames are asked for in order."""

    def __init__(self, layer: Layer, spec: Footage) -> None:
        self._layer, self._spec = layer, spec
        self._frames: Iterator[av.VideoFrame] | None = None
        self._source: av.container.InputContainer | None = None
        self._at = -1
        self._planes: tuple[Plane, Plane, Plane] | None = None

    def actor(self, frame: int) -> Actor:
        """The layer in the dress of a frame counted from the shot's start.

        Raises DamageError when the prepared clip cannot be read.
        """
        spec = self._spec
        shown = min(spec.frames - 1, spec.first + max(0, frame - self._layer.start))
        if shown != self._at or self._planes is None:
            self._planes = self._decoded(shown)
            self._at = shown
        return Actor(self._layer, _dressed(self._planes, spec, _window(spec, shown)), moves=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._source is not None:
            self._source.close()
        self._frames = self._source = self._planes = None
        self._at = -1

    def _decoded(self, wanted: int) -> tuple[Plane, Plane, Plane]:
        try:
            if self._frames is None or wanted != self._at + 1:
                self._frames = self._seek(wanted)
            for frame in self._frames:
                if frame.pts is None or frame.time_base is None:
                    continue
                if round(frame.pts * frame.time_base * 30) >= wanted:
                    return _planes(frame)
        except (av.FFmpegError, OSError) as error:
            path = self._spec.path
            raise DamageError(f"{path}: cannot be decoded ({error}); run again") from error
        raise DamageError(f"{self._spec.path}: has no frame {wanted}; run the command again")

    def _seek(self, wanted: int) -> Iterator[av.VideoFrame]:
        """Every frame is a key frame: seeking lands on the one that is wanted."""
        if self._source is None:
            self._source = av.open(self._spec.path, "r", format="mp4", options=_OPTIONS)
            self._source.streams.video[0].codec_context.thread_count = 1
        stream = self._source.streams.video[0]
        base = stream.time_base or Fraction(1, 30)
        self._source.seek(int(Fraction(wanted, 30) / base), stream=stream)
        return self._source.decode(stream)


def _planes(frame: av.VideoFrame) -> tuple[Plane, Plane, Plane]:
    found = []
    for plane in frame.reformat(format="yuv420p").planes:
        flat = np.frombuffer(memoryview(plane), np.uint8)
        found.append(flat.reshape(-1, plane.line_size)[: plane.height, : plane.width].copy())
    return found[0], found[1], found[2]


def _window(spec: Footage, frame: int) -> Box:
    """The crop of a frame, between those of the track."""
    place = min(frame / spec.step, len(spec.windows) - 1)
    low = int(place)
    high = min(low + 1, len(spec.windows) - 1)
    share = place - low
    one, other = spec.windows[low], spec.windows[high]
    left, top, right, bottom = (
        a * (1 - share) + b * share for a, b in zip(one, other, strict=True)
    )
    return left, top, right, bottom


def _dressed(planes: tuple[Plane, Plane, Plane], spec: Footage, window: Box) -> Dress:
    """The cropped frame with the clear border that sub-pixel shifts need."""
    width, height = round(spec.w / 2) * 2, round(spec.h / 2) * 2
    luma = _scaled(planes[0], window, (width, height), 1.0)
    chroma = [_scaled(plane, window, (width // 2, height // 2), 0.5) for plane in planes[1:]]
    return Dress(
        _bordered((luma,), BORDER),
        _bordered(tuple(chroma), BORDER // 2),
        None,
        BORDER,
        BORDER,
        opaque=False,
    )


def _scaled(plane: Plane, window: Box, size: tuple[int, int], scale: float) -> Plane:
    """A window of a plane (in luma pixels) at a size, with sub-pixel precision."""
    left, top, right, bottom = (edge * scale for edge in window)
    across, down = (right - left) / size[0], (bottom - top) / size[1]
    move = np.asarray(
        [[across, 0, left + across / 2 - 0.5], [0, down, top + down / 2 - 0.5]], np.float64
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    found = cv2.warpAffine(plane, move, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.uint8)


def _bordered(planes: tuple[Plane, ...], border: int) -> Coat:
    colours = tuple(
        np.asarray(
            cv2.copyMakeBorder(plane, border, border, border, border, cv2.BORDER_CONSTANT), np.uint8
        )
        for plane in planes
    )
    clear = np.full_like(colours[0], 255)
    clear[border:-border, border:-border] = 0
    return Coat(colours, clear)
