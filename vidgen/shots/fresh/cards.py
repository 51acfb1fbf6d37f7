"""cards: two to four rounded cards, each with the product on a colour of its own."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Box, Sight
from vidgen.model.paint import Colour, Fill, Group, Picture, Placed, Stop
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.pieces import Page, floor, ground, pebble, soft
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.wording import faded, head
from vidgen.shots.kit.framing import covering
from vidgen.shots.kit.motion import zoom


def cards(page: Page) -> list[Layer]:
    """Layers of cards for any canvas."""
    frame, palette = page.frame, page.palette
    left, top, right, bottom = frame.safe
    unit = frame.unit
    items = page.shot.all("item")[: 4 if frame.shape != "square" else 3]
    layers = [ground(page, palette.warm)]
    if frame.shape == "tall":
        layers.append(floor(page, "hill", 0.84, palette.bg3, 0.4))
    y = top + 10 * unit
    said = page.shot.text("headline")
    if said is not None:
        made, tall = head(page, said, (left, y), right - left, lines=2, height=frame.height * 0.14)
        layers += made
        y += tall + 40 * unit
    colours = (palette.bg2, palette.bg3, palette.sun, palette.bg)
    for number, (item, box) in enumerate(
        zip(items, _boxes(page, len(items), y, bottom), strict=True)
    ):
        layers += _card(page, item, box, colours[number], number)
    return layers


def _boxes(page: Page, count: int, top: float, foot: float) -> list[Box]:
    left, _, right, _ = page.frame.safe
    gap = 26 * page.frame.unit
    columns = min(count, 2) if page.frame.shape == "tall" else count
    rows = -(-count // max(1, columns))
    if page.frame.shape == "tall":
        right = page.frame.right(top, foot)
    wide, tall = (right - left + gap) / max(1, columns), (foot - top + gap) / max(1, rows)
    boxes = []
    for number in range(count):
        row, column = divmod(number, columns)
        last = row == rows - 1 and count % columns == 1 and columns == 2
        x = left if last else left + column * wide
        reach = right - left if last else wide - gap
        boxes.append((x, top + row * tall, x + reach, top + (row + 1) * tall - gap))
    return boxes


def _card(page: Page, item: ScreenText, box: Box, colour: Colour, number: int) -> list[Layer]:
    """A card that pops up with its picture; its name stands at the foot."""
    palette, unit = page.palette, page.frame.unit
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    at = 0.15 + 0.12 * number
    slab = Fill(w=width, h=height, stops=(Stop(at=0, colour=colour),), radius=50 * unit)
    parts = [Placed(of=soft(page, slab)), Placed(of=slab)]
    sight = page.sights[number % len(page.sights)] if page.sights else None
    foot = 110 * unit
    if sight is not None and sight.cutout is None:
        parts.append(
            Placed(
                of=_photo(sight, width - 32 * unit, height - foot - 16 * unit, 36 * unit),
                x=16 * unit,
                y=16 * unit,
            )
        )
    layers = [
        Layer(
            id=f"card{number}",
            paint=Group(w=width, h=height, parts=tuple(parts)),
            x=left,
            y=top,
            end=page.frames,
            pivot=(width / 2, height / 2),
            curves=zoom(page, at, "chip"),
            because="one idea a card",
        )
    ]
    if sight is not None and sight.cutout is not None:
        centre = ((left + right) / 2, top + (height - foot) * 0.52)
        middle = min(width, height - foot) * 0.92
        layers.append(
            pebble(page, f"disc{number}", centre, middle, palette.surface, number + 2, at + 0.1)
        )
        room = (width * 0.78, (height - foot) * 0.84)
        turn = -6.0 if number % 2 else 6.0
        layers += sticker(
            page,
            sight,
            centre,
            room,
            turn=turn,
            curves=zoom(page, at + 0.15, "chip"),
            name=f"product{number}",
        )
    layers += faded(
        page,
        item,
        ((left + right) / 2, bottom - foot + 22 * unit),
        width - 40 * unit,
        palette.ink,
        at=at + 0.3,
        lines=1,
        name=f"item{number}",
        role="label",
        align=0.5,
    )[0]
    return layers


def _photo(sight: Sight, width: float, height: float, radius: float) -> Picture:
    return Picture(
        path=sight.picture.path,
        sha256=sight.picture.sha256,
        crop=covering(sight, width, height),
        w=width,
        h=height,
        radius=radius,
    )
