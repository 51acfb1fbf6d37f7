"""Faces in a picture, by dlib's frontal detector where the extra `faces` is installed.

dlib carries its detector (histograms of oriented gradients, Dalal and Triggs 2005) inside the
library: nothing is fetched. Without it no face is found, and pictures are framed by their subject.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

import cv2
import numpy as np

from vidgen.engines.eye.cutting import Rgb
from vidgen.model.media import Box

_WORK = 900
"""Pixels of the long side at which faces are sought; the smallest one found is 80 pixels wide."""

_SURE = 0.2
"""The detector's score from which a face is believed: 0 is its own threshold."""


def version() -> str:
    """What stands for the detector in the key of everything that is seen."""
    return "hog1" if find_spec("dlib") else "none"


def faces(picture: Rgb) -> tuple[Box, ...]:
    """Boxes of frontal faces from brow to chin, as fractions of the picture, the surest first."""
    if find_spec("dlib") is None:
        return ()
    height, width = picture.shape[:2]
    scale = min(1.0, _WORK / max(width, height))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = np.ascontiguousarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
    found, scores, _ = _detector().run(small, 0, _SURE)
    ordered = sorted(zip(scores, found, strict=True), key=lambda pair: -pair[0])
    return tuple(_box(face, size) for _, face in ordered)


@cache
def _detector() -> Any:
    import dlib

    return dlib.get_frontal_face_detector()


def _box(face: Any, size: tuple[int, int]) -> Box:
    edges = (
        (face.left(), size[0]),
        (face.top(), size[1]),
        (face.right() + 1, size[0]),
        (face.bottom() + 1, size[1]),
    )
    left, top, right, bottom = (round(min(1.0, max(0.0, at / of)), 4) for at, of in edges)
    return (left, top, right, bottom)
