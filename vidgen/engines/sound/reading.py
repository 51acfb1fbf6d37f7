"""read: the sound of a file as 48 kHz stereo samples, no more of it than is needed."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from vidgen.errors import InputError
from vidgen.files import regular

RATE = 48_000

Stereo = NDArray[np.float64]
"""Samples (n, 2) at 48 kHz, -1..1."""

_FORMATS = "wav,mp3,mov,flac,ogg,aac,matroska,aiff,w64,caf"
"""Containers that are opened; never a play list, which could name other files."""

_DEPTHS = ("s16le", "s16be", "s24le", "s24be", "s32le", "s32be", "f32le", "f32be", "f64le", "f64be")
_CODECS = frozenset(
    ("mp3", "mp3float", "aac", "alac", "flac", "vorbis", "opus", "pcm_u8", "pcm_s8")
) | {f"pcm_{depth}" for depth in _DEPTHS}
"""Decoders of what music is sold in; others stay shut, as for clips."""

_OPTIONS = {
    "format_whitelist": _FORMATS,
    "protocol_whitelist": "file",
    "codec_whitelist": ",".join(sorted(_CODECS)),
}

_HINT = "give a WAV, MP3, M4A, FLAC or OGG file"


def read(path: str, most: int) -> Stereo:
    """The first `most` samples of the file's first sound stream, or all when it is shorter.

    Stops decoding there, so that an hour of music costs no more than what is heard of it. Raises
    InputError naming the file when it holds no sound that can be decoded.
    """
    resampler = AudioResampler(format="dblp", layout="stereo", rate=RATE)
    parts: list[NDArray[np.float64]] = []
    held = 0
    try:
        with (
            regular(Path(path).resolve()) as file,
            # Titles in WAV files are in whatever encoding their writer used.
            av.open(file, "r", options=_OPTIONS, metadata_errors="replace") as source,
        ):
            stream = source.streams.audio[0]
            _check(path, stream)
            for frame in source.decode(stream):
                frame.pts = None
                for piece in resampler.resample(frame):
                    parts.append(np.asarray(piece.to_ndarray(), np.float64))
                    held += piece.samples
                if held >= most:
                    break
            else:
                rest = resampler.resample(None)
                parts += [np.asarray(piece.to_ndarray(), np.float64) for piece in rest]
    except (av.FFmpegError, OSError, IndexError, ValueError) as error:
        why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise InputError(path, f"cannot be decoded as sound ({why})", _HINT) from error
    if not parts:
        raise InputError(path, "holds no sound", "give another file")
    return np.asarray(np.concatenate(parts, axis=1).T[:most])


def _check(path: str, stream: av.AudioStream) -> None:
    """InputError for a stream whose decoder stays shut; the white list binds FFmpeg's own alone."""
    context = stream.codec_context
    name = context.codec.name if context is not None else "an unknown codec"
    if name not in _CODECS:
        raise InputError(path, f"is encoded as {name}, which is not read", _HINT)
