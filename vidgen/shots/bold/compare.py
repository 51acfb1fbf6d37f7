"""compare: two slanted halves under one headline, our values larger and in the loud colour."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Colour
from vidgen.model.script import ScreenText
from vidgen.shots.bold.pieces import dots, ground, label, panel
from vidgen.shots.kit.motion import rise, slide
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product
from vidgen.shots.kit.type import Ink, block, setting, stack

_GREY, _QUIET = "#4A4D55", "#C9CCD4"
"""The other side: no colour of anyone's."""


def compare(page: Page) -> list[Layer]:
    """Layers of a comparison for any canvas; ours stands right."""
    frame, palette = page.frame, page.palette
    width, height = float(frame.width), float(frame.height)
    lean = height * page.style.slope * (0.5 if frame.shape != "wide" else 1.0)
    seam = width * (0.54 if frame.shape != "wide" else 0.53) + lean / 2
    half = ((seam, 0.0), (width, 0.0), (width, height), (seam - lean, height))
    layers = [
        ground(page, _GREY),
        panel(page, "ours", half, palette.field, width * 0.6, 0.0),
        dots(page, (width * 0.5, 0, width, height * 0.4), palette.deep, (0.3, 0.6, -0.8), 0.4),
    ]
    if page.sight is not None and page.sight.cutout is not None:
        spot = (width * 0.76, height * (0.30 if frame.shape == "tall" else 0.34))
        room = (width * 0.42, height * (0.20 if frame.shape == "tall" else 0.40))
        curves = slide(page, 0.2, width * 0.6, 0, name="product")
        layers += product(page, page.sight, spot, room, curves=curves, depth=0.6)
    return [*layers, *_head(page), *_rows(page)]


def _head(page: Page) -> list[Layer]:
    said = page.shot.text("headline")
    if said is None:
        return []
    frame = page.frame
    left, top, right, _ = frame.safe
    reach = (right - left) * (0.46 if frame.shape == "wide" else 0.62)
    found = setting(page, "h1", said.text, reach, lines=2, height=frame.height * 0.16)
    ink = Ink(page.palette.paper, page.palette.pop, page.palette.on_pop)
    return stack(page, found, "headline", left, top + 10 * frame.unit, ink, said, 0.1)


def _rows(page: Page) -> list[Layer]:
    frame, palette, unit = page.frame, page.palette, page.frame.unit
    left, _, right, bottom = frame.safe
    sides, ours, theirs = (page.shot.all(role) for role in ("side", "item", "rival"))
    if len(sides) < 2:
        return []
    columns = (left, left + (right - left) * 0.54)
    y = frame.height * (0.42 if frame.shape == "tall" else 0.54)
    layers = [
        label(page, sides[1], columns[0], y, palette.paper, "#2B2D33", name="side-theirs", at=0.3),
        label(
            page, sides[0], columns[1], y, palette.on_pop, palette.pop, name="side-ours", at=0.38
        ),
    ]
    y += 92 * unit
    count = min(len(ours), len(theirs), 4 if frame.shape == "tall" else 2)
    step = min((bottom - y) / max(1, count), 190 * unit)
    for number in range(count):
        at = 0.45 + 0.16 * number
        left_side = (columns[0], y, columns[1] - columns[0] - 30 * unit, step)
        limit = frame.right(y, y + step) - columns[1]
        layers += _cell(page, theirs[number], f"theirs{number}", left_side, (_QUIET, _QUIET), at)
        side = (columns[1], y, limit, step)
        layers += _cell(
            page, ours[number], f"ours{number}", side, (palette.pop, palette.paper), at + 0.08
        )
        y += step
    return layers


def _cell(
    page: Page,
    said: ScreenText,
    name: str,
    box: tuple[float, float, float, float],
    inks: tuple[Colour, Colour],
    at: float,
) -> list[Layer]:
    """What is compared, small, over its value; `inks` of the value and its heading."""
    unit = page.frame.unit
    x, y, reach, tall = box
    head = setting(page, "label", said.label, reach, lines=1)
    largest = 92 if name.startswith("ours") else 70
    value = setting(
        page,
        "h1",
        said.text,
        reach,
        lines=1,
        largest=largest,
        height=tall - head.height - 30 * unit,
    )
    plain = said.model_copy(update={"highlight": ""})
    curves = rise(page, at)
    return [
        block(page, head, f"{name}-head", x, y, Ink(inks[1]), curves=curves, said=plain),
        block(
            page,
            value,
            name,
            x,
            y + head.height + 12 * unit,
            Ink(inks[0]),
            curves=curves,
            said=plain,
            contrast=3.0,
        ),
    ]
