"""Parting a photo into its subject and its ground, so that the two can move apart."""

from __future__ import annotations

import cv2
import numpy as np

from vidgen.engines.eye.cutting import Mask, Rgb, decontaminated

_WORK = 420
"""Pixels of the long side at which the ground is filled in: it is soft, and mostly covered."""

_GROWN = 0.015
"""Shares of the long side by which the filled area is larger than the subject: no rim is left."""


def ground(picture: Rgb, alpha: Mask) -> Rgb:
    """The picture without its subject; what was behind is inpainted (Telea, 2004)."""
    longest = max(picture.shape[:2])
    reach = max(3, round(longest * _GROWN))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    hole = cv2.dilate((alpha > 10).astype(np.uint8), kernel)
    scale = min(1.0, _WORK / longest)
    size = (max(8, round(picture.shape[1] * scale)), max(8, round(picture.shape[0] * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    gap = cv2.resize(hole, size, interpolation=cv2.INTER_NEAREST)
    filled = cv2.GaussianBlur(cv2.inpaint(small, gap, 7, cv2.INPAINT_TELEA), (0, 0), 1.5)
    grown = cv2.resize(filled, picture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(hole.astype(np.float32), (0, 0), reach / 2)[..., None]
    share = np.clip(soft * 1.6, 0, 1)
    return np.asarray(np.rint(picture * (1 - share) + grown * share), np.uint8)


def front(picture: Rgb, alpha: Mask) -> tuple[np.ndarray, tuple[int, int]]:
    """The subject alone as RGBA, trimmed to its ink, and where its corner lies (left, top)."""
    left, top, width, height = cv2.boundingRect((alpha > 8).astype(np.uint8))
    part = (slice(top, top + height), slice(left, left + width))
    colours = decontaminated(picture, alpha)[part]
    return np.dstack([colours, alpha[part]]), (left, top)
