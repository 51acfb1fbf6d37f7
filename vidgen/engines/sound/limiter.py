"""limited: no peak above the ceiling, nor between the samples."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.sound.gliding import gliding
from vidgen.engines.sound.reading import Stereo

_TAPS = 12
"""Samples on each side from which the curve between two samples is rebuilt."""

_BLOCK = 16
"""Samples that share one gain before smoothing (0.33 ms)."""

_LOOK = 12
"""Blocks (4 ms) over which the gain goes down before a peak and comes back after it."""

_AT_ONCE = 512
"""Blocks rebuilt at once. So small a product wakes no second thread of BLAS, whose waiting costs
more than it brings where several films are made at a time (measured: a third of the CPU time)."""

_SUSPECT = 0.5
"""Between two samples below half the ceiling no peak reaches it: music and speech overshoot their
samples by 3 dB at most (EBU Tech 3341 tests the same)."""


def limited(
    sound: Stereo, peaks: NDArray[np.float64], ceiling: float, drive: float = 1.0
) -> Stereo:
    """The sound `drive` times as loud, with its gain lowered around what then is above `ceiling`.

    `peaks` are the sound's own `true_peaks`: measured once, they serve every drive.
    """
    wanted = np.minimum(drive, ceiling / np.maximum(peaks, 1e-9))
    # Held one block longer than smoothed: between two block centres both neighbours obey.
    held = _least(wanted, _LOOK + 1)
    kernel = np.hanning(2 * _LOOK + 3)[1:-1]
    gain = np.convolve(np.pad(held, _LOOK, mode="edge"), kernel / kernel.sum(), "valid")
    return np.asarray(sound * gliding(gain, _BLOCK, len(sound), _BLOCK // 2)[:, None])


def true_peaks(sound: Stereo, ceiling: float) -> NDArray[np.float64]:
    """For every block the largest magnitude of its samples and of three points behind each.

    Both channels together. Only where a sample is near `ceiling` the points between are rebuilt.
    """
    count = -(-len(sound) // _BLOCK)
    sides = np.pad(sound.T, ((0, 0), (_TAPS - 1, count * _BLOCK - len(sound) + _TAPS)))
    inner = sides[:, _TAPS - 1 : -_TAPS].reshape(2, count, _BLOCK)
    peaks = np.maximum(inner.max(axis=(0, 2)), -inner.min(axis=(0, 2))).astype(np.float64)
    near = peaks > _SUSPECT * ceiling
    near[:-1] |= near[1:]
    places = np.flatnonzero(near)
    reach = _BLOCK + 2 * _TAPS - 1
    for side in sides:
        windows = np.lib.stride_tricks.sliding_window_view(side, reach)[::_BLOCK]
        for part in np.split(places, range(_AT_ONCE, len(places), _AT_ONCE)):
            between = np.abs(windows[part] @ _rebuilding()).max(axis=1, initial=0)
            peaks[part] = np.maximum(peaks[part], between)
    return np.asarray(peaks)


@cache
def _rebuilding() -> NDArray[np.float32]:
    """Windowed-sinc weights that make a block's samples (and those about it) the points between.

    Of each sample 1/4, 2/4 and 3/4 of the way to the next.
    """
    places = np.arange(2 * _TAPS) - (_TAPS - 1)
    weights = np.zeros((_BLOCK + 2 * _TAPS - 1, _BLOCK, 3))
    for number, share in enumerate((0.25, 0.5, 0.75)):
        away = places - share
        kernel = np.sinc(away) * np.cos(np.pi * away / (2 * _TAPS + 1)) ** 2
        for sample in range(_BLOCK):
            weights[sample : sample + 2 * _TAPS, sample, number] = kernel / kernel.sum()
    return weights.reshape(len(weights), -1).astype(np.float32)


def _least(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The least value within `reach` of each place."""
    least, width = np.pad(values, reach, mode="edge"), 1
    while width < 2 * reach + 1:
        step = min(width, 2 * reach + 1 - width)
        least, width = np.minimum(least[:-step], least[step:]), width + step
    return least
