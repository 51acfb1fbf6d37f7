"""Cutting the product out of its ground, and how sure we are of the edge."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Mask = NDArray[np.uint8]

_PLAIN_STD = 12.0
"""Deviation (Lab) of the border below which a ground counts as plain (shot grammar)."""

_TOLERANCE = 22.0


@dataclass(frozen=True)
class Cut:
    """`alpha` 0..255 the size of the picture; `confidence` 0..1 that its edge is good."""

    alpha: Mask
    confidence: float


def border_lab(picture: Rgb) -> NDArray[np.float32]:
    """Lab values (n, 3) of a thin frame around the picture."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    edge = max(2, min(lab.shape[:2]) // 80)
    strips = (lab[:edge], lab[-edge:], lab[:, :edge], lab[:, -edge:])
    return np.concatenate([strip.reshape(-1, 3) for strip in strips])


def is_plain(picture: Rgb) -> bool:
    """Whether the picture's border is nearly one colour."""
    values = border_lab(picture)
    middle = np.median(values, axis=0)
    near = np.abs(values - middle).max(axis=1) < 3 * _PLAIN_STD
    return bool(near.mean() > 0.93 and values[near].std(axis=0).max() < _PLAIN_STD)


def cut_alpha(alpha: Mask) -> Cut:
    """A cut from the file's own transparency, without the soft ground shadow baked into it."""
    hard = np.clip((alpha.astype(np.float32) - 60) * 255 / 180, 0, 255).astype(np.uint8)
    solid = (hard > 128).mean()
    return Cut(hard, 0.95 if 0.01 < solid < 0.97 else 0.0)


def cut_plain(picture: Rgb) -> Cut:
    """A cut from a plain ground: what the ground's colour does not reach from the border."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    ground = np.median(border_lab(picture), axis=0)
    away = np.sqrt((((lab - ground) * np.asarray([0.6, 1.6, 1.6])) ** 2).sum(axis=-1))
    inside = (away > _TOLERANCE).astype(np.uint8)
    closed = cv2.morphologyEx(inside, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    inside = _largest(np.asarray(closed, np.uint8))
    reached = np.pad(inside, 1)
    cv2.floodFill(reached, None, (0, 0), (2,))
    solid = np.asarray(reached[1:-1, 1:-1] != 2, np.uint8)
    return _judged(solid, away)


def _largest(mask: Mask) -> Mask:
    """Only parts that are at least a fiftieth of the largest one."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    keep = areas >= areas.max() / 50
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def _judged(solid: Mask, away: NDArray[np.float32]) -> Cut:
    """The mask with a soft edge, and how sure it is.

    A good cut is one body, does not touch the frame, is neither a speck nor everything, and its
    outline stands where colours change clearly.
    """
    share = float(solid.mean())
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    alpha = np.clip((cv2.GaussianBlur(solid.astype(np.float32), (0, 0), 1.2) - 0.35) / 0.5, 0, 1)
    soft = (alpha * 255).astype(np.uint8)
    if count < 2 or not 0.03 < share < 0.85:
        return Cut(soft, 0.0)
    body = float(stats[1:, cv2.CC_STAT_AREA].max()) / float(stats[1:, cv2.CC_STAT_AREA].sum())
    rim = np.concatenate([solid[0], solid[-1], solid[:, 0], solid[:, -1]])
    touching = float(rim.mean())
    outline = cv2.morphologyEx(solid, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    inner = cv2.erode(solid, np.ones((7, 7), np.uint8)) > 0
    ring = (solid > 0) & ~inner
    clear_edge = (
        float(np.clip((np.median(away[ring]) - _TOLERANCE) / 25, 0, 1)) if ring.any() else 0.0
    )
    _, _, width, height = cv2.boundingRect(solid)
    perimeter = float(outline.sum()) / max(1.0, 2.0 * (width + height))
    smooth = float(np.clip(1.6 - perimeter / 2.2, 0, 1))
    confidence = (
        (0.35 * clear_edge + 0.35 * smooth + 0.30 * float(body > 0.9))
        * float(touching < 0.02)
        * (1.0 if body > 0.75 else 0.5)
    )
    return Cut(soft, round(confidence, 3))


_SPREAD = 2.5
"""Pixels (a Gaussian's sigma) from within which an edge takes its colours."""

_REACH = 16
"""Pixels about the body that can be an edge; a Gaussian's kernel reaches four sigma."""


def decontaminated(picture: Rgb, alpha: Mask) -> Rgb:
    """Colours of the edge taken from just inside it, so that no rim of the old ground shows."""
    solid = (alpha > 250).astype(np.uint8)
    if not solid.any():
        return picture
    core = cv2.erode(solid, np.ones((3, 3), np.uint8))
    if not core.any():
        return picture
    left, top, width, height = cv2.boundingRect(core)
    rows = slice(max(0, top - _REACH), top + height + _REACH)
    part = rows, slice(max(0, left - _REACH), left + width + _REACH)
    body = core[part]
    weight = cv2.GaussianBlur(body.astype(np.float32), (0, 0), _SPREAD)
    spread = cv2.GaussianBlur(picture[part].astype(np.float32) * body[..., None], (0, 0), _SPREAD)
    edge = (body == 0) & (weight > 0.02)
    clean = picture.copy()
    clean[part][edge] = np.clip(spread[edge] / weight[edge][:, None], 0, 255).astype(np.uint8)
    return clean
