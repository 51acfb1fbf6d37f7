"""stat: the number in a disc, large and round, the product at its edge."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.pieces import Page, confetti, drop, floor, ground, pebble
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.wording import faded, kicker_colours, pill
from vidgen.shots.kit.motion import zoom
from vidgen.shots.kit.type import Ink, block, setting


def stat(page: Page) -> list[Layer]:
    """Layers of a stat for any canvas."""
    frame, palette = page.frame, page.palette
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    left, _, right, _ = frame.safe
    layers = [ground(page, palette.bg2)]
    if frame.shape == "wide":
        layers.append(
            pebble(page, "blob", (width * 0.74, height * 0.52), 1150 * unit, palette.bg, 6)
        )
        spot, room = (width * 0.74, height * 0.52), (width * 0.40, height * 0.78)
        reach = width * 0.50 - left
    else:
        low = height * (0.66 if frame.shape == "tall" else 0.68)
        layers += [
            pebble(page, "blob", (width * 0.5, low + 120 * unit), width * 1.25, palette.bg, 6),
            floor(page, "hill", 0.87, palette.bg3, 0.9),
        ]
        spot, room = (width * 0.5, low + 60 * unit), (width * 0.80, height * 0.36)
        reach = right - left
    if page.sight is not None:
        layers += sticker(page, page.sight, spot, room, curves=drop(page, 0.15), turn=-4.0)
    spots = [(0.10, 0.52, 150), (0.92, 0.50, 130), (0.12, 0.90, 190), (0.90, 0.90, 160)]
    layers += confetti(page, spots[:2] if frame.shape == "square" else spots, 0.5)
    return [*layers, *_number(page, reach)]


def _number(page: Page, reach: float) -> list[Layer]:
    frame, palette = page.frame, page.palette
    left, top, _, _ = frame.safe
    unit = frame.unit
    said = page.shot.text("number")
    if said is None:
        return []
    layers: list[Layer] = []
    y = top + (20 if frame.shape == "tall" else 30) * unit
    if said.label:
        kicker = ScreenText(role="kicker", text=said.label, facts=said.facts)
        layers.append(pill(page, kicker, (left, y), kicker_colours(page)))
        y += 104 * unit
    measure = page.shot.text("unit")
    tall = frame.height * (0.40 if frame.shape == "wide" else 0.23)
    reach = min(reach, frame.right(y, y + tall) - left)
    beside = setting(page, "h1", measure.text, reach * 0.4, lines=1) if measure else None
    room = reach - (beside.width + 40 * unit if beside else 0)
    found = setting(page, "numeral", said.text, room, height=tall)
    layers.append(
        block(
            page,
            found,
            "number",
            left,
            y,
            Ink(palette.deep),
            curves=zoom(page, 0.12, "number"),
            said=said,
            contrast=3.0,
        )
    )
    if beside is not None and measure is not None:
        spot = (left + found.width + 20 * unit, y + found.size * 0.88 - beside.size * 0.88)
        curves = zoom(page, 0.35, "chip")
        layers.append(
            block(page, beside, "unit", *spot, Ink(palette.ink), curves=curves, said=measure)
        )
    y += found.height + 26 * unit
    name = page.shot.text("name")
    if name is not None:
        layers += faded(page, name, (left, y), reach, palette.ink2, lines=2)[0]
    return layers
