"""check: is this mp4 whole, and is it what was planned? Trusts no exit code, reads the file.

A player opening a file proves nothing: half-written files report their full length. What was
encoded is decoded once, strictly, when it is made (reliability notes §0.3: decoding finds 8 of 8
truncated files). What was joined by copy is compared packet by packet with those parts: the same
bytes with the same headers decode to the same frames, wherever they lie. Its index (when a frame is
shown, how the picture is turned) is compared with that of the same parts joined once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av

from vidgen.engines.renderer.meter import LoudnessMeter
from vidgen.errors import DamageError

_PIECE = 2**20
"""Bytes that are compared at once."""

VERSION = "1"
"""Raised when something else is measured on the sound."""

_STRICT = "explode+crccheck+bitstream+buffer"
"""Damage inside a frame is an error; decoders otherwise paint over it and count the frame."""


@dataclass(frozen=True)
class Measured:
    """What was found in a sound file: seconds, integrated LUFS, true peak in dBTP."""

    seconds: float
    lufs: float
    peak: float


def check_picture(path: Path, frames: int) -> None:
    """Decode all of a segment. Raises DamageError when it is torn or not `frames` long."""
    walk(path)
    with _readable(path) as source:
        stream = source.streams.video[0]
        stream.thread_type = "AUTO"
        stream.codec_context.options = {"err_detect": _STRICT}
        found = sum(1 for _ in source.decode(stream))
    if found != frames:
        raise DamageError(f"{path}: {found} frames instead of {frames}; run the command again")


def check_sound(path: Path) -> Measured:
    """Decode all of a sound track and measure it. Raises DamageError when it is torn."""
    walk(path)
    with _readable(path) as source:
        stream = source.streams.audio[0]
        stream.codec_context.options = {"err_detect": _STRICT}
        meter, samples = LoudnessMeter(stream.rate, "stereo"), 0
        for frame in source.decode(stream):
            samples += frame.samples
            meter.add(frame)
        return Measured(samples / stream.rate, *meter.result())


def check_film(
    path: Path, parts: Sequence[Path], sound: Path, *, fps: int, width: int, height: int
) -> None:
    """Walk the boxes, and find in the film every packet of its parts, in order and in time.

    `parts` and `sound` were decoded before. Raises DamageError saying what is wrong when the file
    is torn or is not what was joined.
    """
    walk(path)
    with _readable(path) as film:
        kinds = [stream.type for stream in film.streams]
        if kinds != ["video", "audio"]:
            raise DamageError(f"{path}: streams are {kinds}, not one video and one audio")
        video = film.streams.video[0]
        if (video.width, video.height) != (width, height):
            raise DamageError(
                f"{path}: {video.width} x {video.height} instead of {width} x {height}"
            )
    pictures, heard = _stream(path, "video"), _stream(path, "audio")
    _same(path, pictures, [_stream(part, "video") for part in parts])
    _same(path, heard, [_stream(sound, "audio")])
    if sorted(round(time * fps, 3) for time in pictures.times) != list(range(len(pictures.times))):
        raise DamageError(f"{path}: frames are not {1 / fps:.4f} s apart; run the command again")
    length = len(pictures.times) / fps
    if abs(max(heard.times) - length) > 0.1:
        raise DamageError(
            f"{path}: {max(heard.times):.2f} s of sound under {length:.2f} s of picture; "
            "run the command again"
        )


def check_index(path: Path, again: Path) -> None:
    """Compare a film with `again`, the same parts joined once more: the same bytes.

    `check_film` sees every packet, but not a bit in the index that turns the picture, hides its
    first second or names another frame a key: one bit in six of the index went unseen by it.
    Raises DamageError.
    """
    with path.open("rb") as one, again.open("rb") as other:
        while True:
            found, wanted = one.read(_PIECE), other.read(_PIECE)
            if found != wanted:
                raise DamageError(
                    f"{path}: damaged: not what its parts give; run the command again"
                )
            if not found:
                return


@dataclass(frozen=True)
class _Stream:
    """A stream as it lies in a file: its headers, its packets' digests, and their times (s)."""

    headers: bytes
    packets: tuple[bytes, ...]
    times: tuple[float, ...]


def _stream(path: Path, kind: str) -> _Stream:
    with _readable(path) as source:
        stream = next(stream for stream in source.streams if stream.type == kind)
        packets, times = [], []
        for packet in source.demux(stream):
            if packet.pts is not None and packet.time_base is not None:
                packets.append(hashlib.sha256(memoryview(packet)).digest())
                times.append(float(packet.pts * packet.time_base))
        headers = bytes(stream.codec_context.extradata or b"")
    return _Stream(headers, tuple(packets), tuple(times))


def _same(path: Path, found: _Stream, parts: Sequence[_Stream]) -> None:
    wanted = [packet for part in parts for packet in part.packets]
    if any(part.headers != found.headers for part in parts):
        raise DamageError(f"{path}: its parts do not share their headers; run the command again")
    if len(found.packets) != len(wanted):
        raise DamageError(
            f"{path}: {len(found.packets)} packets instead of {len(wanted)}; run the command again"
        )
    if list(found.packets) != wanted:
        raise DamageError(f"{path}: damaged: its packets are not its parts'; run the command again")


@contextmanager
def _readable(path: Path) -> Iterator[av.container.InputContainer]:
    """The opened file; whatever cannot be read in it is one DamageError."""
    try:
        with av.open(str(path)) as source:
            yield source
    except (av.FFmpegError, LookupError, ValueError, StopIteration, AttributeError) as error:
        # AttributeError: a damaged header names a kind of stream that has no picture or no sound;
        # ValueError: its texts are no UTF-8.
        raise DamageError(f"{path}: cannot be decoded ({error}); run the command again") from error


def walk(path: Path) -> None:
    """Check that every top-level box lies inside the file and that ftyp, moov, mdat are there.

    Raises DamageError.
    """
    size = path.stat().st_size
    seen = set()
    with path.open("rb") as file:
        at = 0
        while at < size:
            head = file.read(16)
            if len(head) < 8:
                raise DamageError(f"{path}: ends inside a box header at byte {at}")
            length, kind = int.from_bytes(head[:4], "big"), head[4:8]
            if length == 1 and len(head) == 16:
                length = int.from_bytes(head[8:16], "big")
            if length < 8 or at + length > size:
                raise DamageError(f"{path}: box {kind!r} at byte {at} reaches past the file's end")
            seen.add(kind)
            at += length
            file.seek(at)
    missing = {b"ftyp", b"moov", b"mdat"} - seen
    if missing:
        names = ", ".join(sorted(kind.decode() for kind in missing))
        raise DamageError(f"{path}: no {names} box: the file was never finished")
