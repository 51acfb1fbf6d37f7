"""Set text: where its ink falls, how it leans, what stands behind a boxed run."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import pytest

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.fonts import measure
from vidgen.engines.renderer.paint import paint
from vidgen.engines.renderer.sprite import Sprite
from vidgen.model.paint import Run, Text

WHITE, POP, INK = "#FFFFFF", "#D7FB2F", "#060E1D"


def block(*lines: str, mark: str = "plain", **manner: Any) -> Text:
    runs = tuple((Run.model_validate({"text": line, "mark": mark}),) for line in lines)
    return Text(lines=runs, **{"face": "sans-900", "size": 100, "colour": WHITE, **manner})


def edges(sprite: Sprite) -> tuple[int, int, int, int]:
    """left, top, right, bottom of the ink, from the logical origin."""
    left, top, width, height = cv2.boundingRect(sprite.pixels[..., 3])
    x, y = left - sprite.ox, top - sprite.oy
    return x, y, x + width, y + height


def count(sprite: Sprite, colour: str) -> int:
    """Fully covered pixels of exactly this colour."""
    return int((sprite.pixels == (*rgb(colour), 255)).all(axis=-1).sum())


def test_ink_lies_inside_the_logical_box() -> None:
    spec = block("国固", "图")
    left, top, right, bottom = edges(paint(spec))
    assert left >= 0
    assert right <= 200
    assert top >= 0
    assert bottom <= 100 * (1.18 + 1) + 2


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("centre", 0.5), ("right", 1.0)])
def test_lines_are_aligned_by_their_widths(align: str, share: float) -> None:
    sprite = paint(block("国国国国", "国", align=align, leading=1.5))
    second = sprite.pixels[sprite.oy + 150 :, :, 3]
    left = cv2.boundingRect(np.ascontiguousarray(second))[0] - sprite.ox
    assert left == pytest.approx(300 * share + 9, abs=6)


def test_leaning_type_moves_right_by_its_height_above_the_bottom() -> None:
    upright, leaning = paint(block("l")), paint(block("l", shear=9))
    _, top, straight, _ = edges(upright)
    head = edges(leaning)[2]
    assert head - straight == pytest.approx((100 - top) * math.tan(math.radians(9)), abs=2)
    assert edges(leaning)[3] == pytest.approx(edges(upright)[3], abs=1)


@pytest.mark.parametrize("size", [60, 149, 151, 300])
def test_leaning_does_not_change_place_or_weight_with_size(size: int) -> None:
    upright, leaning = paint(block("国", size=size)), paint(block("国", size=size, shear=9))
    ratio = leaning.pixels[..., 3].sum(dtype=np.int64) / upright.pixels[..., 3].sum(dtype=np.int64)
    assert ratio == pytest.approx(1, abs=0.02)
    assert edges(leaning)[1] == pytest.approx(edges(upright)[1], abs=1.5)
    assert edges(leaning)[3] == pytest.approx(edges(upright)[3], abs=1.5)


def test_narrowing_keeps_the_height() -> None:
    plain, narrow = edges(paint(block("国国"))), edges(paint(block("国国", x_scale=0.8)))
    assert narrow[2] == pytest.approx(plain[2] * 0.8, abs=2)
    assert (narrow[1], narrow[3]) == pytest.approx((plain[1], plain[3]), abs=1)


def test_a_boxed_run_stands_on_its_box_in_its_own_ink() -> None:
    runs = (Run(text="只要"), Run(text="国", mark="box"), Run(text="元"))
    spec = Text(lines=(runs,), face="sans-900", size=100, colour=WHITE, box=POP, box_ink=INK)
    sprite = paint(spec)
    assert count(sprite, POP) > 100 * 100 * 0.3
    assert count(sprite, INK) > 1000
    assert count(sprite, WHITE) > 1000
    columns = np.flatnonzero((sprite.pixels == (*rgb(POP), 255)).all(axis=-1).any(axis=0))
    assert columns[-1] - columns[0] + 1 == pytest.approx(100 + 2 * 10, abs=3)
    # The box pushes its neighbours aside.
    assert edges(sprite)[2] > measure("只要国元", "sans-900", 100)


def test_boxes_lean_with_the_type() -> None:
    sprite = paint(block("国", mark="box", box=POP, box_ink=INK, shear=9, box_pad=(0.2, 0.1)))
    boxed = (sprite.pixels == (*rgb(POP), 255)).all(axis=-1)
    rows = np.flatnonzero(boxed.any(axis=1))
    head, foot = (int(boxed[row].argmax()) for row in (rows[2], rows[-3]))
    rise = rows[-3] - rows[2]
    assert head - foot == pytest.approx(rise * math.tan(math.radians(9)), abs=2)


def test_letters_beside_a_box_do_not_touch_it() -> None:
    runs = (Run(text="国"), Run(text="国", mark="box"), Run(text="国"))
    spec = Text(lines=(runs,), face="sans-900", size=100, colour=WHITE, box=POP, box_ink=INK)
    sprite = paint(spec)
    boxed = np.flatnonzero((sprite.pixels == (*rgb(POP), 255)).all(axis=-1).any(axis=0))
    white = np.flatnonzero((sprite.pixels == (*rgb(WHITE), 255)).all(axis=-1).any(axis=0))
    assert not ((white >= boxed[0]) & (white <= boxed[-1])).any()


def test_boxes_can_be_round() -> None:
    square = block("国", mark="box", box=POP, box_ink=INK)
    round_ = square.model_copy(update={"box_radius": 0.3})
    left, top, _, _ = edges(paint(square))
    corner = (paint(square).oy + top, paint(square).ox + left)
    assert paint(square).pixels[corner][3] == 255
    assert paint(round_).pixels[corner][3] == 0
    assert count(paint(round_), POP) < count(paint(square), POP)


def test_the_accent_colours_its_run_only() -> None:
    runs = (Run(text="国"), Run(text="国", mark="accent"))
    sprite = paint(Text(lines=(runs,), face="sans-700", size=80, colour=WHITE, accent=POP))
    half = sprite.ox + 80
    assert (sprite.pixels[:, :half, 2] == sprite.pixels[:, :half, 3]).all()
    assert count(sprite, POP) > 500


def test_an_outline_is_hollow_and_keeps_the_shape() -> None:
    solid, hollow = paint(block("国")), paint(block("国", outline=4.0))
    assert edges(hollow) == pytest.approx(edges(solid), abs=6)
    assert hollow.pixels[..., 3].sum() < 0.8 * solid.pixels[..., 3].sum()
    straight = paint(block("口", size=400))
    ring = paint(block("口", size=400, outline=4.0))
    middle = (ring.oy + 200, ring.ox + 40)
    assert straight.pixels[straight.oy + 200, straight.ox + 60, 3] == 255
    assert ring.pixels[middle][3] == 0


def test_a_stroke_lies_behind_the_letters_on_every_side() -> None:
    plain, held = edges(paint(block("国"))), edges(paint(block("国", stroke=7, stroke_colour=INK)))
    grown = [a - b for a, b in zip(held, plain, strict=True)]
    assert grown[:2] == pytest.approx([-7, -7], abs=2)
    assert grown[2:] == pytest.approx([7, 7], abs=2)
    assert count(paint(block("国", stroke=7, stroke_colour=INK)), WHITE) == count(
        paint(block("国")), WHITE
    )


def test_empty_lines_take_their_room() -> None:
    assert edges(paint(block("", "国")))[1] == pytest.approx(
        edges(paint(block("国")))[1] + 118, abs=1
    )
