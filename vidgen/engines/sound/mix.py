"""mix: voices, music and effects become one levelled stereo track.

Every line of the voice is cleaned and brought to one loudness, the music steps back while someone
speaks, the whole is levelled to the wanted LUFS and limited with look-ahead, between the samples
too.
"""

from __future__ import annotations

import math
import wave
from functools import cache
from pathlib import Path

import numpy as np

from vidgen.engines.sound.ducking import ducking, filled
from vidgen.engines.sound.limiter import limited, true_peaks
from vidgen.engines.sound.loudness import integrated
from vidgen.engines.sound.reading import RATE, Stereo, read
from vidgen.engines.sound.voice import cleaned
from vidgen.errors import InputError
from vidgen.model.cut import Loudness
from vidgen.model.timeline import Sound

VERSION = "4"
"""Raised when the same sounds would be mixed to other samples."""

_LEVEL = {"voice": -16.0, "music": -22.0}
"""LUFS of each line and of the music alone, before the whole is levelled: under a voice the music
lies 17 LU below it (broadcasters' advice for speech over music is 15 to 20)."""

_CODEC_ROOM = 0.9
"""dB kept below the wanted peak: AAC at 192 kbit/s overshoots by up to that much (measured)."""

_EDGE = RATE // 250
"""Samples over which every sound fades in and out, so that nothing clicks (4 ms)."""

_PASSES = 4
"""Limiting takes loudness away; so often at most the drive is raised to give it back."""


def mix(sounds: tuple[Sound, ...], frames: int, fps: int, loudness: Loudness, out: Path) -> None:
    """Mix to `out` (48 kHz stereo 16-bit WAV), exactly `frames` long.

    Every sound must have its `audio`. Raises InputError when an audio file cannot be decoded.
    """
    length = round(frames * RATE / fps)
    total, music = _silence(length), _silence(length)
    spoken: list[tuple[int, int]] = []
    once = cache(read)
    for sound in sounds:
        begin, lasting = round(sound.start * RATE / fps), round(sound.frames * RATE / fps)
        if sound.audio is None:
            raise InputError("timeline", f"the {sound.kind} at frame {sound.start} has no audio")
        if sound.kind == "music":
            bed = _levelled(sound, once(sound.audio.path, lasting))
            _add(music, filled(bed, lasting), begin)
            continue
        samples = _levelled(sound, once(sound.audio.path, length))
        _add(total, samples, begin)
        if sound.kind == "voice":
            spoken.append((begin, min(length, begin + len(samples))))
    total += music * ducking(tuple(spoken), length)[:, None]
    _write(out, _driven(_faded(total), loudness))


def _silence(length: int) -> Stereo:
    return np.zeros((2, length), np.float32).T


def _levelled(sound: Sound, samples: Stereo) -> Stereo:
    """The sound at the level of its kind, with its own gain, without clicks at its ends."""
    if sound.kind == "voice":
        samples = cleaned(samples)
    gain = sound.gain
    if sound.kind in _LEVEL:
        lufs = integrated(samples)
        gain += _LEVEL[sound.kind] - lufs if math.isfinite(lufs) else 0.0
    return _faded(samples * 10 ** (gain / 20))


def _faded(samples: Stereo) -> Stereo:
    edge = min(len(samples) // 2, _EDGE)
    slope = np.linspace(0, 1, edge, dtype=np.float32)[:, None]
    samples[:edge] *= slope
    samples[len(samples) - edge :] *= slope[::-1]
    return samples


def _add(track: Stereo, samples: Stereo, begin: int) -> None:
    end = min(len(track), begin + len(samples))
    if end > begin:
        track[begin:end] += samples[: end - begin]


def _driven(sound: Stereo, loudness: Loudness) -> Stereo:
    """The sound at the wanted loudness with its peaks below the ceiling; silence stays silent."""
    lufs = integrated(sound)
    if not math.isfinite(lufs):
        return sound
    ceiling = 10 ** ((loudness.peak - _CODEC_ROOM) / 20)
    drive = loudness.lufs - lufs
    peaks = true_peaks(sound, ceiling / 10 ** (drive / 20))
    for _ in range(_PASSES):
        loud = limited(sound, peaks, ceiling, 10 ** (drive / 20))
        short = loudness.lufs - integrated(loud)
        if short < 0.1:
            break
        drive += short
    return loud


def _write(out: Path, sound: Stereo) -> None:
    with out.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
