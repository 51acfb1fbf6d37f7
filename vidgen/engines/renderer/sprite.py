"""A sprite: pixels painted once, moved many times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Premultiplied RGBA, height x width x 4."""


@dataclass(frozen=True)
class Sprite:
    """Premultiplied RGBA pixels; (ox, oy) is the pixel of the paint's logical origin in them."""

    pixels: Pixels
    ox: int = 0
    oy: int = 0

    @property
    def width(self) -> int:
        """Width in pixels, bleed included."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels, bleed included."""
        return int(self.pixels.shape[0])
