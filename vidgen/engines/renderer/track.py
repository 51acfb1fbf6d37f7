"""track: the mix becomes the film's sound, AAC 48 kHz stereo, ready to be joined by copy."""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

VERSION = "2"
"""Raised when the same mix would be encoded to other bytes."""

_RATE = 48_000

_CODING = {"flags": "+bitexact", "aac_coder": "fast", "aac_is": "0", "aac_pns": "0"}
"""The quick search for quantisers (ffmpeg's manual: better than the default above 64 kbit/s), and
neither intensity stereo nor noise put for tones, which save bits that we have at the price of the
waveform. Measured at 192 kbit/s on mixes of voice, music and effects: a third of the time of the
default, and 0.1 to 4 dB nearer to the mix."""


def track(audio: Path, out: Path, kbps: int = 192) -> None:
    """Write the sound of `audio` (16-bit WAV) to `out`, an mp4 of one AAC stream of `kbps` kbit/s.

    Counted from 0, the encoder's run-in of 1024 samples gets a negative time, which the edit list
    skips. Without times the sound would come 21 ms after the picture.
    """
    with av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as target:
        sound = target.add_stream("aac", rate=_RATE, layout="stereo", options=_CODING)
        sound.bit_rate = kbps * 1000
        target.mux(sound.encode(_whole(audio)))
        target.mux(sound.encode(None))


def _whole(audio: Path) -> av.AudioFrame:
    """The file's sound as one frame; the encoder cuts and converts it as it needs."""
    with audio.open("rb") as raw, wave.open(raw, "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)
        layout = "stereo" if file.getnchannels() == 2 else "mono"
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout=layout)
        frame.rate, frame.pts = file.getframerate(), 0
        frame.time_base = Fraction(1, file.getframerate())
    return frame
