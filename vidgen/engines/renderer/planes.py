"""Frames as the encoder takes them: YUV 4:2:0 planes, BT.709, limited range.

Sprites become premultiplied Y, U, V, A in one four-channel image, so that one warp moves all of
them (measured with OpenCV 5, one thread: four channels at once 1.7 ms a megapixel, one channel
1.3 ms), and putting one over a frame is `frame * (1 - alpha) + sprite` per plane.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.sprite import Pixels

Plane = NDArray[np.uint8]

_Y = np.asarray([0.2126, 0.7152, 0.0722]) * 219 / 255
_U = np.asarray([-0.2126, -0.7152, 1 - 0.0722]) / 1.8556 * 224 / 255
_V = np.asarray([1 - 0.2126, -0.7152, -0.0722]) / 1.5748 * 224 / 255
_MATRIX = np.asarray(
    [[*_Y, 16 / 255], [*_U, 128 / 255], [*_V, 128 / 255], [0, 0, 0, 1]], np.float32
)
"""Premultiplied R, G, B, A to premultiplied Y, U, V, A (ITU-R BT.709, 8 bit, limited range)."""

_RGB = np.linalg.inv(np.asarray([_Y, _U, _V]))
_BACK = np.column_stack([_RGB, -_RGB @ [16, 128, 128]]).astype(np.float32)
"""Y, U, V, 1 to R, G, B: the same the other way."""


@dataclass(frozen=True)
class Planes:
    """One frame: luma height x width, chroma at half of both."""

    y: Plane
    u: Plane
    v: Plane

    def copy_from(self, other: Planes) -> None:
        """Take over another frame's pixels."""
        np.copyto(self.y, other.y)
        np.copyto(self.u, other.u)
        np.copyto(self.v, other.v)


def blank(width: int, height: int, colour: str = "#000000") -> Planes:
    """A frame of one colour; width and height are even."""
    y, u, v = yuv(colour)
    half = (height // 2, width // 2)
    return Planes(
        np.full((height, width), y, np.uint8),
        np.full(half, u, np.uint8),
        np.full(half, v, np.uint8),
    )


def yuv(colour: str) -> tuple[int, int, int]:
    """Y, U, V of a colour."""
    parts = _MATRIX[:3] @ np.asarray([*rgb(colour), 255], np.float32)
    y, u, v = (round(float(part)) for part in parts)
    return y, u, v


def to_yuva(pixels: Pixels) -> Pixels:
    """Premultiplied RGBA to premultiplied Y, U, V, A, full size."""
    return np.asarray(cv2.transform(pixels, _MATRIX), np.uint8)


def to_rgb(frame: Planes) -> NDArray[np.uint8]:
    """A frame as RGB, for stills and tests."""
    height, width = frame.y.shape
    chroma = [
        cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR)
        for plane in (frame.u, frame.v)
    ]
    return np.asarray(cv2.transform(cv2.merge([frame.y, *chroma]), _BACK), np.uint8)
