"""offer: a coupon with the price, the product above it, what is saved on its stub."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Group, Placed, Polygon, Run, Stop, Stroke, Text
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.pieces import Page, confetti, drop, floor, ground, pebble, soft
from vidgen.shots.fresh.shapes import ticket
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.wording import faded, head
from vidgen.shots.kit.motion import appear, wipe, zoom

Box = tuple[float, float, float, float]


def offer(page: Page) -> list[Layer]:
    """Layers of an offer for any canvas."""
    frame, palette = page.frame, page.palette
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    left, top, right, bottom = frame.safe
    wide, tall = frame.shape == "wide", frame.shape == "tall"
    y = height * (0.485 if tall else 0.48 if wide else 0.60)
    high = (300 if tall else 290 if wide else 220) * unit
    across = (frame.right(y, y + high) if tall else width * 0.52 if wide else right) - left
    layers = [ground(page, palette.bg)]
    if wide:
        layers.append(
            pebble(page, "blob", (width * 0.77, height * 0.5), 1200 * unit, palette.bg2, 3)
        )
        spot, room = (width * 0.77, height * 0.52), (width * 0.36, height * 0.80)
    else:
        layers += [
            floor(page, "hill", 0.62, palette.bg2, 0.4),
            floor(page, "hill2", 0.80, palette.bg3, 2.0, 0.05),
        ]
        spot = (width * 0.52, top + (0.24 if tall else 0.30) * height)
        room = (width * 0.80, height * (0.28 if tall else 0.42))
    if page.sight is not None:
        layers += sticker(page, page.sight, spot, room, curves=drop(page, 0.15), turn=-4.0)
    said = page.shot.text("headline")
    reach = (right - left) * (0.50 if wide else 0.94)
    if said is not None:
        made, _ = head(
            page,
            said,
            (left, top + 8 * unit),
            reach,
            lines=2,
            largest=116,
            height=height * (0.12 if tall else 0.30 if wide else 0.16),
        )
        layers += made
    spots = [(0.14, 0.90, 190), (0.86, 0.90, 160), (0.5, 0.95, 130)]
    layers += confetti(page, spots if tall else [(0.94, 0.14, 140)], 0.6)
    layers += _coupon(page, (left, y, across, high))
    return [*layers, *_gifts(page, (left, y + high + 34 * unit), across, bottom)]


_CUT = 0.66
"""Share of the coupon left of its perforation."""


def _coupon(page: Page, box: Box) -> list[Layer]:
    price, saving = page.shot.text("price"), page.shot.text("saving")
    if price is None:
        return []
    palette, unit = page.palette, page.frame.unit
    x, y, width, height = box
    cut = _CUT if saving is not None else 0.90
    outline = ticket(width, height, cut, 40 * unit, 26 * unit)
    slab = Polygon(points=outline, stops=(Stop(at=0, colour=palette.surface),))
    parts = [Placed(of=soft(page, slab, 36, 18)), Placed(of=slab)]
    stub = tuple(point for point in outline if point[0] >= width * cut - 1)
    parts.append(Placed(of=Polygon(points=stub, stops=(Stop(at=0, colour=palette.pop),))))
    dash = Stroke(
        points=((width * cut, 46 * unit), (width * cut, height - 46 * unit)),
        width=5 * unit,
        colour=palette.bg,
        dash=(16 * unit, 16 * unit),
    )
    parts.append(Placed(of=dash))
    layers = [
        Layer(
            id="coupon",
            paint=Group(w=width, h=height, parts=tuple(parts)),
            x=x,
            y=y,
            end=page.frames,
            pivot=(width / 2, height / 2),
            curves=zoom(page, 0.35, "chip"),
            because="the price lock-up",
        ),
        *_price(page, price, (x, y, width * cut, height)),
    ]
    if saving is not None:
        layers.append(_saving(page, saving, (x + width * cut, y, width * (1 - cut), height)))
    return layers


def _price(page: Page, said: ScreenText, box: Box) -> list[Layer]:
    """The former price struck, the price as large as the coupon allows."""
    palette, unit = page.palette, page.frame.unit
    x, y, width, height = box
    old = page.shot.text("old_price")
    left = x + 48 * unit
    layers = _old(page, old, (left, y + 34 * unit)) if old is not None else []
    size = height * (0.56 if old is not None else 0.68)

    def wide(em: float) -> tuple[float, float]:
        lead = page.measure(said.label, "sans-900", em * 0.46)
        return lead, lead + em * 0.06 + page.measure(said.text, "sans-900", em, -0.03)

    while wide(size)[1] > width - 86 * unit and size > 60 * unit:
        size *= 0.96
    lead, total = wide(size)
    parts = (
        Placed(
            of=Text(
                lines=((Run(text=said.label),),),
                face="sans-900",
                size=size * 0.46,
                colour=palette.deep,
            ),
            y=size * 0.88 - size * 0.46 * 0.88,
        ),
        Placed(
            of=Text(
                lines=((Run(text=said.text),),),
                face="sans-900",
                size=size,
                colour=palette.deep,
                tracking=-0.03,
            ),
            x=lead + size * 0.06,
        ),
    )
    top = y + (height * 0.60 if old is not None else height * 0.5) - size * 0.5
    return [
        *layers,
        Layer(
            id="price",
            paint=Group(w=total, h=size, parts=parts),
            x=left,
            y=top,
            end=page.frames,
            pivot=(total / 2, size / 2),
            curves=zoom(page, 0.62, "price"),
            role="price",
            text=f"{said.label}{said.text}",
            box=(left, top, left + total, top + size),
            min_contrast=4.5,
            facts=said.facts,
            because="the price on the coupon",
        ),
    ]


def _old(page: Page, said: ScreenText, place: tuple[float, float]) -> list[Layer]:
    palette, unit = page.palette, page.frame.unit
    size = 36 * unit
    words = page.measure(said.label, "sans-500", size)
    start = words + 12 * unit
    amount = page.measure(said.text, "sans-700", size * 1.2)
    parts = (
        Placed(
            of=Text(
                lines=((Run(text=said.label),),), face="sans-500", size=size, colour=palette.ink2
            ),
            y=size * 0.15,
        ),
        Placed(
            of=Text(
                lines=((Run(text=said.text),),),
                face="sans-700",
                size=size * 1.2,
                colour=palette.ink2,
            ),
            x=start,
        ),
    )
    strike = Stroke(
        points=((start - 5 * unit, size * 0.76), (start + amount + 5 * unit, size * 0.50)),
        width=6 * unit,
        colour=palette.pop,
    )
    x, y = place
    wide = start + amount
    return [
        Layer(
            id="old",
            paint=Group(w=wide, h=size * 1.2, parts=parts),
            x=x,
            y=y,
            end=page.frames,
            curves=(appear(page, 0.55, 0.3),),
            role="text",
            text=f"{said.label} {said.text}",
            box=(x, y, x + wide, y + size * 1.2),
            min_contrast=4.5,
            facts=said.facts,
            because="a real former price",
        ),
        Layer(
            id="strike",
            paint=strike,
            x=x,
            y=y,
            end=page.frames,
            curves=wipe(page, 0.85, seconds=0.25),
            because="the former price is struck",
        ),
    ]


def _saving(page: Page, said: ScreenText, box: Box) -> Layer:
    """What is saved, on the coupon's stub."""
    palette = page.palette
    x, y, width, height = box
    small, large = height * 0.15, height * 0.30
    while page.measure(said.text, "sans-900", large) > width * 0.80:
        large *= 0.95
    while page.measure(said.label, "sans-700", small) > width * 0.80:
        small *= 0.95
    widths = (
        page.measure(said.label, "sans-700", small),
        page.measure(said.text, "sans-900", large),
    )
    wide, tall = max(widths), small * 1.3 + large
    parts = (
        Placed(
            of=Text(
                lines=((Run(text=said.label),),), face="sans-700", size=small, colour=palette.on_pop
            ),
            x=(wide - widths[0]) / 2,
        ),
        Placed(
            of=Text(
                lines=((Run(text=said.text),),), face="sans-900", size=large, colour=palette.on_pop
            ),
            x=(wide - widths[1]) / 2,
            y=small * 1.3,
        ),
    )
    left, top = x + (width - wide) / 2, y + (height - tall) / 2
    return Layer(
        id="badge",
        paint=Group(w=wide, h=tall, parts=parts),
        x=left,
        y=top,
        end=page.frames,
        pivot=(wide / 2, tall / 2),
        curves=zoom(page, 0.72, "badge"),
        role="text",
        text=f"{said.label} {said.text}",
        box=(left, top, left + wide, top + tall),
        min_contrast=4.5,
        facts=said.facts,
        because="saving is list price minus price",
    )


def _gifts(page: Page, place: tuple[float, float], reach: float, foot: float) -> list[Layer]:
    """Promotion and gifts under the coupon."""
    x, y = place
    layers: list[Layer] = []
    most = 1 if page.frame.shape == "square" else 3
    for number, gift in enumerate(page.shot.all("gift")[:most]):
        made, tall = faded(
            page,
            gift,
            (x + 8 * page.frame.unit, y),
            reach,
            page.palette.ink,
            lines=1,
            at=0.9 + 0.1 * number,
            height=foot - y,
            name=f"gift{number}",
        )
        if not made:
            break
        layers += made
        y += tall * 1.45
    return layers
