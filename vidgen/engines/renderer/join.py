"""join: encoded segments and a sound track become one mp4, by stream copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av

VERSION = "3"
"""Raised when the same parts would be joined to other bytes."""


def join(parts: Sequence[Path], sound: Path, out: Path, *, fps: int, title: str) -> None:
    """Write `out`: the packets of the segments (H.264) and of `sound` (AAC) as they are.

    Frames follow each other without a gap; the index comes first (faststart); nothing in the file
    depends on the time or the machine.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with (
        av.open(str(out), "w", format="mp4", options=options) as target,
        av.open(str(parts[0])) as first,
        av.open(str(sound)) as heard,
    ):
        target.metadata["title"] = title
        video = target.add_stream_from_template(first.streams.video[0])
        video.time_base = Fraction(1, fps)
        audio = target.add_stream_from_template(heard.streams.audio[0])
        _copy_video(parts, target, video, fps)
        for packet in heard.demux(heard.streams.audio[0]):
            if packet.pts is not None:
                packet.stream = audio
                target.mux(packet)


def _copy_video(
    parts: Sequence[Path],
    target: av.container.OutputContainer,
    video: av.video.stream.VideoStream,
    fps: int,
) -> None:
    clock = Fraction(1, fps)
    # Decoding runs ahead of showing by a number of frames that differs between parts (a part of
    # one frame has none): the most of all is used for all, so that decoding times only rise.
    ahead = max(_ahead(part, clock) for part in parts)
    begun = decoded = 0
    for part in parts:
        for packet, shown in _packets(part, clock):
            packet.pts, packet.dts = begun + shown, decoded - ahead
            packet.duration, packet.time_base, packet.stream = 1, clock, video
            target.mux(packet)
            decoded += 1
        begun = decoded


def _ahead(part: Path, clock: Fraction) -> int:
    """By how many frames decoding must run ahead of showing this part."""
    return max(number - shown for number, (_, shown) in enumerate(_packets(part, clock)))


def _packets(part: Path, clock: Fraction) -> Iterator[tuple[av.Packet[av.VideoStream], int]]:
    """The part's packets in decoding order, each with the frame at which it is shown."""
    with av.open(str(part)) as source:
        for packet in source.demux(source.streams.video[0]):
            if packet.pts is not None:
                yield packet, round(packet.pts * packet.time_base / clock)
