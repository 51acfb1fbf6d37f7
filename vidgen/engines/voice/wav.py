"""Voices as files: 48 kHz mono 16-bit WAV, without the silence around them."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000

QUIET = 0.004
"""Amplitude (0..1) below which nothing is heard: -48 dBFS."""


def ends(samples: NDArray[np.float64], rate: int, air: float) -> tuple[int, int]:
    """First and last sample worth hearing, with `air` seconds around them.

    (0, 0) when nothing is louder than `QUIET`.
    """
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    if not len(loud):
        return 0, 0
    margin = round(air * rate)
    return max(0, int(loud[0]) - margin), min(len(samples), int(loud[-1]) + margin)


def write_voice(out: Path, samples: NDArray[np.float64], rate: int) -> float:
    """Write mono samples (-1..1) at `rate`, resampled; returns the seconds written."""
    frame = av.AudioFrame.from_ndarray(
        np.rint(np.clip(samples, -1, 1) * 32767).astype(np.int16)[None], format="s16", layout="mono"
    )
    frame.sample_rate = rate
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    pieces = [*resampler.resample(frame), *resampler.resample(None)]
    pcm = np.concatenate([piece.to_ndarray()[0] for piece in pieces])
    with out.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm.astype("<i2").tobytes())
    return len(pcm) / RATE
