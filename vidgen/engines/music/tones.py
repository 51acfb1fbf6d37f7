"""The instruments: small synthesisers that return mono float samples at 48 kHz."""

from __future__ import annotations

import wave
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.fourier import gains, quick_size, sounds, spectra

RATE = 48_000
"""Samples a second."""

Samples = NDArray[np.float32]


def clock(seconds: float) -> NDArray[np.float64]:
    """Times in seconds of every sample."""
    return np.arange(max(1, round(seconds * RATE))) / RATE


def pitch(note: float) -> float:
    """Frequency in Hz of a MIDI note number (A4 = 69 = 440 Hz)."""
    return float(440.0 * 2 ** ((note - 69) / 12))


def envelope(times: NDArray[np.float64], attack: float, decay: float) -> NDArray[np.float64]:
    """A quick rise and an exponential fall, closed with a short fade so that nothing clicks."""
    shape = np.minimum(1.0, times / attack) * np.exp(-times / decay)
    fade = min(len(times), round(0.006 * RATE))
    shape[-fade:] *= np.linspace(1, 0, fade)
    return np.asarray(shape)


def filtered(sound: NDArray[np.floating[Any]], low: float, high: float) -> Samples:
    """Only frequencies between `low` and `high` Hz, with soft edges of an octave."""
    size = quick_size(len(sound))
    kept = spectra(sound[None], size) * _passing(size, low, high)
    return np.asarray(sounds(kept, len(sound))[0])


@lru_cache(maxsize=16)
def _passing(size: int, low: float, high: float) -> Samples:
    """The filter's gain at the frequencies of a transform of `size`: bars share their lengths."""
    octaves = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1e-3))
    rise = np.clip(octaves - np.log2(max(low, 1e-3)) + 1, 0, 1)
    fall = np.clip(np.log2(high) - octaves + 1, 0, 1)
    return gains(np.sin(rise * np.pi / 2) ** 2 * fall)


def kick() -> NDArray[np.float64]:
    """A soft kick: a sine that falls from 140 to 46 Hz."""
    times = clock(0.30)
    sweep = 46 * times + (140 - 46) * 0.035 * (1 - np.exp(-times / 0.035))
    return np.asarray(np.sin(2 * np.pi * sweep) * envelope(times, 0.003, 0.10))


def hat(chance: np.random.Generator, decay: float) -> NDArray[np.float64]:
    """A hi-hat: bright noise, gone in `decay` seconds (0.02 closed, 0.07 open)."""
    times = clock(4 * decay)
    noise = filtered(chance.standard_normal(len(times)), 6500, 15000)
    return noise * envelope(times, 0.001, decay) * 2


def riser(chance: np.random.Generator, seconds: float) -> NDArray[np.float64]:
    """Noise that grows and brightens until it stops."""
    times = clock(seconds)
    share = times / seconds
    noise = chance.standard_normal(len(times))
    low, high = filtered(noise, 400, 1200), filtered(noise, 2500, 9000)
    shape = share**2 * np.minimum(1, (seconds - times) / 0.02)
    return np.asarray((low * (1 - share) + high * share) * shape)


def clap(chance: np.random.Generator) -> NDArray[np.float64]:
    """A clap: three bursts of middle noise and a tail."""
    times = clock(0.25)
    noise = filtered(chance.standard_normal(len(times)), 900, 6000)
    shape = envelope(times, 0.001, 0.055)
    for late in (0.011, 0.022):
        shape += np.where(times >= late, 0.7 * np.exp(-np.maximum(times - late, 0) / 0.03), 0)
    return np.asarray(noise * shape)


def _turning(hertz: float, times: NDArray[np.float64]) -> Samples:
    """The angle of a tone at `times`, 0 .. 2 pi: so small, a float32 tells it well."""
    turns = hertz * times
    return np.asarray(2 * np.pi * (turns - np.floor(turns)), np.float32)


def bass(note: float, seconds: float) -> Samples:
    """A round bass: a sine with two harmonics, by which a phone still lets it be heard."""
    times = clock(seconds)
    turn = _turning(pitch(note), times)
    tone = np.sin(turn) + 0.50 * np.sin(2 * turn) + 0.22 * np.sin(3 * turn)
    return np.asarray(tone * envelope(times, 0.008, seconds * 0.6), np.float32)


def pluck(note: float, seconds: float, ratio: float, metal: float) -> Samples:
    """A bell-like pluck by frequency modulation; its brightness fades faster than its tone.

    `ratio` is the modulator's multiple of the pitch (1 an electric piano, 4 a marimba), `metal` its
    index at the start.
    """
    times = clock(seconds)
    turn = _turning(pitch(note), times)
    bright = (metal * np.exp(-times / 0.09)).astype(np.float32)
    tone = np.sin(turn + bright * np.sin(ratio * turn))
    return np.asarray(tone * envelope(times, 0.003, seconds * 0.35), np.float32)


@lru_cache(maxsize=16)
def pad(notes: tuple[int, ...], seconds: float, bright: float) -> tuple[Samples, Samples]:
    """A chord held by detuned saws behind a filter at `bright` Hz: left and right side.

    Each side has its own detuning and phases, which makes it wide and still whole in mono. The last
    ones are kept, 1 MB each: all films of a tempo share their bars.
    """
    times = clock(seconds)
    swell = np.minimum(1, times / 0.25) * np.clip((seconds - times) / 0.25, 0, 1) / len(notes)
    sides = []
    for side, tunings in enumerate(((-0.09, 0.04), (-0.03, 0.08))):
        # A saw is twice its turn since the last whole one, less one.
        total = np.full(len(times), -0.5 * len(notes) * len(tunings))
        for number, note in enumerate(notes):
            for detune in tunings:
                turns = pitch(note + detune) * times
                turns += 0.37 * number + 0.23 * side + 3 * detune
                total += turns
                total -= np.floor(turns, out=turns)
        sides.append((filtered(2 * total, 120, bright) * swell).astype(np.float32))
    return sides[0], sides[1]


def write_wav(path: Path, sound: Samples) -> None:
    """Write samples (n, 2) in -1..1 as 16-bit PCM."""
    with path.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
