"""read_ink: how well a text stands out from what is really around it, in a decoded frame.

The ink's colour is known from the cut; its pixels are those of that colour inside the text's box.
Around them lies a thin ring, and the contrast is taken against the worst fifth of it: a letter that
runs over one bright spot is hard to read there. The rim of letters is left out, it is a mixture;
so is what other words drew there (the sung part of a line lies on the line), and ground of the
ink's colour that comes in over the box's edge (the page around a leaning chip).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vidgen.craft.ease import state
from vidgen.model.cut import Cut, Layer
from vidgen.model.look import Reading
from vidgen.model.media import Box
from vidgen.model.paint import Group, Paint, Text
from vidgen.stages.moments import on_screen, readable, shot_at

Frame = NDArray[np.uint8]
"""Height x width x 3, RGB."""

Mask = NDArray[np.bool_]
Light = NDArray[np.float64]

_NEAR = 40
"""Levels of the farthest channel by which a pixel may differ from the ink and still be ink."""

_WORST = 20.0
"""Per cent of the ring that may be worse than what is reported."""

_STEM = 0.34
"""The broadest stem of a letter in em; the heaviest digits have 0.25."""

_CONTOUR = 0.04
"""Width of a contour in em from which letters are read against it, whatever lies behind."""

_SPECK = 0.03
"""Ink within a quarter em of a pixel, in square em, below which it is a chip's rim: stems of the
thinnest face have 0.04."""

_LEAST = 0.003
"""Share of a box that must be ink for a reading."""

_TENTH = 10


def read_ink(cut: Cut, frame: int, pixels: Frame) -> tuple[Reading, ...]:
    """A reading of every text that stands fully shown in this frame."""
    shown = on_screen(cut, frame)
    words = {id(layer) for layer in readable(tuple(layer for layer, _ in shown))}
    found = []
    for layer, clock in shown:
        box = _box(layer, clock, pixels) if id(layer) in words else None
        if box is None:
            continue
        others = [other.paint for other, _ in shown if _of_line(other, layer)]
        found.append(
            Reading(
                frame=frame,
                shot=shot_at(cut, frame).id,
                layer=layer.id,
                text=layer.text,
                ratio=round(_ratio(layer.paint, _cropped(pixels, box), others), 2),
                promised=layer.min_contrast,
                thumb=round(_thumb(_cropped(pixels, box)), 2),
                size=max((text.size for text in texts(layer.paint)), default=0.0),
            )
        )
    return tuple(found)


def texts(paint: Paint) -> list[Text]:
    """Every text inside a paint that is drawn in full."""
    if isinstance(paint, Text):
        return [paint] if paint.alpha > 0.9 and paint.plain.strip() else []
    if isinstance(paint, Group):
        return [found for part in paint.parts for found in texts(part.of)]
    return []


def _box(layer: Layer, clock: int, pixels: Frame) -> tuple[int, int, int, int] | None:
    """The text's box at this moment, inside the frame; None when nothing of it is there."""
    if layer.box is None:
        return None
    now = state(layer, clock)
    box: Box = layer.box
    left, top = max(0, int(box[0] + now.x) - 4), max(0, int(box[1] + now.y) - 4)
    right = min(pixels.shape[1], int(box[2] + now.x) + 4)
    bottom = min(pixels.shape[0], int(box[3] + now.y) + 4)
    return (left, top, right, bottom) if right - left > 4 and bottom - top > 4 else None


def _of_line(part: Layer, line: Layer) -> bool:
    """Whether a layer draws a word of this caption again, on its place, as it is said."""
    if line.role != "caption" or line.box is None or not part.text or part.text not in line.text:
        return False
    left, top, right, bottom = line.box
    return part.role == "art" and left <= part.x < right and top <= part.y < bottom


def _cropped(pixels: Frame, box: tuple[int, int, int, int]) -> Frame:
    return pixels[box[1] : box[3], box[0] : box[2]]


def _ratio(paint: Paint, crop: Frame, others: list[Paint]) -> float:
    light = luminance(crop)
    own = _inks(paint)
    on_chip = isinstance(paint, Group)
    foreign = np.zeros(light.shape, bool)
    for other in others:
        for colour, _ in _inks(other):
            if (colour, "") not in own:
                foreign |= _is(colour, crop)
    ratios = [
        _outlined(_is(colour, crop), _is(contour, crop), light)
        if contour
        else _against(size, _letters(_is(colour, crop), size, on_chip), light, foreign)
        for (colour, contour), size in own.items()
    ]
    return min(ratios, default=21.0)


