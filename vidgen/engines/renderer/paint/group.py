"""Painters that work on sprites: groups flattened into one, soft shadows."""

from __future__ import annotations

import math

import cv2
import numpy as np

from vidgen.engines.renderer.paint.ink import Mask, faded, masked, over, polygon_mask, tinted
from vidgen.engines.renderer.sprite import Sprite
from vidgen.model.paint import Group, Shadow

_COARSE = 16.0
"""Blurs wider than this (sigma, px) are made at a quarter of the size, unseen by the eye."""

_STEP = 4


def flatten(parts: list[tuple[Sprite, int, int]], spec: Group) -> Sprite:
    """One sprite of many, each with its logical origin at its (x, y)."""
    left = min([0, *(x - sprite.ox for sprite, x, _ in parts)])
    top = min([0, *(y - sprite.oy for sprite, _, y in parts)])
    right = max([round(spec.w), *(x - s.ox + s.width for s, x, _ in parts)])
    bottom = max([round(spec.h), *(y - s.oy + s.height for s, _, y in parts)])
    if spec.clip:
        left, right = _within(left, right, [x for x, _ in spec.clip])
        top, bottom = _within(top, bottom, [y for _, y in spec.clip])
    pixels = np.zeros((max(1, bottom - top), max(1, right - left), 4), np.uint8)
    for sprite, x, y in parts:
        over(pixels, sprite.pixels, x - sprite.ox - left, y - sprite.oy - top)
    if spec.clip:
        corners = [(x - left, y - top) for x, y in spec.clip]
        mask = polygon_mask(corners, pixels.shape[1], pixels.shape[0])
        pixels = masked(pixels, mask)
    sprite = Sprite(faded(pixels, spec.alpha), -left, -top)
    return turned(sprite, spec.turn, (spec.w / 2, spec.h / 2)) if spec.turn else sprite


def _within(low: int, high: int, edges: list[float]) -> tuple[int, int]:
    return max(low, math.floor(min(edges))), min(high, math.ceil(max(edges)))


def turned(sprite: Sprite, degrees: float, centre: tuple[float, float]) -> Sprite:
    """The sprite turned anticlockwise about a point given in its logical pixels."""
    at = (sprite.ox + centre[0] - 0.5, sprite.oy + centre[1] - 0.5)
    move = cv2.getRotationMatrix2D(at, degrees, 1.0)
    width, height = sprite.width, sprite.height
    corners = np.asarray([(0, 0, 1), (width, 0, 1), (0, height, 1), (width, height, 1)])
    reached = corners @ move.T
    left, top = (math.floor(value) - 1 for value in reached.min(axis=0))
    right, bottom = (math.ceil(value) + 1 for value in reached.max(axis=0))
    move[:, 2] -= (left, top)
    pixels = cv2.warpAffine(
        sprite.pixels, move, (right - left, bottom - top), flags=cv2.INTER_LINEAR
    )
    return Sprite(np.asarray(pixels, np.uint8), sprite.ox - left, sprite.oy - top)


def shadow(sprite: Sprite, spec: Shadow) -> Sprite:
    """The blurred, moved silhouette of a sprite in one colour."""
    step = _STEP if spec.blur > _COARSE else 1
    pad = step * math.ceil(3 * spec.blur / step)
    mask: Mask = np.ascontiguousarray(sprite.pixels[..., 3])
    if spec.spread:
        mask = _spread(mask, spec.spread)
    if step > 1:
        mask = _shrunk(mask, step)
    edge = pad // step
    soft = cv2.copyMakeBorder(mask, edge, edge, edge, edge, cv2.BORDER_CONSTANT)
    if spec.blur > 0:
        soft = cv2.GaussianBlur(soft, (0, 0), spec.blur / step)
    if step > 1:
        soft = cv2.resize(soft, None, fx=step, fy=step, interpolation=cv2.INTER_LINEAR)
    pixels = tinted(np.asarray(soft, np.uint8), spec.colour, spec.alpha)
    reach = pad + spec.spread
    return Sprite(pixels, sprite.ox + reach - round(spec.dx), sprite.oy + reach - round(spec.dy))


def _spread(mask: Mask, reach: int) -> Mask:
    """The mask grown by `reach` pixels on every side."""
    mask = np.asarray(
        cv2.copyMakeBorder(mask, reach, reach, reach, reach, cv2.BORDER_CONSTANT), np.uint8
    )
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return np.asarray(cv2.dilate(mask, disc), np.uint8)


def _shrunk(mask: Mask, step: int) -> Mask:
    """The mask `step` times smaller, its top left corner kept in place."""
    height, width = mask.shape
    mask = np.asarray(
        cv2.copyMakeBorder(mask, 0, -height % step, 0, -width % step, cv2.BORDER_CONSTANT), np.uint8
    )
    size = (mask.shape[1] // step, mask.shape[0] // step)
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)
