"""A sprite in a given state, ready to be put on frames: moved, scaled, turned, cut, faded."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from vidgen.craft.ease import State
from vidgen.engines.renderer.actor import BORDER, Actor, Coat, coats
from vidgen.engines.renderer.paint.ink import polygon_mask
from vidgen.engines.renderer.planes import Plane, Planes

Area = tuple[int, int, int, int]
"""left, top, right, bottom in pixels of one plane."""


@dataclass(frozen=True)
class Patch:
    """Pixels for one plane, their corner at (x, y): `plane * clear + colour`; solid if no clear."""

    x: int
    y: int
    colour: Plane
    clear: Plane | None

    def onto(self, plane: Plane) -> None:
        """Put it on a plane of a frame, in place."""
        height, width = self.colour.shape
        target = plane[self.y : self.y + height, self.x : self.x + width]
        if self.clear is None:
            target[...] = self.colour
            return
        cv2.multiply(target, self.clear, dst=target, scale=1 / 255)
        cv2.add(target, self.colour, dst=target)


@dataclass(frozen=True)
class Blit:
    """What one layer puts on the three planes of a frame."""

    y: Patch
    u: Patch
    v: Patch

    def onto(self, frame: Planes) -> None:
        """Put it on a frame, in place."""
        self.y.onto(frame.y)
        self.u.onto(frame.u)
        self.v.onto(frame.v)


def blit(actor: Actor, at: State, width: int, height: int, fast: bool = False) -> Blit | None:
    """What the actor puts on a width x height canvas in this state; None when nothing shows.

    `fast` motion is placed on whole pixels: at several pixels a frame the eye sees no fractions.
    """
    if at.opacity <= 0.004 or at.scale <= 0.001:
        return None
    still = abs(at.scale - 1) < 1e-4 and abs(at.turn) < 1e-3
    size = (width, height)
    luma, chroma = _shifted(actor, at, size, fast) if still else _warped(actor, at, size)
    if luma is None or chroma is None:
        return None
    window = _window(actor, at, size)
    full = _cut(luma, window)
    half = _cut(chroma, _half(window))
    if full is None or half is None:
        return None
    if actor.layer.matte is not None:
        full = _masked(full, actor.layer.matte, 1.0)
        half = _masked(half, actor.layer.matte, 0.5)
    if at.opacity < 0.996:
        full, half = _faded(full, at.opacity), _faded(half, at.opacity)
    return Blit(
        Patch(full.x, full.y, full.coat.colours[0], full.coat.clear),
        Patch(half.x, half.y, half.coat.colours[0], half.coat.clear),
        Patch(half.x, half.y, half.coat.colours[1], half.coat.clear),
    )


@dataclass(frozen=True)
class _Placed:
    """A coat with its corner at (x, y)."""

    x: int
    y: int
    coat: Coat


_Pair = tuple[_Placed | None, _Placed | None]


def _shifted(actor: Actor, at: State, size: tuple[int, int], fast: bool) -> _Pair:
    """Moved only: whole pixels by placing, the fraction by mixing neighbours."""
    x = actor.layer.x + at.x - actor.dress.ox
    y = actor.layer.y + at.y - actor.dress.oy
    if fast or not actor.moves:
        x, y = round(x), round(y)
    half = (size[0] // 2, size[1] // 2)
    return _set(actor.dress.luma, x, y, size), _set(actor.dress.chroma, x / 2, y / 2, half)


_FINE = 1 / 64
"""Fractions of a pixel below this are not seen."""


def _set(coat: Coat, x: float, y: float, size: tuple[int, int]) -> _Placed | None:
    across, down = math.floor(x), math.floor(y)
    x, y = x - across, y - down
    # Only what can be seen is mixed: much of a large sprite often hangs outside of the canvas.
    height, width = coat.colours[0].shape
    left, top = max(0, -across - 1), max(0, -down - 1)
    right, bottom = min(width, size[0] - across + 1), min(height, size[1] - down + 1)
    if right <= left + 1 or bottom <= top + 1:  # at most the clear border is left
        return None
    coat = coat.part(slice(top, bottom), slice(left, right))
    across, down = across + left, down + top
    if x < _FINE and y < _FINE:
        return _Placed(across, down, coat)
    # Coats have a clear border of a pixel, so that a shift of less than one loses nothing.
    colours = tuple(_mixed(plane, x, y) for plane in coat.colours)
    clear = None if coat.clear is None else _mixed(coat.clear, x, y)
    return _Placed(across + 1, down + 1, Coat(colours, clear))


def _mixed(plane: Plane, x: float, y: float) -> Plane:
    """The plane without its first row and column, moved right and down by a fraction."""
    rows = plane[1:]
    if y >= _FINE:
        rows = _u8(cv2.addWeighted(plane[1:], 1 - y, plane[:-1], y, 0))
    if x >= _FINE:
        return _u8(cv2.addWeighted(rows[:, 1:], 1 - x, rows[:, :-1], x, 0))
    return rows[:, 1:]


def _warped(actor: Actor, at: State, size: tuple[int, int]) -> _Pair:
    """Scaled and turned about the pivot, with sub-pixel precision."""
    turn = math.radians(at.turn)
    cos, sin = math.cos(turn) * at.scale, math.sin(turn) * at.scale
    dress = actor.dress
    if dress.pixels is None:
        return None, None
    pivot_x, pivot_y = dress.ox + actor.layer.pivot[0], dress.oy + actor.layer.pivot[1]
    to_x = actor.layer.x + at.x + actor.layer.pivot[0]
    to_y = actor.layer.y + at.y + actor.layer.pivot[1]
    move = np.asarray(
        [
            [cos, sin, to_x - cos * pivot_x - sin * pivot_y],
            [-sin, cos, to_y + sin * pivot_x - cos * pivot_y],
        ]
    )
    width, height = actor.size
    corners = np.asarray([(0, 0, 1), (width, 0, 1), (0, height, 1), (width, height, 1)]) @ move.T
    left, top = (max(0, math.floor((edge - 1) / 2) * 2) for edge in corners.min(axis=0))
    right, bottom = (
        min(limit, math.ceil((edge + 1) / 2) * 2)
        for edge, limit in zip(corners.max(axis=0), size, strict=True)
    )
    if right <= left or bottom <= top:
        return None, None
    # Pixel centres lie at +0.5 in both the sprite and the canvas.
    move[:, 2] += move[:, :2] @ (0.5, 0.5) - (left + 0.5, top + 0.5)
    pixels = cv2.warpAffine(
        dress.pixels, move, (right - left, bottom - top), flags=cv2.INTER_LINEAR
    )
    luma, chroma = coats(_u8(pixels), _hides_all(actor, at, (to_x, to_y), size))
    return _Placed(left, top, luma), _Placed(left // 2, top // 2, chroma)


def _hides_all(actor: Actor, at: State, pivot: tuple[float, float], size: tuple[int, int]) -> bool:
    """Whether an upright opaque sprite covers the whole canvas: its alpha need not be looked at."""
    if not actor.dress.opaque or abs(at.turn) > 1e-3:
        return False
    origins, pivots = (actor.dress.ox, actor.dress.oy), actor.layer.pivot
    for axis in (0, 1):
        low = pivot[axis] - at.scale * (origins[axis] + pivots[axis] - BORDER)
        if low > 0 or low + at.scale * (actor.size[axis] - 2 * BORDER - 1) < size[axis]:
            return False
    return True


def _window(actor: Actor, at: State, size: tuple[int, int]) -> Area:
    """What the canvas, the clip and the hidden sides let through, on the luma plane."""
    left, top, right, bottom = 0.0, 0.0, float(size[0]), float(size[1])
    if any(at.hidden):
        width, height = actor.size
        x = actor.layer.x + at.x - actor.dress.ox
        y = actor.layer.y + at.y - actor.dress.oy
        left = max(left, x + width * at.hidden[0])
        top = max(top, y + height * at.hidden[1])
        right = min(right, x + width * (1 - at.hidden[2]))
        bottom = min(bottom, y + height * (1 - at.hidden[3]))
    if actor.layer.clip is not None:
        clip = actor.layer.clip
        left, top = max(left, clip[0]), max(top, clip[1])
        right, bottom = min(right, clip[2]), min(bottom, clip[3])
    return (round(left / 2) * 2, round(top / 2) * 2, round(right / 2) * 2, round(bottom / 2) * 2)


def _half(area: Area) -> Area:
    """The same area on a chroma plane."""
    return area[0] // 2, area[1] // 2, area[2] // 2, area[3] // 2


def _cut(placed: _Placed, window: Area) -> _Placed | None:
    """The part inside a window; None when there is none."""
    height, width = placed.coat.colours[0].shape
    left, top = max(window[0], placed.x), max(window[1], placed.y)
    right, bottom = min(window[2], placed.x + width), min(window[3], placed.y + height)
    if right <= left or bottom <= top:
        return None
    part = (slice(top - placed.y, bottom - placed.y), slice(left - placed.x, right - placed.x))
    return _Placed(left, top, placed.coat.part(*part))


def _masked(placed: _Placed, matte: tuple[tuple[float, float], ...], scale: float) -> _Placed:
    """Only what lies inside a polygon of the canvas."""
    height, width = placed.coat.colours[0].shape
    corners = [(x * scale - placed.x, y * scale - placed.y) for x, y in matte]
    mask = polygon_mask(corners, width, height)
    colours = tuple(
        _u8(cv2.multiply(colour, mask, scale=1 / 255)) for colour in placed.coat.colours
    )
    clear = _u8(cv2.bitwise_not(mask))
    if placed.coat.clear is not None:
        clear = _u8(cv2.add(clear, _u8(cv2.multiply(placed.coat.clear, mask, scale=1 / 255))))
    return _Placed(placed.x, placed.y, Coat(colours, clear))


def _faded(placed: _Placed, opacity: float) -> _Placed:
    colours = tuple(_u8(cv2.convertScaleAbs(c, alpha=opacity)) for c in placed.coat.colours)
    rest = 255 * (1 - opacity)
    if placed.coat.clear is None:
        clear = np.full_like(colours[0], round(rest))
    else:
        clear = _u8(cv2.convertScaleAbs(placed.coat.clear, alpha=opacity, beta=rest))
    return _Placed(placed.x, placed.y, Coat(colours, clear))


def _u8(image: object) -> Plane:
    return np.asarray(image, np.uint8)
