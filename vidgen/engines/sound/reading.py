"""read: the sound of a file as 48 kHz stereo samples, no more of it than is needed."""

from __future__ import annotations

import wave
from io import BufferedReader
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from vidgen.engines.libav import only
from vidgen.errors import InputError
from vidgen.files import regular

RATE = 48_000

Stereo = NDArray[np.floating[Any]]
"""Samples (n, 2) at 48 kHz, -1..1; float32 here, and each side in one piece, as numpy likes it."""

_FORMATS = "wav,mp3,mov,flac,ogg,aac,matroska,aiff,w64,caf"
"""Containers that are opened; never a play list, which could name other files."""

_DEPTHS = ("s16le", "s16be", "s24le", "s24be", "s32le", "s32be", "f32le", "f32be", "f64le", "f64be")
_CODECS = frozenset(
    ("mp3", "mp3float", "aac", "alac", "flac", "vorbis", "opus", "pcm_u8", "pcm_s8")
) | {f"pcm_{depth}" for depth in _DEPTHS}
"""Decoders of what music is sold in; others stay shut, as for clips."""

_OPTIONS = only(_FORMATS, sorted(_CODECS))

_HINT = "give a WAV, MP3, M4A, FLAC or OGG file"


def read(path: str, most: int) -> Stereo:
    """The first `most` samples of the file's first sound stream, or all when it is shorter.

    Stops decoding there, so that an hour of music costs no more than what is heard of it. Raises
    InputError naming the file when it holds no sound that can be decoded.
    """
    try:
        with regular(Path(path).resolve()) as file:
            sound = _plain(file, most)
            if sound is None:
                file.seek(0)
                sound = _decoded(path, file, most)
    except (av.FFmpegError, OSError, IndexError, ValueError) as error:
        why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise InputError(path, f"cannot be decoded as sound ({why})", _HINT) from error
    if not sound.size:
        raise InputError(path, "holds no sound", "give another file")
    return np.asarray(sound.T[:most])


def _plain(file: BufferedReader, most: int) -> Stereo | None:
    """Both sides of a 48 kHz 16-bit WAV, as vidgen's own are; None for any other file.

    Opened like a stranger's file, such a one costs ten times as much: it is probed for 5 MB.
    """
    try:
        with wave.open(file) as told:
            sides = told.getnchannels()
            if (told.getframerate(), told.getsampwidth()) != (RATE, 2) or sides > 2:
                return None
            pcm = np.frombuffer(told.readframes(most), "<i2")
    except (wave.Error, EOFError):
        return None
    if len(pcm) < sides:
        return None
    # One side becomes two of equal power, as libswresample does it.
    scale = np.float32(1 / 32768 if sides == 2 else np.sqrt(0.5) / 32768)
    both = pcm[: len(pcm) // sides * sides].reshape(-1, sides).T * scale
    return np.asarray(both if sides == 2 else np.repeat(both, 2, axis=0))


def _decoded(path: str, file: BufferedReader, most: int) -> Stereo:
    """Both sides of any sound that libav decodes; no more than `most` and a packet are decoded."""
    resampler = AudioResampler(format="fltp", layout="stereo", rate=RATE)
    parts = [np.zeros((2, 0), np.float32)]
    held = 0
    # Titles in WAV files are in whatever encoding their writer used.
    with av.open(file, "r", options=_OPTIONS, metadata_errors="replace") as source:
        stream = source.streams.audio[0]
        _check(path, stream)
        for frame in source.decode(stream):
            frame.pts = None
            for piece in resampler.resample(frame):
                parts.append(np.asarray(piece.to_ndarray(), np.float32))
                held += piece.samples
            if held >= most:
                break
        else:
            rest = resampler.resample(None)
            parts += [np.asarray(piece.to_ndarray(), np.float32) for piece in rest]
    return np.concatenate(parts, axis=1)


def _check(path: str, stream: av.AudioStream) -> None:
    """InputError for a stream whose decoder stays shut; the white list binds FFmpeg's own alone."""
    context = stream.codec_context
    name = context.codec.name if context is not None else "an unknown codec"
    if name not in _CODECS:
        raise InputError(path, f"is encoded as {name}, which is not read", _HINT)
