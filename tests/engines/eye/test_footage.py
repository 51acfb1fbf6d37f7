"""Clips as cameras write them: turned, uneven, shaky, cut, in high dynamic range, and broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vidgen.engines.eye import moments, preparing
from vidgen.engines.eye.footage import opened, timed, upright
from vidgen.engines.eye.moments import Moment
from vidgen.engines.eye.tone import to_sdr
from vidgen.errors import InputError

Rgb = NDArray[np.uint8]
W, H = 320, 180


def ground(seed: int = 1, size: tuple[int, int] = (H + 80, W + 80)) -> Rgb:
    coarse = np.random.default_rng(seed).integers(60, 200, (20, 32, 3), np.uint8)
    big = cv2.resize(coarse, size[::-1], interpolation=cv2.INTER_CUBIC)
    return np.asarray(big, np.uint8)


def filmed(
    path: Path,
    picture: Callable[[int], Rgb],
    times: Sequence[float],
    rotation: int = 0,
) -> Path:
    """A clip whose frame n shows picture(n) at times[n] seconds, without sound."""
    # One thread and no macroblock tree of the processor's choosing: the same clip every time.
    same = {"threads": "1", "x264-params": "cpu-independent=1"}
    with av.open(str(path), "w") as target:
        options = {"crf": "12", "preset": "veryfast", **same}
        stream = target.add_stream("libx264", rate=30, options=options)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = W, H, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 6000)
        for number, time in enumerate(times):
            frame = av.VideoFrame.from_ndarray(picture(number), "rgb24")
            frame.pts, frame.time_base = round(time * 6000), Fraction(1, 6000)
            target.mux(stream.encode(frame))
        target.mux(stream.encode())
    if rotation:
        _turn(path, rotation)
    return path


_MATRICES = {
    90: (0, 65536, -65536, 0),
    180: (-65536, 0, 0, -65536),
    270: (0, -65536, 65536, 0),
}


def _turn(path: Path, rotation: int) -> None:
    """Write a display matrix into the track header, as phones do."""
    content = bytearray(path.read_bytes())
    at = content.find(b"tkhd") + 4 + 40
    a, b, c, d = _MATRICES[rotation]
    for place, value in ((0, a), (4, b), (12, c), (16, d)):
        content[at + place : at + place + 4] = int(value).to_bytes(4, "big", signed=True)
    path.write_bytes(bytes(content))


def grey_of(number: int) -> Rgb:
    return np.full((H, W, 3), 40 + 2 * number, np.uint8)


def decoded(path: Path) -> list[Rgb]:
    with av.open(str(path)) as source:
        frames = source.decode(video=0)
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in frames]


def test_uneven_times_become_even_ones(tmp_path: Path) -> None:
    """At every thirtieth of a second the frame that was showing then, held while none came."""
    chance = np.random.default_rng(2)
    steps = chance.choice([1 / 60, 1 / 30, 1 / 12], 60)
    times = np.concatenate([[0.0], np.cumsum(steps)])
    clip = filmed(tmp_path / "v.mp4", grey_of, times.tolist())
    made = preparing.prepare(clip, Moment(0.5, 1.5, 0.0, 0.0), tmp_path / "out.mp4")
    frames = decoded(tmp_path / "out.mp4")
    assert len(frames) == made.frames == 45
    levels = np.asarray([frame.mean() for frame in frames])
    shown = [np.flatnonzero(times <= 0.5 + n / 30 + 1e-6)[-1] for n in range(45)]
    wanted = np.asarray([40 + 2 * n for n in shown], float)
    # The grade may change levels, never their order.
    assert np.corrcoef(levels, wanted)[0, 1] > 0.999
    assert (np.diff(levels)[np.diff(wanted) > 0] > 0).all()


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_clips_stand_upright(tmp_path: Path, rotation: int) -> None:
    """A clip held upright: red at the top as it was seen, whatever the matrix."""
    top = np.zeros((H, W, 3), np.uint8)
    top[...] = (20, 20, 200)
    side = {90: np.s_[:, : W // 4], 180: np.s_[-H // 4 :, :], 270: np.s_[:, -W // 4 :]}[rotation]
    top[side] = (220, 20, 20)
    clip = filmed(tmp_path / "r.mp4", lambda n: top, [n / 30 for n in range(20)], rotation)
    with opened(clip) as source:
        _, frame = next(iter(timed(source)))
        picture = upright(frame, 1920)
    size = (W, H) if rotation == 180 else (H, W)
    assert picture.shape[1::-1] == size
    upper, lower = picture[:8].mean(axis=(0, 1)), picture[-8:].mean(axis=(0, 1))
    assert upper[0] > 150 > lower[0]


def test_moments_keep_to_one_take_and_leave_the_blurred_one(tmp_path: Path) -> None:
    first, second = ground(1)[:H, :W], ground(5)[:H, :W]
    soft = np.asarray(cv2.GaussianBlur(second, (0, 0), 12) // 2, np.uint8)

    def picture(number: int) -> Rgb:
        shown = np.roll(first, number, axis=1) if number < 90 else soft
        return np.ascontiguousarray(shown)

    clip = filmed(tmp_path / "cut.mp4", picture, [n / 30 for n in range(180)])
    found = moments.moments(clip)
    assert len(found) == 1
    assert found[0].start >= 0
    assert found[0].start + found[0].seconds <= 3.0
    assert found[0].seconds > 2.0


def path_of(frames: Sequence[Rgb]) -> NDArray[np.float64]:
    """Where a red disc stands, frame by frame, in pixels."""
    places = []
    for frame in frames:
        red = (frame[..., 0].astype(int) - frame[..., 1] > 90).astype(float)
        ys, xs = np.mgrid[0 : frame.shape[0], 0 : frame.shape[1]]
        places.append(((xs * red).sum() / red.sum(), (ys * red).sum() / red.sum()))
    return np.asarray(places)


def test_shaky_clips_are_steadied(tmp_path: Path) -> None:
    """The jolts of what stands still in the world become a quarter or less."""
    chance = np.random.default_rng(7)
    shakes = np.clip(chance.normal(0, 4, (90, 2)), -12, 12).round().astype(int)
    world = ground(3)
    cv2.circle(world, (200, 130), 22, (230, 20, 20), -1)

    def picture(number: int) -> Rgb:
        x, y = 40 + shakes[number]
        return np.ascontiguousarray(world[y : y + H, x : x + W])

    clip = filmed(tmp_path / "s.mp4", picture, [n / 30 for n in range(90)])
    chosen = moments.moments(clip)[0]
    assert chosen.shake > 0.004
    preparing.prepare(clip, chosen, tmp_path / "out.mp4")
    before = path_of([picture(n) for n in range(10, 70)])
    after = path_of(decoded(tmp_path / "out.mp4")[10:70])

    def jolts(path: NDArray[np.float64]) -> float:
        return float(np.sqrt((np.diff(path, 2, axis=0) ** 2).sum(axis=1).mean()))

    assert jolts(after) < jolts(before) / 4


def test_the_same_clip_gives_the_same_bytes(tmp_path: Path) -> None:
    picture = ground(4)[:H, :W].copy()
    clip = filmed(
        tmp_path / "d.mp4", lambda n: np.roll(picture, n, axis=1), [n / 30 for n in range(60)]
    )
    for name in ("a.mp4", "b.mp4"):
        preparing.prepare(clip, moments.moments(clip)[0], tmp_path / name)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


@pytest.mark.parametrize("curve", ["pq", "hlg"])
def test_high_dynamic_range_is_brought_down(curve: str) -> None:
    """Black stays black, diffuse white is nearly white, brighter light never gets darker."""
    codes = np.linspace(0, 65535, 256).astype(np.uint16)
    ramp = np.repeat(codes[None, :, None], 3, axis=2)
    shown = to_sdr(ramp, curve)[0, :, 1].astype(int)
    assert shown[0] == 0
    assert (np.diff(shown) >= 0).all()
    white = {"pq": 0.581, "hlg": 0.75}[curve]
    assert 195 <= shown[round(white * 255)] <= 250
    grey = to_sdr(np.full((1, 1, 3), 26000, np.uint16), curve)[0, 0].astype(int)
    assert np.ptp(grey) <= 2, "grey stays grey"


def test_a_tagged_clip_is_tone_mapped(tmp_path: Path) -> None:
    """Ten bits, PQ, BT.2020: what a phone writes; the picture is neither black nor washed out."""
    path = tmp_path / "hdr.mp4"
    with av.open(str(path), "w") as target:
        stream = target.add_stream("libx265", rate=30, options={"x265-params": "log-level=none"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = W, H, "yuv420p10le"
        context = stream.codec_context
        context.color_primaries, context.color_trc, context.colorspace = 9, 16, 9
        for number in range(20):
            frame = av.VideoFrame(W, H, "yuv420p10le")
            for plane, level in zip(frame.planes, (64 + 509, 512, 512), strict=True):
                plane.update(np.full(plane.buffer_size // 2, level, np.uint16).tobytes())
            frame.pts = number
            target.mux(stream.encode(frame))
        target.mux(stream.encode())
    with opened(path) as source:
        _, frame = next(iter(timed(source)))
        shown = upright(frame, 320).mean(axis=(0, 1))
    assert (shown > 185).all()
    assert (shown < 255).all()
    assert np.ptp(shown) < 6


@pytest.mark.parametrize("content", [b"not a clip", b"", b"\0" * 5000])
def test_what_is_no_clip_is_named_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.mp4") as raised:
        moments.moments(tmp_path / "a.mp4")
    assert "\n" not in str(raised.value)


def test_a_clip_cut_off_in_the_middle_gives_what_is_left_or_is_named(tmp_path: Path) -> None:
    clip = filmed(tmp_path / "t.mp4", lambda n: ground(n)[:H, :W], [n / 30 for n in range(60)])
    content = clip.read_bytes()
    clip.write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match="is cut off before its end"):
        moments.moments(clip)
