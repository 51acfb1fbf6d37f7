"""How far a picture moved between two frames: the camera's motion, not that of what it films."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

_FEWEST = 8
"""Points that must be followed for their median to mean anything."""


def moved(before: Grey, after: Grey) -> tuple[float, float]:
    """The median motion of points all over the picture, x and y in shares of its width.

    (0, 0) where too few points can be followed. One moving thing before a still ground does not
    count: most points lie on the ground.
    """
    points = cv2.goodFeaturesToTrack(before, 200, 0.01, 6)
    if points is None or len(points) < _FEWEST:
        return 0.0, 0.0
    found, status, _ = cv2.calcOpticalFlowPyrLK(before, after, points, np.zeros_like(points))
    good = np.asarray(status).ravel() == 1
    if good.sum() < _FEWEST:
        return 0.0, 0.0
    steps = (np.asarray(found) - points)[good].reshape(-1, 2)
    across, down = np.median(steps, axis=0) / before.shape[1]
    return float(across), float(down)
