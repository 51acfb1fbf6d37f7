"""What holds for every kind of paint: premultiplied, the same every time, faint when asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vidgen.engines.renderer.paint import paint
from vidgen.model.paint import (
    Burst,
    Code,
    Ellipse,
    Fill,
    Group,
    Halftone,
    Paint,
    Picture,
    Placed,
    Polygon,
    Rays,
    Run,
    Shadow,
    Speed,
    Stop,
    Stroke,
    Text,
)

POP, INK = "#D7FB2F", "#060E1D"
RED_TO_BLUE = (Stop(at=0, colour="#D02020", alpha=0.2), Stop(at=1, colour="#2040E0", alpha=0.9))
TITLE = Text(
    lines=((Run(text="只要"), Run(text="199", mark="box")), (Run(text="Go"),)),
    face="sans-900",
    size=60,
    colour="#F5F8FC",
    shear=9,
    box=POP,
    box_ink=INK,
    stroke=4,
    stroke_colour=INK,
)
KINDS: tuple[Paint, ...] = (
    Fill(w=80, h=60, stops=RED_TO_BLUE, radius=20),
    Fill(w=80, h=60, stops=RED_TO_BLUE, axis="right", smooth=True),
    Polygon(points=((10, 0), (90, 0), (70, 50), (-10, 50)), stops=RED_TO_BLUE),
    TITLE,
    TITLE.model_copy(update={"outline": 3.0, "stroke": 0.0}),
    Shadow(of=TITLE, blur=20, dx=-10, dy=30, colour="#00081E", alpha=0.5),
    Shadow(of=TITLE, blur=3, spread=4),
    Halftone(w=120, h=90, pitch=12, colour=POP, falloff=(0, 0.3, 0.7)),
    Rays(w=120, h=90, cx=60, cy=40, count=12, reach=80, colour=POP),
    Burst(size=90, points=14, inner=0.85, colour=POP, turn=8),
    Stroke(points=((0, 0), (60, 20), (90, 0)), width=5, colour=POP, alpha=0.7),
    Stroke(points=((0, 0), (90, 30)), width=3, colour=POP, dash=(10, 6)),
    Ellipse(w=60, h=40, colour=POP, alpha=0.6),
    Ellipse(w=60, h=60, colour=POP, ring=6),
    Speed(w=300, h=120, count=9, slope=0.2126, colour=POP, seed=3),
    Code(data="https://example.com/p/1", size=120, dark=INK, light=POP),
    Group(w=90, h=70, turn=13, alpha=0.8, parts=(Placed(of=TITLE, x=10, y=4),)),
)
FADING = [spec for spec in KINDS if "alpha" in type(spec).model_fields]


@pytest.mark.parametrize("spec", KINDS, ids=lambda spec: spec.paint)
def test_premultiplied_and_the_same_again(spec: Paint) -> None:
    sprite = paint(spec)
    again = paint(type(spec).model_validate(spec.model_dump()))
    assert sprite.pixels.dtype == np.uint8
    assert sprite.pixels.shape == (sprite.height, sprite.width, 4)
    alpha = sprite.pixels[..., 3:].astype(int)
    assert alpha.max() > 0
    assert (sprite.pixels[..., :3] <= alpha + 1).all()
    assert (again.pixels == sprite.pixels).all()
    assert (again.ox, again.oy) == (sprite.ox, sprite.oy)


def test_every_kind_of_paint_is_tried(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (8, 8), "#D02020").save(file)
    shown = Picture(path=str(file), sha256="0" * 64, crop=(0, 0, 8, 8), w=4, h=4)
    assert (paint(shown).pixels == (208, 32, 32, 255)).all()
    kinds = Placed.model_fields["of"].annotation
    assert kinds is not None
    named = {kind.model_fields["paint"].default for kind in kinds.__args__}
    # Footage has no one sprite: see test_reel.
    assert named == {spec.paint for spec in KINDS} | {"picture", "footage"}


@pytest.mark.parametrize("spec", FADING, ids=lambda spec: spec.paint)
def test_half_the_alpha_is_half_the_ink(spec: Paint) -> None:
    full = paint(spec.model_copy(update={"alpha": 1.0})).pixels.astype(int)
    half = paint(spec.model_copy(update={"alpha": 0.5})).pixels.astype(int)
    assert abs(half * 2 - full).max() <= 3
