"""The eye on pictures drawn here: upright, cut out where clean, refused where hostile."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from vidgen.engines.eye.classic import GOOD_CUT, Classic
from vidgen.errors import InputError
from vidgen.model.media import Asset, Sight


def see(path: Path, tmp_path: Path) -> Sight:
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    return Classic()(Asset(sha256="0" * 64, path=str(path), kind="photo"), work)


def packshot(
    mode: str = "RGB", ground: str = "#FFFFFF", size: tuple[int, int] = (600, 800)
) -> Image.Image:
    clear = (0, 0, 0, 0) if mode == "RGBA" else ground
    picture = Image.new(mode, size, clear)
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((180, 200, 420, 700), 40, fill="#1E4FC8")
    pen.rectangle((210, 300, 390, 420), fill="#E8E030")
    return picture


def busy(size: tuple[int, int] = (900, 1200)) -> Image.Image:
    noise = np.random.default_rng(3).integers(0, 255, (size[1] // 30, size[0] // 30, 3), np.uint8)
    return Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC)


@pytest.mark.parametrize(
    ("mode", "ground", "backdrop"),
    [("RGBA", "", "alpha"), ("RGB", "#FFFFFF", "plain"), ("RGB", "#D8DDE4", "plain")],
)
def test_packshots_are_cut_out(tmp_path: Path, mode: str, ground: str, backdrop: str) -> None:
    packshot(mode, ground).save(tmp_path / "a.png")
    sight = see(tmp_path / "a.png", tmp_path)
    assert sight.backdrop == backdrop
    assert sight.kind == "packshot"
    assert sight.cutout is not None
    assert sight.cut_confidence >= GOOD_CUT
    assert sight.subject == pytest.approx((0.3, 0.25, 0.7, 0.875), abs=0.02)
    assert sight.cutout_size == pytest.approx((252, 512), abs=8)
    alpha = np.asarray(Image.open(sight.cutout.path).getchannel("A"))
    assert (alpha > 200).mean() > 0.85
    main = max(sight.clusters, key=lambda c: c.weight)
    assert main.hue == pytest.approx(265, abs=15)


def test_scenes_are_never_cut_out(tmp_path: Path) -> None:
    busy().save(tmp_path / "a.jpg")
    sight = see(tmp_path / "a.jpg", tmp_path)
    assert (sight.backdrop, sight.kind, sight.cutout) == ("busy", "scene", None)
    assert len(sight.grid) == len(sight.energy) == 144


def test_a_doubtful_edge_is_not_cut(tmp_path: Path) -> None:
    """A white product on white, blurred: no edge is better than a bad one."""
    picture = Image.new("RGB", (600, 600), "#FFFFFF")
    ImageDraw.Draw(picture).ellipse((150, 150, 450, 450), fill="#F4F3F1")
    picture.filter(ImageFilter.GaussianBlur(12)).save(tmp_path / "a.png")
    assert see(tmp_path / "a.png", tmp_path).cutout is None


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_honoured(tmp_path: Path, orientation: int) -> None:
    upright = packshot(size=(600, 800))
    turned = {
        1: lambda p: p,
        2: lambda p: p.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: lambda p: p.transpose(Image.Transpose.ROTATE_180),
        4: lambda p: p.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: lambda p: p.transpose(Image.Transpose.TRANSPOSE),
        6: lambda p: p.transpose(Image.Transpose.ROTATE_90),
        7: lambda p: p.transpose(Image.Transpose.TRANSVERSE),
        8: lambda p: p.transpose(Image.Transpose.ROTATE_270),
    }[orientation](upright)
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned.save(tmp_path / "a.jpg", exif=exif, quality=95)
    sight = see(tmp_path / "a.jpg", tmp_path)
    assert (sight.width, sight.height) == (600, 800)
    seen = np.asarray(Image.open(sight.picture.path).convert("RGB")).astype(int)
    assert np.abs(seen - np.asarray(upright)).mean() < 3


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "I;16", "LA"])
def test_every_mode_becomes_srgb(tmp_path: Path, mode: str) -> None:
    if mode == "I;16":
        picture = Image.fromarray((np.asarray(packshot().convert("L")).astype(np.uint16)) * 257)
    else:
        picture = packshot().convert(mode)
    suffix = "jpg" if mode == "CMYK" else "png"
    picture.save(tmp_path / f"a.{suffix}")
    sight = see(tmp_path / f"a.{suffix}", tmp_path)
    assert Image.open(sight.picture.path).mode == "RGB"
    middle = np.asarray(Image.open(sight.picture.path))[650, 300]
    assert middle.max() < 230


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.jpg", b""),
        ("text.png", b"hello, I am no picture"),
        ("torn.jpg", None),
        ("script.svg", b"<svg><script>1</script></svg>"),
    ],
)
def test_what_is_no_picture_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is None:
        busy().save(path, quality=90)
        content = path.read_bytes()[:4000]
    path.write_bytes(content)
    with pytest.raises(InputError, match=name):
        see(path, tmp_path)


@pytest.mark.parametrize("size", [(20, 400), (9000, 7500), (12000, 9000)])
def test_too_small_and_too_large_are_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("1", size).save(tmp_path / "a.png")
    with pytest.raises(InputError, match="pixels"):
        see(tmp_path / "a.png", tmp_path)