def _inks(paint: Paint) -> dict[tuple[str, str], float]:
    """Every (colour, colour of its contour or "") of a paint's words, with its largest em."""
    found: dict[tuple[str, str], float] = {}
    for text in texts(paint):
        colours = {
            "plain": text.colour,
            "accent": text.accent or text.colour,
            "box": text.box_ink or text.colour,
        }
        firm = text.stroke >= _CONTOUR * text.size and text.stroke_colour
        contour = text.stroke_colour or "" if firm else ""
        for mark in sorted({run.mark for line in text.lines for run in line if run.text.strip()}):
            key = colours[mark], contour
            found[key] = max(found.get(key, 0.0), text.size)
    return found


def _outlined(ink: Mask, contour: Mask, light: Light) -> float:
    """Contrast of letters with the contour around them, which is then what lies behind."""
    if min(ink.mean(), contour.mean()) < _LEAST:
        return 1.0
    low, high = sorted((float(np.median(light[ink])), float(np.median(light[contour]))))
    return (high + 0.05) / (low + 0.05)


def _is(colour: str, crop: Frame) -> Mask:
    ink = np.asarray([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.int16)
    return np.asarray(np.abs(crop.astype(np.int16) - ink).max(axis=-1) <= _NEAR)


def _letters(mask: Mask, size: float, on_chip: bool) -> Mask:
    """The mask without ground of the ink's colour: broad areas, and around a chip what reaches the
    box's edge, and specks. Where nothing would be left, that was no ground."""
    thin = _thin(mask, size)
    if not on_chip:
        return thin
    inside = _thin(_inside(mask), size)
    firm = inside & (_counted(inside, round(size / 4)) >= _SPECK * size * size)
    return np.asarray(firm if firm.mean() >= _LEAST else thin)


def _thin(mask: Mask, size: float) -> Mask:
    """The mask without what is too broad for a letter: a page that has the ink's colour."""
    reach = max(2, round(size * _STEM / 2))
    broad = ~_grown(~mask, reach)
    return np.asarray(mask & ~_grown(broad, reach + 2)) if broad.any() else mask


def _inside(mask: Mask) -> Mask:
    """The mask without what hangs together with the crop's edge: a text's box is wider than it."""
    edge = np.zeros_like(mask)
    edge[[0, -1], :] = edge[:, [0, -1]] = True
    outside = mask & edge
    while True:
        more = _grown(outside, 1) & mask
        if (more == outside).all():
            return np.asarray(mask & ~outside)
        outside = more


def _against(size: float, ink: Mask, light: Light, foreign: Mask) -> float:
    """Contrast of the ink's middle tone with the worst fifth of the ring around it."""
    if ink.mean() < _LEAST:
        return 1.0
    ring = _grown(ink, max(4, round(size * 0.10))) & ~_grown(ink, 2) & ~_grown(foreign, 2)
    if ring.mean() < _LEAST:
        return 1.0
    here = float(np.median(light[ink]))
    there = light[ring]
    ratios = (np.maximum(there, here) + 0.05) / (np.minimum(there, here) + 0.05)
    return float(np.percentile(ratios, _WORST))


def _grown(mask: Mask, reach: int) -> Mask:
    """The mask grown by `reach` pixels up, down and sideways."""
    return np.asarray(_counted(mask, reach) > 0)


def _counted(mask: Mask, reach: int) -> NDArray[np.int32]:
    """Pixels of the mask in the square of `reach` pixels around each."""
    found = mask.astype(np.int32)
    for axis in (0, 1):
        total = np.cumsum(found, axis=axis, dtype=np.int32)
        ends = np.take(total, _clamped(found.shape[axis], reach), axis=axis)
        starts = np.take(total, _clamped(found.shape[axis], -reach - 1), axis=axis)
        edge = np.arange(found.shape[axis]) - reach - 1 < 0
        starts = np.where(edge[:, None] if axis == 0 else edge[None, :], 0, starts)
        found = np.asarray(ends - starts)
    return found


def _clamped(length: int, move: int) -> NDArray[np.intp]:
    return np.clip(np.arange(length) + move, 0, length - 1)


def _thumb(crop: Frame) -> float:
    """Contrast of light and dark inside the box after scaling to a tenth."""
    height, width = crop.shape[0] // _TENTH * _TENTH, crop.shape[1] // _TENTH * _TENTH
    if not height or not width:
        return 1.0
    cells = crop[:height, :width].reshape(height // _TENTH, _TENTH, width // _TENTH, _TENTH, 3)
    light = luminance(cells.mean(axis=(1, 3)))
    low, high = np.percentile(light, (5, 95))
    return float((high + 0.05) / (low + 0.05))


def luminance(pixels: NDArray[np.uint8] | Light) -> Light:
    """Relative luminance 0..1 of sRGB pixels (WCAG 2.2)."""
    value = np.asarray(pixels, np.float64) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.asarray([0.2126, 0.7152, 0.0722]))
