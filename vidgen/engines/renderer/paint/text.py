"""The painter of text blocks: kerned glyphs, boxes, contours, leaning type.

Leaning and outlined type is drawn at twice its size and warped once; fonts are never asked to fake
italics (art direction §4).
"""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
from PIL import Image, ImageDraw

from vidgen.engines.renderer.fonts import Glyph, face_of, font, glyphs
from vidgen.engines.renderer.paint.ink import Mask, faded, over, tinted
from vidgen.engines.renderer.sprite import Pixels, Sprite
from vidgen.model.paint import Run, Text

_BASELINE = 0.88
"""Where the baseline lies in an em box, from its top (Noto's ascent)."""

_LARGE = 150
"""Pixels of an em from which leaning type is sharp enough when drawn at its own size."""

_BOX_AIR = 0.02
"""Em between a box and the run beside it (letters bring some air of their own)."""


def text(spec: Text) -> Sprite:
    """A block of set text."""
    warped = bool(spec.shear or spec.outline) or spec.x_scale != 1.0
    scale = 2 if warped and spec.size < _LARGE else 1
    size = spec.size * scale
    pad = math.ceil(size * 0.30 + (spec.stroke + spec.outline) * scale)
    placed = [_place(line, spec, size) for line in spec.lines]
    block = max((line[-1].x for line in placed), default=0.0)
    tall = ((len(spec.lines) - 1) * spec.leading + 1) * size
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[spec.align]
    sheets = _Sheets(math.ceil(block) + 2 * pad, math.ceil(tall) + 2 * pad)
    for number, (line, glyphs_) in enumerate(zip(spec.lines, placed, strict=True)):
        left = pad + (block - glyphs_[-1].x) * shift
        base = pad + number * size * spec.leading + size * _BASELINE
        _draw(sheets, spec, size, (line, glyphs_, left, base))
    masks = sheets.masks()
    ox, oy = pad, pad
    if warped:
        masks, ox, oy = _leaned(masks, spec, pad, tall, scale)
    return Sprite(faded(_inked(spec, masks), spec.alpha), ox, oy)


Line = tuple[tuple[Run, ...], tuple[Glyph, ...], float, float]
"""A line's runs, its glyphs, its left edge and its baseline."""


