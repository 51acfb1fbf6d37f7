"""Decoding a picture from outside: within limits, upright, sRGB, eight bits.

This runs in a process of its own (`picture_child`): a hostile picture may kill it, not us.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps

from vidgen.errors import InputError

FORMATS = ("JPEG", "PNG", "WEBP")
"""Every other decoder stays shut: the formats of shops, each fuzzed for years."""

MOST_PIXELS = 50_000_000
"""Largest picture read, a big camera file; what unpacks to more is taken for an attack."""

LEAST_SIDE, MOST_SIDE = 32, 16_384
LONGEST_SHAPE = 20
"""Long side over short side."""

LARGEST_SIDE = 2600
"""Pictures are kept no larger than this on their long side: 1.35 x the longest canvas side."""

_REFUSALS = (
    OSError,
    ValueError,
    SyntaxError,
    RuntimeError,
    EOFError,
    MemoryError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow's decoders raise for a damaged or hostile file (seen on 40,000 mutated ones)."""


def decoded(content: bytes, where: str) -> Image.Image:
    """The picture upright, in sRGB, as RGB or (if anything shows through) RGBA, at most
    LARGEST_SIDE on its long side.

    Raises InputError saying what is wrong with the file.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as file:
                _check(where, file)
                file.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
                file.load()
                picture = _in_srgb(ImageOps.exif_transpose(file))
        picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    except InputError:
        raise
    except _REFUSALS as error:
        raise InputError(
            where,
            f"is no picture that can be read ({_short(error)})",
            "give a JPEG, PNG or WebP file, or remove the entry",
        ) from error
    return picture


def _check(where: str, file: Image.Image) -> None:
    """InputError for a picture whose header promises more, or less, than we read."""
    short, long = sorted(file.size)
    size = f"{file.width} x {file.height} pixels"
    if file.width * file.height > MOST_PIXELS or long > MOST_SIDE:
        hint = f"at most {MOST_PIXELS // 1_000_000} megapixels, {MOST_SIDE:,} pixels on a side"
        raise InputError(where, f"is {size}", f"give a picture of {hint}")
    if short < LEAST_SIDE:
        hint = f"give a picture of at least {LEAST_SIDE} pixels on each side"
        raise InputError(where, f"is only {size}", hint)
    if long > LONGEST_SHAPE * short:
        hint = f"give a picture at most {LONGEST_SHAPE} times as long as it is wide"
        raise InputError(where, f"is a strip of {size}", hint)
    # The second picture of a JPEG (MPO) is a camera's preview, not a film.
    if file.format in ("PNG", "WEBP") and getattr(file, "n_frames", 1) > 1:
        raise InputError(where, "is an animation", "give a still picture, or a clip as mp4")


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

    values = np.asarray(picture)
    top = 65535.0 if values.max() > 255 else 255.0
    found = np.empty(values.shape, np.uint8)
    for at in range(0, len(values), _ROWS):
        rows = values[at : at + _ROWS].astype(np.float64)
        found[at : at + _ROWS] = np.clip(rows * 255 / top, 0, 255)
    return Image.fromarray(found)


_ROWS = 256
"""Rows that are counted with at once: all of 49 megapixels took 1.4 GB."""


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
