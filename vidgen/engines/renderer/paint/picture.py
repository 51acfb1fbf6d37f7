"""Painters of pictures from files, and of QR codes."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from PIL import Image

from vidgen.engines.renderer.paint.group import turned
from vidgen.engines.renderer.paint.ink import masked, tinted
from vidgen.engines.renderer.paint.shapes import rounded_mask
from vidgen.engines.renderer.sprite import Pixels, Sprite
from vidgen.errors import StorageError
from vidgen.model.paint import Code, Picture


@lru_cache(maxsize=6)
def _read(path: str, sha256: str) -> Pixels:
    """The whole file as premultiplied RGBA; `sha256` is part of what is remembered."""
    try:
        with Image.open(path) as file:
            pixels = np.asarray(file.convert("RGBA"))
    except OSError as error:
        raise StorageError(
            path,
            f"a stored picture cannot be read ({error}); run the command again to make it anew",
        ) from error
    alpha = pixels[..., 3]
    if alpha.min() == 255:
        return np.array(pixels)
    colours = cv2.multiply(
        pixels, cv2.merge([alpha] * 3 + [np.full_like(alpha, 255)]), scale=1 / 255
    )
    return np.asarray(colours, np.uint8)


@lru_cache(maxsize=3)
def picture(spec: Picture) -> Sprite:
    """A crop of a file at its size on the canvas."""
    source = _read(spec.path, spec.sha256)
    left, top, right, bottom = (round(edge) for edge in spec.crop)
    part = source[max(0, top) : bottom, max(0, left) : right]
    width, height = max(1, round(spec.w)), max(1, round(spec.h))
    shrinks = part.shape[1] > width
    pixels = cv2.resize(
        part, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    )
    if spec.sharpen:
        soft = cv2.GaussianBlur(pixels, (0, 0), 1.4)
        pixels = cv2.addWeighted(pixels, 1 + spec.sharpen, soft, -spec.sharpen, 0)
    if not shrinks or spec.sharpen:
        pixels[..., :3] = np.minimum(pixels[..., :3], pixels[..., 3:])
    if spec.mirror:
        pixels = cv2.flip(pixels, 1)
    if spec.radius:
        pixels = masked(np.asarray(pixels, np.uint8), rounded_mask(width, height, spec.radius))
    sprite = Sprite(np.asarray(pixels, np.uint8))
    return turned(sprite, spec.turn, (spec.w / 2, spec.h / 2)) if spec.turn else sprite


def code(spec: Code) -> Sprite:
    """A QR code of whole pixels a module in the middle of its square, with a quiet zone of two
    modules or more (shot grammar, end)."""
    import segno

    modules = np.asarray(
        [list(row) for row in segno.make(spec.data, error="m").matrix_iter(border=2)], np.uint8
    )
    scale = max(1, int(spec.size // modules.shape[0]))
    drawn = np.kron(modules, np.full((scale, scale), 255, np.uint8)).astype(np.uint8)
    spare = max(0, round(spec.size) - drawn.shape[0])
    mask = np.pad(drawn, (spare // 2, spare - spare // 2))
    dark = tinted(mask, spec.dark)
    light = tinted(255 - mask, spec.light)
    return Sprite(np.asarray(cv2.add(dark, light), np.uint8))
