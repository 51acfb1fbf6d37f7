"""Composed frames against the same layers composed in floating point, pixel by pixel."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from vidgen.craft.colour import rgb
from vidgen.craft.ease import state
from vidgen.engines.renderer.compose import Composer
from vidgen.engines.renderer.paint import paint
from vidgen.engines.renderer.planes import Planes, blank
from vidgen.model.cut import Curve, Encoder, Key, LaidShot, Layer, Prop, Segment
from vidgen.model.paint import Ellipse, Fill, Paint, Run, Shadow, Stop, Text

Floats = NDArray[np.float64]
W, H, FRAMES = 160, 120, 30
FIELD = "#115BCD"

DISC = Ellipse(w=41, h=31, colour="#D7FB2F")
WORD = Text(lines=((Run(text="字幕Ab"),),), face="sans-900", size=32, colour="#C81E1E")
SOFT = Shadow(of=DISC, blur=6, dx=4, dy=5, alpha=0.5)
PAGE = Fill(w=200, h=150, stops=(Stop(at=0, colour="#C03020"), Stop(at=1, colour="#20B060")))


def layer(what: Paint, x: float, y: float, *curves: Curve, **more: object) -> Layer:
    fields = {"id": "l", "paint": what, "x": x, "y": y, "end": FRAMES, "curves": curves, **more}
    return Layer.model_validate(fields)


def ramp(prop: Prop, begin: float, end: float) -> Curve:
    return Curve(prop=prop, keys=(Key(frame=0, value=begin), Key(frame=FRAMES - 1, value=end)))


def segment(*layers: Layer, overlays: tuple[Layer, ...] = ()) -> Segment:
    shot = LaidShot(id="s", archetype="hook", start=0, end=FRAMES, background=FIELD, layers=layers)
    return Segment(
        width=W,
        height=H,
        fps=30,
        frames=FRAMES,
        shots=(shot,),
        overlays=overlays,
        encoder=Encoder(),
    )


def drawn(made: Segment, *frames: int) -> Planes:
    """The last of the frames, all drawn in this order into memory that held noise."""
    noise = np.random.default_rng(0)
    target = blank(W, H)
    composer = Composer(made)
    for frame in frames:
        for plane in (target.y, target.u, target.v):
            plane[...] = noise.integers(0, 256, plane.shape, np.uint8)
        composer.draw(frame, target)
    return target


def sampled(pixels: Floats, x: Floats, y: Floats) -> Floats:
    """Bilinear samples at (x, y) in pixel edges; clear outside."""
    height, width = pixels.shape[:2]
    padded = np.pad(pixels, ((1, 1), (1, 1), (0, 0)))
    x, y = np.clip(x + 0.5, 0, width + 0.999), np.clip(y + 0.5, 0, height + 0.999)
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    right, below = (x - left)[..., None], (y - top)[..., None]
    upper = padded[top, left] * (1 - right) + padded[top, left + 1] * right
    lower = padded[top + 1, left] * (1 - right) + padded[top + 1, left + 1] * right
    return np.asarray(upper * (1 - below) + lower * below)


def reference(layers: tuple[Layer, ...], frame: int) -> tuple[Floats, Floats, Floats]:
    """Y, U, V of a frame: bilinear, premultiplied, BT.709 limited, chroma a mean of four."""
    across, down = np.meshgrid(np.arange(W) + 0.5, np.arange(H) + 0.5)
    out = np.full((H, W, 3), rgb(FIELD), np.float64)
    for one in layers:
        at, sprite = state(one, frame), paint(one.paint)
        turn = math.radians(at.turn)
        dx = across - (one.x + at.x + one.pivot[0])
        dy = down - (one.y + at.y + one.pivot[1])
        x = (math.cos(turn) * dx - math.sin(turn) * dy) / at.scale + one.pivot[0] + sprite.ox
        y = (math.sin(turn) * dx + math.cos(turn) * dy) / at.scale + one.pivot[1] + sprite.oy
        found = sampled(sprite.pixels.astype(np.float64), x, y) * at.opacity
        out = out * (1 - found[..., 3:] / 255) + found[..., :3]
    red, green, blue = (out[..., part] for part in range(3))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    chroma = ((blue - luma) / 1.8556, (red - luma) / 1.5748)
    u, v = (
        (128 + part * 224 / 255).reshape(H // 2, 2, W // 2, 2).mean(axis=(1, 3)) for part in chroma
    )
    return 16 + luma * 219 / 255, u, v


def misses(made: Segment, frame: int) -> tuple[Floats, Floats, Floats]:
    """How far each plane is from the reference, in levels."""
    found = drawn(made, *range(frame + 1))
    wanted = reference(made.shots[0].layers, frame)
    y, u, v = (
        np.abs(plane - ideal)
        for plane, ideal in zip((found.y, found.u, found.v), wanted, strict=True)
    )
    return y, u, v


SCENES: dict[str, tuple[Layer, ...]] = {
    "still": (layer(DISC, 41, 30), layer(SOFT, 70, 61), layer(WORD, 13, 57)),
    "drifting": (layer(DISC, 30, 20, ramp("x", 0, 11.6), ramp("y", 3, -7.3)),),
    "drifting off the page": (layer(WORD, -30, -12, ramp("x", 0, 9.7)),),
    "growing": (layer(DISC, 50, 40, ramp("scale", 0.6, 1.3), pivot=(20, 15)),),
    "turning": (layer(WORD, 20, 30, ramp("turn", 0, 50), pivot=(60, 20)),),
    "full page zoom": (layer(PAGE, -20, -15, ramp("scale", 0.82, 1.0), pivot=(100, 75)),),
    "full page zoom under words": (
        layer(PAGE, -20, -15, ramp("scale", 0.82, 1.0), pivot=(100, 75)),
        layer(WORD, 12, 40),
    ),
    "fading": (layer(DISC, 40, 30, ramp("opacity", 0, 1)), layer(SOFT, 20, 50)),
    "all at once": (
        layer(PAGE, -20, -15),
        layer(SOFT, 30, 20, ramp("opacity", 1, 0.2)),
        layer(
            DISC,
            40,
            40,
            ramp("x", -5, 12),
            ramp("turn", -20, 20),
            ramp("opacity", 0.3, 1),
            pivot=(20, 15),
        ),
        layer(WORD, 13, 57),
    ),
}


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("frame", [0, 7, 22])
def test_luma_is_what_floating_point_gives(name: str, frame: int) -> None:
    y, _, _ = misses(segment(*SCENES[name]), frame)
    assert y.max() <= 2.5
    assert y.mean() <= 0.6


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("frame", [0, 7, 22])
def test_chroma_follows_except_for_softness_at_edges(name: str, frame: int) -> None:
    """On odd pixels chroma is mixed once more, so hard edges are softer; nothing is shifted."""
    _, u, v = misses(segment(*SCENES[name]), frame)
    for plane in (u, v):
        assert np.quantile(plane, 0.85) <= 1.5
        assert plane.mean() <= 1.6


def middle(plane: NDArray[np.uint8], ground: int) -> Floats:
    """Centre of what differs from the ground, in canvas pixels."""
    weight = np.abs(plane.astype(np.float64) - ground)
    weight[weight < 3] = 0
    ys, xs = np.mgrid[0 : plane.shape[0], 0 : plane.shape[1]] + 0.5
    spot = np.asarray([(xs * weight).sum(), (ys * weight).sum()]) / weight.sum()
    return np.asarray(spot * (W / plane.shape[1]))


@pytest.mark.parametrize(("x", "y"), [(40, 30), (41, 30), (40, 31), (41, 31), (40, 32), (42, 33)])
@pytest.mark.parametrize("moving", [False, True])
def test_chroma_lies_where_luma_lies(x: int, y: int, moving: bool) -> None:
    curves = (ramp("x", 0, 7.25), ramp("y", 0, 3.6)) if moving else ()
    empty = drawn(segment(), 0)
    for frame in (0, 4, 13):
        found = drawn(segment(layer(DISC, x, y, *curves)), *range(frame + 1))
        luma = middle(found.y, int(empty.y[0, 0]))
        colour = middle(found.u, int(empty.u[0, 0]))
        at = np.asarray([7.25, 3.6]) * moving * frame / (FRAMES - 1)
        assert luma == pytest.approx((x + 20.5 + at[0], y + 15.5 + at[1]), abs=0.06)
        assert colour == pytest.approx(luma, abs=0.12)


def test_a_slow_path_has_no_steps_in_luma_or_chroma() -> None:
    """Second differences stay at interpolation's level: rounding to pixels would give 1."""
    made = segment(layer(DISC, 20, 20, ramp("x", 0, 8.7), ramp("y", 0, 5.8)))
    composer, target, empty = Composer(made), blank(W, H), drawn(segment(), 0)
    paths: dict[str, list[Floats]] = {"y": [], "u": []}
    for frame in range(FRAMES):
        composer.draw(frame, target)
        paths["y"].append(middle(target.y, int(empty.y[0, 0])))
        paths["u"].append(middle(target.u, int(empty.u[0, 0])))
    assert np.abs(np.diff(np.asarray(paths["y"]), 2, axis=0)).max() < 0.03
    assert np.abs(np.diff(np.asarray(paths["u"]), 2, axis=0)).max() < 0.12


