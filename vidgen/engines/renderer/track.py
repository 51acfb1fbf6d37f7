"""track: the mix becomes the film's sound, AAC 48 kHz stereo, ready to be joined by copy."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.audio.resampler import AudioResampler

VERSION = "1"
"""Raised when the same mix would be encoded to other bytes."""

_RATE = 48_000


def track(audio: Path, out: Path, kbps: int = 192) -> None:
    """Write the sound of the file `audio` to `out`, an mp4 of one AAC stream of `kbps` kbit/s.

    Counted from 0, the encoder's run-in of 1024 samples gets a negative time, which the edit list
    skips. Without times the sound would come 21 ms after the picture.
    """
    with av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as target:
        options = {"flags": "+bitexact"}
        sound = target.add_stream("aac", rate=_RATE, layout="stereo", options=options)
        sound.bit_rate = kbps * 1000
        begun = 0
        for piece in _pieces(audio, sound.codec_context.frame_size or 1024):
            piece.pts, piece.time_base = begun, Fraction(1, _RATE)
            begun += piece.samples
            target.mux(sound.encode(piece))
        target.mux(sound.encode(None))


def _pieces(audio: Path, size: int) -> Iterator[av.AudioFrame]:
    """The file's sound as 48 kHz stereo frames of `size` samples."""
    resampler = AudioResampler(format="fltp", layout="stereo", rate=_RATE, frame_size=size)
    with av.open(str(audio)) as source:
        for frame in source.decode(source.streams.audio[0]):
            frame.pts = None
            yield from resampler.resample(frame)
    yield from resampler.resample(None)
