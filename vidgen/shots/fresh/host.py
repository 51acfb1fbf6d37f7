"""host: a presenter before a warm disc, a white card with the product and its price."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Box
from vidgen.model.paint import Fill, Group, Placed, Stop
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.pieces import Page, floor, ground, pebble, soft
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.wording import faded
from vidgen.shots.kit.figure import figure
from vidgen.shots.kit.motion import zoom


def host(page: Page) -> list[Layer]:
    """Layers of a host for any canvas."""
    frame, palette = page.frame, page.palette
    left, top, right, _ = frame.safe
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    wide, tall = frame.shape == "wide", frame.shape == "tall"
    size = height * (0.60 if tall else 0.84)
    middle = width * (0.42 if tall else 0.27 if wide else 0.32)
    layers = [
        ground(page, palette.bg2),
        pebble(page, "sun", (middle, height - size * 0.55), size * 1.05, palette.sun, 7),
    ]
    if tall:
        layers.append(floor(page, "hill", 0.88, palette.bg3, 0.4))
    layers += figure(page, middle - size * 0.357, height - size, size, palette.deep)
    if tall:
        box = (left, top + 8 * unit, right, top + 0.20 * height)
    else:
        box = (
            width * (0.52 if wide else 0.58),
            top + 10 * unit,
            right,
            top + height * (0.62 if wide else 0.50),
        )
    return [*layers, *_card(page, box, beside=tall or wide)]


def _card(page: Page, box: Box, beside: bool) -> list[Layer]:
    palette, unit = page.palette, page.frame.unit
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    slab = Fill(w=width, h=height, stops=(Stop(at=0, colour=palette.surface),), radius=54 * unit)
    paint = Group(w=width, h=height, parts=(Placed(of=soft(page, slab, 34, 18)), Placed(of=slab)))
    layers = [
        Layer(
            id="card",
            paint=paint,
            x=left,
            y=top,
            end=page.frames,
            pivot=(width / 2, height / 2),
            curves=zoom(page, 0.2, "chip"),
            because="the product's card",
        )
    ]
    share = 0.42 if beside else 1.0
    middle = (left + width * share / 2, top + height * (0.5 if beside else 0.32))
    room = (width * share * 0.80, height * (0.84 if beside else 0.52))
    if page.sight is not None:
        layers.append(pebble(page, "disc", middle, min(room) * 1.02, palette.bg2, 4, 0.3))
        layers += sticker(page, page.sight, middle, room, turn=-5.0, curves=zoom(page, 0.4, "chip"))
    x = left + width * share + 10 * unit if beside else left + 40 * unit
    reach = right - x - 40 * unit
    y = top + 44 * unit if beside else top + height * 0.62
    name, price = page.shot.text("name"), page.shot.text("price")
    if name is not None:
        made, tall = faded(
            page,
            name,
            (x, y),
            reach,
            palette.ink,
            lines=2,
            role="product",
            largest=62,
            height=height * 0.4,
            name="name",
        )
        layers += made
        y += tall + 24 * unit
    if price is not None:
        said = ScreenText(role="price", text=f"{price.label}{price.text}", facts=price.facts)
        made, _ = faded(
            page,
            said,
            (x, y),
            reach,
            palette.deep,
            lines=1,
            role="price",
            largest=100,
            height=bottom - y,
            at=0.6,
            name="price",
        )
        layers += [layer.model_copy(update={"role": "price"}) for layer in made]
    return layers
