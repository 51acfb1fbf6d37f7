"""From masks to premultiplied pixels, and putting pixels over pixels."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.sprite import Pixels
from vidgen.model.paint import Point, Stop

Mask = NDArray[np.uint8]
"""Coverage 0..255, height x width."""

_SHIFT = 4
"""Fractional bits of polygon corners: 1/16 pixel."""


def tinted(mask: Mask, colour: str, alpha: float = 1.0) -> Pixels:
    """A mask in one colour."""
    levels = np.arange(256, dtype=np.float32) * alpha
    parts = [np.rint(levels * part / 255) for part in rgb(colour)] + [np.rint(levels)]
    table = np.stack(parts, axis=-1).astype(np.uint8)[None]
    return np.asarray(cv2.LUT(cv2.merge([mask] * 4), table), dtype=np.uint8)


def ramp(stops: Sequence[Stop], length: int, smooth: bool = False) -> NDArray[np.float32]:
    """Colours (straight RGB, alpha; 0..255 floats) at `length` even places along the stops."""
    at = np.linspace(0.0, 1.0, max(1, length))
    places = [stop.at for stop in stops]
    alphas = np.interp(at, places, [stop.alpha * 255 for stop in stops])
    if smooth:
        low, high = min(s.alpha for s in stops) * 255, max(s.alpha for s in stops) * 255
        span = max(high - low, 1e-6)
        share = (alphas - low) / span
        alphas = low + span * share * share * (3 - 2 * share)
    # Blending in linear light keeps the middle of a gradient from going dull.
    colours = [
        np.interp(at, places, [(rgb(stop.colour)[part] / 255) ** 2.2 for stop in stops])
        for part in range(3)
    ]
    rows = [255 * colour ** (1 / 2.2) for colour in colours] + [alphas]
    return np.stack(rows, axis=-1).astype(np.float32)


def graded(mask: Mask, stops: Sequence[Stop]) -> Pixels:
    """A mask coloured by stops that run down it."""
    if len(stops) == 1:
        return tinted(mask, stops[0].colour, stops[0].alpha)
    rows = ramp(stops, mask.shape[0])
    cover = mask.astype(np.float32) * (rows[:, 3:4] / 255)
    parts = [cover * (rows[:, part : part + 1] / 255) for part in range(3)] + [cover]
    return np.rint(np.stack(parts, axis=-1)).astype(np.uint8)


def polygon_mask(points: Sequence[Point], width: int, height: int) -> Mask:
    """An anti-aliased filled polygon; points are pixel edges (0, 0 is the top left corner)."""
    mask = np.zeros((height, width), np.uint8)
    corners = np.rint((np.asarray(points, np.float64) - 0.5) * (1 << _SHIFT)).astype(np.int32)
    cv2.fillPoly(mask, [corners], 255, lineType=cv2.LINE_AA, shift=_SHIFT)
    return mask


def over(below: Pixels, above: Pixels, x: int, y: int) -> None:
    """Put `above` over `below` with its corner at (x, y), in place; it may hang over the edges."""
    height, width = below.shape[:2]
    left, top = max(0, x), max(0, y)
    right, bottom = min(width, x + above.shape[1]), min(height, y + above.shape[0])
    if right <= left or bottom <= top:
        return
    source = above[top - y : bottom - y, left - x : right - x]
    target = below[top:bottom, left:right]
    clear = 255 - source[..., 3]
    kept = cv2.multiply(target, cv2.merge([clear] * 4), scale=1 / 255)
    target[...] = cv2.add(kept, source)


def faded(pixels: Pixels, alpha: float) -> Pixels:
    """All of it fainter by a factor 0..1."""
    if alpha >= 1.0:
        return pixels
    return np.asarray(cv2.convertScaleAbs(pixels, alpha=alpha), dtype=np.uint8)
