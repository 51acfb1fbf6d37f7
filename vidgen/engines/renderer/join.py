"""join: encoded segments and a sound track become one mp4, by stream copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from vidgen.engines.renderer.held import Held, written
from vidgen.engines.renderer.packets import Parts, Stream, readable, told

VERSION = "3"
"""Raised when the same parts would be joined to other bytes."""


@dataclass(frozen=True)
class Joined:
    """A film that was written: what it was joined from, and the SHA-256 (hex) of its bytes."""

    parts: Parts
    sha256: str


def join(parts: Sequence[Path], sound: Path, out: Path, *, fps: int, title: str) -> Joined:
    """Write `out`: the packets of the segments (H.264) and of `sound` (AAC) as they are.

    Frames follow each other without a gap; the index comes first (faststart); nothing in the file
    depends on the time or the machine. The film is held in memory, twice as many bytes as it has.
    Returns what `check.check_film` and `check.check_written` compare with. Raises OSError when the
    disk refuses.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    read = [_read(part, Fraction(1, fps)) for part in parts]
    held = Held()
    with (
        av.open(held.opened(), "w", format="mp4", options=options, io_open=held.opened) as target,
        readable(parts[0], blind=True) as first,
        readable(sound, blind=True) as heard,
    ):
        target.metadata["title"] = title
        video = target.add_stream_from_template(first.streams.video[0])
        video.time_base = Fraction(1, fps)
        audio = target.add_stream_from_template(heard.streams.audio[0])
        _copy_video(read, target, video, fps)
        packets = [p for p in heard.demux(heard.streams.audio[0]) if p.pts is not None]
        joined = Parts(tuple(part.stream for part in read), told(heard.streams.audio[0], packets))
        for packet in packets:
            packet.stream = audio
            target.mux(packet)
    return Joined(joined, written(out, held.content))


@dataclass(frozen=True)
class _Part:
    """A segment: its stream, and its packets in decoding order with the frame each is shown at."""

    stream: Stream
    packets: list[tuple[av.Packet[av.VideoStream], int]]

    @property
    def ahead(self) -> int:
        """By how many frames decoding must run ahead of showing."""
        return max(number - shown for number, (_, shown) in enumerate(self.packets))


def _read(part: Path, clock: Fraction) -> _Part:
    with readable(part, blind=True) as source:
        video = source.streams.video[0]
        packets = [packet for packet in source.demux(video) if packet.pts is not None]
        tick = (video.time_base or Fraction(0)) / clock
        shown = [round((packet.pts or 0) * tick.numerator / tick.denominator) for packet in packets]
        return _Part(told(video, packets), list(zip(packets, shown, strict=True)))


def _copy_video(
    parts: Sequence[_Part],
    target: av.container.OutputContainer,
    video: av.video.stream.VideoStream,
    fps: int,
) -> None:
    # Decoding runs ahead of showing by a number of frames that differs between parts (a part of
    # one frame has none): the most of all is used for all, so that decoding times only rise.
    ahead = max(part.ahead for part in parts)
    begun = decoded = 0
    clock = Fraction(1, fps)
    for part in parts:
        for packet, shown in part.packets:
            packet.pts, packet.dts = begun + shown, decoded - ahead
            packet.duration, packet.time_base, packet.stream = 1, clock, video
            target.mux(packet)
            decoded += 1
        begun = decoded
