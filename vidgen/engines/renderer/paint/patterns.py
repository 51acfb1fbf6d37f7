"""Painters of patterns: halftone dots, rays, speed lines."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

from vidgen.engines.renderer.paint.ink import tinted
from vidgen.engines.renderer.sprite import Sprite
from vidgen.model.paint import Halftone, Rays, Speed

_SHIFT = 4


def halftone(spec: Halftone) -> Sprite:
    """Dots on a turned grid, each as large as the falloff says at its centre."""
    width, height = max(1, round(spec.w)), max(1, round(spec.h))
    turn = math.radians(spec.angle)
    reach = int(math.hypot(width, height) / spec.pitch / 2) + 2
    row, column = np.mgrid[-reach : reach + 1, -reach : reach + 1] * spec.pitch
    x = (column * math.cos(turn) - row * math.sin(turn) + width / 2).ravel()
    y = (column * math.sin(turn) + row * math.cos(turn) + height / 2).ravel()
    base, by_x, by_y = spec.falloff
    share = np.clip(base + by_x * x / width + by_y * y / height, 0, 1)
    radius = np.minimum(share * 0.72, 0.5) * spec.pitch
    near = (np.abs(x - width / 2) < width / 2 + spec.pitch) & (
        np.abs(y - height / 2) < height / 2 + spec.pitch
    )
    mask = np.zeros((height, width), np.uint8)
    unit = 1 << _SHIFT
    dots = np.rint(np.stack([x - 0.5, y - 0.5, radius], axis=-1) * unit).astype(int)
    for left, top, size in dots[near & (radius > 0.6)].tolist():
        cv2.circle(mask, (left, top), size, 255, -1, cv2.LINE_AA, _SHIFT)
    return Sprite(tinted(mask, spec.colour, spec.alpha))


def rays(spec: Rays) -> Sprite:
    """Wedges around a centre, fading outwards."""
    width, height = max(1, round(spec.w)), max(1, round(spec.h))
    far = math.hypot(width, height)
    mask = np.zeros((height, width), np.uint8)
    wedges = []
    for number in range(spec.count):
        start = 2 * math.pi * number / spec.count + 0.1
        ends = [(math.cos(a), math.sin(a)) for a in (start, start + math.pi / spec.count)]
        wedges.append([(0.0, 0.0), *((x * far, y * far) for x, y in ends)])
    centre = (spec.cx - 0.5, spec.cy - 0.5)
    corners = np.rint((np.asarray(wedges) + centre) * (1 << _SHIFT)).astype(np.int32)
    cv2.fillPoly(mask, list(corners), 255, cv2.LINE_AA, _SHIFT)
    y, x = np.ogrid[0:height, 0:width]
    away = np.hypot((x - spec.cx).astype(np.float32), (y - spec.cy).astype(np.float32))
    share = np.minimum(away / np.float32(spec.reach), 1)
    fade = (255 * (1 - share * share * (3 - 2 * share))).astype(np.uint8)
    shaded = np.asarray(cv2.multiply(mask, fade, scale=1 / 255), np.uint8)
    return Sprite(tinted(shaded, spec.colour, spec.alpha))


def speed(spec: Speed) -> Sprite:
    """Thin lines of seeded length, place and weight."""
    width, height = max(1, round(spec.w)), max(1, round(spec.h))
    chance = random.Random(spec.seed)
    mask = np.zeros((height, width), np.uint8)
    for _ in range(spec.count):
        length, thick = chance.uniform(160, 620), chance.uniform(2, 7)
        x, y = chance.uniform(-200, width), chance.uniform(0, height)
        ends = np.asarray([(x, y), (x + length, y - length * spec.slope)]) * (1 << _SHIFT)
        cv2.polylines(
            mask,
            [np.rint(ends).astype(np.int32)],
            isClosed=False,
            color=round(255 * chance.uniform(0.4, 1)),
            thickness=max(1, round(thick)),
            lineType=cv2.LINE_AA,
            shift=_SHIFT,
        )
    return Sprite(tinted(mask, spec.colour, spec.alpha))
