"""Groups and shadows: parts in their places, turned, clipped, and blurred without moving."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.paint import paint
from vidgen.engines.renderer.sprite import Sprite
from vidgen.model.paint import Ellipse, Fill, Group, Placed, Shadow, Stop

RED, BLUE = "#D02020", "#2040E0"


def tile(colour: str, size: float = 40, alpha: float = 1.0) -> Fill:
    return Fill(w=size, h=size, stops=(Stop(at=0, colour=colour, alpha=alpha),))


def at(sprite: Sprite, x: int, y: int) -> tuple[int, ...]:
    """RGBA of the pixel at a logical place."""
    return tuple(int(value) for value in sprite.pixels[y + sprite.oy, x + sprite.ox])


def middle(sprite: Sprite) -> tuple[float, float]:
    """Centre of the ink, from the logical origin."""
    weights = sprite.pixels[..., 3].astype(float)
    rows, columns = np.indices(weights.shape) + 0.5
    total = weights.sum()
    return (
        float((columns * weights).sum() / total) - sprite.ox,
        float((rows * weights).sum() / total) - sprite.oy,
    )


def test_parts_lie_in_painter_order_at_their_places() -> None:
    parts = (Placed(of=tile(RED)), Placed(of=tile(BLUE), x=20, y=20))
    sprite = paint(Group(w=60, h=60, parts=parts))
    assert at(sprite, 10, 10) == (*rgb(RED), 255)
    assert at(sprite, 30, 30) == at(sprite, 50, 50) == (*rgb(BLUE), 255)
    assert at(sprite, 50, 10) == (0, 0, 0, 0)


def test_parts_may_hang_over_every_edge() -> None:
    parts = (Placed(of=tile(RED), x=-30, y=-10), Placed(of=tile(BLUE), x=50, y=40))
    sprite = paint(Group(w=60, h=60, parts=parts))
    assert at(sprite, -30, -10) == (*rgb(RED), 255)
    assert at(sprite, 89, 79) == (*rgb(BLUE), 255)
    assert (sprite.width, sprite.height) == (120, 90)


def test_half_covered_colours_mix() -> None:
    parts = (Placed(of=tile(RED)), Placed(of=tile(BLUE, alpha=0.5)))
    found = at(paint(Group(w=40, h=40, parts=parts)), 5, 5)
    wanted = [(a + b) / 2 for a, b in zip(rgb(RED), rgb(BLUE), strict=True)]
    assert found[:3] == pytest.approx(wanted, abs=2)
    assert found[3] >= 254


def test_a_clip_cuts_what_lies_outside() -> None:
    corner = ((0.0, 0.0), (40.0, 0.0), (0.0, 40.0))
    sprite = paint(Group(w=40, h=40, parts=(Placed(of=tile(RED)),), clip=corner))
    assert at(sprite, 5, 5) == (*rgb(RED), 255)
    assert at(sprite, 35, 35) == (0, 0, 0, 0)


@given(st.floats(-180, 180))
def test_turning_keeps_the_centre_and_the_ink(degrees: float) -> None:
    plain = paint(Group(w=60, h=30, parts=(Placed(of=Fill(w=60, h=30, stops=tile(RED).stops)),)))
    turned = paint(
        Group(w=60, h=30, turn=degrees, parts=(Placed(of=Fill(w=60, h=30, stops=tile(RED).stops)),))
    )
    assert middle(turned) == pytest.approx((30, 15), abs=0.6)
    inks = [sprite.pixels[..., 3].sum(dtype=np.int64) / 255 for sprite in (plain, turned)]
    assert inks[1] == pytest.approx(inks[0], rel=0.03)


def test_positive_turns_are_anticlockwise() -> None:
    parts = (Placed(of=Fill(w=60, h=4, stops=tile(RED).stops), y=28),)
    sprite = paint(Group(w=60, h=60, turn=30, parts=parts))
    assert at(sprite, 50, 20)[3] > 0
    assert at(sprite, 50, 40)[3] == 0


@given(st.floats(1, 60), st.integers(-80, 80), st.integers(-80, 80))
def test_a_shadow_keeps_the_weight_and_moves_as_asked(blur: float, dx: int, dy: int) -> None:
    shape = Ellipse(w=120, h=80, colour=RED)
    cast = paint(Shadow(of=shape, blur=blur, dx=dx, dy=dy, alpha=1.0))
    assert middle(cast) == pytest.approx((60 + dx, 40 + dy), abs=1.5)
    inks = [s.pixels[..., 3].sum(dtype=np.int64) for s in (paint(shape), cast)]
    assert inks[1] == pytest.approx(inks[0], rel=0.05)


def test_a_shadow_takes_the_shape_only() -> None:
    cast = paint(Shadow(of=tile(RED), blur=0, colour=BLUE, alpha=0.5))
    red, green, blue, alpha = at(cast, 20, 20)
    assert alpha == pytest.approx(128, abs=1)
    assert (red, green, blue) == pytest.approx([part / 2 for part in rgb(BLUE)], abs=1)


def test_a_wide_blur_has_no_steps() -> None:
    cast = paint(Shadow(of=tile(RED, 300), blur=40, alpha=1.0))
    line = cast.pixels[cast.height // 2, :, 3].astype(int)
    assert abs(np.diff(line)).max() <= 5
    assert line[0] <= 2


def test_spread_grows_the_silhouette_by_its_pixels() -> None:
    cast = paint(Shadow(of=tile(RED), blur=0, spread=6, alpha=1.0))
    columns = np.flatnonzero(cast.pixels[..., 3].any(axis=0)) - cast.ox
    assert (columns[0], columns[-1]) == (-6, 45)
