"""compose: a music bed that leaves the middle free for a voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.music.tones import RATE, Samples, bass, clap, hat, kick, pad, pluck
from vidgen.errors import InputError

Track = NDArray[np.float64]


@dataclass(frozen=True)
class Mood:
    """How a mood is played.

    `progressions`: chord roots in semitones above the key, with "m" for minor, one a bar; `drums`:
    steps of sixteen on which kick, clap and hat sound; `pluck`: steps of the arpeggio; `bright`:
    the pad's filter in Hz; levels are factors.
    """

    progressions: tuple[tuple[str, ...], ...]
    kick: tuple[int, ...]
    clap: tuple[int, ...]
    hat: tuple[int, ...]
    bass: tuple[int, ...]
    pluck: tuple[int, ...]
    bright: float
    drums: float


_MOODS: dict[str, Mood] = {
    "drive": Mood(
        (("0m", "8", "3", "10"), ("0m", "5m", "8", "10"), ("0m", "10", "8", "10")),
        (0, 4, 8, 12),
        (4, 12),
        (2, 6, 10, 14),
        (2, 6, 10, 14, 15),
        (0, 3, 6, 8, 11, 14),
        1800,
        1.0,
    ),
    "pulse": Mood(
        (("0m", "0m", "8", "10"), ("0m", "3", "10", "5")),
        (0, 6, 8, 14),
        (4, 12),
        (0, 2, 4, 6, 8, 10, 12, 14),
        (0, 3, 6, 8, 11, 14),
        (0, 2, 4, 6, 8, 10, 12, 14),
        1500,
        0.8,
    ),
    "bright": Mood(
        (("0", "7", "9m", "5"), ("0", "5", "9m", "7"), ("0", "9m", "5", "7")),
        (0, 8),
        (4, 12),
        (2, 6, 10, 14),
        (0, 6, 8, 14),
        (0, 3, 6, 10, 12),
        2400,
        0.7,
    ),
    "calm": Mood(
        (("0", "9m", "5", "7"), ("0", "4m", "5", "5"), ("9m", "5", "0", "7")),
        (0,),
        (8,),
        (4, 12),
        (0, 10),
        (0, 4, 7, 10, 14),
        1200,
        0.35,
    ),
}


def compose(
    mood: str, bpm: float, seconds: float, seed: int, accents: Sequence[float] = ()
) -> Samples:
    """A bed of exactly `seconds`, float32 (n, 2) at 48 kHz, about -20 dBFS RMS, ending cleanly.

    The first bar is without drums, the bar before the last third lifts, the last bar closes on the
    home chord and fades. `accents` (seconds) get a soft low hit. Raises InputError for an unknown
    mood.
    """
    played = _MOODS.get(mood)
    if played is None:
        raise InputError("--mood", f"there is no mood {mood!r}", f"known: {', '.join(_MOODS)}")
    chance = np.random.default_rng(seed)
    key = 45 + int(chance.integers(0, 8))
    chords = played.progressions[int(chance.integers(len(played.progressions)))]
    score = _Score(seconds, bpm, chance)
    bars = max(1, round(seconds / score.bar))
    for number in range(bars):
        last = number == bars - 1
        chord = _notes(chords[0] if last else chords[number % len(chords)], key)
        _harmony(score, played, chord, number, last)
        if number and not last:
            _rhythm(score, played, chance, number, bars)
    for accent in accents:
        score.add(bass(key - 12, 0.5), accent, 0.25, 0.0)
    return score.mixed()


def _notes(chord: str, key: int) -> tuple[int, int, int]:
    root = key + int(chord.rstrip("m"))
    return root, root + (3 if chord.endswith("m") else 4), root + 7


def _harmony(score: _Score, mood: Mood, chord: tuple[int, int, int], bar: int, last: bool) -> None:
    begin = bar * score.bar
    score.add(pad(tuple(note + 12 for note in chord), score.bar + 0.3, mood.bright), begin, 0.16, 0)
    score.wide(pad((chord[0] + 24, chord[2] + 24), score.bar + 0.3, mood.bright * 1.5), begin, 0.05)
    if last:
        score.add(bass(chord[0] - 12, min(2.0, score.bar)), begin, 0.5, 0)
        return
    for step in mood.bass:
        score.add(bass(chord[0] - 12, score.step * 1.8), begin + step * score.step, 0.42, 0)
    ladder = (chord[0], chord[1], chord[2], chord[0] + 12)
    for number, step in enumerate(mood.pluck):
        note = ladder[(number + bar) % 4] + 24
        side = 0.5 if number % 2 else -0.5
        score.add(pluck(note, 0.5), begin + step * score.step, 0.11, side)


def _rhythm(score: _Score, mood: Mood, chance: np.random.Generator, bar: int, bars: int) -> None:
    begin = bar * score.bar
    lift = bars > 4 and bar == bars * 2 // 3 - 1
    if not lift:
        for step in mood.kick:
            score.add(kick(), begin + step * score.step, 0.62 * mood.drums, 0)
    for step in mood.clap:
        score.add(clap(chance), begin + step * score.step, 0.20 * mood.drums, 0.1)
    steps = range(16) if lift else mood.hat
    for number, step in enumerate(steps):
        loud = 0.10 * (0.4 + 0.6 * number / 16 if lift else 1 - 0.3 * (number % 2))
        score.add(hat(chance), begin + step * score.step, loud * mood.drums, -0.25)


class _Score:
    """Two channels being filled, with a room that is added at the end."""

    def __init__(self, seconds: float, bpm: float, chance: np.random.Generator) -> None:
        self.bar, self.step = 4 * 60 / bpm, 60 / bpm / 4
        self._length = round(seconds * RATE)
        self._left = np.zeros(self._length + RATE)
        self._right = np.zeros(self._length + RATE)
        self._chance = chance

    def add(self, sound: Track, at: float, gain: float, side: float) -> None:
        """Add a mono sound at `at` seconds; `side` is -1 (left) .. 1 (right), equal power."""
        begin = round(at * RATE)
        end = min(begin + len(sound), len(self._left))
        if begin < 0 or end <= begin:
            return
        angle = (side + 1) * np.pi / 4
        self._left[begin:end] += sound[: end - begin] * gain * np.cos(angle) * np.sqrt(2)
        self._right[begin:end] += sound[: end - begin] * gain * np.sin(angle) * np.sqrt(2)

    def wide(self, sound: Track, at: float, gain: float) -> None:
        """Add a sound to both sides, 11 ms apart."""
        self.add(sound, at, gain, -0.8)
        self.add(sound, at + 0.011, gain, 0.8)

    def mixed(self) -> Samples:
        """Both channels with room, gently saturated, faded at both ends."""
        both = [self._roomed(side, number) for number, side in enumerate((self._left, self._right))]
        sound = np.stack(both, axis=-1)[: self._length]
        sound = np.tanh(sound * (0.14 / max(1e-9, float(np.sqrt(np.mean(sound**2))))))
        rise, fall = min(self._length, RATE // 50), min(self._length, round(0.9 * RATE))
        sound[:rise] *= np.linspace(0, 1, rise)[:, None]
        sound[-fall:] *= np.cos(np.linspace(0, np.pi / 2, fall))[:, None] ** 2
        return np.asarray(sound, np.float32)

    def _roomed(self, channel: Track, number: int) -> Track:
        """A small bright room: convolution with decaying seeded noise."""
        size = round(0.5 * RATE)
        tail = np.random.default_rng(number + 11).standard_normal(size) * np.exp(
            -np.arange(size) / (0.11 * RATE)
        )
        tail /= np.sqrt(np.sum(tail**2))
        length = 1 << (len(channel) + size - 1).bit_length()
        wet = np.fft.irfft(np.fft.rfft(channel, length) * np.fft.rfft(tail, length), length)
        return np.asarray(channel + 0.10 * wet[: len(channel)])
