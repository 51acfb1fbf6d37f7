"""feature: a numbered point, set like a caption to a large window."""

from __future__ import annotations

from vidgen.model.cut import Layer, Prop
from vidgen.model.script import ScreenText
from vidgen.shots.editorial.pieces import Page, hair, label, paragraph, sheet, title
from vidgen.shots.kit.panes import pane

_ZOOM = (1.15, 1.5, 1.0)
"""How much closer than the whole subject the window looks, by variant."""


def feature(page: Page) -> list[Layer]:
    """Layers of a feature for any canvas; the window bleeds to the right and left in turn."""
    layers = [sheet(page, page.palette.paper)]
    if page.frame.shape == "tall":
        return [*layers, *_tall(page)]
    return [*layers, *_beside(page)]


def _tall(page: Page) -> list[Layer]:
    frame, palette = page.frame, page.palette
    left, top, right, _ = frame.safe
    unit, height = frame.unit, float(frame.height)
    layers, y = _words(page, left, top + 4 * unit, right - left, height * 0.30)
    mirrored = page.variant % 2 == 1
    inset = frame.width * 0.20
    box = (
        0.0 if mirrored else inset,
        max(y + 56 * unit, height * 0.40),
        frame.width - inset if mirrored else float(frame.width),
        height,
    )
    zoom = _ZOOM[page.variant % 3]
    return [*pane(page, page.sight, box, palette.paper2, zoom=zoom, fill=0.86), *layers]


def _beside(page: Page) -> list[Layer]:
    frame, palette = page.frame, page.palette
    left, top, right, bottom = frame.safe
    unit, width, height = frame.unit, float(frame.width), float(frame.height)
    wide = frame.shape == "wide"
    share = 0.56 if wide else 0.50
    mirrored = page.variant % 2 == 1
    gap = (100 if wide else 56) * unit
    box = (
        (width * (1 - share), 0.0, width, height) if mirrored else (0.0, 0.0, width * share, height)
    )
    x, reach = (left, box[0] - gap - left) if mirrored else (box[2] + gap, right - box[2] - gap)
    low = top + (0.18 if wide else 0.10) * height
    words, _ = _words(page, x, low, reach, bottom - low)
    zoom = _ZOOM[page.variant % 3]
    side: Prop = "left" if mirrored else "right"
    picture = pane(page, page.sight, box, palette.paper2, side=side, zoom=zoom, fill=0.86)
    return [*picture, *words]


def _words(page: Page, x: float, y: float, reach: float, room: float) -> tuple[list[Layer], float]:
    """Number with a rule, label, headline, sentence; also where they end."""
    palette, unit = page.palette, page.frame.unit
    layers: list[Layer] = []
    end = y + room
    if page.point:
        said = ScreenText(role="number", text=f"{page.point:02d}")
        size = 150 if page.frame.shape == "tall" else 170
        made, tall = title(
            page,
            said,
            (x - 6 * unit, y),
            reach,
            palette.accent,
            role="numeral",
            at=0.3,
            name="index",
            largest=size,
        )
        layers += [layer.model_copy(update={"role": "art", "box": None}) for layer in made]
        across = tall * 1.35
        layers.append(
            hair(
                page, (x + across, y + tall * 0.56), max(reach - across, 0.0), palette.line, at=0.4
            )
        )
        y += tall + 24 * unit
    kicker = page.shot.text("kicker")
    if kicker is not None:
        layers += label(page, kicker, (x, y), reach, palette.ink2, rule=False, at=0.4)
        y += 62 * unit
    head = page.shot.text("headline")
    if head is not None:
        most = max((end - y) * 0.62, 60 * unit)
        short = len(head.text) <= (8 if page.language == "zh" else 18)
        made, tall = title(
            page,
            head,
            (x, y),
            reach,
            palette.ink,
            height=most,
            at=0.45,
            largest=112 if short else None,
        )
        layers += made
        y += tall + 30 * unit
    sub = page.shot.text("sub")
    if sub is not None:
        made, tall = paragraph(page, sub, (x, y), reach, palette.ink2, height=end - y + 60 * unit)
        layers += made
        y += tall
    return layers, y
