"""contact: frames side by side on one picture, each with its label, in the shipped type."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from vidgen.engines.renderer.fonts import font, glyphs

Pixels = NDArray[np.uint8]

WIDEST = 2400
"""Pixels across that no sheet exceeds."""

_CELL = 216
"""Pixels across of an upright frame (art direction §11); wide frames get twice that."""

_GAP, _LABEL, _SIZE = 12, 34, 20.0
_PAGE, _INK = (24, 24, 26), (236, 236, 232)
_FACE = "sans-500"


@dataclass(frozen=True)
class Shape:
    """Pixels of one frame on the sheet, and how many stand side by side."""

    width: int
    height: int
    columns: int


@dataclass(frozen=True)
class Cell:
    """One frame as it stands on the sheet, and what is written under it."""

    pixels: Pixels
    label: str


def shape(width: int, height: int, count: int, columns: int) -> Shape:
    """The sheet's shape for `count` frames of this size, at most `columns` side by side."""
    columns = max(1, min(columns, count))
    across = min(_CELL * (2 if width > height else 1), (WIDEST - _GAP) // columns - _GAP)
    return Shape(across, max(2, round(height * across / width)), columns)


def scaled(pixels: Pixels, shape: Shape) -> Pixels:
    """A frame at the size it has on the sheet."""
    size = (shape.width, shape.height)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def place(shape: Shape, number: int) -> tuple[int, int]:
    """Left and top of the frame with this number, from 0, on the sheet."""
    row, column = divmod(number, shape.columns)
    across, down = shape.width + _GAP, shape.height + _LABEL + _GAP
    return _GAP + column * across, _GAP + row * down


def png(cells: Sequence[Cell], shape: Shape) -> bytes:
    """The sheet as a PNG file's content."""
    rows = math.ceil(len(cells) / shape.columns)
    size = (
        _GAP + shape.columns * (shape.width + _GAP),
        _GAP + rows * (shape.height + _LABEL + _GAP),
    )
    page = Image.new("RGB", size, _PAGE)
    pen = ImageDraw.Draw(page)
    for number, cell in enumerate(cells):
        left, top = place(shape, number)
        page.paste(Image.fromarray(cell.pixels), (left, top))
        _write(pen, cell.label, (left, top + shape.height), shape.width)
    content = io.BytesIO()
    page.save(content, "PNG")
    return content.getvalue()


def _write(pen: ImageDraw.ImageDraw, label: str, at: tuple[int, int], width: int) -> None:
    """The label under its frame, smaller where it would be wider than the frame."""
    wide = glyphs(label, _FACE, _SIZE)[-1].x
    size = _SIZE * min(1.0, width / wide) if wide else _SIZE
    for glyph in glyphs(label, _FACE, size):
        if glyph.char:
            place = (at[0] + glyph.x, at[1] + 25)
            pen.text(place, glyph.char, _INK, font(glyph.face, glyph.cjk, size), anchor="ls")
