"""Fills, polygons, ellipses, strokes, bursts and patterns: area, place, colour, edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.paint import paint
from vidgen.engines.renderer.sprite import Sprite
from vidgen.model.paint import (
    Burst,
    Ellipse,
    Fill,
    Halftone,
    Paint,
    Polygon,
    Rays,
    Speed,
    Stop,
    Stroke,
)

POP = "#D7FB2F"
SOLID = (Stop(at=0, colour=POP),)
FAT = 1.0
"""Pixels by which OpenCV's anti-aliased shapes may reach past their true edge, at most."""


def area(sprite: Sprite) -> float:
    """Covered pixels."""
    return float(sprite.pixels[..., 3].sum(dtype=np.int64)) / 255


def alpha_at(sprite: Sprite, x: float, y: float) -> int:
    """Alpha of the pixel at a logical place; 0 outside."""
    row, column = int(y) + sprite.oy, int(x) + sprite.ox
    inside = 0 <= row < sprite.height and 0 <= column < sprite.width
    return int(sprite.pixels[row, column, 3]) if inside else 0


def test_a_flat_fill_is_one_colour_to_its_edges() -> None:
    sprite = paint(Fill(w=31, h=17, stops=SOLID))
    assert sprite.pixels.shape == (17, 31, 4)
    assert (sprite.pixels == (*rgb(POP), 255)).all()


def test_gradients_run_along_their_axis_from_end_to_end() -> None:
    stops = (Stop(at=0, colour="#000000"), Stop(at=1, colour="#FFFFFF"))
    down = paint(Fill(w=4, h=200, stops=stops)).pixels
    right = paint(Fill(w=200, h=4, stops=stops, axis="right")).pixels
    assert (down[0, 0, :3] == 0).all()
    assert (down[-1, 0, :3] == 255).all()
    assert (np.diff(down[:, 0, 0].astype(int)) >= 0).all()
    assert (down[:, 0] == right[0]).all()


def test_a_smooth_scrim_starts_and_ends_without_an_edge() -> None:
    ink = "#060E1D"
    stops = (Stop(at=0, colour=ink, alpha=0), Stop(at=1, colour=ink, alpha=0.8))
    eased = paint(Fill(w=1, h=300, stops=stops, smooth=True)).pixels[:, 0, 3].astype(int)
    plain = paint(Fill(w=1, h=300, stops=stops)).pixels[:, 0, 3].astype(int)
    assert (eased[0], eased[-1]) == (0, 204)
    assert eased[30] < plain[30] / 2
    assert eased[-31] > plain[-31]
    assert eased[150] == pytest.approx(plain[150], abs=2)


@given(st.integers(2, 120), st.integers(2, 120), st.floats(0, 80))
def test_rounding_takes_the_corners_only(width: int, height: int, radius: float) -> None:
    sprite = paint(Fill(w=width, h=height, stops=SOLID, radius=radius))
    assert sprite.pixels.shape[:2] == (height, width)
    cut = width * height - area(sprite)
    assert cut >= -1e-6
    if radius <= min(width, height) / 2 - 1:
        assert cut == pytest.approx((4 - math.pi) * radius**2, rel=0.1, abs=8)


