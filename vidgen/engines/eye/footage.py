"""Reading a merchant's clip: upright frames in standard dynamic range, however it was filmed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.engines.eye.tone import to_sdr
from vidgen.engines.libav import CLIPS, only
from vidgen.errors import InputError
from vidgen.files import regular

SUFFIXES = frozenset({".mp4", ".mov", ".m4v", ".webm", ".mkv"})
"""File endings taken for clips; what they hold is checked by opening them."""

Rgb = NDArray[np.uint8]

_CODECS = frozenset(
    {"h264", "hevc", "vp8", "vp9", "libvpx", "libvpx-vp9", "av1", "libdav1d", "libaom-av1", "mpeg4"}
)
"""Decoders of what cameras and phones write; others stay shut (reliability notes, A18)."""

_SOUND = ("aac", "mp3", "opus", "vorbis", "flac", "alac", "pcm_s16le", "pcm_s16be", "pcm_s24le")

_QUICKTIME = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
"""First boxes of mp4 and QuickTime files."""

MOST_SIDE, MOST_RATE, MOST_STREAMS = 4096, 240, 8
"""Pixels of a side, frames a second (a phone's slow motion) and streams of a clip that is read."""

_OPTIONS = only(CLIPS, (*sorted(_CODECS), *_SOUND)) | {"max_streams": str(4 * MOST_STREAMS)}
"""What FFmpeg may open by itself while it looks what is in a file."""

_HDR = {16: "pq", 18: "hlg"}
"""Transfer characteristics (H.273) of SMPTE ST 2084 and of BT.2100 HLG."""

LONGEST = 600.0
"""Seconds of a clip that are looked at; what comes later is left out."""


MOST_FRAMES = int(LONGEST) * MOST_RATE
"""Frames that are decoded of a clip, whatever its times say."""


@contextmanager
def opened(path: Path) -> Iterator[av.container.InputContainer]:
    """The clip, open; only a regular file of a known format, no part of its path a link.

    Nothing else is ever opened because of what the file holds: it is read through the one open
    file, as the container that its first bytes are. Raises InputError when the file is no clip
    that can be decoded, or larger, faster or more crowded than a shop's clips are.
    """
    try:
        with regular(path) as file:
            kind = _container(file.read(12))
            if kind is None:
                raise InputError(str(path), "is no clip that can be read (its contents say)", _HINT)
            if kind == "mov" and _cut_off(file):
                raise InputError(str(path), "is cut off before its end", "copy it once more")
            file.seek(0)
            with av.open(
                file, "r", format=kind, options=_OPTIONS, metadata_errors="replace"
            ) as source:
                _check(path, source)
                yield source
    except (av.FFmpegError, OSError, EOFError, OverflowError, ValueError) as error:
        why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise InputError(str(path), f"cannot be read as a clip: {why}", _HINT) from error


_HINT = "give an mp4, mov or webm file, or remove the entry"


def _container(begins: bytes) -> str | None:
    """FFmpeg's name for the container that a file begins like."""
    if begins.startswith(b"\x1aE\xdf\xa3"):
        return "matroska"
    return "mov" if begins[4:8] in _QUICKTIME else None


def _check(path: Path, source: av.container.InputContainer) -> None:
    """InputError for what is not decoded, told by its header."""
    if not source.streams.video:
        raise InputError(str(path), "holds no picture", "give a clip with video, or remove it")
    stream = source.streams.video[0]
    context = stream.codec_context
    if context is None or context.codec.name not in _CODECS:
        name = context.codec.name if context is not None else "an unknown codec"
        what = f"is encoded as {name}, which is not read"
        raise InputError(str(path), what, "export it as H.264, H.265, VP9 or AV1")
    rate = round(float(stream.average_rate or 0))
    limits = (
        (f"has {len(source.streams)} streams", len(source.streams), MOST_STREAMS),
        (f"is {context.width} x {context.height}", max(context.width, context.height), MOST_SIDE),
        (f"has {rate:,} frames a second", rate, MOST_RATE),
    )
    for what, held, most in limits:
        if held > most:
            raise InputError(str(path), what, f"at most {most:,} are read: export it smaller")


def _cut_off(file: BinaryIO) -> bool:
    """Whether a box of an mp4 or mov reaches past the file's end (ISO 14496-12 §4.2).

    Decoders take such a file for a shorter one without a word when its index comes first.
    """
    size = file.seek(0, os.SEEK_END)
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length < 8:
            # 0: the last box, to the end; else padding, which players pass over too.
            return False
        at += length
    return at > size


def timed(
    source: av.container.InputContainer, start: float = 0.0
) -> Iterator[tuple[float, av.VideoFrame]]:
    """Frames from `start` seconds on with their times; times count from the clip's first frame."""
    stream = source.streams.video[0]
    stream.thread_type = "AUTO"
    base = float((stream.start_time or 0) * (stream.time_base or 0))
    if start > 0 and stream.time_base:
        source.seek(int((start + base) / stream.time_base), stream=stream)
    for frame in islice(source.decode(stream), MOST_FRAMES):
        moment = (frame.time if frame.time is not None else base) - base
        if moment > LONGEST:
            return
        yield moment, frame


def upright(frame: av.VideoFrame, longest: int) -> Rgb:
    """A frame as RGB, upright, in BT.709, at most `longest` pixels on its long side."""
    scale = min(1.0, longest / max(frame.width, frame.height))
    width, height = (max(2, round(side * scale / 2) * 2) for side in (frame.width, frame.height))
    curve = _HDR.get(int(frame.color_trc or 0))
    if curve is None:
        picture = frame.reformat(width, height, format="rgb24").to_ndarray()
    else:
        deep = frame.reformat(width, height, format="rgb48le").to_ndarray()
        picture = to_sdr(np.asarray(deep, np.uint16), curve)
    turned = np.rot90(picture, (frame.rotation // 90) % 4)
    return np.ascontiguousarray(turned)


def grey(picture: Rgb, width: int) -> NDArray[np.uint8]:
    """The luma at a small width, for measuring."""
    height = max(2, round(width * picture.shape[0] / picture.shape[1]))
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
