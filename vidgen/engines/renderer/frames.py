"""frames: the pictures of a finished film, decoded: the chosen ones in full, all of them small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from vidgen.engines.libav import CLIPS, only
from vidgen.errors import InputError

_PICTURE = ("h264", "hevc", "vp8", "vp9", "av1", "libdav1d", "mpeg4")
_SOUND = ("aac", "mp3", "opus", "vorbis")
_OPTIONS = only(CLIPS, (*_PICTURE, *_SOUND))
"""A film to look at may be anybody's: what players play, and never a play list."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Film:
    """An mp4's picture: size in pixels, frames a second, number of frames."""

    width: int
    height: int
    fps: float
    frames: int


def measure(path: Path) -> Film:
    """The size and length of a film. Raises InputError when it is none."""
    with _opened(path) as source:
        stream = source.streams.video[0]
        rate = float(stream.average_rate or 30)
        frames = stream.frames or sum(1 for _ in source.decode(stream))
        if not frames:
            raise InputError(str(path), "holds no picture")
        return Film(stream.width, stream.height, rate, frames)


def each(path: Path, wanted: Iterable[int], tell: Callable[[int, Pixels], None]) -> None:
    """Call `tell` with the number and the RGB pixels of every wanted frame, in order."""
    ordered = sorted(set(wanted))
    with _opened(path) as source:
        stream = source.streams.video[0]
        stream.thread_type = "AUTO"
        at = 0
        for number, frame in enumerate(source.decode(stream)):
            if at == len(ordered):
                return
            if number == ordered[at]:
                tell(number, _rgb(frame))
                at += 1


def small(path: Path, width: int, tell: Callable[[int, Pixels], None]) -> None:
    """Call `tell` with the number and the luma of every frame, scaled to `width` pixels across."""
    with _opened(path) as source:
        stream = source.streams.video[0]
        stream.thread_type = "AUTO"
        for number, frame in enumerate(source.decode(stream)):
            height = max(2, round(frame.height * width / frame.width))
            grey = frame.reformat(width=width, height=height, format="gray", interpolation="AREA")
            tell(number, np.asarray(grey.to_ndarray(), np.uint8))


def _rgb(frame: av.VideoFrame) -> Pixels:
    return np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)


@contextmanager
def _opened(path: Path) -> Iterator[av.container.InputContainer]:
    """The opened film; what cannot be read in it is one InputError."""
    if not path.is_file():
        raise InputError(str(path), "there is no such film" if not path.exists() else "is no file")
    try:
        with av.open(str(path), "r", options=_OPTIONS, metadata_errors="replace") as source:
            if not source.streams.video or source.streams.video[0].codec_context is None:
                raise InputError(str(path), "holds no picture")
            yield source
    except av.FFmpegError as error:
        raise InputError(
            str(path), f"cannot be decoded ({error})", "give a finished mp4"
        ) from error
