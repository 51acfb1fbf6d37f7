"""Clips as cameras, phones and editors write them; each becomes even, upright frames, or is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.figures import record
from vidgen.engines.eye import moments, preparing
from vidgen.errors import InputError
from vidgen.model.product import Media
from vidgen.store import Store
from vidgen.studio.looking import look
from vidgen.studio.steps import nobody

W, H, FRAMES = 160, 96, 48


@dataclass(frozen=True)
class Filmed:
    """How a clip is written; the picture is red above blue, with a white bar that wanders."""

    codec: str = "libx264"
    pixels: str = "yuv420p"
    size: tuple[int, int] = (W, H)
    rate: int = 30
    first: int = 0
    skip: tuple[int, ...] = ()
    sound: str = ""
    hertz: int = 48_000
    options: dict[str, str] = field(default_factory=dict)
    container: str = "mp4"


def picture(number: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    width, height = size
    page = np.zeros((height, width, 3), np.uint8)
    page[: height // 2], page[height // 2 :] = (210, 30, 30), (30, 30, 210)
    at = 8 + 2 * number % max(8, width - 24)
    page[:, at : at + 8] = 255
    return page


def film(path: Path, how: Filmed) -> Path:
    """Write a clip of FRAMES frames."""
    with av.open(str(path), "w", format=how.container) as target:
        options = {"crf": "16", "preset": "veryfast", **how.options} if "x26" in how.codec else {}
        stream = target.add_stream(how.codec, rate=how.rate, options=options)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = *how.size, how.pixels
        sound = target.add_stream("aac", rate=how.hertz, layout=how.sound) if how.sound else None
        for number in range(FRAMES):
            if number in how.skip:
                continue
            shown = av.VideoFrame.from_ndarray(picture(number, how.size), "rgb24")
            shown.pts, shown.time_base = how.first + number, Fraction(1, how.rate)
            target.mux(stream.encode(shown))
        target.mux(stream.encode(None))
        if isinstance(sound, av.AudioStream):
            _speak(target, sound, how)
    return path


def _speak(target: av.container.OutputContainer, sound: av.AudioStream, how: Filmed) -> None:
    channels, size = sound.layout.nb_channels, 1024
    tone = np.sin(np.arange(size) / 9).astype(np.float32) * 0.2
    for number in range(how.hertz * FRAMES // how.rate // size):
        frame = av.AudioFrame.from_ndarray(np.tile(tone, (channels, 1)), "fltp", how.sound)
        frame.sample_rate, frame.pts = how.hertz, number * size
        frame.time_base = Fraction(1, how.hertz)
        target.mux(sound.encode(frame))
    target.mux(sound.encode(None))


CLIPS: dict[str, Filmed] = {
    "silent": Filmed(),
    "stereo": Filmed(sound="stereo"),
    "mono 44.1k": Filmed(sound="mono", hertz=44_100),
    "5.1": Filmed(sound="5.1"),
    "24 frames a second": Filmed(rate=24),
    "60 frames a second": Filmed(rate=60),
    "frames missing": Filmed(skip=(7, 8, 9, 20, 31, 32)),
    "begins late": Filmed(first=90),
    "begins before zero": Filmed(first=-12),
    "10 bits": Filmed(pixels="yuv420p10le"),
    "4:2:2": Filmed(pixels="yuv422p"),
    "4:4:4, odd size": Filmed(pixels="yuv444p", size=(161, 97)),
    "B-frames": Filmed(options={"bf": "8", "g": "48"}),
    "open groups": Filmed(options={"x264-params": "open-gop=1:bframes=3:keyint=12"}),
    "interlaced": Filmed(options={"x264-params": "interlaced=1:tff=1"}),
    "HEVC": Filmed(codec="libx265", options={"x265-params": "log-level=none"}),
    "HEVC 10 bits": Filmed(
        codec="libx265", pixels="yuv420p10le", options={"x265-params": "log-level=none"}
    ),
    "VP9 in WebM": Filmed(codec="libvpx-vp9", container="webm"),
    "MPEG-4 in Matroska": Filmed(codec="mpeg4", container="matroska"),
    "QuickTime": Filmed(container="mov", sound="stereo"),
}
ENDINGS = {"webm": "webm", "matroska": "mkv", "mov": "mov", "mp4": "mp4"}


@pytest.mark.parametrize("name", CLIPS)
def test_f27_every_clip_becomes_even_frames(tmp_path: Path, name: str) -> None:
    """Thirty a second, even sides, the picture upright with its colours, as long as it was."""
    how = CLIPS[name]
    clip = film(tmp_path / f"clip.{ENDINGS[how.container]}", how)
    moment = moments.moments(clip)[0]
    made = preparing.prepare(clip, moment, tmp_path / "out.mp4")
    lasts = FRAMES / how.rate
    assert moment.start >= 0
    assert moment.start + moment.seconds <= lasts + 0.2
    assert made.frames >= 2
    assert abs(made.frames - moment.seconds * 30) <= 1
    with av.open(str(tmp_path / "out.mp4")) as source:
        stream = source.streams.video[0]
        assert stream.average_rate == 30
        assert len(source.streams) == 1
        frames = list(source.decode(video=0))
    assert len(frames) == made.frames
    assert {frame.width % 2 + frame.height % 2 for frame in frames} == {0}
    times = [round(float(frame.time or 0) * 30) for frame in frames]
    assert times == list(range(len(frames)))
    shown = frames[len(frames) // 2].to_ndarray(format="rgb24")
    upper, lower = shown[4:20].mean((0, 1)), shown[-20:-4].mean((0, 1))
    assert upper[0] - upper[2] > 80
    assert lower[2] - lower[0] > 80


def filmed_long(path: Path, front: bool) -> bytes:
    """A clip of moving noise, mostly picture data, with its index in front or at the end."""
    page = np.random.default_rng(4).integers(0, 255, (H, W, 3), np.uint8)
    flags = {"movflags": "+faststart"} if front else {}
    with av.open(str(path), "w", options=flags) as target:
        stream = target.add_stream("libx264", rate=30, options={"preset": "veryfast", "g": "15"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = W, H, "yuv420p"
        for number in range(60):
            shown = np.asarray(cv2.blur(np.roll(page, 3 * number, 1), (3, 3)), np.uint8)
            target.mux(stream.encode(av.VideoFrame.from_ndarray(shown, "rgb24")))
        target.mux(stream.encode(None))
    return path.read_bytes()


@pytest.mark.parametrize("front", [False, True], ids=["index last", "index first"])
def test_f28_clips_cut_off_anywhere_are_named(tmp_path: Path, front: bool) -> None:
    """Also where the index comes first and half of the pictures can be decoded."""
    whole = filmed_long(tmp_path / "whole.mp4", front)
    passed, named = [], 0
    for number in range(20):
        at = len(whole) * (number + 1) // 21
        (tmp_path / "cut.mp4").write_bytes(whole[:at])
        try:
            moments.moments(tmp_path / "cut.mp4")
            passed.append(at)
        except InputError as error:
            named += "cut.mp4" in str(error) and bool(error.hint)
    assert not passed
    assert named == 20
    record("R9", f"F28_{'front' if front else 'back'}", cut_at=20, named=named)


DAMAGES: dict[str, Callable[[bytearray], None]] = {
    "zeros": lambda content: content.__setitem__(slice(4000, 9000), bytes(5000)),
    "noise": lambda content: content.__setitem__(
        slice(4000, 9000), np.random.default_rng(5).bytes(5000)
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_f28_damaged_pictures_are_named_or_left_out(tmp_path: Path, damage: str) -> None:
    """Never a crash, never a clip whose frames are not thirty a second."""
    content = bytearray(filmed_long(tmp_path / "a.mp4", front=False))
    DAMAGES[damage](content)
    (tmp_path / "a.mp4").write_bytes(content)
    named = ""
    try:
        moment = moments.moments(tmp_path / "a.mp4")[0]
        made = preparing.prepare(tmp_path / "a.mp4", moment, tmp_path / "out.mp4")
        with av.open(str(tmp_path / "out.mp4")) as source:
            assert sum(1 for _ in source.decode(video=0)) == made.frames
    except InputError as error:
        named = str(error)
    assert not named or "a.mp4" in named


def test_f28_a_damaged_clip_leaves_nothing_in_the_store(tmp_path: Path) -> None:
    whole = filmed_long(tmp_path / "a.mp4", front=True)
    (tmp_path / "a.mp4").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"media\[0\], .*a\.mp4: "):
        look((Media(path=str(tmp_path / "a.mp4")),), Store(tmp_path / "store"), nobody)
    assert not list((tmp_path / "store").rglob("data*"))
