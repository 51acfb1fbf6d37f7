"""offer: the price as one shape, what is saved on a burst, the product on rays."""

from __future__ import annotations

from vidgen.model.cut import Curve, Key, Layer
from vidgen.model.paint import Burst, Group, Placed, Polygon, Rays, Run, Shadow, Stop, Stroke, Text
from vidgen.model.script import ScreenText
from vidgen.shots.bold.pieces import band, dots, floor, ground, right_part, side
from vidgen.shots.kit.motion import appear, entrance, ramp, rise, slide, wipe, zoom
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
from vidgen.shots.kit.type import Ink, setting, stack


def offer(page: Page) -> list[Layer]:
    """Layers of an offer for any canvas; without a price the strongest text stands alone."""
    frame, palette = page.frame, page.palette
    width, height = frame.width, frame.height
    wide = frame.shape == "wide"
    centre = (width * 0.70, height * 0.46) if wide else (width / 2, height * 0.36)
    layers = [
        ground(page, palette.field),
        Layer(
            id="rays",
            paint=Rays(
                w=width,
                h=height,
                cx=centre[0],
                cy=centre[1],
                count=22,
                reach=max(width, height) * 0.85,
                colour=palette.paper,
                alpha=0.22,
            ),
            x=0,
            y=0,
            end=page.frames,
            because="rays belong to the offer",
        ),
    ]
    if wide:
        layers.append(side(page, 0.50, palette.ink, left=True))
    else:
        layers += [
            floor(page, 0.69, palette.ink),
            dots(
                page,
                (width * 0.5, height * 0.72, width, height),
                palette.field,
                (-0.42, 0.6, 0.5),
                0.5,
            ),
        ]
    headline = page.shot.text("headline")
    return [*layers, *_head(page, headline), *_picture(page), *_price(page), *_gifts(page)]


def _head(page: Page, said: ScreenText | None) -> list[Layer]:
    frame = page.frame
    if said is None:
        return []
    left, top, right, _ = frame.safe
    reach = (right - left) * (0.42 if frame.shape == "wide" else 0.62 if page.narrow else 0.94)
    found = setting(
        page,
        "h1",
        said.text,
        reach,
        largest=120,
        lines=2,
        height=frame.height * (0.26 if frame.shape == "wide" else 0.15),
    )
    ink = Ink(page.palette.paper, page.palette.pop, page.palette.on_pop)
    return stack(page, found, "headline", left, top + 10 * frame.unit, ink, said, at=0.1)


def _picture(page: Page) -> list[Layer]:
    frame, sight = page.frame, page.sight
    if sight is None:
        return []
    width, height = frame.width, frame.height
    kind = entrance(page, "product")
    if sight.cutout is None:
        wide = frame.shape == "wide"
        points = right_part(page, 0.56) if wide else band(page, height * 0.27, height * 0.56)
        return window(page, sight, points, zoom=1.18, enter=(width, 0.0))
    curves = (ramp(page, "scale", (1.6, 1.0), 0.2, kind), appear(page, 0.2))
    if frame.shape == "wide":
        spot, box = (width * 0.735, height * 0.48), (width * 0.46, height * 0.80)
    elif page.narrow:
        spot, box = (width * 0.81, height * 0.47), (width * 0.34, height * 0.56)
    elif frame.shape == "tall":
        spot, box = (width * 0.53, height * 0.385), (width * 0.90, height * 0.30)
    else:
        spot, box = (width * 0.62, height * 0.40), (width * 0.60, height * 0.42)
    return product(page, sight, spot, box, curves=curves)


