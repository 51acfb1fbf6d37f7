"""Cutting a subject out of a busy picture: GrabCut seeded by saliency, and how sure we are."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.engines.eye.cutting import Cut, Mask, Rgb
from vidgen.engines.eye.reading import subject_box

_WORK = 360
"""Pixels of the long side at which the cut is found; its edge is then refined at full size."""

_CUT_OFF = 0.75
"""What is left of the confidence where the frame cuts the subject off: it cannot stand alone."""

_STRAIGHT = 0.10
"""Share of a seed's side along which a subject may end there: the crown of a round one does."""

_AGREED = 0.90
"""Overlap (IoU) of two cuts from different seeds below which neither is believed."""


def cut_busy(picture: Rgb) -> Cut:
    """A cut of what draws the eye, its edge refined at full size.

    Two cuts from a tighter and a wider seed must agree, the body must be one, clear of the frame on
    three sides at least, and its outline must lie on edges of the picture.
    """
    scale = min(1.0, _WORK / max(picture.shape[:2]))
    size = (max(8, round(picture.shape[1] * scale)), max(8, round(picture.shape[0] * scale)))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    box, _ = subject_box(small)
    tight, wide = _grabbed(small, box, 0.02), _grabbed(small, box, 0.09)
    joint, either = int((tight & wide).sum()), int((tight | wide).sum())
    agreed = joint / either if either else 0.0
    if not _cut_off(tight, _seed(small, box, 0.02)):
        return settled(picture, small, tight, agreed)
    whole = not _cut_off(wide, _seed(small, box, 0.09))
    return settled(picture, small, wide, agreed if whole else 0.0)


def settled(picture: Rgb, small: Rgb, mask: Mask, agreed: float = 1.0) -> Cut:
    """The cut at full size from a 0/1 `mask` found on `small`, the same picture scaled down.

    Only the mask's largest part counts. The confidence is 0 for one that cannot be a subject, else
    it weighs how well two cuts `agreed`, how many of the outline's points lie on edges, and how
    compact the body is.
    """
    solid = _body(mask)
    confidence = _confidence(small, solid, agreed)
    if confidence <= 0.0:
        return Cut(np.zeros(picture.shape[:2], np.uint8), 0.0)
    return Cut(_refined(picture, solid), confidence)


def _seed(small: Rgb, box: tuple[float, float, float, float], margin: float) -> tuple[slice, slice]:
    """Rows and columns of a box (shares of the picture) grown by `margin` of it."""
    height, width = small.shape[:2]
    left, top = (max(0.01, edge - margin) for edge in box[:2])
    right, bottom = (min(0.99, edge + margin) for edge in box[2:])
    return slice(int(top * height), int(bottom * height)), slice(
        int(left * width), int(right * width)
    )


def _cut_off(mask: Mask, seed: tuple[slice, slice]) -> bool:
    """Whether a side of the seed runs through the subject, so that it ends there straight.

    Where the seed ends at the picture's own edge, the picture cuts the subject off, not the seed.
    """
    rows, columns = seed
    inside = mask[rows, columns]
    if not inside.size:
        return False
    free = (rows.start > 0.02 * mask.shape[0], rows.stop < 0.98 * mask.shape[0])
    aside = (columns.start > 0.02 * mask.shape[1], columns.stop < 0.98 * mask.shape[1])
    edges = zip((inside[0], inside[-1], inside[:, 0], inside[:, -1]), (*free, *aside), strict=True)
    return any(is_free and float(edge.mean()) > _STRAIGHT for edge, is_free in edges)


def _grabbed(small: Rgb, box: tuple[float, float, float, float], margin: float) -> Mask:
    """The foreground that GrabCut finds from a box grown by `margin` of the picture."""
    height, width = small.shape[:2]
    mask = np.full((height, width), cv2.GC_BGD, np.uint8)
    mask[_seed(small, box, margin)] = cv2.GC_PR_FGD
    models = (np.zeros((1, 65), np.float64), np.zeros((1, 65), np.float64))
    cv2.setRNGSeed(7)
    try:
        cv2.grabCut(small, mask, (0, 0, 1, 1), *models, 4, cv2.GC_INIT_WITH_MASK)
    except cv2.error:
        # Too few colours for its mixture models: a flat picture has no subject.
        return np.zeros((height, width), np.uint8)
    return np.asarray(np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)), np.uint8)


def _body(mask: Mask) -> Mask:
    """The largest part without holes."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(opened, np.uint8))
    if count < 2:
        return np.zeros_like(mask)
    best = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    solid = np.pad((labels == best).astype(np.uint8), 1)
    cv2.floodFill(solid, None, (0, 0), (2,))
    return np.asarray(solid[1:-1, 1:-1] != 2, np.uint8)


def _confidence(small: Rgb, solid: Mask, agreed: float) -> float:
    share = float(solid.mean())
    if not 0.04 < share < 0.65 or agreed < _AGREED:
        return 0.0
    sides = [float(edge.mean()) for edge in (solid[0], solid[-1], solid[:, 0], solid[:, -1])]
    touching = sum(side > 0.02 for side in sides)
    if touching > 1:
        return 0.0
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(contours, key=len)
    hull = cv2.convexHull(outline)
    compact = float(solid.sum()) / max(1.0, float(cv2.contourArea(hull)))
    on_edge = _on_edges(small, np.asarray(outline, np.int32))
    agreement = (agreed - _AGREED) / (1 - _AGREED)
    score = 0.35 * agreement + 0.40 * on_edge + 0.25 * min(1.0, compact / 0.9)
    return round(float(score) * (1.0 if not touching else _CUT_OFF), 3)


def _on_edges(small: Rgb, outline: NDArray[np.int32]) -> float:
    """Share of the outline that lies on clear edges of the picture's colours."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_RGB2LAB).astype(np.float32)
    strength = np.zeros(small.shape[:2], np.float32)
    for channel in range(3):
        x, y = (cv2.Sobel(lab[..., channel], cv2.CV_32F, dx, 1 - dx) for dx in (1, 0))
        strength = np.maximum(strength, np.sqrt(x * x + y * y))
    near = cv2.dilate(strength, np.ones((5, 5), np.uint8))
    points = outline.reshape(-1, 2)
    return float((near[points[:, 1], points[:, 0]] > 28).mean())


def _refined(picture: Rgb, solid: Mask) -> Mask:
    """The mask at full size, its soft edge following the picture's own (guided filter, He 2010)."""
    height, width = picture.shape[:2]
    grown = cv2.resize(solid.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    guide = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    reach = max(3, round(max(height, width) / _WORK * 2)) | 1
    kernel = (2 * reach + 1, 2 * reach + 1)

    def mean(values: object) -> NDArray[np.float32]:
        return np.asarray(cv2.boxFilter(np.asarray(values, np.float32), -1, kernel), np.float32)

    centre, level = mean(guide), mean(grown)
    slope = (mean(guide * grown) - centre * level) / (mean(guide * guide) - centre**2 + 1e-4)
    alpha = mean(slope) * guide + mean(level - slope * centre)
    return np.asarray(np.clip((alpha - 0.15) / 0.7, 0, 1) * 255, np.uint8)
