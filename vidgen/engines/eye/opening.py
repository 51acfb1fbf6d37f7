"""Opening a picture from outside: checked, upright, sRGB, eight bits.

A picture is hostile until it is decoded: only known formats, a limit on pixels, no truncated files
(reliability notes §2).
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from vidgen.errors import InputError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
MOST_PIXELS = 60_000_000
"""Largest picture read, a big camera file; what unpacks to more is taken for an attack."""

LEAST_SIDE = 32
LARGEST_SIDE = 2600
"""Pictures are kept no larger than this on their long side: 1.35 x the longest canvas side."""

_REFUSALS = (
    OSError,
    ValueError,
    SyntaxError,
    RuntimeError,
    EOFError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow's decoders raise for a damaged or hostile file (seen on 40,000 mutated ones)."""


def opened(path: Path) -> Image.Image:
    """The picture upright, in sRGB, as RGB or (if anything shows through) RGBA, at most
    LARGEST_SIDE on its long side.

    Raises InputError saying what is wrong with the file.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as file:
                _check_size(path, file)
                file.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
                file.load()
                picture = _in_srgb(ImageOps.exif_transpose(file))
    except InputError:
        raise
    except _REFUSALS as error:
        raise InputError(
            str(path),
            f"is no picture that can be read ({_short(error)})",
            "give a JPEG, PNG or WebP file, or remove the entry",
        ) from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    return picture


def _check_size(path: Path, file: Image.Image) -> None:
    if file.width * file.height > MOST_PIXELS:
        raise InputError(
            str(path),
            f"is {file.width} x {file.height} pixels",
            f"give a picture of at most {MOST_PIXELS // 1_000_000} megapixels",
        )
    if min(file.size) < LEAST_SIDE:
        raise InputError(
            str(path),
            f"is only {file.width} x {file.height} pixels",
            f"give a picture of at least {LEAST_SIDE} pixels on each side",
        )


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        picture = _eight_bits(picture)
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    alpha = picture.convert("RGBA").getchannel("A") if clear else None
    if profile:
        picture = _converted(picture, profile)
    colours = picture.convert("RGB")
    if alpha is None or alpha.getextrema() == (255, 255):
        return colours
    colours.putalpha(alpha)
    return colours


def _eight_bits(picture: Image.Image) -> Image.Image:
    import numpy as np

    values = np.asarray(picture, np.float64)
    top = 65535.0 if values.max() > 255 else 255.0
    return Image.fromarray(np.clip(values * 255 / top, 0, 255).astype(np.uint8))


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    """Through the file's own colour profile; a broken profile is left aside, as viewers do."""
    base = picture if picture.mode in ("RGB", "CMYK", "L") else picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        done = ImageCms.profileToProfile(
            base, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return base
    return done if done is not None else base


def _short(error: BaseException) -> str:
    return str(error).splitlines()[0][:80] if str(error) else type(error).__name__
