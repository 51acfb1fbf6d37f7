"""A sprite shows only inside its clip, its matte, its uncovered sides and the canvas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from vidgen.craft.ease import State
from vidgen.engines.renderer.actor import BORDER, actor
from vidgen.engines.renderer.blit import Blit, blit
from vidgen.engines.renderer.planes import Planes, blank, yuv
from vidgen.model.cut import Curve, Key, Layer
from vidgen.model.media import Box
from vidgen.model.paint import Ellipse, Fill, Point, Stop

W, H = 120, 100
INK = "#D7FB2F"
Seen = NDArray[np.bool_]


def square(size: float = 60, x: float = 20, y: float = 20, **more: object) -> Layer:
    fill = Fill(w=size, h=size, stops=(Stop(at=0, colour=INK),))
    return Layer.model_validate({"id": "l", "paint": fill, "x": x, "y": y, "end": 9, **more})


def moving(prop: str) -> tuple[Curve, ...]:
    """A curve that says the layer moves so; where it is at a time is given to `blit`."""
    keys = (Key(frame=0, value=0), Key(frame=8, value=8))
    return (Curve.model_validate({"prop": prop, "keys": keys}),)


def found(layer: Layer, at: State | None = None) -> Blit | None:
    return blit(actor(layer, (W, H)), at or State(), W, H)


def shown(layer: Layer, at: State | None = None) -> Planes:
    frame = blank(W, H)
    made = found(layer, at)
    if made is not None:
        made.onto(frame)
    return frame


def seen(frame: Planes) -> Seen:
    """Where luma is nearer to the ink than to the black ground."""
    return np.asarray(frame.y > (16 + yuv(INK)[0]) / 2)


def box_of(mask: Seen) -> tuple[int, int, int, int]:
    ys, xs = np.nonzero(mask)
    return int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1


def test_a_square_lies_where_it_was_put_in_all_planes() -> None:
    frame = shown(square())
    assert box_of(seen(frame)) == (20, 20, 80, 80)
    levels = yuv(INK)
    for plane, scale, level in zip((frame.y, frame.u, frame.v), (1, 2, 2), levels, strict=True):
        inside = plane[20 // scale : 80 // scale, 20 // scale : 80 // scale]
        assert (np.abs(inside.astype(int) - level) <= 1).all()
        outside = plane.copy()
        outside[20 // scale : 80 // scale, 20 // scale : 80 // scale] = (16, 128)[scale - 1]
        assert (outside == (16, 128)[scale - 1]).all()


@pytest.mark.parametrize(
    ("hidden", "box"),
    [
        ((0.5, 0, 0, 0), (50, 20, 80, 80)),
        ((0, 0.25, 0, 0), (20, 35, 80, 80)),
        ((0, 0, 0.5, 0), (20, 20, 50, 80)),
        ((0, 0, 0, 0.75), (20, 20, 80, 35)),
        ((0.2, 0.2, 0.2, 0.2), (32, 32, 68, 68)),
    ],
)
def test_hidden_sides_follow_the_share(
    hidden: tuple[float, float, float, float], box: tuple[int, int, int, int]
) -> None:
    frame = shown(square(curves=moving("left")), State(hidden=hidden))
    assert box_of(seen(frame)) == pytest.approx(box, abs=2)
    coloured = np.abs(frame.u.astype(int) - 128) > 20
    assert box_of(coloured) == tuple(edge // 2 for edge in box_of(seen(frame)))


@pytest.mark.parametrize("hidden", [(1, 0, 0, 0), (0, 1, 0, 0), (0.6, 0, 0.6, 0), (0, 0, 0, 1)])
def test_a_wholly_hidden_sprite_is_nothing(hidden: tuple[float, float, float, float]) -> None:
    assert not seen(shown(square(curves=moving("left")), State(hidden=hidden))).any()


def test_hidden_sides_travel_with_the_sprite() -> None:
    layer = square(curves=(*moving("x"), *moving("right")))
    frame = shown(layer, State(x=14, y=-6, hidden=(0, 0, 0.5, 0)))
    assert box_of(seen(frame)) == pytest.approx((34, 14, 64, 74), abs=2)


@pytest.mark.parametrize(
    ("clip", "box"),
    [
        ((0.0, 0.0, 50.0, 100.0), (20, 20, 50, 80)),
        ((40.0, 30.0, 64.0, 62.0), (40, 30, 64, 62)),
        ((-50.0, -50.0, 300.0, 300.0), (20, 20, 80, 80)),
    ],
)
def test_a_clip_is_a_window_of_the_canvas(clip: Box, box: tuple[int, int, int, int]) -> None:
    assert box_of(seen(shown(square(clip=clip)))) == box
    moved = shown(square(clip=clip, curves=moving("x")), State(x=-4))
    assert box_of(seen(moved)) == (max(16, clip[0]), box[1], min(76, box[2]), box[3])


def test_a_clip_elsewhere_leaves_nothing() -> None:
    assert found(square(clip=(90, 0, 120, 100))) is None


TRIANGLE: tuple[Point, ...] = ((20.0, 20.0), (80.0, 20.0), (20.0, 80.0))


@pytest.mark.parametrize("at", [State(), State(x=-3.4, y=2.2), State(scale=1.1), State(turn=6)])
def test_a_matte_stays_on_the_canvas_while_the_picture_moves(at: State) -> None:
    """Two pixels inside the edge all is there, two outside nothing."""
    page = square(140, -20, -20, matte=TRIANGLE, pivot=(70, 70), curves=moving("scale"))
    frame = shown(page, at)
    across, down = np.meshgrid(np.arange(W) + 0.5, np.arange(H) + 0.5)
    edge = np.minimum(np.minimum(across - 20, down - 20), (100 - across - down) / np.sqrt(2))
    assert seen(frame)[edge > 2].all()
    assert (frame.y[edge < -2] == 16).all()
    coarse = edge.reshape(H // 2, 2, W // 2, 2).mean(axis=(1, 3))
    assert (np.abs(frame.u[coarse > 4].astype(int) - yuv(INK)[1]) <= 1).all()
    assert (frame.u[coarse < -4] == 128).all()


@pytest.mark.parametrize("opacity", [0.0, 0.003, 0.25, 0.5, 0.75, 1.0])
def test_opacity_is_a_share_of_the_ink(opacity: float) -> None:
    frame = shown(square(curves=moving("opacity")), State(opacity=opacity))
    planes = (frame.y, frame.u, frame.v)
    for plane, ground, level in zip(planes, (16, 128, 128), yuv(INK), strict=True):
        inside = float(plane[plane.shape[0] // 2, plane.shape[1] // 2])
        assert inside == pytest.approx(ground + (level - ground) * opacity, abs=1.6)


@given(
    x=st.floats(-250, 250),
    y=st.floats(-250, 250),
    scale=st.floats(0.01, 4),
    turn=st.floats(-400, 400),
    opacity=st.floats(0, 1),
    hidden=st.tuples(*[st.floats(0, 1)] * 4),
)
def test_nothing_is_ever_drawn_outside_of_the_frame(
    x: float,
    y: float,
    scale: float,
    turn: float,
    opacity: float,
    hidden: tuple[float, float, float, float],
) -> None:
    """Patches lie inside their planes and fit them, wherever the sprite went."""
    curves = (*moving("scale"), *moving("left"))
    layer = square(33, 41, 27, pivot=(16, 16), curves=curves)
    made = found(layer, State(x, y, scale, turn, opacity, hidden))
    if made is None:
        return
    for patch, size in ((made.y, (W, H)), (made.u, (W // 2, H // 2)), (made.v, (W // 2, H // 2))):
        height, width = patch.colour.shape
        assert patch.x >= 0
        assert patch.y >= 0
        assert patch.x + width <= size[0]
        assert patch.y + height <= size[1]
        assert patch.clear is None or patch.clear.shape == patch.colour.shape


def test_an_opaque_page_needs_no_blending() -> None:
    whole = found(square(200, -40, -40))
    assert whole is not None
    assert whole.y.clear is None
    assert whole.u.clear is None
    assert whole.y.colour.shape == (H, W)
    zoomed = found(square(200, -40, -40, pivot=(100, 90), curves=moving("scale")), State(scale=0.9))
    assert zoomed is not None
    assert zoomed.y.clear is None
    assert (zoomed.y.colour == yuv(INK)[0]).all()


def test_a_page_too_small_for_the_canvas_keeps_its_alpha() -> None:
    short = found(square(110, 0, 0, pivot=(55, 50), curves=moving("scale")), State(scale=0.99))
    assert short is not None
    assert short.y.clear is not None


def test_sprites_are_trimmed_to_their_ink() -> None:
    empty_around = Ellipse(w=20, h=20, colour=INK)
    made = actor(Layer(id="l", paint=empty_around, x=0, y=0, end=1), (W, H))
    assert made.size[0] <= 20 + 2 * BORDER + 2