places = st.integers(-60, 150)


@settings(max_examples=25)
@given(
    spots=st.lists(st.tuples(st.sampled_from([DISC, WORD, SOFT, PAGE]), places, places), max_size=5)
)
def test_any_still_layers_anywhere(spots: list[tuple[Paint, int, int]]) -> None:
    y, u, v = misses(segment(*(layer(what, x, y) for what, x, y in spots)), 1)
    assert y.max() <= 1.5 + len(spots)
    assert max(np.median(u), np.median(v)) <= 1.5


def test_any_order_of_frames_gives_the_same_pixels() -> None:
    layers = (
        layer(PAGE, -20, -15, start=3),
        layer(DISC, 30, 20, ramp("turn", 0, 9), start=5, end=20),
        layer(WORD, 13, 57, ramp("opacity", 0, 1)),
        layer(SOFT, 20, 60, end=12),
    )
    made = segment(*layers, overlays=(layer(WORD, 60, 90, start=8, end=18),))
    alone = [drawn(made, frame) for frame in range(FRAMES)]
    for order in ((0, 1, 2, 9), (25, 2), (14, 14), (19, 20), (29, 0), (2, 3, 4, 5, 6, 7, 8, 19)):
        found = drawn(made, *order)
        for plane, wanted in zip(
            (found.y, found.u, found.v),
            (alone[order[-1]].y, alone[order[-1]].u, alone[order[-1]].v),
            strict=True,
        ):
            np.testing.assert_array_equal(plane, wanted)


def test_layers_show_from_their_start_to_their_end() -> None:
    made = segment(layer(DISC, 40, 30, start=5, end=9))
    empty = drawn(segment(), 0)
    shown = [bool((drawn(made, frame).y != empty.y).any()) for frame in range(12)]
    assert shown == [5 <= frame < 9 for frame in range(12)]
