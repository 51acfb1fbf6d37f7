"""stat: one light number across the page, what it measures, a window below."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.script import ScreenText
from vidgen.shots.editorial.pieces import Page, hair, label, paragraph, sheet
from vidgen.shots.kit.motion import line_in
from vidgen.shots.kit.panes import pane
from vidgen.shots.kit.type import Ink, block, setting


def stat(page: Page) -> list[Layer]:
    """Layers of a stat for any canvas."""
    frame, palette = page.frame, page.palette
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    left, top, _, _ = frame.safe
    layers = [sheet(page, palette.paper)]
    if frame.shape == "wide":
        box = (width * 0.60, 0.0, width, height)
        layers += pane(page, page.sight, box, palette.paper2, side="left")
        return [*layers, *_number(page, (left, top + 40 * unit), box[0] - left - 70 * unit, 0.46)]
    box = (0.0, height * (0.60 if frame.shape == "tall" else 0.62), width, height)
    layers += pane(page, page.sight, box, palette.paper2)
    reach = frame.right(top, box[1]) - left
    return [*layers, *_number(page, (left, top + 10 * unit), reach, 0.24)]


def _number(page: Page, place: tuple[float, float], reach: float, share: float) -> list[Layer]:
    """Label over a rule, the number with its unit, the name."""
    palette, unit = page.palette, page.frame.unit
    said = page.shot.text("number")
    if said is None:
        return []
    x, y = place
    layers: list[Layer] = []
    if said.label:
        kicker = ScreenText(role="kicker", text=said.label, facts=said.facts)
        layers += label(page, kicker, (x, y), reach, palette.ink2, rule=False)
        y += 66 * unit
    layers.append(hair(page, (x, y), reach, palette.line, at=0.1))
    y += 34 * unit
    measure = page.shot.text("unit")
    beside = setting(page, "h1", measure.text, reach * 0.4, lines=1) if measure else None
    room = reach - (beside.width + 40 * unit if beside else 0)
    found = setting(page, "numeral", said.text, room, height=page.frame.height * share)
    box = (x, y, x + found.width, y + found.height)
    curves, clip = line_in(page, 0.3, box, "number")
    number = block(
        page,
        found,
        "number",
        x - 8 * unit,
        y,
        Ink(palette.ink),
        curves=curves,
        said=said,
        contrast=3.0,
    )
    layers.append(number.model_copy(update={"clip": clip}))
    if beside is not None and measure is not None:
        base = y + found.size * 0.88 - beside.size * 0.88
        spot = (x + found.width + 22 * unit, base)
        curves, clip = line_in(page, 0.6, (*spot, spot[0] + beside.width, base + beside.size))
        layer = block(page, beside, "unit", *spot, Ink(palette.accent), curves=curves, said=measure)
        layers.append(layer.model_copy(update={"clip": clip}))
    y += found.height + 30 * unit
    name = page.shot.text("name")
    if name is not None:
        layers += paragraph(page, name, (x, y), reach, palette.ink2, lines=2)[0]
    return layers
