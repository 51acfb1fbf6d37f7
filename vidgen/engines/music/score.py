"""Score: sounds placed on two stereo tracks, then echo, room, tone and ending over all."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.fourier import Rows, convolved, gains, quick_size, sounds, spectra
from vidgen.engines.music.tones import RATE, Samples

Track = NDArray[np.floating[Any]]

_RMS = 0.14
"""Level at which the master saturates softly: peaks of drums round off, chords stay clean."""

_PUSH = 0.13
"""Seconds in which the chords return after a kick."""

_ROOM, _WET = 0.9, 0.16
"""Length of the room in seconds and its share."""

_VOICE_DIP = 0.62
"""Factor around 2.2 kHz, where speech is understood: the bed leaves that place to the voice."""


class Score:
    """Chords and drums being filled, `seconds` long; `bar` and `step` are lengths in seconds."""

    def __init__(self, seconds: float, bpm: float) -> None:
        self.seconds, self.bar, self.step = seconds, 4 * 60 / bpm, 60 / bpm / 4
        self._length = round(seconds * RATE)
        self._chords, self._plucks, self._drums = np.zeros((3, 2, self._length), np.float32)

    def chord(self, left: Track, right: Track, at: float, gain: float) -> None:
        """Add a sound with two different sides to the chords."""
        self._place(self._chords[0], left, at, gain)
        self._place(self._chords[1], right, at, gain)

    def bass(self, sound: Track, at: float, gain: float) -> None:
        """Add a sound to the middle of the chords."""
        self.chord(sound, sound, at, gain)

    def pluck(self, sound: Track, at: float, gain: float, side: float) -> None:
        """Add a sound that echoes; `side` is -1 (left) .. 1 (right), equal power."""
        self._panned(self._plucks, sound, at, gain, side)

    def drum(self, sound: Track, at: float, gain: float, side: float = 0.0) -> None:
        """Add a sound that pushes nothing and echoes nothing."""
        self._panned(self._drums, sound, at, gain, side)

    def mixed(self, kicks: list[float], pump: float) -> Samples:
        """Both channels as float32 (n, 2): chords pushed back by `pump` after each of `kicks`."""
        chords = self._chords * self._pushed(kicks, pump)
        chords += self._echoed()
        rooms = _rooms(quick_size(self._length + round(_ROOM * RATE)))
        sound = np.concatenate([self._toned(chords, side, rooms[side]) for side in (0, 1)])
        sound *= _RMS / max(1e-9, float(np.sqrt(np.vdot(sound, sound) / sound.size)))
        np.tanh(sound, out=sound)
        rise, fall = min(self._length, RATE // 50), min(self._length, round(0.5 * RATE))
        sound[:, :rise] *= np.linspace(0, 1, rise, dtype=np.float32)
        sound[:, self._length - fall :] *= np.cos(np.linspace(0, np.pi / 2, fall)) ** 2
        return sound.T

    def _panned(self, bus: Track, sound: Track, at: float, gain: float, side: float) -> None:
        angle = (side + 1) * math.pi / 4
        self._place(bus[0], sound, at, gain * math.cos(angle) * math.sqrt(2))
        self._place(bus[1], sound, at, gain * math.sin(angle) * math.sqrt(2))

    def _place(self, channel: Track, sound: Track, at: float, gain: float) -> None:
        begin = max(0, round(at * RATE))
        end = min(begin + len(sound), self._length)
        if end > begin:
            channel[begin:end] += sound[: end - begin] * gain

    def _pushed(self, kicks: list[float], pump: float) -> Track:
        gain = np.ones(self._length, np.float32)
        size = round(4 * _PUSH * RATE)
        dip = 1 - pump * np.exp(-np.arange(size) / (_PUSH * RATE))
        soft = min(size, RATE // 100)
        dip[:soft] = np.linspace(1, dip[soft], soft)
        for at in kicks:
            begin = round(at * RATE)
            part = gain[begin : begin + size]
            np.minimum(part, dip[: len(part)], out=part)
        return gain

    def _echoed(self) -> Track:
        """The plucks with three echoes, a dotted eighth apart, changing sides."""
        total = self._plucks.copy()
        shift = round(3 * self.step * RATE)
        for number in (1, 2, 3):
            late = number * shift
            if late >= self._length:
                break
            source = self._plucks[::-1] if number % 2 else self._plucks
            total[:, late:] += 0.34**number * source[:, : self._length - late]
        return total

    def _toned(self, chords: Track, side: int, rooms: Rows) -> Rows:
        """One channel (1, n) with its room, without rumble, with a place left for the voice."""
        heard = spectra(np.stack([chords[side], self._drums[side]]), rooms.shape[1])
        heard = convolved(heard, rooms)
        heard[0] += heard[1]
        return sounds(heard[:1], self._length)


@lru_cache(maxsize=1)
def _rooms(size: int) -> tuple[Rows, Rows]:
    """For both sides the packed spectra, of `size` samples, of what chords and drums are heard in:
    room and tone."""
    return _room(size, 11), _room(size, 12)


def _room(size: int, seed: int) -> Rows:
    late = np.arange(round(_ROOM * RATE)) / RATE
    # Each side has its own noise: a room is wide because its sides are unlike.
    tail = np.random.default_rng(seed).standard_normal(len(late)) * np.exp(-late / 0.19)
    tail[: round(0.012 * RATE)] = 0
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    room = spectra(tail[None] / np.sqrt(np.sum(tail**2)), size)
    room *= gains(_WET / (1 + (hertz / 5000) ** 2) * np.minimum(1, hertz / 250))
    octaves = np.log2(np.maximum(hertz, 1) / 2200)
    tone = 1 - (1 - _VOICE_DIP) * np.exp(-((octaves / 0.9) ** 2))
    tone *= (hertz / 32) ** 4 / (1 + (hertz / 32) ** 4)
    direct = np.zeros_like(room)
    direct[:, [0, -1]] = direct[:, 1:-1:2] = 1
    return np.concatenate([direct + room, direct + 0.4 * room]) * gains(tone)
