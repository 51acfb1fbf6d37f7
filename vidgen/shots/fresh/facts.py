"""list: facts on white pills in a column beside the product."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Fill, Group, Placed, Run, Stop, Text
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.pieces import Page, confetti, drop, floor, ground, pebble, soft
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.wording import head
from vidgen.shots.kit.motion import zoom


def facts(page: Page) -> list[Layer]:
    """Layers of a list for any canvas."""
    frame, palette = page.frame, page.palette
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    left, top, right, bottom = frame.safe
    layers = [ground(page, palette.warm)]
    if frame.shape == "wide":
        centre, big, room = (
            (width * 0.76, height * 0.52),
            1050 * unit,
            (width * 0.36, height * 0.80),
        )
        reach = width * 0.50 - left
    elif frame.shape == "tall":
        centre, big = (width * 0.60, height * 0.80), 1150 * unit
        room = (width * 0.80, height * 0.34)
        reach = right - left
    else:
        centre, big, room = (width * 0.76, height * 0.60), 800 * unit, (width * 0.42, height * 0.60)
        reach = width * 0.54
    layers.append(pebble(page, "blob", centre, big, palette.bg2, 6))
    if frame.shape == "tall":
        layers.append(floor(page, "hill", 0.90, palette.bg3, 0.7))
    if page.sight is not None:
        layers += sticker(page, page.sight, centre, room, curves=drop(page), turn=-4.0)
    layers += confetti(page, [(0.08, 0.90, 170), (0.93, 0.70, 140)], 0.6)
    y = top + 12 * unit
    said = page.shot.text("headline")
    if said is not None:
        made, tall = head(page, said, (left, y), reach, lines=2, height=height * 0.18)
        layers += made
        y += tall + 44 * unit
    foot = bottom if frame.shape != "tall" else min(bottom, height * 0.655)
    return [*layers, *_rows(page, left, y, reach, foot)]


def _rows(page: Page, x: float, y: float, reach: float, foot: float) -> list[Layer]:
    items = page.shot.all("item")
    least = (106 if page.frame.shape == "tall" else 92) * page.frame.unit
    items = items[: max(1, min(5, int((foot - y) / least)))]
    if not items:
        return []
    step = min((foot - y) / len(items), least * 1.36)
    layers = []
    for number, item in enumerate(items):
        top = y + number * step
        width = min(reach, page.frame.right(top, top + step) - x)
        layers.append(_row(page, item, (x, top), (width, step - 18 * page.frame.unit), number))
    return layers


def _row(
    page: Page, item: ScreenText, place: tuple[float, float], size: tuple[float, float], number: int
) -> Layer:
    """One fact on a white pill: heading left, value right."""
    palette, unit = page.palette, page.frame.unit
    width, height = size
    em = min(44 * unit, height * 0.44)
    value = em * 1.08
    key = page.measure(item.label, "sans-500", em)
    room = width - key - 3.0 * em
    while page.measure(item.text, "sans-900", value) > room and value > 28 * unit:
        value *= 0.95
    wide = page.measure(item.text, "sans-900", value)
    card = Fill(
        w=width, h=height, stops=(Stop(at=0, colour=palette.surface),), radius=height * 0.46
    )
    parts = (
        Placed(of=soft(page, card, 18, 9)),
        Placed(of=card),
        Placed(
            of=Text(
                lines=((Run(text=item.label),),), face="sans-500", size=em, colour=palette.ink2
            ),
            x=em,
            y=(height - em) / 2,
        ),
        Placed(
            of=Text(
                lines=((Run(text=item.text),),), face="sans-900", size=value, colour=palette.deep
            ),
            x=width - wide - em,
            y=(height - value) / 2,
        ),
    )
    x, y = place
    return Layer(
        id=f"item{number}",
        paint=Group(w=width, h=height, parts=parts),
        x=x,
        y=y,
        end=page.frames,
        pivot=(width / 2, height / 2),
        curves=zoom(page, 0.35 + 0.12 * number, "chip"),
        role="text",
        text=f"{item.label} {item.text}",
        box=(x, y, x + width, y + height),
        min_contrast=4.5,
        facts=item.facts,
        because="one fact a row",
    )
