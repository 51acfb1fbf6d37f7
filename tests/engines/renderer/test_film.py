"""Segments are encoded, joined and checked: what is decoded is what was laid out."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.check import check_film, walk
from vidgen.engines.renderer.encode import encode
from vidgen.engines.renderer.join import join
from vidgen.engines.renderer.track import track
from vidgen.errors import DamageError
from vidgen.model.cut import (
    Curve,
    Cut,
    Encoder,
    Key,
    LaidShot,
    Layer,
    Segment,
    Transition,
)
from vidgen.model.paint import Ellipse, Fill, Run, Stop, Text
from vidgen.stages.split import split

W, H = 320, 240
FIELD, POP = "#115BCD", "#D7FB2F"


def shot(start: int, end: int, colour: str, *layers: Layer, kind: str = "cut") -> LaidShot:
    frames = 0 if kind == "cut" else 10
    move = Transition.model_validate(
        {"name": kind, "frames": frames, "colours": [POP, "#060E1D"] if frames else []}
    )
    return LaidShot(
        id=f"s{start}",
        archetype="hook",
        start=start,
        end=end,
        background=colour,
        layers=layers,
        transition=move,
    )


def segment(*shots: LaidShot, frames: int, overlays: tuple[Layer, ...] = ()) -> Segment:
    return Segment(
        width=W,
        height=H,
        fps=30,
        frames=frames,
        shots=shots,
        overlays=overlays,
        encoder=Encoder(crf=12),
    )


def decoded(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as source:
        return [frame.to_ndarray(format="rgb24") for frame in source.decode(video=0)]


def disc(x: float, *curves: Curve, frames: int = 60) -> Layer:
    return Layer(
        id="disc",
        paint=Ellipse(w=60, h=60, colour="#FFFFFF"),
        x=x,
        y=80,
        end=frames,
        pivot=(30, 30),
        curves=curves,
    )


def centre(frame: np.ndarray) -> tuple[float, float]:
    weight = frame[..., 0].astype(float) - frame[..., 0].min()
    weight[weight < 40] = 0
    ys, xs = np.mgrid[0 : frame.shape[0], 0 : frame.shape[1]]
    return float((xs * weight).sum() / weight.sum()), float((ys * weight).sum() / weight.sum())


@pytest.mark.parametrize("colour", [FIELD, POP, "#060E1D", "#F4F7FB", "#C81E1E"])
def test_colours_survive_bt709(tmp_path: Path, colour: str) -> None:
    encode(segment(shot(0, 5, colour), frames=5), tmp_path / "a.mp4")
    found = decoded(tmp_path / "a.mp4")[2][H // 2, W // 2]
    assert np.abs(found.astype(int) - np.asarray(rgb(colour))).max() <= 4
    with av.open(str(tmp_path / "a.mp4")) as source:
        context = source.streams.video[0].codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace) == (1, 1, 1)
        assert context.color_range == 1


def test_a_float_is_smooth_below_the_pixel(tmp_path: Path) -> None:
    """Second difference of the measured path stays at the level of float interpolation."""
    drift = Curve(prop="x", keys=(Key(frame=0, value=0), Key(frame=59, value=23.6)))
    encode(segment(shot(0, 60, "#101010", disc(80, drift)), frames=60), tmp_path / "a.mp4")
    path = np.asarray([centre(frame)[0] for frame in decoded(tmp_path / "a.mp4")])
    assert np.abs(np.diff(path) - 0.4).max() < 0.15
    assert abs(path[-1] - path[0] - 23.6) < 0.2


def test_a_zoom_is_smooth_and_keeps_its_pivot(tmp_path: Path) -> None:
    grow = Curve(prop="scale", keys=(Key(frame=0, value=1.0), Key(frame=59, value=1.3)))
    encode(segment(shot(0, 60, "#101010", disc(100, grow)), frames=60), tmp_path / "a.mp4")
    frames = decoded(tmp_path / "a.mp4")
    middles = np.asarray([centre(frame) for frame in frames])
    assert np.ptp(middles, axis=0).max() < 0.35
    areas = np.sqrt([(frame[..., 0] > 128).sum() for frame in frames])
    assert areas[-1] / areas[0] == pytest.approx(1.3, abs=0.03)
    assert (np.diff(areas) > -0.4).all()


def test_opacity_and_hidden_sides(tmp_path: Path) -> None:
    fill = Fill(w=100, h=100, stops=(Stop(at=0, colour="#FFFFFF"),))
    fade = Curve(prop="opacity", keys=(Key(frame=0, value=0.0), Key(frame=20, value=1.0)))
    wipe = Curve(prop="right", keys=(Key(frame=0, value=0.5),))
    layers = (
        Layer(id="a", paint=fill, x=20, y=20, end=30, curves=(fade,)),
        Layer(id="b", paint=fill, x=180, y=20, end=30, curves=(wipe,)),
    )
    encode(segment(shot(0, 30, "#000000", *layers), frames=30), tmp_path / "a.mp4")
    frames = decoded(tmp_path / "a.mp4")
    assert [int(frames[n][70, 70, 1]) for n in (0, 10, 25)] == pytest.approx([0, 127, 255], abs=10)
    assert frames[5][70, 200, 0] > 245
    assert frames[5][70, 250, 0] < 10


@pytest.mark.parametrize("kind", ["slash", "whip", "punch", "push", "dissolve"])
def test_transitions_go_from_the_old_page_to_the_new(tmp_path: Path, kind: str) -> None:
    made = segment(shot(-30, 10, "#C81E1E"), shot(0, 30, "#1E1EC8", kind=kind), frames=30)
    encode(made, tmp_path / "a.mp4")
    frames = decoded(tmp_path / "a.mp4")
    red = [float((f[..., 0] > f[..., 2]).mean()) for f in frames]
    assert red[0] > 0.5
    assert max(red[10:]) < 0.02
    assert np.abs(frames[12].astype(int) - np.asarray([30, 30, 200])).max() < 12


def film(tmp_path: Path, colours: tuple[str, ...] = (FIELD, POP, "#C81E1E")) -> Cut:
    shots = tuple(
        shot(
            20 * n,
            min(20 * n + 25, 20 * len(colours)),
            colour,
            disc(20 + 40 * n, frames=25),
            kind="cut" if n == 0 else "slash",
        )
        for n, colour in enumerate(colours)
    )
    word = Text(lines=((Run(text="字幕"),),), face="sans-900", size=40, colour="#FFFFFF")
    caption = Layer(id="caption", paint=word, x=20, y=180, start=25, end=35)
    return Cut(
        product_id="p",
        aspect="4:3",
        platform="t",
        width=W,
        height=H,
        fps=30,
        frames=20 * len(colours),
        shots=shots,
        overlays=(caption,),
        safe=(0, 0, W, H),
    )


def tone(path: Path, seconds: float) -> None:
    times = np.arange(round(seconds * 48000)) / 48000
    samples = np.rint(8000 * np.sin(2 * np.pi * 330 * times)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48000)
        file.writeframes(np.repeat(samples, 2).tobytes())


@pytest.fixture
def joined(tmp_path: Path) -> Callable[[Cut], Path]:
    def make(cut: Cut) -> Path:
        parts = []
        for number, piece in enumerate(split(cut)):
            parts.append(tmp_path / f"{number}.mp4")
            encode(piece, parts[-1])
        tone(tmp_path / "mix.wav", cut.frames / cut.fps)
        track(tmp_path / "mix.wav", tmp_path / "mix.m4a")
        made = tmp_path / "film.mp4"
        joined = join(parts, tmp_path / "mix.m4a", made, fps=30, title="影片")
        check_film(made, joined.parts, frames=cut.frames, fps=30, width=W, height=H)
        return made

    return make


def test_a_joined_film_is_whole(joined: Callable[[Cut], Path], tmp_path: Path) -> None:
    cut = film(tmp_path)
    path = joined(cut)
    assert len(decoded(path)) == 60
    with av.open(str(path)) as source:
        times = [frame.pts or 0 for frame in source.decode(video=0)]
        assert len(set(np.diff(times))) == 1
        assert times[0] == 0
        assert source.metadata["title"] == "影片"
        assert source.streams.audio[0].rate == 48000
    content = path.read_bytes()
    assert content.find(b"moov") < content.find(b"mdat")
    assert np.abs(decoded(path)[50][10, 10].astype(int) - np.asarray(rgb("#C81E1E"))).max() < 8


def test_segments_and_threads_change_no_byte(tmp_path: Path) -> None:
    pieces = split(film(tmp_path))
    alone, together = [], []
    for number, piece in enumerate(pieces):
        encode(piece, tmp_path / f"a{number}.mp4")
        alone.append((tmp_path / f"a{number}.mp4").read_bytes())
    with ThreadPoolExecutor(3) as pool:
        paths = [tmp_path / f"b{number}.mp4" for number in range(len(pieces))]
        list(pool.map(encode, pieces, paths))
        together = [path.read_bytes() for path in paths]
    assert [hashlib.sha256(x).hexdigest() for x in alone] == [
        hashlib.sha256(x).hexdigest() for x in together
    ]


def test_a_changed_caption_changes_one_segment_only(tmp_path: Path) -> None:
    cut = film(tmp_path)
    other = Text(lines=((Run(text="改了"),),), face="sans-900", size=40, colour="#FFFFFF")
    changed = cut.model_copy(
        update={"overlays": (cut.overlays[0].model_copy(update={"paint": other}),)}
    )
    before, after = split(cut), split(changed)
    assert [a.digest() == b.digest() for a, b in zip(before, after, strict=True)] == [
        True,
        False,
        True,
    ]


def test_a_segment_that_only_moves_in_time_keeps_its_digest(tmp_path: Path) -> None:
    short = split(film(tmp_path, (FIELD, POP, "#C81E1E")))
    longer = split(film(tmp_path, (FIELD, "#222222", FIELD, POP, "#C81E1E")))
    moved = longer[-1].model_copy(update={"overlays": ()})
    assert {moved.shots[-1].digest()} & {s.shots[-1].digest() for s in short} == set()
    assert split(film(tmp_path))[2].digest() == short[2].digest()


def test_every_truncation_is_found(joined: Callable[[Cut], Path], tmp_path: Path) -> None:
    content = joined(film(tmp_path)).read_bytes()
    torn = tmp_path / "torn.mp4"
    chance = np.random.default_rng(5)
    cuts = {0, 1, 7, 8, 40, len(content) - 1, *chance.integers(1, len(content), 60).tolist()}
    for length in cuts:
        torn.write_bytes(content[:length])
        with pytest.raises(DamageError):
            walk(torn)
