"""list: facts under hairlines, like the last page of a book, between two windows."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.script import ScreenText
from vidgen.shots.editorial.pieces import Page, hair, sheet, title
from vidgen.shots.kit.motion import appear
from vidgen.shots.kit.panes import pane
from vidgen.shots.kit.type import Ink, block, setting


def facts(page: Page) -> list[Layer]:
    """Layers of a list for any canvas."""
    frame, palette = page.frame, page.palette
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    left, top, right, bottom = frame.safe
    layers = [sheet(page, palette.paper)]
    if frame.shape == "tall":
        edge = max(height * 0.30, top + 0.10 * height)
        layers += pane(page, page.sight, (0.0, 0.0, width, edge), palette.paper2, side="bottom")
        other = page.sights[1] if len(page.sights) > 1 else page.sight
        low = max(bottom + 24 * unit, height * 0.80)
        layers += pane(
            page,
            other,
            (0.0, low, width, height),
            palette.paper2,
            name="photo-low",
            at=0.5,
            zoom=1.4,
        )
        x, y, reach, foot = left, edge + 50 * unit, right - left, min(bottom, low - 30 * unit)
    else:
        edge = width * 0.37
        layers += pane(page, page.sight, (0.0, 0.0, edge, height), palette.paper2, side="right")
        x = edge + (100 if frame.shape == "wide" else 50) * unit
        y, reach, foot = top + 10 * unit, right - x, bottom
    said = page.shot.text("headline")
    if said is not None:
        made, tall = title(
            page, said, (x, y), reach, palette.ink, at=0.2, lines=2, height=(foot - y) * 0.24
        )
        layers += made
        y += tall + 34 * unit
    return [*layers, *_rows(page, x, y, reach, foot)]


def _rows(page: Page, x: float, y: float, reach: float, foot: float) -> list[Layer]:
    items = page.shot.all("item")
    least = (104 if page.frame.shape == "tall" else 84) * page.frame.unit
    items = items[: min(5 if page.frame.shape != "square" else 4, max(1, int((foot - y) / least)))]
    if not items:
        return []
    step = min((foot - y) / len(items), least * 1.5)
    layers: list[Layer] = []
    for number, item in enumerate(items):
        top = y + number * step
        width = min(reach, page.frame.right(top, top + step) - x)
        layers += _row(page, item, (x, top, x + width, top + step), number)
    return layers


def _row(
    page: Page, item: ScreenText, box: tuple[float, float, float, float], number: int
) -> list[Layer]:
    """Heading left and quiet, value right and in serif, a hairline under both."""
    palette, unit = page.palette, page.frame.unit
    left, top, right, bottom = box
    at = 0.4 + 0.14 * number
    tall = bottom - top
    key = setting(page, "body", item.label, (right - left) * 0.36, lines=1, largest=36)
    said = item.model_copy(update={"label": ""})
    room = right - left - key.width - 40 * unit
    value = setting(page, "product", item.text, room, lines=1, largest=50)
    layers: list[Layer] = []
    for found, text, name, x, colour in (
        (key, item, "key", left, palette.ink2),
        (value, said, "value", right - value.width, palette.ink),
    ):
        y = top + (tall - found.size) / 2
        curves = (appear(page, at, 0.5),)
        layers.append(
            block(page, found, f"{name}{number}", x, y, Ink(colour), curves=curves, said=text)
        )
    layers.append(
        hair(page, (left, bottom - 2), right - left, palette.line, at=at, name=f"rule{number}")
    )
    return layers
