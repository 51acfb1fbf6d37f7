"""list: three to five facts in slanted rows, the first inverted."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Group, Placed, Polygon, Run, Stop, Text
from vidgen.model.script import ScreenText
from vidgen.shots.bold.pieces import dots, floor, ground, left_part, lower_part, side
from vidgen.shots.kit.motion import slide
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
from vidgen.shots.kit.type import Ink, setting, stack


def facts(page: Page) -> list[Layer]:
    """Layers of a list for any canvas."""
    frame, palette = page.frame, page.palette
    layers = [ground(page, palette.paper)]
    if frame.shape == "wide":
        layers.append(side(page, 0.42, palette.field, left=True))
    else:
        layers += [
            floor(page, 0.80, palette.field),
            dots(
                page,
                (0, frame.height * 0.78, frame.width, frame.height),
                palette.deep,
                (-0.2, 0.3, 0.6),
                0.5,
            ),
        ]
    return [*layers, *_picture(page), *_rows(page)]


def _picture(page: Page) -> list[Layer]:
    frame, sight = page.frame, page.sight
    if sight is None:
        return []
    width, height = frame.width, frame.height
    if sight.cutout is None:
        points = left_part(page, 0.42) if frame.shape == "wide" else lower_part(page, 0.72)
        return window(page, sight, points, enter=(-width, 0.0))
    curves = slide(page, 0.15, width, -width * page.style.slope, name="product")
    if frame.shape == "wide":
        return product(
            page, sight, (width * 0.20, height * 0.56), (width * 0.36, height * 0.76), curves=curves
        )
    return product(
        page, sight, (width * 0.56, height * 0.82), (width * 0.84, height * 0.30), curves=curves
    )


def _rows(page: Page) -> list[Layer]:
    frame, palette = page.frame, page.palette
    unit = frame.unit
    left, top, right, bottom = frame.safe
    x, reach = left, right - left
    if frame.shape == "wide":
        x, reach = frame.width * 0.46, right - frame.width * 0.46
    y = top + 16 * unit
    layers: list[Layer] = []
    said = page.shot.text("headline")
    if said is not None:
        found = setting(page, "h1", said.text, reach, height=frame.height * 0.2, lines=2)
        layers += stack(
            page,
            found,
            "headline",
            x,
            y,
            Ink(palette.ink, palette.pop, palette.on_pop),
            said,
            at=0.15,
        )
        y += found.height + 50 * unit
    limit = (
        bottom
        if frame.shape == "wide"
        else frame.height * (0.66 if frame.shape == "tall" else 0.70)
    )
    most = {"tall": 5, "wide": 5, "square": 3}[frame.shape]
    items = page.shot.all("item")[:most]
    most_tall = (142 if len(items) > 3 else 196) * unit * page.style.scale[frame.shape]
    step = min(most_tall, (limit - y) / max(1, len(items)))
    for number, item in enumerate(items):
        if y + step <= limit + 4:
            wide = min(reach, frame.right(y, y + step) - x)
            layers.append(_row(page, item, number, (x, y, wide, step - 14 * unit)))
        y += step
    return layers


def _row(
    page: Page, item: ScreenText, number: int, box: tuple[float, float, float, float]
) -> Layer:
    """One fact as a slanted slab: heading left, value right."""
    palette = page.palette
    x, y, width, height = box
    lean = height * page.style.slope
    first = number == 0
    paper, ink = (palette.ink, palette.pop) if first else (palette.field, palette.paper)
    slab = Polygon(
        points=((lean, 0), (width, 0), (width - lean, height), (0, height)),
        stops=(Stop(at=0, colour=paper),),
    )
    size = min(54 * page.frame.unit, height * 0.40)
    key_width = page.measure(item.label, "sans-500", size)
    room = width - 3 * lean - key_width - 3 * size
    value = size * 1.12
    while page.measure(item.text, "sans-900", value) > room and value > 26 * page.frame.unit:
        value *= 0.95
    wide = page.measure(item.text, "sans-900", value)
    parts = (
        Placed(of=slab),
        Placed(
            of=Text(
                lines=((Run(text=item.label),),), face="sans-500", size=size, colour=palette.paper
            ),
            x=lean + size * 0.7,
            y=(height - size) / 2,
        ),
        Placed(
            of=Text(lines=((Run(text=item.text),),), face="sans-900", size=value, colour=ink),
            x=width - lean - size * 0.8 - wide,
            y=(height - value) / 2,
        ),
    )
    return Layer(
        id=f"row{number}",
        paint=Group(w=width, h=height, parts=parts),
        x=x,
        y=y,
        end=page.frames,
        curves=slide(page, 0.3 + 0.14 * number, page.frame.width, 0),
        role="text",
        text=f"{item.label} {item.text}",
        box=(x, y, x + width, y + height),
        min_contrast=4.5,
        facts=item.facts,
        because="a fact in the list",
    )