def _price(page: Page) -> list[Layer]:
    """The lock-up: slab, old price with its strike, new price, saving on a burst."""
    said = page.shot.text("price")
    if said is None:
        return []
    frame, palette = page.frame, page.palette
    unit = frame.unit
    left = frame.safe[0]
    if frame.shape == "wide":
        width, height, y = frame.width * 0.42, 290 * unit, frame.height * 0.43
    elif frame.shape == "tall":
        y = frame.height * 0.485
        width, height = frame.right(y, y + 300) - left, 300 * unit * max(0.8, page.scale / unit)
    else:
        width, height, y = frame.width * 0.66, 220 * unit, frame.height * 0.58
    if page.narrow:
        width *= 0.72
    lean = height * page.style.slope
    slab = Polygon(
        points=((lean, 0), (width, 0), (width - lean, height), (0, height)),
        stops=(Stop(at=0, colour=palette.pop),),
    )
    group = Group(
        w=width,
        h=height,
        parts=(
            Placed(of=Shadow(of=slab, blur=30 * unit, dy=24 * unit, alpha=0.4)),
            Placed(of=slab),
        ),
    )
    layers = [
        Layer(
            id="slab",
            paint=group,
            x=left,
            y=y,
            end=page.frames,
            curves=slide(page, 0.30, -frame.width * 1.1, 0),
            because="the price lock-up",
        )
    ]
    old = page.shot.text("old_price")
    layers += _old(page, old, left + lean * 0.9 + 30 * unit, y + 30 * unit)
    layers += _new(page, said, (left, y, width, height), old is not None)
    saving = page.shot.text("saving")
    if saving is not None:
        layers += _badge(page, saving, (left + width - 70 * unit, y + 10 * unit))
    return layers


def _old(page: Page, said: ScreenText | None, x: float, y: float) -> list[Layer]:
    if said is None:
        return []
    unit, ink = page.frame.unit, page.palette.on_pop
    small = 38 * unit
    words = page.measure(said.label, "sans-500", small)
    amount = page.measure(said.text, "sans-700", small * 1.3)
    start = words + 14 * unit
    parts = (
        Placed(
            of=Text(lines=((Run(text=said.label),),), face="sans-500", size=small, colour=ink),
            y=small * 0.2,
        ),
        Placed(
            of=Text(lines=((Run(text=said.text),),), face="sans-700", size=small * 1.3, colour=ink),
            x=start,
        ),
    )
    strike = Stroke(
        points=((start - 6 * unit, small * 0.86), (start + amount + 6 * unit, small * 0.50)),
        width=6 * unit,
        colour=ink,
    )
    width = start + amount
    return [
        Layer(
            id="old",
            paint=Group(w=width, h=small * 1.3, parts=parts),
            x=x,
            y=y,
            end=page.frames,
            curves=(appear(page, 0.50, 0.15),),
            role="text",
            text=f"{said.label} {said.text}",
            box=(x, y, x + width, y + small * 1.3),
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
            curves=wipe(page, 0.70, seconds=0.14),
            because="the former price is struck",
        ),
    ]


def _new(
    page: Page, said: ScreenText, box: tuple[float, float, float, float], old: bool
) -> list[Layer]:
    """Currency sign and amount, as large as the slab allows."""
    palette, unit = page.palette, page.frame.unit
    x, y, width, height = box
    lean = height * page.style.slope
    room = width - 2 * lean - 60 * unit
    size = height * (0.66 if old else 0.80)

    def total(size: float) -> float:
        return (
            page.measure(said.text, "sans-900", size, -0.05)
            + page.measure(said.label, "sans-900", size * 0.45)
            + size * 0.25
        )

    while total(size) > room and size > 60 * unit:
        size *= 0.96
    sign = page.measure(said.label, "sans-900", size * 0.45)
    base = y + height - (height * (0.66 if old else 0.86) - size * 0.72) / 2 - height * 0.02
    left = x + lean * 0.5 + 34 * unit
    parts = (
        Placed(
            of=Text(
                lines=((Run(text=said.label),),),
                face="sans-900",
                size=size * 0.45,
                colour=palette.on_pop,
                shear=9,
            ),
            y=size * 0.88 - size * 0.45 * 0.88,
        ),
        Placed(
            of=Text(
                lines=((Run(text=said.text),),),
                face="sans-900",
                size=size,
                colour=palette.on_pop,
                shear=9,
                tracking=-0.05,
            ),
            x=sign + size * 0.10,
        ),
    )
    wide = total(size)
    top = base - size * 0.88
    return [
        Layer(
            id="price",
            paint=Group(w=wide, h=size, parts=parts),
            x=left,
            y=top,
            end=page.frames,
            pivot=(wide * 0.36, size * 0.66),
            curves=zoom(page, 0.82, "price"),
            role="price",
            text=f"{said.label}{said.text}",
            box=(left, top, left + wide, top + size),
            min_contrast=4.5,
            facts=said.facts,
            because="the price lands on a beat",
        )
    ]


