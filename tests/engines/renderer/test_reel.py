"""Footage in a film: the right frame at the right time, cropped where the subject is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.engines.renderer.compose import Composer
from vidgen.engines.renderer.planes import blank
from vidgen.errors import DamageError
from vidgen.model.cut import Curve, Encoder, Key, LaidShot, Layer, Segment
from vidgen.model.paint import Footage

W, H, CLIP = 160, 120, (320, 180)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty frames: level 20 + 3n, a bright square that moves right by three pixels a frame."""
    path = tmp_path_factory.mktemp("clip") / "c.mp4"
    with av.open(str(path), "w") as target:
        options = {"crf": "4", "x264-params": "keyint=1:threads=1"}
        stream = target.add_stream("libx264", rate=30, options=options)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = *CLIP, "yuv420p"
        context = stream.codec_context
        context.color_range = context.colorspace = context.color_trc = context.color_primaries = 1
        for number in range(60):
            page = np.full((CLIP[1] * 3 // 2, CLIP[0]), 128, np.uint8)
            page[: CLIP[1]] = 20 + 3 * number
            page[70:110, 40 + 3 * number : 80 + 3 * number] = 235
            frame = av.VideoFrame.from_ndarray(page, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            target.mux(stream.encode(frame))
        target.mux(stream.encode())
    return path


def footage(clip: Path, first: int = 0, w: float = W, h: float = H) -> Footage:
    """A crop of the clip that follows the square."""
    windows = []
    for number in range(0, 61, 10):
        middle = 60 + 3 * number
        left = min(max(middle - 80, 0), CLIP[0] - 160)
        windows.append((float(left), 30.0, float(left + 160), 150.0))
    return Footage(
        path=str(clip),
        sha256="0" * 64,
        first=first,
        frames=60,
        w=w,
        h=h,
        step=10,
        windows=tuple(windows),
    )


def segment(paint: Footage, start: int = 0, frames: int = 40, **more: object) -> Segment:
    fields = {"id": "clip", "paint": paint, "x": 0, "y": 0, "end": 60, **more}
    shot = LaidShot(
        id="a",
        archetype="life",
        start=-start,
        end=frames,
        background="#000000",
        layers=(Layer.model_validate(fields),),
    )
    return Segment(
        width=W, height=H, fps=30, frames=frames, shots=(shot,), overlays=(), encoder=Encoder()
    )


def drawn(made: Segment, *frames: int) -> list[np.ndarray]:
    composer, found = Composer(made), []
    for frame in frames:
        target = blank(W, H)
        composer.draw(frame, target)
        found.append(target.y.copy())
    return found


def test_every_frame_is_the_clips_own(clip: Path) -> None:
    for number, luma in enumerate(drawn(segment(footage(clip, first=5)), *range(40))):
        assert abs(float(luma[4, 4]) - (20 + 3 * (5 + number))) <= 2, number


def test_a_segment_that_begins_later_shows_the_same(clip: Path) -> None:
    """Any order, any start: decoding does not depend on what was shown before."""
    whole = drawn(segment(footage(clip)), *range(40))
    later = drawn(segment(footage(clip), start=17, frames=20), 0, 5, 19)
    for got, frame in zip(later, (17, 22, 36), strict=True):
        np.testing.assert_array_equal(got, whole[frame])
    jumping = drawn(segment(footage(clip)), 30, 3, 31, 12)
    for got, frame in zip(jumping, (30, 3, 31, 12), strict=True):
        np.testing.assert_array_equal(got, whole[frame])


def test_the_subject_stays_in_the_middle_without_jerks(clip: Path) -> None:
    places = []
    for luma in drawn(segment(footage(clip)), *range(10, 40)):
        columns = np.flatnonzero((luma > 228).sum(axis=0) > 10)
        places.append((columns[0] + columns[-1]) / 2)
    assert np.abs(np.asarray(places) - 80).max() < 4
    assert np.abs(np.diff(places, 2)).max() <= 1.5


def test_it_can_be_clipped_moved_and_faded(clip: Path) -> None:
    rise = Curve(prop="y", keys=(Key(frame=0, value=20.0), Key(frame=20, value=0.0)))
    (moved,) = drawn(segment(footage(clip), curves=(rise,), clip=(20, 10, 140, 110)), 10)
    assert moved[:10].max() <= 17
    assert moved[:, :20].max() <= 17
    assert moved[14:100, 30:60].min() > 30
    half = Curve(prop="opacity", keys=(Key(frame=0, value=0.5),))
    (faded,) = drawn(segment(footage(clip), curves=(half,)), 20)
    assert float(faded[4, 4]) == pytest.approx((20 + 60) / 2 + 8, abs=3)


def test_past_its_end_it_stands(clip: Path) -> None:
    last = drawn(segment(footage(clip, first=30), frames=50), 29, 45)
    np.testing.assert_array_equal(last[0], last[1])


def test_a_clip_that_is_gone_is_one_line(clip: Path, tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(clip.read_bytes()[:3000])
    gone = footage(tmp_path / "x.mp4")
    with pytest.raises(DamageError, match="cannot be decoded") as raised:
        drawn(segment(gone), 0)
    assert "\n" not in str(raised.value)
