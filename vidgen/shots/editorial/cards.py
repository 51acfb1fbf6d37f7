"""cards: two to four windows of unequal size, each with a name on a hairline."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Box, Sight
from vidgen.shots.editorial.pieces import Page, hair, paragraph, sheet, title
from vidgen.shots.kit.panes import pane

_ZOOM = (1.0, 1.6, 1.3, 1.9)
"""How close each window looks, so that one picture told twice is not the same twice."""


def cards(page: Page) -> list[Layer]:
    """Layers of cards for any canvas."""
    frame, palette = page.frame, page.palette
    left, top, right, bottom = frame.safe
    unit = frame.unit
    items = page.shot.all("item")[: 3 if frame.shape != "wide" else 4]
    layers = [sheet(page, palette.paper)]
    y = top + 6 * unit
    said = page.shot.text("headline")
    if said is not None:
        made, tall = title(
            page,
            said,
            (left, y),
            right - left,
            palette.ink,
            at=0.1,
            lines=2,
            height=frame.height * 0.12,
        )
        layers += made
        y += tall + 44 * unit
    foot = bottom - 10 * unit
    boxes = _boxes(page, len(items), y, foot - (96 if frame.shape == "tall" else 80) * unit)
    for number, box in enumerate(boxes):
        layers += pane(
            page,
            _sight(page, number),
            box,
            palette.paper2,
            name=f"photo{number}",
            at=0.2 + 0.18 * number,
            zoom=_ZOOM[number] if len(page.sights) < len(items) else 1.0,
            way=1.0 if number % 2 else -1.0,
        )
    columns = _columns(page, len(items), boxes)
    for number, (item, (x, reach)) in enumerate(zip(items, columns, strict=True)):
        base = foot - 66 * unit
        layers.append(
            hair(
                page, (x, base - 10 * unit), reach * 0.9, palette.line, name=f"rule{number}", at=0.6
            )
        )
        layers += paragraph(
            page,
            item,
            (x, base),
            reach * 0.94,
            palette.ink,
            at=0.8 + 0.1 * number,
            lines=1,
            name=f"item{number}",
        )[0]
    return layers


def _sight(page: Page, number: int) -> Sight | None:
    return page.sights[number % len(page.sights)] if page.sights else None


def _boxes(page: Page, count: int, top: float, foot: float) -> list[Box]:
    """One large window and smaller ones beside it; on wide pages a row of unequal heights."""
    left, _, right, _ = page.frame.safe
    gap = 20 * page.frame.unit
    if page.frame.shape == "tall" and count >= 2:
        split = left + (right - left) * 0.56
        small = count - 1
        step = (foot - top + gap) / small
        rest = [
            (split + gap, top + n * step, right, top + (n + 1) * step - gap) for n in range(small)
        ]
        return [(left, top, split, foot), *rest]
    step = (right - left + gap) / max(1, count)
    rises = (0.0, 0.14, 0.05, 0.18)
    return [
        (left + n * step, top + rises[n] * (foot - top), left + (n + 1) * step - gap, foot)
        for n in range(count)
    ]


def _columns(page: Page, count: int, boxes: list[Box]) -> list[tuple[float, float]]:
    """Left edge and room of each name: under its window, or in even columns."""
    left, _, right, bottom = page.frame.safe
    if page.frame.shape != "tall":
        return [(box[0], box[2] - box[0]) for box in boxes]
    right = page.frame.right(bottom - 100 * page.frame.unit, bottom)
    step = (right - left) / max(1, count)
    return [(left + n * step, step) for n in range(count)]
