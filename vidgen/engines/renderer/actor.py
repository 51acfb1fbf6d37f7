"""A layer with its painted sprite in the encoder's colours, ready to be moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import cv2
import numpy as np

from vidgen.engines.renderer.paint import paint
from vidgen.engines.renderer.planes import Plane, to_yuva
from vidgen.engines.renderer.sprite import Pixels, Sprite
from vidgen.model.cut import Layer
from vidgen.model.paint import Paint

_BORDER = 2
"""Clear pixels around every sprite: neighbours for sub-pixel shifts, in luma and in chroma."""


@dataclass(frozen=True)
class Coat:
    """Premultiplied colour planes of one size and how much of the ground shows through (255 all).

    Luma coats have one colour plane, chroma coats two; `clear` is None where nothing shows through.
    """

    colours: tuple[Plane, ...]
    clear: Plane | None

    def part(self, rows: slice, columns: slice) -> Coat:
        """A window of the coat; nothing is copied."""
        clear = None if self.clear is None else self.clear[rows, columns]
        return Coat(tuple(plane[rows, columns] for plane in self.colours), clear)


@dataclass(frozen=True)
class Actor:
    """`pixels` are premultiplied Y, U, V, A with a clear border; (ox, oy) the logical origin."""

    layer: Layer
    pixels: Pixels
    ox: int
    oy: int
    moves: bool
    solid: bool

    @cached_property
    def _coats(self) -> tuple[Coat, Coat]:
        return self.coats(self.pixels)

    @property
    def luma(self) -> Coat:
        """The unmoved luma coat."""
        return self._coats[0]

    @property
    def chroma(self) -> Coat:
        """The unmoved chroma coat, half the size."""
        return self._coats[1]

    def coats(self, pixels: Pixels) -> tuple[Coat, Coat]:
        """Luma and chroma coats of pixels whose corner lies on even canvas pixels."""
        size = (pixels.shape[1] // 2, pixels.shape[0] // 2)
        half = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        return (
            Coat((_channel(pixels, 0),), self._clear(pixels)),
            Coat((_channel(half, 1), _channel(half, 2)), self._clear(half)),
        )

    def _clear(self, pixels: object) -> Plane | None:
        return None if self.solid else np.asarray(cv2.bitwise_not(_channel(pixels, 3)), np.uint8)


def _channel(pixels: object, number: int) -> Plane:
    return np.asarray(cv2.extractChannel(np.asarray(pixels), number), np.uint8)


def actor(layer: Layer, canvas: tuple[int, int]) -> Actor:
    """Paint a layer's sprite and make it ready, trimmed to its ink.

    A sprite that is opaque, does not move and covers the canvas is kept without alpha.
    """
    moves = any(curve.prop in ("x", "y", "scale", "turn") for curve in layer.curves)
    pixels, ox, oy, opaque = _dressed(layer.paint)
    if opaque and not moves and not layer.clip and layer.matte is None:
        x, y = round(layer.x) - ox, round(layer.y) - oy
        inner = pixels[_BORDER:-_BORDER, _BORDER:-_BORDER]
        left, top = -x - _BORDER, -y - _BORDER
        part = inner[max(0, top) : top + canvas[1], max(0, left) : left + canvas[0]]
        if left >= 0 and top >= 0 and part.shape[:2] == canvas[::-1]:
            return Actor(layer, part, ox + x, oy + y, moves=False, solid=True)
    return Actor(layer, pixels, ox, oy, moves=moves, solid=False)


@lru_cache(maxsize=40)
def _dressed(spec: Paint) -> tuple[Pixels, int, int, bool]:
    """Premultiplied Y, U, V, A with a clear border, the origin in it, and whether it is opaque.

    Remembered, because a shot that is leaving is drawn again in the next one's segment.
    """
    sprite = _trimmed(paint(spec))
    opaque = (
        sprite.height % 2 == 0
        and sprite.width % 2 == 0
        and bool(sprite.pixels[..., 3].min() == 255)
    )
    below, right = _BORDER + sprite.height % 2, _BORDER + sprite.width % 2
    pixels = cv2.copyMakeBorder(sprite.pixels, _BORDER, below, _BORDER, right, cv2.BORDER_CONSTANT)
    return (to_yuva(np.asarray(pixels, np.uint8)), sprite.ox + _BORDER, sprite.oy + _BORDER, opaque)


def _trimmed(sprite: Sprite) -> Sprite:
    """Without empty rows and columns around the ink."""
    left, top, width, height = cv2.boundingRect(sprite.pixels[..., 3])
    if width == 0 or (width, height) == (sprite.width, sprite.height):
        return sprite
    return Sprite(
        sprite.pixels[top : top + height, left : left + width], sprite.ox - left, sprite.oy - top
    )
