"""Pictures as shops have them: every kind is upright, sRGB and right in colour, or is named."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms, features

from tests.figures import record
from vidgen.engines.eye.decoding import LARGEST_SIDE
from vidgen.engines.eye.opening import opened
from vidgen.errors import InputError
from vidgen.model.product import Media
from vidgen.store import Store
from vidgen.studio.looking import look
from vidgen.studio.steps import nobody

Rgb = NDArray[np.uint8]
COLOURS = {
    "red": (204, 36, 40),
    "green": (52, 148, 70),
    "blue": (44, 76, 180),
    "grey": (150, 150, 150),
}
"""The probes: top left, top right, bottom left, bottom right; none of them at sRGB's edge."""

SIZE = (320, 240)


Colours = Sequence[tuple[int, ...]]


def chart() -> Image.Image:
    """Four fields of colour, by which turning, mirroring and colour can be told."""
    picture = Image.new("RGB", SIZE)
    for number, colour in enumerate(COLOURS.values()):
        at = (number % 2 * SIZE[0] // 2, number // 2 * SIZE[1] // 2)
        picture.paste(colour, (*at, at[0] + SIZE[0] // 2, at[1] + SIZE[1] // 2))
    return picture


def lab(colour: tuple[float, ...]) -> NDArray[np.float32]:
    pixel = np.asarray([[colour]], np.float32) / 255
    return np.asarray(cv2.cvtColor(pixel, cv2.COLOR_RGB2LAB)[0, 0], np.float32)


def differences(picture: Image.Image, wanted: Colours) -> list[float]:
    """CIE76 distance of the middle of each field from what it should be."""
    seen = np.asarray(picture.convert("RGB"), np.float64)
    found = []
    for number, colour in enumerate(wanted):
        y, x = (
            (2 * (each) + 1) * side // 4
            for each, side in zip((number // 2, number % 2), seen.shape, strict=False)
        )
        patch = seen[y - 6 : y + 6, x - 6 : x + 6].mean(axis=(0, 1))
        found.append(float(np.linalg.norm(lab(tuple(patch)) - lab(colour))))
    return found


def wide_gamut() -> bytes:
    """An ICC profile of Display P3's primaries with gamma 2.2, made here (ICC.1:2001, matrix/TRC)."""

    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))

    text = b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + bytes(78)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags = {
        b"desc": text + bytes(-len(text) % 4),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.5151, 0.2412, -0.0011),
        b"gXYZ": xyz(0.2919, 0.6922, 0.0419),
        b"bXYZ": xyz(0.1572, 0.0666, 0.7841),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at = 128 + 4 + 12 * len(tags)
    table, content = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        table += name + struct.pack(">II", at + len(content), len(value))
        content += value
    size = struct.pack(">I", at + len(content))
    head = size + b"none" + struct.pack(">I", 0x02400000) + b"mntrRGB XYZ " + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return head.ljust(128, b"\0") + table + content


def in_wide_gamut() -> tuple[Image.Image, bytes]:
    """The chart with its colours told in the wide gamut."""
    profile = wide_gamut()
    told = ImageCms.profileToProfile(
        chart(), ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(profile))
    )
    assert told is not None
    return told, profile


def turned(orientation: int) -> Image.Image:
    """The chart as a camera stores it, so that EXIF's orientation brings it upright."""
    back = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    return chart() if back is None else chart().transpose(back)


def greys() -> Colours:
    """The chart's colours as ITU-R 601 luma."""
    return [(round(0.299 * r + 0.587 * g + 0.114 * b),) * 3 for r, g, b in COLOURS.values()]


def sixteen(path: Path, grey: bool) -> None:
    """A PNG or TIFF of 16 bits a channel, which only OpenCV writes."""
    values = np.asarray(chart().convert("L") if grey else chart(), np.uint16) * 257
    cv2.imwrite(str(path), values if grey else values[..., ::-1])


def clear(alpha: int) -> Image.Image:
    """The chart with a hole in its middle that shows what is behind."""
    picture = chart().convert("RGBA")
    picture.paste((255, 255, 255, alpha), (150, 110, 170, 130))
    return picture


def matrix(folder: Path) -> Iterator[tuple[str, Colours]]:
    """Writes each picture; yields its name and the colours that its fields must have."""
    colours, grey = list(COLOURS.values()), greys()

    def save(name: str, picture: Image.Image, **how: Any) -> str:
        picture.save(folder / name, **how)
        return name

    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        yield save(f"exif{orientation}.jpg", turned(orientation), exif=exif, quality=95), colours
    exif = Image.Exif()
    exif[0x0112] = 6
    yield save("exif6.png", turned(6), exif=exif), colours
    yield save("exif6.webp", turned(6), exif=exif, lossless=True), colours
    for mode in ("L", "LA"):
        yield save(f"{mode}.png", chart().convert(mode)), grey
    yield save("L.jpg", chart().convert("L"), quality=95), grey
    yield save("P.png", chart().quantize(16)), colours
    yield save("P_clear.png", chart().quantize(16), transparency=9), colours
    yield save("RGB_clear.png", chart(), transparency=(1, 2, 3)), colours
    yield save("RGBA.png", clear(0)), colours
    yield save("RGBA_half.png", clear(128)), colours
    yield save("RGBA.webp", clear(0), lossless=True), colours
    yield save("CMYK.jpg", chart().convert("CMYK"), quality=95), colours
    yield save("CMYK.tif", chart().convert("CMYK")), colours
    yield save("YCbCr.tif", chart().convert("YCbCr")), colours
    yield save("LAB.tif", lab_chart()), colours
    yield save("one_bit.png", Image.new("1", SIZE, 1)), [(255, 255, 255)] * 4
    for name, is_grey in (("I16.png", True), ("RGB48.png", False)):
        sixteen(folder / name, is_grey)
        yield name, grey if is_grey else colours
    yield save("F.tif", chart().convert("L").convert("F")), grey
    yield save("progressive.jpg", chart(), progressive=True, quality=95), colours
    yield save("coarse.jpg", chart(), subsampling=2, quality=80), colours
    yield save("fine.jpg", chart(), subsampling=0, quality=100), colours
    yield save("plain.png", chart()), colours
    yield save("plain.webp", chart(), quality=95), colours
    yield save("plain.bmp", chart()), colours
    yield save("plain.tif", chart(), compression="tiff_lzw"), colours
    yield save("plain.gif", chart()), colours
    for ending in ("gif", "webp", "png"):
        other = Image.new("RGB", SIZE, "#000000")
        how = {"save_all": True, "append_images": [other] * 3, "duration": 90}
        yield (
            save(
                f"moving.{ending}",
                chart(),
                **how,
                **({"lossless": True} if ending == "webp" else {}),
            ),
            colours,
        )
    told, profile = in_wide_gamut()
    yield save("wide.jpg", told, icc_profile=profile, quality=95), colours
    yield save("wide.png", told, icc_profile=profile), colours
    yield save("broken_profile.png", chart(), icc_profile=b"not a profile"), colours
    yield save("png_named.jpg", chart(), format="PNG"), colours
    yield save("jpg_named.png", chart(), format="JPEG", quality=95), colours
    if features.check("avif"):
        yield save("plain.avif", chart(), quality=95), colours


def lab_chart() -> Image.Image:
    srgb, target = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(srgb, target, "RGB", "LAB")
    told = ImageCms.applyTransform(chart(), transform)
    assert told is not None
    return told


SHUT = (".tif", ".bmp", ".gif", ".avif")
"""Kinds of picture that are not opened (A14); those that move are not either (A13)."""


def test_f25_every_kind_of_picture_is_upright_and_right_in_colour(tmp_path: Path) -> None:
    worst: dict[str, float] = {}
    shut = 0
    for name, wanted in matrix(tmp_path):
        if name.startswith("moving.") or name.endswith(SHUT):
            shut += 1
            with pytest.raises(InputError, match=r"a\.|is |holds "):
                opened(tmp_path / name)
            continue
        picture = opened(tmp_path / name)
        assert picture.size == SIZE, name
        assert picture.mode in ("RGB", "RGBA"), name
        worst[name] = max(differences(picture, wanted))
    wrong = {name: round(value, 1) for name, value in worst.items() if value > 3.0}
    assert not wrong
    assert len(worst) >= 30
    assert len(worst) + shut >= 40
    record("R9", "F25", pictures=len(worst), largest_difference=round(max(worst.values()), 2))


def test_f25_clear_pictures_stay_clear(tmp_path: Path) -> None:
    clear(0).save(tmp_path / "a.png")
    assert opened(tmp_path / "a.png").getpixel((160, 120)) == (255, 255, 255, 0)
    chart().convert("RGBA").save(tmp_path / "b.png")
    assert opened(tmp_path / "b.png").mode == "RGB"


@pytest.mark.parametrize(
    ("size", "told"),
    [((10, 10), "at least 32 pixels"), ((31, 400), "at least 32"), ((9000, 7000), "megapixels")],
)
def test_f25_sizes_out_of_bounds_are_named(
    tmp_path: Path, size: tuple[int, int], told: str
) -> None:
    Image.new("L", size).save(tmp_path / "a.png")
    with pytest.raises(InputError, match=told):
        opened(tmp_path / "a.png")


def test_f25_a_big_camera_file_is_brought_down(tmp_path: Path) -> None:
    chart().resize((8000, 6000), Image.Resampling.NEAREST).save(tmp_path / "a.jpg", quality=90)
    picture = opened(tmp_path / "a.jpg")
    assert max(picture.size) <= LARGEST_SIDE
    assert max(differences(picture, list(COLOURS.values()))) <= 3


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda content: None,
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "head alone": lambda content: content[:40],
    "no picture": lambda content: b"<html>404 not found</html>",
}


@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_f24_what_is_no_picture_is_named_with_its_entry(
    tmp_path: Path, damage: str, ending: str
) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), np.uint8)
    path = tmp_path / f"b.{ending}"
    Image.fromarray(noise).save(path)
    content = DAMAGES[damage](path.read_bytes())
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    media = (Media(path=str(path)),)
    with pytest.raises(InputError, match=rf"media\[0\], .*b\.{ending}: ") as caught:
        look(media, Store(tmp_path / "store"), nobody)
    assert caught.value.hint
    assert not list((tmp_path / "store").rglob("*.part"))