class _Sheets:
    """One mask per manner of run, and one named "ground" for boxes, made when first drawn on."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._pens: dict[str, ImageDraw.ImageDraw] = {}
        self._images: dict[str, Image.Image] = {}

    def pen(self, name: str) -> ImageDraw.ImageDraw:
        """What draws on the mask of this name."""
        if name not in self._pens:
            self._images[name] = Image.new("L", self._size, 0)
            self._pens[name] = ImageDraw.Draw(self._images[name])
        return self._pens[name]

    def masks(self) -> dict[str, Mask]:
        """Every mask drawn on."""
        return {name: np.asarray(image) for name, image in self._images.items()}


def _place(line: tuple[Run, ...], spec: Text, size: float) -> tuple[Glyph, ...]:
    """The glyphs of a line, with room for the box where a boxed run meets another."""
    placed = glyphs("".join(run.text for run in line), spec.face, size, spec.tracking)
    moved: list[Glyph] = []
    air, at = 0.0, 0
    for number, run in enumerate(line):
        if number and "box" in (run.mark, line[number - 1].mark):
            air += _room(spec, size)
        moved += [replace(glyph, x=glyph.x + air) for glyph in placed[at : at + len(run.text)]]
        at += len(run.text)
    return (*moved, replace(placed[-1], x=placed[-1].x + air))


def _room(spec: Text, size: float) -> float:
    return (spec.box_pad[0] + _BOX_AIR) * size


def _draw(sheets: _Sheets, spec: Text, size: float, line: Line) -> None:
    """Draw one line, each run on the sheet of its manner, boxes on the ground."""
    runs, placed, left, base = line
    shift = face_of(spec.face).shift * size
    at = 0
    for run in runs:
        pen = sheets.pen(run.mark)
        for glyph in placed[at : at + len(run.text)]:
            pen.text(
                (left + glyph.x, base + (0 if glyph.cjk else shift)),
                glyph.char,
                font=font(glyph.face, glyph.cjk, size),
                fill=255,
                anchor="ls",
            )
        end = at + len(run.text)
        if run.mark == "box" and run.text:
            last = end == len(placed) - 1
            right = placed[end].x - (0 if last else _room(spec, size) + spec.tracking * size)
            _box(sheets, spec, size, (left + placed[at].x, left + right, base))
        at = end


def _box(sheets: _Sheets, spec: Text, size: float, place: tuple[float, float, float]) -> None:
    """The box of a run from `left` to `right` on a baseline."""
    left, right, base = place
    across, down = spec.box_pad[0] * size, spec.box_pad[1] * size
    top = base - size * _BASELINE
    sheets.pen("ground").rounded_rectangle(
        (
            round(left - across),
            round(top - down),
            round(right + across) - 1,
            round(top + size + down) - 1,
        ),
        spec.box_radius * size,
        fill=255,
    )


def _inked(spec: Text, masks: dict[str, Mask]) -> Pixels:
    letters = {name: mask for name, mask in masks.items() if name != "ground"}
    whole = np.maximum.reduce(list(letters.values()))
    pixels = np.zeros((*whole.shape, 4), np.uint8)
    if spec.stroke and spec.stroke_colour:
        over(pixels, tinted(_grown(whole, spec.stroke), spec.stroke_colour), 0, 0)
    if spec.outline:
        ring = cv2.subtract(_grown(whole, spec.outline / 2), _shrunk(whole, spec.outline / 2))
        over(pixels, tinted(np.asarray(ring, np.uint8), spec.colour), 0, 0)
        return pixels
    if "ground" in masks:
        over(pixels, tinted(masks["ground"], spec.box or spec.colour), 0, 0)
    colours = {
        "plain": spec.colour,
        "accent": spec.accent or spec.colour,
        "box": spec.box_ink or spec.colour,
    }
    for name, mask in letters.items():
        over(pixels, tinted(mask, colours[name]), 0, 0)
    return pixels


def _disc(radius: float) -> Mask:
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def _grown(mask: Mask, radius: float) -> Mask:
    return np.asarray(cv2.GaussianBlur(cv2.dilate(mask, _disc(radius)), (0, 0), 0.6), np.uint8)


def _shrunk(mask: Mask, radius: float) -> Mask:
    return np.asarray(cv2.erode(mask, _disc(radius)), np.uint8)


def _leaned(
    masks: dict[str, Mask], spec: Text, pad: int, tall: float, scale: int
) -> tuple[dict[str, Mask], int, int]:
    """Back to final size, narrowed and leaned about the bottom of the logical block."""
    lean = math.tan(math.radians(spec.shear))
    height, width = next(iter(masks.values())).shape
    bottom = (pad + tall) / scale
    # x' = x * narrow + (bottom - y') * lean; everything is moved right by `reach` to stay positive.
    narrow = spec.x_scale / scale
    reach = max(0.0, -(bottom - height / scale) * lean) + 1
    size = (
        math.ceil(width * narrow + max(0.0, bottom * lean) + 2 * reach) + 1,
        math.ceil(height / scale) + 1,
    )
    move = np.asarray(
        [[narrow, -lean / scale, bottom * lean + reach], [0, 1 / scale, 0]], np.float64
    )
    # Halving by bilinear samples at pixel corners averages 2 x 2 pixels exactly.
    move[0, 2] += 0.5 * narrow - 0.5 - 0.5 * lean / scale + 0.5 * lean
    move[1, 2] += 0.5 / scale - 0.5
    leaned = {
        name: np.asarray(cv2.warpAffine(mask, move, size, flags=cv2.INTER_LINEAR), np.uint8)
        for name, mask in masks.items()
    }
    return leaned, round(pad * narrow + reach), round(pad / scale)
