"""High dynamic range to standard: PQ and HLG in BT.2020 become BT.709 in eight bits."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

_TO_709 = np.asarray(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]],
    np.float32,
)
"""Linear BT.2020 to linear BT.709 (ITU-R BT.2087)."""

_WHITE = 203.0
"""Nits of a diffuse white in HDR (ITU-R BT.2408)."""


def to_sdr(picture: NDArray[np.uint16], curve: str) -> NDArray[np.uint8]:
    """Sixteen-bit RGB in the curve "pq" or "hlg" as eight-bit RGB for standard screens.

    Diffuse white stays just below white; highlights above it are rolled off (BT.2408 gives the
    levels; the shoulder is Reinhard's with a white point of 1000 nits).
    """
    light = _table(curve)[picture]
    linear = np.clip(light @ _TO_709.T, 0.0, None)
    peak = 1000.0 / _WHITE
    luma = linear @ np.asarray([0.2126, 0.7152, 0.0722], np.float32)
    rolled = luma * (1 + luma / peak**2) / (1 + luma) * 1.55
    share = np.where(luma > 1e-6, np.minimum(rolled, luma * 1.4) / np.maximum(luma, 1e-6), 1.0)
    shown = np.clip(linear * share[..., None], 0.0, 1.0)
    coded = np.where(shown < 0.018, 4.5 * shown, 1.099 * shown**0.45 - 0.099)
    return np.asarray(np.rint(coded * 255), np.uint8)


@cache
def _table(curve: str) -> NDArray[np.float32]:
    """Scene light for each sixteen-bit code, 1.0 for diffuse white."""
    code = np.linspace(0, 1, 65536)
    if curve == "pq":  # SMPTE ST 2084
        m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
        power = code ** (1 / m2)
        nits = 10000 * (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1)
        return np.asarray(nits / _WHITE, np.float32)
    a, b, c = 0.17883277, 0.28466892, 0.55991073  # ITU-R BT.2100, table 5
    scene = np.where(code <= 0.5, code**2 / 3, (np.exp((code - c) / a) + b) / 12)
    return np.asarray(1000 * scene**1.2 / _WHITE, np.float32)
