"""check: is this mp4 whole, and is it what was planned? Trusts no exit code, reads the file.

A player opening a file proves nothing: half-written files report their full length. Walking the
boxes and decoding every frame does (reliability notes §0.3: 8 of 8 truncated files found).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from vidgen.errors import DamageError

_SLACK = 1
"""Frames by which the length may differ from the plan."""

_STRICT = "explode+crccheck+bitstream+buffer"
"""Damage inside a frame is an error; decoders otherwise paint over it and count the frame."""


@dataclass(frozen=True)
class Measured:
    """What was found in a file: decoded frames, seconds of sound, loudness of the mix."""

    frames: int
    sound_seconds: float
    lufs: float
    peak: float


def check(path: Path, *, frames: int, fps: int, width: int, height: int) -> Measured:
    """Walk the boxes, decode all of it, measure the loudness.

    Raises DamageError saying what is wrong when the file is torn or is not what was planned.
    """
    walk(path)
    try:
        with av.open(str(path)) as source:
            _streams(path, source, width, height)
            counted, seconds, levels = _decode(source)
    except (av.FFmpegError, IndexError) as error:
        raise DamageError(f"{path}: cannot be decoded ({error}); run the command again") from error
    if abs(counted - frames) > _SLACK:
        raise DamageError(f"{path}: {counted} frames instead of {frames}; run the command again")
    if abs(seconds - frames / fps) > 0.1:
        raise DamageError(
            f"{path}: {seconds:.2f} s of sound under {frames / fps:.2f} s of picture; "
            "run the command again"
        )
    return Measured(counted, seconds, *levels)


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


def _streams(path: Path, source: av.container.InputContainer, width: int, height: int) -> None:
    kinds = [stream.type for stream in source.streams]
    if kinds != ["video", "audio"]:
        raise DamageError(f"{path}: streams are {kinds}, not one video and one audio")
    video = source.streams.video[0]
    if (video.width, video.height) != (width, height):
        raise DamageError(f"{path}: {video.width} x {video.height} instead of {width} x {height}")


def _decode(source: av.container.InputContainer) -> tuple[int, float, tuple[float, float]]:
    """Frames counted, seconds of sound, (LUFS, dBTP) of everything decoded."""
    video, audio = source.streams.video[0], source.streams.audio[0]
    video.thread_type = "AUTO"
    for stream in (video, audio):
        stream.codec_context.options = {"err_detect": _STRICT}
    meter = LoudnessMeter(audio.rate, "stereo")
    frames = samples = 0
    for packet in source.demux(video, audio):
        for frame in packet.decode():
            if isinstance(frame, av.AudioFrame):
                samples += frame.samples
                meter.add(frame)
            else:
                frames += 1
    return frames, samples / audio.rate, meter.result()


class LoudnessMeter:
    """Integrated loudness and true peak by libavfilter's ebur128 (ITU-R BS.1770-4, EBU R 128)."""

    def __init__(self, rate: int, layout: str) -> None:
        self._graph = av.filter.Graph()
        source = self._graph.add_abuffer(
            sample_rate=rate, format="fltp", layout=layout, time_base=Fraction(1, rate)
        )
        meter = self._graph.add("ebur128", "metadata=1:peak=true")
        sink = self._graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        self._graph.configure()
        self._lufs, self._peak = float("-inf"), float("-inf")

    def add(self, frame: av.AudioFrame) -> None:
        """Feed decoded sound, in order."""
        self._graph.push(frame)
        self._drain()

    def result(self) -> tuple[float, float]:
        """(LUFS, dBTP) of all that was fed."""
        self._graph.push(None)
        self._drain()
        return self._lufs, self._peak

    def _drain(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            told = frame.metadata
            self._lufs = float(told.get("lavfi.r128.I", self._lufs))
            peaks = [told.get(f"lavfi.r128.true_peaks_ch{n}") for n in range(2)]
            found = [float(peak) for peak in peaks if peak is not None]
            self._peak = max([self._peak, *(20 * math.log10(max(peak, 1e-9)) for peak in found)])
