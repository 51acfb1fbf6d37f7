"""host: a presenter before a slanted card with the product, its name and price."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Polygon, Stop
from vidgen.model.script import ScreenText
from vidgen.shots.bold.pieces import dots, floor, ground, side
from vidgen.shots.kit.figure import figure
from vidgen.shots.kit.motion import rise, slide
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import card as print_card
from vidgen.shots.kit.pictures import product
from vidgen.shots.kit.type import Ink, block, setting


def host(page: Page) -> list[Layer]:
    """Layers of a host for any canvas."""
    frame, palette = page.frame, page.palette
    width, height = float(frame.width), float(frame.height)
    left, top, right, _ = frame.safe
    layers = [
        ground(page, palette.field),
        dots(page, (0, 0, width, height * 0.5), palette.deep, (0.5, -0.4, -0.8), 0.5),
    ]
    if frame.shape == "wide":
        layers.append(side(page, 0.52, palette.ink))
        tall = height * 1.02
        layers += figure(page, width * 0.05, height - tall * 0.92, tall, palette.pop)
        box = (width * 0.50, top + 30 * frame.unit, right, top + height * 0.46)
    else:
        layers.append(floor(page, 0.80, palette.ink))
        tall = height * (0.62 if frame.shape == "tall" else 0.74)
        layers += figure(page, width * 0.40 - tall * 0.357, height - tall, tall, palette.pop)
        box = (
            left,
            top + 10 * frame.unit,
            right,
            top + height * (0.19 if frame.shape == "tall" else 0.30),
        )
    return [*layers, *_card(page, box)]


def _card(page: Page, box: tuple[float, float, float, float]) -> list[Layer]:
    """The product, its name and price on a slanted slab."""
    palette, unit = page.palette, page.frame.unit
    left, top, right, bottom = box
    tall = bottom - top
    lean = tall * page.style.slope
    slab = Polygon(
        points=((left + lean, top), (right, top), (right - lean, bottom), (left, bottom)),
        stops=(Stop(at=0, colour=palette.paper),),
    )
    enter = slide(page, 0.3, page.frame.width, 0)
    layers = [
        Layer(
            id="card",
            paint=slab,
            x=0,
            y=0,
            end=page.frames,
            curves=enter,
            because="the product's card",
        )
    ]
    sight = page.sight
    spot, room = (
        (left + (right - left) * 0.24, (top + bottom) / 2),
        ((right - left) * 0.34, tall * 0.8),
    )
    if sight is not None and sight.cutout is not None:
        layers += product(page, sight, spot, room, curves=enter, depth=0.4)
    elif sight is not None:
        layers += print_card(page, sight, spot, room)
    x, reach = left + (right - left) * 0.46, (right - left) * 0.50 - lean
    y = top + 34 * unit
    name, price = page.shot.text("name"), page.shot.text("price")
    if name is not None:
        found = setting(page, "product", name.text, reach, lines=2, largest=66, height=tall * 0.44)
        layers.append(
            block(page, found, "name", x, y, Ink(palette.ink), curves=rise(page, 0.5), said=name)
        )
        y += found.height + 22 * unit
    if price is not None:
        said = ScreenText(role="price", text=f"{price.label}{price.text}", facts=price.facts)
        found = setting(page, "price", said.text, reach, largest=110, height=bottom - y - 20 * unit)
        layer = block(
            page, found, "price", x, y, Ink(palette.field), curves=rise(page, 0.6), said=said
        )
        layers.append(layer.model_copy(update={"role": "price"}))
    return layers