def _badge(page: Page, said: ScreenText, centre: tuple[float, float]) -> list[Layer]:
    """The saving on a burst that wobbles a little."""
    palette, unit = page.palette, page.frame.unit
    size = 270 * unit * (1.0 if page.frame.shape == "tall" else 0.82)
    ink = palette.field
    small = size * 0.155
    amount = size * 0.32
    while page.measure(said.text, "sans-900", amount, -0.03) > size * 0.70:
        amount *= 0.95
    label_width = page.measure(said.label, "sans-900", small)
    text_width = page.measure(said.text, "sans-900", amount, -0.03)
    parts = (
        Placed(of=Burst(size=size, points=18, inner=0.86, colour=palette.paper)),
        Placed(
            of=Text(lines=((Run(text=said.label),),), face="sans-900", size=small, colour=ink),
            x=(size - label_width) / 2,
            y=size * 0.27,
        ),
        Placed(
            of=Text(
                lines=((Run(text=said.text),),),
                face="sans-900",
                size=amount,
                colour=ink,
                tracking=-0.03,
            ),
            x=(size - text_width) / 2,
            y=size * 0.46,
        ),
    )
    safe = page.frame.safe
    x = min(centre[0] - size / 2, safe[2] - size * 0.86)
    y = centre[1] - size / 2
    half = max(1, round(0.6 * page.fps))
    wobble = Curve(
        prop="turn",
        keys=tuple(
            Key(frame=number * half, value=3.0 * (-1) ** number, ease="sine")
            for number in range(page.frames // half + 2)
        ),
    )
    return [
        Layer(
            id="badge",
            paint=Group(w=size, h=size, turn=10, parts=parts),
            x=x,
            y=y,
            end=page.frames,
            pivot=(size / 2, size / 2),
            curves=(*zoom(page, 1.02, "badge"), wobble),
            role="text",
            text=f"{said.label} {said.text}",
            box=(x + size * 0.15, y + size * 0.2, x + size * 0.85, y + size * 0.8),
            min_contrast=4.5,
            facts=said.facts,
            because="saving is list price minus price",
        )
    ]


def _gifts(page: Page) -> list[Layer]:
    """Promotion and gifts as ticks under the price, inside the safe box."""
    frame, palette = page.frame, page.palette
    unit = frame.unit
    left, _, _right, bottom = frame.safe
    size = max(34 * unit, 42 * page.scale)
    y = {
        "tall": frame.height * 0.485 + 350 * unit * max(0.8, page.scale / unit),
        "wide": frame.height * 0.76,
        "square": frame.height * 0.58 + 244 * unit,
    }[frame.shape]
    layers: list[Layer] = []
    for number, said in enumerate(page.shot.all("gift")[: 3 if frame.shape != "square" else 1]):
        reach = frame.width * 0.40 if frame.shape == "wide" else frame.right(y, y + size) - left
        found = setting(
            page, "body", said.text, reach - 62 * unit, largest=size / page.scale, lines=1
        )
        if y + size > bottom or found.width > reach - 60 * unit:
            break
        tick = Stroke(
            points=((0, 14 * unit), (11 * unit, 26 * unit), (32 * unit, 0)),
            width=7 * unit,
            colour=palette.pop,
        )
        words = Text(
            lines=((Run(text=said.text),),), face="sans-500", size=found.size, colour=palette.paper
        )
        group = Group(
            w=62 * unit + found.width,
            h=size,
            parts=(Placed(of=tick, x=4 * unit, y=10 * unit), Placed(of=words, x=62 * unit)),
        )
        layers.append(
            Layer(
                id=f"gift{number}",
                paint=group,
                x=left,
                y=y,
                end=page.frames,
                curves=rise(page, 0.75 + 0.1 * number),
                role="text",
                text=said.text,
                box=(left, y, left + 62 * unit + found.width, y + size),
                min_contrast=4.5,
                facts=said.facts,
                because="part of the offer",
            )
        )
        y += size * 1.55
    return layers