@given(
    st.lists(st.tuples(st.integers(-60, 60), st.integers(-60, 60)), min_size=3, max_size=3),
    st.floats(0, 1),
)
def test_a_triangle_has_its_area_wherever_it_lies(
    corners: list[tuple[int, int]], shift: float
) -> None:
    (ax, ay), (bx, by), (cx, cy) = corners
    points = tuple((x + shift, y + shift) for x, y in corners)
    found = area(paint(Polygon(points=points, stops=SOLID)))
    outline = sum(math.dist(a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
    true = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    assert true - 4 <= found <= true + FAT * outline + 4 * math.pi * FAT**2


def test_a_polygon_stays_where_its_points_are() -> None:
    sprite = paint(Polygon(points=((-30, 10), (50, 10), (50, 40), (-30, 40)), stops=SOLID))
    assert 80 * 30 <= area(sprite) <= (80 + 2 * FAT) * (30 + 2 * FAT)
    assert alpha_at(sprite, -28, 12) == alpha_at(sprite, 48, 38) == 255
    assert alpha_at(sprite, -33, 25) == alpha_at(sprite, 52, 25) == alpha_at(sprite, 0, 43) == 0


@given(st.floats(8, 150), st.floats(8, 150))
def test_an_ellipse_has_its_area(width: float, height: float) -> None:
    sprite = paint(Ellipse(w=width, h=height, colour=POP))
    assert area(sprite) == pytest.approx(math.pi * width * height / 4, rel=0.05)


def test_a_ring_is_open_inside() -> None:
    sprite = paint(Ellipse(w=100, h=100, colour=POP, ring=8))
    assert area(sprite) == pytest.approx(math.pi * (50**2 - 42**2), rel=0.04)
    assert alpha_at(sprite, 50, 50) == 0
    assert alpha_at(sprite, 4, 50) == 255


def test_a_stroke_is_as_long_and_wide_as_asked() -> None:
    sprite = paint(Stroke(points=((0, 0), (200, 0)), width=8, colour=POP))
    thick = 8 + 2 * FAT
    assert 200 * 8 + math.pi * 4**2 <= area(sprite) <= 200 * thick + math.pi * (thick / 2) ** 2
    assert alpha_at(sprite, 100, 0) == 255
    assert alpha_at(sprite, 100, 9) == 0


def test_dashes_leave_gaps_and_turn_corners() -> None:
    points = ((0.0, 0.0), (60.0, 0.0), (60.0, 60.0))
    sprite = paint(Stroke(points=points, width=4, colour=POP, dash=(20, 20)))
    assert alpha_at(sprite, 10, 0) > 0
    assert alpha_at(sprite, 30, 0) == 0
    assert alpha_at(sprite, 50, 0) > 0
    assert alpha_at(sprite, 60, 10) == 0
    assert alpha_at(sprite, 60, 30) > 0


def test_a_burst_is_a_star_of_its_size() -> None:
    sprite = paint(Burst(size=200, points=12, inner=0.8, colour=POP))
    assert sprite.pixels.shape[:2] == (200, 200)
    assert math.pi * 78**2 < area(sprite) < math.pi * 98**2
    assert alpha_at(sprite, 100, 3) > 0
    turned = paint(Burst(size=200, points=12, inner=0.8, colour=POP, turn=15))
    assert area(turned) == pytest.approx(area(sprite), rel=0.01)
    assert alpha_at(turned, 100, 3) == 0


def test_halftone_dots_grow_along_the_falloff() -> None:
    spec = Halftone(w=300, h=200, pitch=16, colour=POP, alpha=1.0, falloff=(0, 0, 1))
    mask = paint(spec).pixels[..., 3]
    thirds = [int(part.sum(dtype=np.int64)) for part in np.array_split(mask, 3)]
    assert thirds[0] < 0.4 * thirds[1] < 0.8 * thirds[2]
    nothing = spec.model_copy(update={"falloff": (-1.0, 0.0, 0.0)})
    assert paint(nothing).pixels.max() == 0


def test_rays_fade_with_distance_and_fill_half_the_turn() -> None:
    near = paint(Rays(w=400, h=400, cx=200, cy=200, count=20, reach=1e6, colour=POP, alpha=1.0))
    edges = 2 * 20 * 230
    assert 400 * 400 / 2 <= area(near) <= 400 * 400 / 2 + FAT * edges
    faded = paint(Rays(w=400, h=400, cx=200, cy=200, count=20, reach=200, colour=POP, alpha=1.0))
    assert faded.pixels[0, :, 3].max() == 0
    assert faded.pixels[150:250, 150:250, 3].max() > 200


def test_speed_lines_are_decided_by_their_seed() -> None:
    def lines(seed: int) -> Paint:
        return Speed(w=400, h=200, count=8, slope=0.2, colour=POP, seed=seed)

    assert (paint(lines(1)).pixels == paint(lines(1)).pixels).all()
    assert (paint(lines(1)).pixels != paint(lines(2)).pixels).any()
