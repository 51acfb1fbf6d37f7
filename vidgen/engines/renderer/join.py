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
    begun = 0
    clock = Fraction(1, fps)
    for part in parts:
        count = 0
        with av.open(str(part)) as source:
            for packet in source.demux(source.streams.video[0]):
                if packet.dts is None or packet.pts is None:
                    continue
                base = packet.time_base
                packet.pts = begun + round(packet.pts * base / clock)
                packet.dts = begun + round(packet.dts * base / clock)
                packet.duration = 1
                packet.time_base = clock
                packet.stream = video
                target.mux(packet)
                count += 1
        begun += count


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
