"""watch: does the picture move, has it bars, where is the product? On small decoded frames."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vidgen.model.cut import Cut, Layer
from vidgen.model.look import Picture, Stretch
from vidgen.model.media import Box
from vidgen.model.paint import Fill, Group
from vidgen.model.paint import Picture as Photo
from vidgen.stages.moments import on_screen, shot_at

Grey = NDArray[np.uint8]
"""Height x width luma of a frame scaled down."""

COLUMNS = 32
"""Cells across of the grid on which colours are counted."""

_STILL = 3.0
"""Levels by which the most changed cells may change while a picture counts as still: encoding
alone moves cells by 1 to 2 levels."""

_MOST = 99.8
_BLACK, _FLAT = 24.0, 3.0


def stills(frames: Sequence[Grey]) -> tuple[Stretch, ...]:
    """All stretches of two or more frames in which nothing moves, in order."""
    found: list[Stretch] = []
    start = 0
    for number in range(1, len(frames) + 1):
        if number < len(frames) and not _moved(frames[start], frames[number]):
            continue
        if number - start > 1:
            found.append(Stretch(start=start, end=number))
        start = number
    return tuple(found)


def _moved(first: Grey, second: Grey) -> bool:
    change = np.abs(first.astype(np.int16) - second.astype(np.int16))
    return float(np.percentile(change, _MOST)) > _STILL


def barred(grey: Grey) -> bool:
    """Whether two opposite sides are black: at least 2 % of the picture each, full length."""
    for picture in (grey, grey.T):
        edge = max(1, round(picture.shape[0] * 0.02))
        sides = (picture[:edge], picture[-edge:])
        if all(side.mean() < _BLACK and side.std() < _FLAT for side in sides):
            middle = picture[picture.shape[0] // 3 : -picture.shape[0] // 3]
            return bool(middle.mean() > _BLACK)
    return False


def picture(cut: Cut, frame: int, pixels: NDArray[np.uint8]) -> Picture:
    """One decoded frame in numbers."""
    height, width = pixels.shape[:2]
    columns, rows = COLUMNS, max(1, round(COLUMNS * height / width))
    across = (np.arange(columns) + 0.5) * width / columns
    down = (np.arange(rows) + 0.5) * height / rows
    tones = pixels[down.astype(int)][:, across.astype(int)]
    boxes = _pictured(cut, frame)
    inside = np.zeros((rows, columns), bool)
    for left, top, right, bottom in boxes:
        inside |= ((down >= top) & (down < bottom))[:, None] & (
            (across >= left) & (across < right)
        )[None, :]
    return Picture(
        frame=frame,
        shot=shot_at(cut, frame).id,
        columns=columns,
        rows=rows,
        tones=tuple("#{:02X}{:02X}{:02X}".format(*tone) for row in tones for tone in row),
        outside=tuple(not cell for row in inside for cell in row),
        product=float(inside.mean()),
        alive=bool(inside.any() and tones[inside].std(axis=0).max() > _FLAT * 2),
    )


def _pictured(cut: Cut, frame: int) -> list[Box]:
    return [
        box
        for layer, _ in on_screen(cut, frame)
        if layer.role in ("photo", "product") and (box := place(layer)) is not None
    ]


def place(layer: Layer) -> Box | None:
    """The box of a picture at rest on the canvas, inside its clip; None when it has no size."""
    box = layer.box
    if box is None and isinstance(layer.paint, Photo | Fill | Group):
        box = (layer.x, layer.y, layer.x + layer.paint.w, layer.y + layer.paint.h)
    if box is None or layer.clip is None:
        return box
    return (
        max(box[0], layer.clip[0]),
        max(box[1], layer.clip[1]),
        min(box[2], layer.clip[2]),
        min(box[3], layer.clip[3]),
    )
