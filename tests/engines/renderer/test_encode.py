"""What the encoder writes: headers that join, closed groups, true times, told progress."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.encode import encode, planes_of
from vidgen.engines.renderer.planes import blank
from vidgen.model.cut import Curve, Encoder, Key, LaidShot, Layer, Segment
from vidgen.model.paint import Burst, Halftone, Paint

BUSY = Halftone(w=400, h=300, pitch=9, colour="#D7FB2F", falloff=(0.9, -0.4, 0.0))
STAR = Burst(size=90, points=16, inner=0.8, colour="#C81E1E")


def segment(
    frames: int,
    what: Paint = STAR,
    size: tuple[int, int] = (320, 240),
    encoder: Encoder | None = None,
    fps: int = 30,
) -> Segment:
    spin = Curve(prop="turn", keys=(Key(frame=0, value=0), Key(frame=max(1, frames), value=200)))
    layer = Layer(id="l", paint=what, x=110, y=80, end=frames, pivot=(45, 45), curves=(spin,))
    shot = LaidShot(
        id="s", archetype="hook", start=0, end=frames, background="#115BCD", layers=(layer,)
    )
    return Segment(
        width=size[0],
        height=size[1],
        fps=fps,
        frames=frames,
        shots=(shot,),
        overlays=(),
        encoder=encoder or Encoder(),
    )


def units(path: Path) -> list[list[int]]:
    """The kinds of NAL units (H.264 table 7-1) in every packet."""
    found = []
    with av.open(str(path)) as source:
        for packet in source.demux(video=0):
            content, at, kinds = bytes(packet), 0, []
            while at + 4 < len(content):
                kinds.append(content[at + 4] & 31)
                at += 4 + int.from_bytes(content[at : at + 4], "big")
            if kinds:
                found.append(kinds)
    return found


def headers(path: Path) -> bytes:
    with av.open(str(path)) as source:
        return source.streams.video[0].codec_context.extradata or b""


def test_parameter_sets_do_not_depend_on_the_content(tmp_path: Path) -> None:
    """Otherwise segments could not be joined by stream copy."""
    found = set()
    for number, made in enumerate((segment(1), segment(12), segment(25, BUSY))):
        path = tmp_path / f"{number}.mp4"
        encode(made, path)
        found.add(headers(path))
    assert len(found) == 1
    assert len(found.pop()) > 20


def test_groups_are_closed_and_no_longer_than_asked(tmp_path: Path) -> None:
    encode(segment(50, encoder=Encoder(gop=20)), tmp_path / "a.mp4")
    with av.open(str(tmp_path / "a.mp4")) as source:
        packets = [p for p in source.demux(video=0) if p.pts is not None]
    keys = [n for n, packet in enumerate(packets) if packet.is_keyframe]
    kinds = units(tmp_path / "a.mp4")
    assert keys[0] == 0
    assert max(np.diff([*keys, 50])) <= 20
    assert all(5 in kinds[n] for n in keys), "every key frame is an IDR picture"
    for begin, end in zip(keys, [*keys[1:], 50], strict=True):
        inside = [packets[n].pts for n in range(begin, end)]
        assert min(p for p in inside if p is not None) == packets[begin].pts, "nothing leads an IDR"


@pytest.mark.parametrize("fps", [24, 25, 30, 60])
def test_frames_come_at_the_clock(tmp_path: Path, fps: int) -> None:
    encode(segment(9, fps=fps), tmp_path / "a.mp4")
    with av.open(str(tmp_path / "a.mp4")) as source:
        stream = source.streams.video[0]
        times = [
            float((frame.pts or 0) * (frame.time_base or 0)) for frame in source.decode(stream)
        ]
        assert stream.average_rate == fps
    assert times == pytest.approx([n / fps for n in range(9)], abs=1e-4)


@pytest.mark.parametrize("size", [(322, 242), (270, 480), (64, 64)])
def test_sizes_that_do_not_fill_memory_lines(tmp_path: Path, size: tuple[int, int]) -> None:
    """Planes of a frame may be wider in memory than the picture."""
    encode(segment(3, size=size, encoder=Encoder(crf=10)), tmp_path / "a.mp4")
    with av.open(str(tmp_path / "a.mp4")) as source:
        frame = next(source.decode(video=0)).to_ndarray(format="rgb24")
    assert frame.shape == (size[1], size[0], 3)
    for y, x in ((1, 1), (1, -2), (-2, 1), (-2, -2)):
        assert np.abs(frame[y, x].astype(int) - rgb("#115BCD")).max() <= 4


def test_drawing_in_planes_draws_in_the_frame() -> None:
    frame = av.VideoFrame(322, 182, "yuv420p")
    planes = planes_of(frame)
    planes.copy_from(blank(322, 182, "#C81E1E"))
    planes.y[17, 300] = 77
    found = frame.to_ndarray(format="yuv420p")
    assert found[17, 300] == 77
    assert (found[:17, :322] == blank(2, 2, "#C81E1E").y[0, 0]).all()


@pytest.mark.parametrize("frames", [1, 9, 10, 25])
def test_progress_tells_every_frame_once(tmp_path: Path, frames: int) -> None:
    told: list[int] = []
    encode(segment(frames), tmp_path / "a.mp4", told.append)
    assert sum(told) == frames
    assert min(told) > 0


def test_settings_reach_the_encoder(tmp_path: Path) -> None:
    sizes = {}
    for crf in (12.0, 23.0, 40.0):
        path = tmp_path / f"{crf}.mp4"
        encode(segment(12, BUSY, encoder=Encoder(crf=crf)), path)
        sizes[crf] = path.stat().st_size
    assert sizes[12.0] > 1.5 * sizes[23.0] > 2.5 * sizes[40.0]
    encode(segment(12, encoder=Encoder(profile="main")), tmp_path / "main.mp4")
    with av.open(str(tmp_path / "main.mp4")) as source:
        assert source.streams.video[0].codec_context.profile == "Main"


def test_the_rate_is_capped(tmp_path: Path) -> None:
    """A second of noise at 600 kbit/s, after the buffer of two seconds is spent."""
    capped = Encoder(crf=5, maxrate=600)
    encode(segment(90, BUSY, encoder=capped), tmp_path / "a.mp4")
    encode(segment(90, BUSY, encoder=Encoder(crf=5)), tmp_path / "b.mp4")
    assert (tmp_path / "a.mp4").stat().st_size * 8 <= 600_000 * (3 + 2) * 1.1
    assert (tmp_path / "b.mp4").stat().st_size > 1.2 * (tmp_path / "a.mp4").stat().st_size


def test_the_same_segment_gives_the_same_bytes(tmp_path: Path) -> None:
    contents = set()
    for number in range(3):
        path = tmp_path / f"{number}.mp4"
        encode(segment(30, BUSY), path)
        contents.add(path.read_bytes())
    assert len(contents) == 1
