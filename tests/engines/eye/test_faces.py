"""Faces are found where a portrait has one, and frame the picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from vidgen.engines.eye.classic import Classic
from vidgen.engines.eye.faces import faces
from vidgen.model.media import Asset
from vidgen.shots.kit.framing import covering

SIDE = 800
SKIN, HAIR, SHADE = "#E0B696", "#3C281E", "#B48269"


def portrait(
    middle: tuple[int, int] = (400, 400), size: tuple[int, int] = (SIDE, SIDE)
) -> Image.Image:
    """A drawn head with hair, brows, eyes, nose and mouth, 290 pixels wide."""
    image = Image.new("RGB", size, "#788C96")
    pen = ImageDraw.Draw(image)
    x, y = middle

    def oval(dx: int, dy: int, rx: int, ry: int, colour: str) -> None:
        pen.ellipse((x + dx - rx, y + dy - ry, x + dx + rx, y + dy + ry), fill=colour)

    oval(0, -48, 172, 208, HAIR)
    pen.rectangle((x - 60, y + 120, x + 60, y + 320), fill="#CDA082")
    oval(0, 0, 144, 200, SKIN)
    for side in (-1, 1):
        oval(side * 60, -32, 34, 16, "#F5F5F5")
        oval(side * 60, -32, 16, 17, "#32231E")
        brow = [(x + side * 24, y - 68), (x + side * 60, y - 80), (x + side * 100, y - 68)]
        pen.line(brow, fill=HAIR, width=14)
    pen.line([(x - 8, y - 20), (x - 20, y + 52), (x + 20, y + 56)], fill=SHADE, width=10)
    oval(0, 100, 52, 18, "#AA4646")
    pen.line([(x - 52, y + 100), (x + 52, y + 100)], fill="#6E2828", width=6)
    return image.filter(ImageFilter.GaussianBlur(3.3))


def test_a_drawn_face_is_found() -> None:
    (found,) = faces(np.asarray(portrait()))
    assert found == pytest.approx((0.29, 0.33, 0.68, 0.72), abs=0.06)


def test_no_face_in_noise() -> None:
    noise = np.random.default_rng(5).integers(0, 255, (600, 500, 3), np.uint8)
    assert faces(noise) == ()


def test_a_portrait_keeps_its_face_in_every_crop(tmp_path: Path) -> None:
    portrait((620, 360), (1200, 1500)).save(tmp_path / "a.png")
    asset = Asset(sha256="0" * 64, path=str(tmp_path / "a.png"), kind="photo")
    sight = Classic()(asset, tmp_path)
    (face,) = sight.faces
    for width, height in ((1080, 1920), (1920, 1080), (1080, 1080), (700, 300)):
        left, top, right, bottom = covering(sight, width, height)
        assert left <= face[0] * 1200
        assert top <= face[1] * 1500
        assert face[2] * 1200 <= right
        assert face[3] * 1500 <= bottom
