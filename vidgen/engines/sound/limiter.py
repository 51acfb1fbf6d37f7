"""limited: no peak above the ceiling, nor between the samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.sound.reading import Stereo

_TAPS = 12
"""Samples on each side from which the curve between two samples is rebuilt."""

_BLOCK = 16
"""Samples that share one gain before smoothing (0.33 ms)."""

_LOOK = 12
"""Blocks (4 ms) over which the gain goes down before a peak and comes back after it."""

_SUSPECT = 0.5
"""Between two samples below half the ceiling no peak reaches it: music and speech overshoot their
samples by 3 dB at most (EBU Tech 3341 tests the same)."""


def limited(sound: Stereo, ceiling: float) -> Stereo:
    """The sound with its gain lowered around peaks above `ceiling` (linear, true peak)."""
    peaks = true_peaks(sound, ceiling)
    count = -(-len(sound) // _BLOCK)
    blocks = np.pad(peaks, (0, count * _BLOCK - len(peaks))).reshape(count, _BLOCK).max(axis=1)
    wanted = np.minimum(1.0, ceiling / np.maximum(blocks, 1e-9))
    if wanted.min() >= 1.0:
        return sound
    # Held one block longer than smoothed: between two block centres both neighbours obey.
    held = _least(wanted, _LOOK + 1)
    kernel = np.hanning(2 * _LOOK + 3)[1:-1]
    gain = np.convolve(np.pad(held, _LOOK, mode="edge"), kernel / kernel.sum(), "valid")
    centres = (np.arange(count) + 0.5) * _BLOCK
    return np.asarray(sound * np.interp(np.arange(len(sound)), centres, gain)[:, None])


def true_peaks(sound: Stereo, ceiling: float) -> NDArray[np.float64]:
    """For every sample the largest magnitude of it and of three points on the way to the next.

    Both channels together. Only where a sample is near `ceiling` the points between are rebuilt.
    """
    peaks = np.abs(sound).max(axis=1)
    near = peaks > _SUSPECT * ceiling
    near[:-1] |= near[1:]
    places = np.flatnonzero(near)
    padded = np.pad(sound, ((_TAPS - 1, _TAPS), (0, 0)))
    for channel in range(sound.shape[1]):
        windows = np.lib.stride_tricks.sliding_window_view(padded[:, channel], 2 * _TAPS)[places]
        between = np.abs(windows @ _KERNELS).max(axis=1)
        peaks[places] = np.maximum(peaks[places], between)
    return np.asarray(peaks)


def _kernels() -> NDArray[np.float64]:
    """Windowed-sinc weights (taps, 3) for 1/4, 2/4 and 3/4 of the way to the next sample."""
    places = np.arange(2 * _TAPS) - (_TAPS - 1)
    columns = []
    for share in (0.25, 0.5, 0.75):
        away = places - share
        window = np.cos(np.pi * away / (2 * _TAPS + 1)) ** 2
        weights = np.sinc(away) * window
        columns.append(weights / weights.sum())
    return np.stack(columns, axis=1)


_KERNELS = _kernels()


def _least(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The least value within `reach` of each place."""
    padded = np.pad(values, reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return np.asarray(windows.min(axis=1))
