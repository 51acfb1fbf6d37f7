"""Painters of plain shapes: fills, polygons, ellipses, strokes, bursts."""

from __future__ import annotations

import math

import cv2
import numpy as np

from vidgen.engines.renderer.paint.ink import Mask, graded, masked, polygon_mask, ramp, tinted
from vidgen.engines.renderer.sprite import Sprite
from vidgen.model.paint import Burst, Ellipse, Fill, Point, Polygon, Stroke

_SHIFT = 4


def rounded_mask(width: int, height: int, radius: float) -> Mask:
    """A rectangle with round corners."""
    mask = np.full((height, width), 255, np.uint8)
    reach = min(math.ceil(radius), width // 2, height // 2)
    if reach <= 0:
        return mask
    grid = np.arange(reach) + 0.5
    away = np.hypot(radius - grid[None, :], radius - grid[:, None])
    corner = (np.clip(radius - away + 0.5, 0, 1) * 255).astype(np.uint8)
    mask[:reach, :reach] = corner
    mask[:reach, -reach:] = corner[:, ::-1]
    mask[-reach:, :reach] = corner[::-1]
    mask[-reach:, -reach:] = corner[::-1, ::-1]
    return mask


def fill(spec: Fill) -> Sprite:
    """A rectangle, flat or graded."""
    width, height = max(1, round(spec.w)), max(1, round(spec.h))
    down = spec.axis == "down"
    strip = ramp(spec.stops, height if down else width, spec.smooth)
    block = strip[:, None] if down else strip[None]
    pixels = np.ascontiguousarray(np.broadcast_to(block, (height, width, 4)))
    if spec.radius:
        pixels = masked(pixels, rounded_mask(width, height, spec.radius))
    return Sprite(pixels)


def polygon(spec: Polygon) -> Sprite:
    """A filled polygon."""
    left, top, width, height = _bounds(spec.points, 1)
    moved = [(x - left, y - top) for x, y in spec.points]
    return Sprite(graded(polygon_mask(moved, width, height), spec.stops), -left, -top)


def ellipse(spec: Ellipse) -> Sprite:
    """A disc or ring."""
    width, height = math.ceil(spec.w) + 2, math.ceil(spec.h) + 2
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) + 0.5
    cx, cy = spec.w / 2 + 1, spec.h / 2 + 1

    def inside(rx: float, ry: float) -> np.ndarray:
        away = np.hypot((x - cx) / rx, (y - cy) / ry)
        return np.asarray(np.clip((1 - away) * min(rx, ry) + 0.5, 0, 1))

    cover = inside(spec.w / 2, spec.h / 2)
    if spec.ring:
        cover -= inside(max(0.5, spec.w / 2 - spec.ring), max(0.5, spec.h / 2 - spec.ring))
    mask = (np.clip(cover, 0, 1) * 255).astype(np.uint8)
    return Sprite(tinted(mask, spec.colour, spec.alpha), 1, 1)


def stroke(spec: Stroke) -> Sprite:
    """A polyline with round ends, perhaps dashed."""
    pad = math.ceil(spec.width) + 1
    left, top, width, height = _bounds(spec.points, pad)
    mask = np.zeros((height, width), np.uint8)
    for piece in _dashes(spec):
        corners = np.asarray([(x - left - 0.5, y - top - 0.5) for x, y in piece]) * (1 << _SHIFT)
        cv2.polylines(
            mask,
            [np.rint(corners).astype(np.int32)],
            isClosed=False,
            color=255,
            thickness=max(1, round(spec.width)),
            lineType=cv2.LINE_AA,
            shift=_SHIFT,
        )
    return Sprite(tinted(mask, spec.colour, spec.alpha), -left, -top)


def burst(spec: Burst) -> Sprite:
    """A star, centred on its box."""
    size = math.ceil(spec.size)
    corners = []
    for tooth in range(2 * spec.points):
        radius = spec.size / 2 * (0.98 if tooth % 2 == 0 else 0.98 * spec.inner)
        angle = math.radians(-spec.turn) + math.pi * tooth / spec.points
        corners.append(
            (spec.size / 2 + math.sin(angle) * radius, spec.size / 2 - math.cos(angle) * radius)
        )
    return Sprite(tinted(polygon_mask(corners, size, size), spec.colour))


def _bounds(points: tuple[Point, ...], pad: int) -> tuple[int, int, int, int]:
    """left, top, width, height of the pixels a shape touches."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = math.floor(min(xs)) - pad, math.floor(min(ys)) - pad
    return left, top, math.ceil(max(xs)) + pad - left, math.ceil(max(ys)) + pad - top


def _dashes(spec: Stroke) -> list[list[Point]]:
    """The pieces of a polyline that are drawn."""
    if spec.dash is None:
        return [list(spec.points)]
    pieces, current = [], [spec.points[0]]
    left, drawing = spec.dash[0], True
    for start, end in zip(spec.points, spec.points[1:], strict=False):
        length, done = math.dist(start, end), 0.0
        while length - done > left:
            done += left
            share = done / length
            here = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
            if drawing:
                pieces.append([*current, here])
            current, drawing = [here], not drawing
            left = spec.dash[0] if drawing else spec.dash[1]
        left -= length - done
        current.append(end)
    return [*pieces, current] if drawing else pieces
