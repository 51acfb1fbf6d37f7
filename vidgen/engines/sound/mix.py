"""mix: voices, music and effects become one levelled stereo track.

Every line of the voice is brought to one loudness, the music steps back while someone speaks, the
whole is levelled to the wanted LUFS and limited with look-ahead on the four-times oversampled
signal, so that peaks between samples obey too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from vidgen.engines.sound.loudness import integrated, limited
from vidgen.errors import InputError
from vidgen.model.cut import Loudness
from vidgen.model.timeline import Sound

VERSION = "1"
"""Raised when the same sounds would be mixed to other samples."""

RATE = 48_000

_VOICE_LUFS = -16.0
_MUSIC_LUFS = -22.0
_DUCK_DB = -11.0
_ATTACK, _RELEASE, _EARLY = 0.08, 0.35, 0.10
"""Seconds in which the music steps back and returns, and how early it begins."""

_CODEC_ROOM = 0.9
"""dB kept below the wanted peak: AAC at 192 kbit/s overshoots by up to that much (measured)."""

Stereo = NDArray[np.float64]


@dataclass(frozen=True)
class Mixed:
    """What was measured on the mix: integrated LUFS and samples written."""

    lufs: float
    samples: int


def mix(sounds: tuple[Sound, ...], frames: int, fps: int, loudness: Loudness, out: Path) -> Mixed:
    """Mix to `out` (48 kHz stereo 16-bit WAV), exactly `frames` long.

    Every sound must have its `audio`. Raises InputError when an audio file cannot be decoded.
    """
    length = round(frames * RATE / fps)
    total = np.zeros((length, 2))
    spoken = np.zeros(length)
    music = np.zeros((length, 2))
    for sound in sounds:
        begin = round(sound.start * RATE / fps)
        samples = _level(sound, _decoded(sound))
        if sound.kind == "music":
            _add(music, _looped(samples, round(sound.frames * RATE / fps)), begin)
            continue
        _add(total, samples, begin)
        if sound.kind == "voice":
            spoken[begin : begin + len(samples)] = 1.0
    total += music * _ducking(spoken)[:, None]
    lufs = integrated(total)
    if math.isfinite(lufs):
        total *= 10 ** ((loudness.lufs - lufs) / 20)
        total = limited(total, 10 ** ((loudness.peak - _CODEC_ROOM) / 20))
        # Limiting took a little away: give it back once, below the ceiling.
        total *= 10 ** (min(0.8, loudness.lufs - integrated(total)) / 20)
        total = limited(total, 10 ** ((loudness.peak - _CODEC_ROOM) / 20))
    _write(out, total)
    return Mixed(integrated(total), length)


def _decoded(sound: Sound) -> Stereo:
    if sound.audio is None:
        raise InputError("timeline", f"the {sound.kind} at frame {sound.start} has no audio")
    path = sound.audio.path
    resampler = AudioResampler(format="dblp", layout="stereo", rate=RATE)
    parts = []
    try:
        with av.open(path) as source:
            for frame in source.decode(source.streams.audio[0]):
                frame.pts = None
                parts += [piece.to_ndarray() for piece in resampler.resample(frame)]
            parts += [piece.to_ndarray() for piece in resampler.resample(None)]
    except (av.FFmpegError, OSError, IndexError) as error:
        raise InputError(
            path, f"cannot be decoded as sound ({error})", "give a WAV, MP3, M4A, FLAC or OGG file"
        ) from error
    if not parts:
        raise InputError(path, "holds no sound", "give another file")
    return np.asarray(np.concatenate(parts, axis=1).T)


def _level(sound: Sound, samples: Stereo) -> Stereo:
    """The sound at the level of its kind, with its own gain, without clicks at its ends."""
    aim = {"voice": _VOICE_LUFS, "music": _MUSIC_LUFS}.get(sound.kind)
    gain = sound.gain
    if aim is not None:
        lufs = integrated(samples)
        gain += aim - lufs if math.isfinite(lufs) else 0.0
    samples = samples * 10 ** (gain / 20)
    edge = min(len(samples) // 2, RATE // 250)
    if edge:
        slope = np.linspace(0, 1, edge)[:, None]
        samples[:edge] *= slope
        samples[-edge:] *= slope[::-1]
    return samples


def _add(track: Stereo, samples: Stereo, begin: int) -> None:
    end = min(len(track), begin + len(samples))
    if end > begin:
        track[begin:end] += samples[: end - begin]


def _looped(samples: Stereo, length: int) -> Stereo:
    """Music repeated with a cross-fade or cut to length, its end faded."""
    fade = min(RATE, len(samples) // 4)
    slope = np.linspace(0, 1, fade)[:, None]
    while len(samples) < length and fade:
        head = samples[:fade] * slope + samples[-fade:] * (1 - slope)
        samples = np.concatenate([samples[:-fade], head, samples[fade:]])
    samples = samples[:length].copy()
    end = min(len(samples), round(0.6 * RATE))
    samples[-end:] *= np.cos(np.linspace(0, np.pi / 2, end))[:, None] ** 2
    return samples


def _ducking(spoken: NDArray[np.float64]) -> NDArray[np.float64]:
    """The music's gain: down early and fast before a voice, up slowly after it."""
    if not spoken.any():
        return np.ones(len(spoken))
    step = 48
    early = round(_EARLY * RATE)
    ahead = np.concatenate([spoken[early:], np.full(early, spoken[-1])])
    wanted = np.where(np.maximum(spoken, ahead)[::step] > 0, _DUCK_DB, 0.0)
    seconds = step / RATE
    gain, levels = 0.0, np.empty(len(wanted))
    for index, aim in enumerate(wanted):
        pace = seconds / (_ATTACK if aim < gain else _RELEASE)
        gain += (aim - gain) * min(1.0, 2.5 * pace)
        levels[index] = gain
    smooth = np.interp(np.arange(len(spoken)), np.arange(len(wanted)) * step, levels)
    return np.asarray(10 ** (smooth / 20))


def _write(out: Path, sound: Stereo) -> None:
    import wave

    with wave.open(str(out), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
