"""check: is this mp4 whole, and is it what was planned? Trusts no exit code, reads the file.

A player opening a file proves nothing: half-written files report their full length. What was made
in memory is compared with what lies on the disk, and what was joined by copy, packet by packet,
with the parts it was joined from: the same bytes with the same headers decode to the same frames,
wherever they lie. That finds one other bit anywhere, which decoding (reliability notes §0.3) does
not, for a tenth of its cost. Packets alone do not: one bit in six of an index went unseen by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vidgen.engines.renderer.meter import LoudnessMeter
from vidgen.engines.renderer.packets import Parts, Stream, readable, stream_of
from vidgen.errors import DamageError
from vidgen.files import sha256_of

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


def check_written(path: Path, sha256: str) -> None:
    """Raises DamageError when the file is not the bytes with this digest (hex)."""
    if sha256_of(path) != sha256:
        raise DamageError(f"{path}: is not what was written; run the command again")


def check_sound(path: Path) -> Measured:
    """Decode all of a sound track and measure it. Raises DamageError when it is torn."""
    walk(path)
    with readable(path) as source:
        stream = source.streams.audio[0]
        stream.codec_context.options = {"err_detect": _STRICT}
        meter, samples = LoudnessMeter(stream.rate, "stereo"), 0
        for frame in source.decode(stream):
            samples += frame.samples
            meter.add(frame)
        return Measured(samples / stream.rate, *meter.result())


def check_film(
    path: Path, joined: Parts, *, frames: int, fps: int, width: int, height: int
) -> None:
    """Walk the boxes, find in the film every packet of what it was joined from, in order and in
    time, and decode its first picture.

    Raises DamageError saying what is wrong when the file is torn or is not what was joined.
    """
    walk(path)
    with readable(path, blind=True) as film:
        kinds = [stream.type for stream in film.streams]
        if kinds != ["video", "audio"]:
            raise DamageError(f"{path}: streams are {kinds}, not one video and one audio")
        film.streams.video[0].codec_context.options = {"err_detect": _STRICT, "threads": "1"}
        first = next(film.decode(video=0))
        if (first.width, first.height) != (width, height):
            raise DamageError(
                f"{path}: {first.width} x {first.height} instead of {width} x {height}"
            )
    pictures, heard = stream_of(path, "video"), stream_of(path, "audio")
    _same(path, pictures, joined.pictures)
    _same(path, heard, [joined.sound])
    if len(pictures.times) != frames:
        raise DamageError(f"{path}: {len(pictures.times)} frames instead of {frames}")
    if sorted(round(time * fps, 3) for time in pictures.times) != list(range(frames)):
        raise DamageError(f"{path}: frames are not {1 / fps:.4f} s apart; run the command again")
    length = frames / fps
    if abs(max(heard.times) - length) > 0.1:
        raise DamageError(
            f"{path}: {max(heard.times):.2f} s of sound under {length:.2f} s of picture; "
            "run the command again"
        )


def _same(path: Path, found: Stream, parts: Sequence[Stream]) -> None:
    wanted = [packet for part in parts for packet in part.packets]
    if any(part.headers != found.headers for part in parts):
        raise DamageError(f"{path}: its parts do not share their headers; run the command again")
    if len(found.packets) != len(wanted):
        raise DamageError(
            f"{path}: {len(found.packets)} packets instead of {len(wanted)}; run the command again"
        )
    if list(found.packets) != wanted:
        raise DamageError(f"{path}: damaged: its packets are not its parts'; run the command again")


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
