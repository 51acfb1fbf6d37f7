"""A layer with its painted sprite in the encoder's colours, ready to be moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from vidgen.engines.renderer.paint import paint
from vidgen.engines.renderer.planes import Plane, to_yuva
from vidgen.engines.renderer.sprite import Pixels, Sprite
from vidgen.model.cut import Layer

_BORDER = 2
"""Clear pixels around every sprite: neighbours for sub-pixel shifts, in luma and in chroma."""


@dataclass(frozen=True)
class Coat:
    """Premultiplied colour planes of one size and how much of the ground shows through (255 all).

    Luma coats have one colour plane, chroma coats two; `clear` is None where nothing shows through.
    """

    colours: tuple[Plane, ...]
    clear: Plane | None


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
    sprite = paint(layer.paint)
    moves = any(curve.prop in ("x", "y", "scale", "turn") for curve in layer.curves)
    if not moves and not layer.clip and _covers(sprite, layer, canvas):
        x, y = round(layer.x) - sprite.ox, round(layer.y) - sprite.oy
        part = sprite.pixels[-y : -y + canvas[1], -x : -x + canvas[0]]
        return Actor(layer, to_yuva(part), sprite.ox + x, sprite.oy + y, moves=False, solid=True)
    sprite = _trimmed(sprite)
    below, right = _BORDER + sprite.height % 2, _BORDER + sprite.width % 2
    pixels = cv2.copyMakeBorder(sprite.pixels, _BORDER, below, _BORDER, right, cv2.BORDER_CONSTANT)
    return Actor(
        layer,
        to_yuva(np.asarray(pixels, np.uint8)),
        sprite.ox + _BORDER,
        sprite.oy + _BORDER,
        moves=moves,
        solid=False,
    )


def _covers(sprite: Sprite, layer: Layer, canvas: tuple[int, int]) -> bool:
    x, y = round(layer.x) - sprite.ox, round(layer.y) - sprite.oy
    reaches = (
        x <= 0 and y <= 0 and x + sprite.width >= canvas[0] and (y + sprite.height >= canvas[1])
    )
    return reaches and layer.matte is None and int(sprite.pixels[..., 3].min()) == 255


def _trimmed(sprite: Sprite) -> Sprite:
    """Without empty rows and columns around the ink."""
    left, top, width, height = cv2.boundingRect(sprite.pixels[..., 3])
    if width == 0 or (width, height) == (sprite.width, sprite.height):
        return sprite
    return Sprite(
        sprite.pixels[top : top + height, left : left + width], sprite.ox - left, sprite.oy - top
    )
