"""gliding: a gain known at some moments becomes one for every sample."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def gliding(
    levels: NDArray[np.float64], step: int, length: int, first: int = 0
) -> NDArray[np.float32]:
    """Straight lines between `levels`, for `length` samples.

    The levels lie `step` samples apart, the first at sample `first` (0 .. `step`); before it and
    after the last the gain stays.
    """
    known = np.pad(levels, (1, max(1, -(-(length - first) // step) - len(levels) + 1)), mode="edge")
    share = np.arange(step, dtype=np.float32) / np.float32(step)
    lines = known.astype(np.float32)[:-1, None] + np.diff(known).astype(np.float32)[:, None] * share
    return np.asarray(lines.ravel()[step - first : step - first + length])
