"""cleaned: a spoken line without rumble, its soft and loud words brought closer together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.sound.reading import RATE, Stereo

_LOW = 75.0
"""Hz below which a voice holds only rumble and breath pops; no speaker's tone is lower."""

_HOP, _WINDOW = RATE // 50, 15
"""The level is measured every 20 ms over 300 ms: words, not syllables, are evened."""

_RATIO = 2.0
"""A word 6 dB above the line's level comes out 3 dB above it."""

_RANGE_DB = 5.0
"""Most that a word is raised or lowered, so that pauses and breaths are not pulled up."""

_GATE_DB = -22.0
"""Windows this far below the line's level are pauses: they keep the gain around them."""


def cleaned(line: Stereo) -> Stereo:
    """The line high-passed and gently compressed; its length stays."""
    line = _without_rumble(line)
    count = len(line) // _HOP
    if count < _WINDOW:
        return line
    power = (line[: count * _HOP] ** 2).reshape(count, -1).mean(axis=1)
    heard = np.convolve(
        np.pad(power, _WINDOW // 2, mode="edge"), np.ones(_WINDOW) / _WINDOW, "valid"
    )
    level = 10 * np.log10(np.maximum(heard, 1e-12))
    middle = 10 * np.log10(max(float(np.mean(heard[level > level.max() + _GATE_DB])), 1e-12))
    aside = level - middle
    wanted = np.clip(-aside * (1 - 1 / _RATIO), -_RANGE_DB, _RANGE_DB)
    words = aside > _GATE_DB
    places = np.arange(count)
    wanted = np.interp(places, places[words], wanted[words])
    gain = np.interp(np.arange(len(line)), places * _HOP + _HOP / 2, _smooth(wanted))
    return np.asarray(line * 10 ** (gain[:, None] / 20))


def _smooth(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Averaged over five steps with soft edges."""
    kernel = np.hanning(7)
    return np.convolve(np.pad(values, 3, mode="edge"), kernel / kernel.sum(), "valid")


def _without_rumble(line: Stereo) -> Stereo:
    """Without what lies below `_LOW`: a smooth slope of two octaves, without delay."""
    size = len(line) + RATE // 10
    spectrum = np.fft.rfft(line, size, axis=0)
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    ratio = (hertz / _LOW) ** 4
    return np.asarray(
        np.fft.irfft(spectrum * (ratio / (1 + ratio))[:, None], size, axis=0)[: len(line)]
    )
