"""join: encoded segments and the mix become one mp4, by stream copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.audio.resampler import AudioResampler

VERSION = "2"

_RATE = 48_000


def join(
    parts: Sequence[Path], audio: Path, out: Path, *, fps: int, title: str, audio_kbps: int = 192
) -> None:
    """Write `out`: the segments' H.264 packets as they are, `audio` as AAC 48 kHz stereo.

    Frames follow each other without a gap; the index comes first (faststart); nothing in the file
    depends on the time or the machine.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(out), "w", format="mp4", options=options) as target:
        target.metadata["title"] = title
        with av.open(str(parts[0])) as first:
            video = target.add_stream_from_template(first.streams.video[0])
        video.time_base = Fraction(1, fps)
        sound = target.add_stream(
            "aac", rate=_RATE, layout="stereo", options={"flags": "+bitexact"}
        )
        sound.bit_rate = audio_kbps * 1000
        _copy_video(parts, target, video, fps)
        _encode_audio(audio, target, sound)


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


def _encode_audio(
    audio: Path, target: av.container.OutputContainer, sound: av.audio.stream.AudioStream
) -> None:
    begun = 0
    for piece in _pieces(audio, sound.codec_context.frame_size or 1024):
        # Counted from 0, the encoder's run-in of 1024 samples gets a negative time, which the edit
        # list skips. Without times the sound would come 21 ms after the picture.
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
