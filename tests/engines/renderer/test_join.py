"""Segments and the mix become one file: every frame, in time, the same bytes every time."""

from __future__ import annotations

import struct
import wave
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.engines.renderer.check import check_film, check_sound
from vidgen.engines.renderer.join import join
from vidgen.engines.renderer.track import track

W, H, RATE = 160, 96, 48_000


def part(path: Path, frames: int, grey: int) -> Path:
    """A closed H.264 segment with B-frames; the level of grey rises by one each frame."""
    options = {"preset": "veryfast", "x264-params": "open-gop=0:bframes=3:threads=1"}
    with av.open(str(path), "w") as target:
        stream = target.add_stream("libx264", rate=30, options=options)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = W, H, "yuv420p"
        context = stream.codec_context
        context.color_range = context.colorspace = context.color_trc = context.color_primaries = 1
        for number in range(frames):
            page = np.full((H * 3 // 2, W), 128, np.uint8)
            page[:H] = grey + number
            target.mux(stream.encode(av.VideoFrame.from_ndarray(page, "yuv420p")))
        target.mux(stream.encode(None))
    return path


def clicks(path: Path, seconds: float, at: Sequence[float], rate: int = RATE) -> Path:
    """Silence with short bursts of tone, as a 16-bit WAV."""
    sound = np.zeros(round(seconds * rate))
    for begin in at:
        start = round(begin * rate)
        sound[start : start + 48] = 0.8
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if rate != RATE else 2)
        file.setsampwidth(2)
        file.setframerate(rate)
        both = sound if rate != RATE else np.repeat(sound, 2)
        file.writeframes((both * 32767).astype("<i2").tobytes())
    return path


def encoded(wav: Path) -> Path:
    """The sound as the film's track."""
    track(wav, wav.with_suffix(".m4a"))
    return wav.with_suffix(".m4a")


LENGTHS = (31, 1, 2, 17, 60)
FRAMES = sum(LENGTHS)


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    return [
        part(tmp_path / f"{number}.mp4", length, 40 + 30 * number)
        for number, length in enumerate(LENGTHS)
    ]


@pytest.fixture
def film(tmp_path: Path, parts: list[Path]) -> Path:
    sound = encoded(clicks(tmp_path / "mix.wav", FRAMES / 30, (0.5, 2.0)))
    join(parts, sound, tmp_path / "film.mp4", fps=30, title="一部 film")
    return tmp_path / "film.mp4"


def test_every_frame_of_every_part_is_there_in_order(film: Path) -> None:
    wanted = [40 + 30 * number + n for number, length in enumerate(LENGTHS) for n in range(length)]
    with av.open(str(film)) as source:
        frames = list(source.decode(video=0))
    found = [int(np.median(frame.to_ndarray(format="yuv420p")[:H])) for frame in frames]
    assert len(found) == FRAMES
    assert np.abs(np.asarray(found) - wanted).max() <= 2
    times = [frame.time for frame in frames]
    assert times == pytest.approx(np.arange(FRAMES) / 30, abs=1e-6)


def test_decoding_times_only_go_forward(film: Path) -> None:
    with av.open(str(film)) as source:
        packets = [packet for packet in source.demux(video=0) if packet.dts is not None]
        assert len(packets) == FRAMES
        dts = [packet.dts for packet in packets if packet.dts is not None]
        assert all(b > a for a, b in pairwise(dts))
        assert all(
            packet.pts is not None and packet.dts is not None and packet.pts >= packet.dts
            for packet in packets
        )
        keys = {packet.pts for packet in packets if packet.is_keyframe}
        step = packets[0].duration or 0
        starts = {sum(LENGTHS[:number]) * step for number in range(len(LENGTHS))}
        assert starts <= keys


def test_colours_and_length_are_told(film: Path) -> None:
    with av.open(str(film)) as source:
        video, audio = source.streams.video[0], source.streams.audio[0]
        context = video.codec_context
        tags = (context.color_primaries, context.color_trc, context.colorspace)
        assert (*tags, context.color_range) == (1, 1, 1, 1)
        assert video.start_time == 0
        assert video.average_rate == 30
        assert audio.codec_context.name == "aac"
        assert (audio.rate, audio.layout.name) == (RATE, "stereo")
        assert source.duration == pytest.approx(FRAMES / 30 * 1e6, abs=30_000)
        assert source.metadata["title"] == "一部 film"
    content = film.read_bytes()
    assert b"colrnclx" in content
    assert content.find(b"moov") < content.find(b"mdat")


def test_bytes_tell_neither_time_nor_place(tmp_path: Path, parts: list[Path], film: Path) -> None:
    other = tmp_path / "elsewhere" / "深"
    other.mkdir(parents=True)
    moved = [path.rename(other / f"x{path.name}") for path in parts]
    join(moved, encoded(tmp_path / "mix.wav"), other / "again.mp4", fps=30, title="一部 film")
    content = film.read_bytes()
    assert (other / "again.mp4").read_bytes() == content
    for kind in (b"mvhd", b"tkhd", b"mdhd"):
        at = content.find(kind)
        assert struct.unpack(">II", content[at + 8 : at + 16]) == (0, 0)


def test_sound_comes_with_the_picture(film: Path) -> None:
    """The encoder's run-in of 1024 samples (21 ms) is skipped, not heard as a delay."""
    with av.open(str(film)) as source:
        audio = source.streams.audio[0]
        assert audio.time_base is not None
        frames = list(source.decode(audio))
        first = frames[0].pts
        assert first is not None
        begins = float(first * audio.time_base)
        sound = np.concatenate([frame.to_ndarray()[0] for frame in frames])
        length = float((audio.duration or 0) * audio.time_base)
    assert length == pytest.approx(FRAMES / 30, abs=1e-3)
    for wanted in (0.5, 2.0):
        near = slice(round((wanted - 0.1) * RATE), round((wanted + 0.1) * RATE))
        loud = np.flatnonzero(np.abs(sound[near]) > 0.3) + near.start
        assert begins + loud.mean() / RATE == pytest.approx(wanted + 0.0005, abs=0.001)


@pytest.mark.parametrize("rate", [22050, 44100])
def test_another_rate_is_brought_to_48_khz(tmp_path: Path, parts: list[Path], rate: int) -> None:
    sound = encoded(clicks(tmp_path / "mono.wav", FRAMES / 30, (1.0,), rate))
    film = tmp_path / "film.mp4"
    joined = join(parts, sound, film, fps=30, title="")
    check_film(film, joined.parts, frames=FRAMES, fps=30, width=W, height=H)
    assert check_sound(sound).seconds == pytest.approx(FRAMES / 30, abs=0.05)


def test_one_part_alone(tmp_path: Path, parts: list[Path]) -> None:
    sound = encoded(clicks(tmp_path / "short.wav", 31 / 30, ()))
    film = tmp_path / "film.mp4"
    joined = join(parts[:1], sound, film, fps=30, title="t")
    check_film(film, joined.parts, frames=31, fps=30, width=W, height=H)
