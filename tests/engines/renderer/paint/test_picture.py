"""Pictures from files: cropped, scaled, mirrored, rounded, turned; QR codes that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.paint import paint
from vidgen.errors import StorageError
from vidgen.model.paint import Code, Picture


@pytest.fixture
def quarters(tmp_path: Path) -> Path:
    """200 x 100: red, green above; blue, clear below."""
    pixels = np.zeros((100, 200, 4), np.uint8)
    pixels[:50, :100] = (255, 0, 0, 255)
    pixels[:50, 100:] = (0, 255, 0, 255)
    pixels[50:, :100] = (0, 0, 255, 255)
    pixels[50:, 100:] = (255, 255, 255, 0)
    path = tmp_path / "quarters.png"
    Image.fromarray(pixels).save(path)
    return path


def shown(path: Path, **manner: Any) -> Picture:
    whole = {"sha256": "0" * 64, "crop": (0, 0, 200, 100), "w": 100, "h": 50}
    return Picture(path=str(path), **{**whole, **manner})


def test_the_crop_is_what_is_shown(quarters: Path) -> None:
    sprite = paint(shown(quarters, crop=(100, 0, 200, 50), w=20, h=10))
    assert (sprite.pixels == (0, 255, 0, 255)).all()
    assert sprite.pixels.shape == (10, 20, 4)


def test_clear_pixels_bring_no_colour_along(quarters: Path) -> None:
    sprite = paint(shown(quarters))
    assert (sprite.pixels[30:, 60:] == 0).all()
    larger = paint(shown(quarters, w=400, h=200)).pixels.astype(int)
    assert (larger[..., :3] <= larger[..., 3:] + 1).all()


def test_mirrored_left_to_right(quarters: Path) -> None:
    sprite = paint(shown(quarters, mirror=True))
    assert tuple(sprite.pixels[5, 5]) == (0, 255, 0, 255)
    assert tuple(sprite.pixels[5, 95]) == (255, 0, 0, 255)


def test_round_corners_are_cut(quarters: Path) -> None:
    sprite = paint(shown(quarters, radius=20))
    assert sprite.pixels[0, 0, 3] == 0
    assert tuple(sprite.pixels[25, 10]) == (0, 0, 255, 255)


def test_turned_about_its_centre_with_room_for_the_corners(quarters: Path) -> None:
    sprite = paint(shown(quarters, turn=90))
    assert sprite.height >= 100
    # The red corner (left, above) comes to lie left, below.
    row, column = sprite.oy + 25 + 30, sprite.ox + 50 - 10
    assert tuple(sprite.pixels[row, column]) == (255, 0, 0, 255)


def test_sharpening_steepens_edges_and_nothing_else(quarters: Path) -> None:
    plain = paint(shown(quarters)).pixels.astype(int)
    sharp = paint(shown(quarters, sharpen=0.5)).pixels.astype(int)
    assert (sharp[5:20, 5:40] == plain[5:20, 5:40]).all()
    assert (sharp[..., :3] <= sharp[..., 3:] + 1).all()


def test_a_changed_file_is_another_paint(quarters: Path) -> None:
    before = paint(shown(quarters, sha256="1" * 64)).pixels.copy()
    Image.new("RGB", (200, 100), "#123456").save(quarters)
    after = paint(shown(quarters, sha256="2" * 64)).pixels
    assert (after == (*rgb("#123456"), 255)).all()
    assert (before != after).any()


def test_a_stored_picture_that_cannot_be_read_is_a_storage_error(tmp_path: Path) -> None:
    torn = tmp_path / "torn.png"
    torn.write_bytes(b"\x89PNG\r\n\x1a\n torn")
    with pytest.raises(StorageError, match=r"torn\.png"):
        paint(shown(torn, sha256="3" * 64))
    with pytest.raises(StorageError, match=r"gone\.png"):
        paint(shown(tmp_path / "gone.png", sha256="4" * 64))


def test_a_code_reads_back() -> None:
    address = "https://example.com/p/0123?from=film"
    sprite = paint(Code(data=address, size=300, dark="#060E1D", light="#F5F8FC"))
    assert max(sprite.pixels.shape[:2]) <= 300
    assert (sprite.pixels[..., 3] == 255).all()
    page = cv2.copyMakeBorder(
        np.ascontiguousarray(sprite.pixels[..., :3]),
        40,
        40,
        40,
        40,
        cv2.BORDER_CONSTANT,
        value=(252, 248, 245),
    )
    assert cv2.QRCodeDetector().detectAndDecode(page)[0] == address
