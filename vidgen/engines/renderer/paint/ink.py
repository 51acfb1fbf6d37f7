"""From masks to premultiplied pixels, and putting pixels over pixels."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.craft.colour import blend, rgb
from vidgen.engines.renderer.sprite import Pixels
from vidgen.model.paint import Point, Stop

Mask = NDArray[np.uint8]
"""Coverage 0..255, height x width."""

_KNOTS = 16
"""Straight pieces that stand for the curve between two colours of a gradient."""

_SHIFT = 4
"""Fractional bits of polygon corners: 1/16 pixel."""


def tinted(mask: Mask, colour: str, alpha: float = 1.0) -> Pixels:
    """A mask in one colour."""
    levels = np.arange(256, dtype=np.float32) * alpha
    parts = [np.rint(levels * part / 255) for part in rgb(colour)] + [np.rint(levels)]
    table = np.stack(parts, axis=-1).astype(np.uint8)[None]
    return np.asarray(cv2.LUT(cv2.merge([mask] * 4), table), dtype=np.uint8)


def ramp(stops: Sequence[Stop], length: int, smooth: bool = False) -> NDArray[np.uint8]:
    """Premultiplied RGBA at `length` even places along the stops, length x 4."""
    at = np.linspace(0.0, 1.0, max(1, length))
    alphas = np.interp(at, [stop.at for stop in stops], [stop.alpha * 255 for stop in stops])
    if smooth:
        low, high = float(alphas.min()), float(alphas.max())
        share = (alphas - low) / max(high - low, 1e-6)
        alphas = low + (high - low) * share * share * (3 - 2 * share)
    places, colours = _knots(stops)
    parts = [np.interp(at, places, colours[:, part]) * alphas / 255 for part in range(3)]
    return np.rint(np.stack([*parts, alphas], axis=-1)).astype(np.uint8)


def _knots(stops: Sequence[Stop]) -> tuple[list[float], NDArray[np.float64]]:
    """Places and straight colours (0..255) so near that straight lines between them do."""
    places, colours = [stops[0].at], [rgb(stops[0].colour)]
    for before, after in itertools.pairwise(stops):
        shares = (
            [1.0] if before.colour == after.colour else [n / _KNOTS for n in range(1, _KNOTS + 1)]
        )
        places += [before.at + (after.at - before.at) * share for share in shares]
        colours += [rgb(blend(before.colour, after.colour, share)) for share in shares]
    return places, np.asarray(colours, np.float64)


def graded(mask: Mask, stops: Sequence[Stop]) -> Pixels:
    """A mask coloured by stops that run down it."""
    if len(stops) == 1:
        return tinted(mask, stops[0].colour, stops[0].alpha)
    rows = np.broadcast_to(ramp(stops, mask.shape[0])[:, None], (*mask.shape, 4))
    return masked(np.ascontiguousarray(rows), mask)


def masked(pixels: Pixels, mask: Mask) -> Pixels:
    """The pixels where the mask covers, fainter where it covers in part."""
    return np.asarray(cv2.multiply(pixels, cv2.merge([mask] * 4), scale=1 / 255), np.uint8)


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
