"""cleaned: a spoken line without rumble, its soft and loud words brought closer together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.fourier import gains, quick_size, sounds, spectra
from vidgen.engines.sound.gliding import gliding
from vidgen.engines.sound.reading import RATE, Stereo

_LOW = 75.0
"""Hz below which a voice holds only rumble and breath pops; no speaker's tone is lower."""

_HOP, _WINDOW = RATE // 50, 15
"""The level is measured every 20 ms over 300 ms: words, not syllables, are evened."""

_LEAST = 5
"""Steps that must be speech in a window for its level to mean anything: 100 ms, a syllable."""

_RATIO = 2.0
"""A word 6 dB above the line's level comes out 3 dB above it."""

_RANGE_DB = 5.0
"""Most that a word is raised or lowered, so that pauses and breaths are not pulled up."""

_GATE_DB = -30.0
"""Moments this far below the line's loudest are pauses: they count for no level and keep the gain
around them."""


def cleaned(line: Stereo) -> Stereo:
    """The line high-passed and gently compressed; its length stays."""
    line = _without_rumble(line)
    count = len(line) // _HOP
    power = (line[: count * _HOP].T ** 2).reshape(2, count, _HOP).mean(axis=(0, 2))
    if count < _WINDOW or power.max() == 0:
        return line
    said = power > power.max() * 10 ** (_GATE_DB / 10)
    counted = _summed(said.astype(np.float64))
    heard = _summed(power * said) / np.maximum(counted, 1)
    places = np.flatnonzero(counted >= min(_LEAST, counted.max()))
    level = 10 * np.log10(heard[places] / power[said].mean())
    wanted = np.clip(-level * (1 - 1 / _RATIO), -_RANGE_DB, _RANGE_DB)
    gain = _smooth(np.interp(np.arange(count), places, wanted))
    every = gliding(10 ** (gain / 20), _HOP, len(line), _HOP // 2)
    return np.asarray(line * every[:, None])


def _summed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum over the window about each place."""
    return np.convolve(np.pad(values, _WINDOW // 2), np.ones(_WINDOW), "valid")


def _smooth(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Averaged over five steps with soft edges."""
    kernel = np.hanning(7)
    return np.convolve(np.pad(values, 3, mode="edge"), kernel / kernel.sum(), "valid")


def _without_rumble(line: Stereo) -> Stereo:
    """Without what lies below `_LOW`: a smooth slope of two octaves, without delay."""
    size = quick_size(len(line) + RATE // 10)
    ratio = (np.fft.rfftfreq(size, 1 / RATE) / _LOW) ** 4
    kept = spectra(line.T, size) * gains(ratio / (1 + ratio))
    return np.asarray(sounds(kept, len(line)).T)
