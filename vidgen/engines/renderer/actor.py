"""A layer with its painted sprite in the encoder's colours, ready to be moved."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import cv2
import numpy as np
from cachetools import LRUCache, cached

from vidgen.engines.renderer.paint import paint
from vidgen.engines.renderer.planes import Plane, to_yuva
from vidgen.engines.renderer.sprite import Pixels, Sprite
from vidgen.model.cut import Layer
from vidgen.model.paint import Paint

BORDER = 2
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
class Dress:
    """A sprite as coats; `pixels` (premultiplied Y, U, V, A) only where it will be warped.

    (ox, oy) is the logical origin in it; `opaque` tells that nothing shows through its ink.
    """

    luma: Coat
    chroma: Coat
    pixels: Pixels | None
    ox: int
    oy: int
    opaque: bool


@dataclass(frozen=True)
class Actor:
    """A layer in its dress. `moves`: its place changes; `solid`: it hides all below it."""

    layer: Layer
    dress: Dress
    moves: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, border included."""
        height, width = self.dress.luma.colours[0].shape
        return int(width), int(height)


def coats(pixels: Pixels, solid: bool = False) -> tuple[Coat, Coat]:
    """Luma and chroma coats of pixels whose corner lies on even canvas pixels."""
    size = (pixels.shape[1] // 2, pixels.shape[0] // 2)
    half = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return (
        Coat((_channel(pixels, 0),), None if solid else _clear(pixels)),
        Coat((_channel(half, 1), _channel(half, 2)), None if solid else _clear(half)),
    )


def _clear(pixels: object) -> Plane:
    return np.asarray(cv2.bitwise_not(_channel(pixels, 3)), np.uint8)


def _channel(pixels: object, number: int) -> Plane:
    return np.asarray(cv2.extractChannel(np.asarray(pixels), number), np.uint8)


def actor(layer: Layer, canvas: tuple[int, int]) -> Actor:
    """Paint a layer's sprite and make it ready, trimmed to its ink.

    A sprite that is opaque, does not move and covers the canvas is kept without alpha.
    """
    props = {curve.prop for curve in layer.curves}
    dress = _dressed(layer.paint, bool(props & {"scale", "turn"}))
    moves = bool(props & {"x", "y", "scale", "turn"})
    if dress.opaque and not moves and not layer.clip and layer.matte is None:
        solid = _covering(dress, layer, canvas)
        if solid is not None:
            return Actor(layer, solid, moves=False)
    return Actor(layer, dress, moves=moves)


def _covering(dress: Dress, layer: Layer, canvas: tuple[int, int]) -> Dress | None:
    """The dress cut to the canvas and without alpha, if it covers all of it."""
    x, y = round(layer.x) - dress.ox, round(layer.y) - dress.oy
    height, width = dress.luma.colours[0].shape
    covers = (
        x <= -BORDER
        and y <= -BORDER
        and x + width - BORDER >= canvas[0]
        and (y + height - BORDER >= canvas[1])
    )
    if not covers or x % 2 or y % 2:
        return None
    luma = dress.luma.part(slice(-y, canvas[1] - y), slice(-x, canvas[0] - x))
    chroma = dress.chroma.part(
        slice(-y // 2, (canvas[1] - y) // 2), slice(-x // 2, (canvas[0] - x) // 2)
    )
    return Dress(
        Coat(luma.colours, None),
        Coat(chroma.colours, None),
        None,
        round(layer.x),
        round(layer.y),
        opaque=True,
    )


_REMEMBERED = 224 * 1024**2
"""Bytes of dresses kept: the sprites of two shots at 1080 x 1920, and room for captions."""


def _bytes(dress: Dress) -> int:
    """How much memory a dress takes."""
    planes = [*dress.luma.colours, *dress.chroma.colours, dress.luma.clear, dress.chroma.clear]
    held = [*planes, dress.pixels]
    return sum(array.nbytes for array in held if array is not None)


def forget() -> None:
    """Drop the remembered dresses: another film shows other sprites."""
    _dressed.cache_clear()


@cached(LRUCache(maxsize=_REMEMBERED, getsizeof=_bytes), condition=threading.Condition())
def _dressed(spec: Paint, warped: bool) -> Dress:
    """A painted sprite with a clear border.

    The latest are remembered, because a shot goes on in the next segments; while one thread paints
    a sprite, others that need it wait.
    """
    sprite = _trimmed(paint(spec))
    opaque = bool(sprite.pixels[..., 3].min() == 255)
    below, right = BORDER + sprite.height % 2, BORDER + sprite.width % 2
    bordered = cv2.copyMakeBorder(sprite.pixels, BORDER, below, BORDER, right, cv2.BORDER_CONSTANT)
    pixels = to_yuva(np.asarray(bordered, np.uint8))
    luma, chroma = coats(pixels)
    return Dress(
        luma, chroma, pixels if warped else None, sprite.ox + BORDER, sprite.oy + BORDER, opaque
    )


def _trimmed(sprite: Sprite) -> Sprite:
    """Without empty rows and columns around the ink."""
    left, top, width, height = cv2.boundingRect(sprite.pixels[..., 3])
    if width == 0 or (width, height) == (sprite.width, sprite.height):
        return sprite
    return Sprite(
        sprite.pixels[top : top + height, left : left + width], sprite.ox - left, sprite.oy - top
    )
