"""Reading a merchant's clip: upright frames in standard dynamic range, however it was filmed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.engines.eye.tone import to_sdr
from vidgen.errors import InputError

SUFFIXES = frozenset({".mp4", ".mov", ".m4v", ".webm", ".mkv"})
"""File endings taken for clips; what they hold is checked by opening them."""

Rgb = NDArray[np.uint8]

_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"
_HDR = {16: "pq", 18: "hlg"}
"""Transfer characteristics (H.273) of SMPTE ST 2084 and of BT.2100 HLG."""

LONGEST = 600.0
"""Seconds of a clip that are looked at; what comes later is left out."""


@contextmanager
def opened(path: Path) -> Iterator[av.container.InputContainer]:
    """The clip, open; only local files of known formats.

    Raises InputError when the file is no clip that can be decoded, or is cut off.
    """
    try:
        options = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}
        with av.open(str(path), options=options) as source:
            if not source.streams.video:
                hint = "give a clip with video, or remove it"
                raise InputError(str(path), "holds no picture", hint)
            if "mp4" in source.format.name and _cut_off(path):
                raise InputError(str(path), "is cut off before its end", "copy it once more")
            yield source
    except (av.FFmpegError, OSError, EOFError) as error:
        raise InputError(
            str(path),
            f"cannot be read as a clip: {error}",
            "give an mp4, mov or webm file, or remove the entry",
        ) from error


def _cut_off(path: Path) -> bool:
    """Whether a box of an mp4 or mov reaches past the file's end (ISO 14496-12 §4.2).

    Decoders take such a file for a shorter one without a word when its index comes first.
    """
    size = path.stat().st_size
    at = 0
    with path.open("rb") as file:
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
    for frame in source.decode(stream):
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
