"""end: brand, line, product on crossed tapes, the platform's own way to buy."""

from __future__ import annotations

from vidgen.model.cut import Curve, Key, Layer
from vidgen.model.paint import Group, Placed, Polygon, Run, Stop, Stroke, Text
from vidgen.model.script import ScreenText
from vidgen.shots.bold.pieces import band, dots, floor, ground, right_part, side, tape
from vidgen.shots.kit.logo import logo
from vidgen.shots.kit.motion import appear, entrance, ramp, rise, zoom
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
from vidgen.shots.kit.scan import scan
from vidgen.shots.kit.type import Ink, block, setting, stack


def end(page: Page) -> list[Layer]:
    """Layers of an end card for any canvas."""
    frame, palette = page.frame, page.palette
    layers = [
        ground(page, palette.field),
        dots(page, (0, 0, frame.width, frame.height * 0.5), palette.deep, (0.3, 0.3, -0.8), 0.5),
    ]
    if frame.shape == "wide":
        layers.append(side(page, 0.50, palette.ink, left=True))
    elif frame.shape == "tall":
        layers.append(floor(page, 0.86, palette.ink))
    return [*layers, *_picture(page), *_words(page)]


def _picture(page: Page) -> list[Layer]:
    frame, sight, palette = page.frame, page.sight, page.palette
    width, height = frame.width, frame.height
    wide = frame.shape == "wide"
    spot = (
        (width * 0.735, height * 0.5)
        if wide
        else (width / 2, height * (0.46 if frame.shape == "tall" else 0.54))
    )
    layers: list[Layer] = []
    said = page.shot.text("tape")
    if said is not None and (sight is None or sight.cutout is not None):
        length = width * (0.9 if wide else 1.5)
        for turn, colours, name in (
            (12, (palette.paper, palette.ink), "tape-a"),
            (-12, (palette.on_pop, palette.pop), "tape-b"),
        ):
            layers.append(
                tape(
                    page,
                    said,
                    (spot[0], spot[1] + (20 if turn < 0 else -20) * frame.unit),
                    length,
                    turn,
                    colours,
                    name=name,
                    way=30.0 if turn > 0 else -30.0,
                ).model_copy(update={"matte": right_part(page, 0.50) if wide else None})
            )
    if sight is None:
        return layers
    if sight.cutout is None:
        middle = band(page, spot[1] - height * 0.15, spot[1] + height * 0.16)
        points = right_part(page, 0.56) if wide else middle
        return [*layers, *window(page, sight, points, enter=(width, 0.0))]
    box = (
        (width * 0.44, height * 0.72)
        if wide
        else (width * 0.82, height * (0.30 if frame.shape == "tall" else 0.42))
    )
    if page.narrow:
        spot, box = (width * 0.72, height * 0.47), (width * 0.5, height * 0.52)
    kind = entrance(page, "product")
    curves = (ramp(page, "scale", (1.6, 1.0), 0.15, kind), appear(page, 0.15))
    return [*layers, *product(page, sight, spot, box, curves=curves, float_share=0.6)]


def _words(page: Page) -> list[Layer]:
    frame, palette = page.frame, page.palette
    unit = frame.unit
    left, top, right, bottom = frame.safe
    wide = frame.shape == "wide"
    reach = (right - left) * (0.42 if wide else 1.0)
    layers: list[Layer] = []
    y = top + 10 * unit
    brand = page.shot.text("brand")
    if page.logo is not None:
        layers.append(
            logo(page, page.logo, (left, y), (reach, 92 * unit), curves=rise(page, 0.05))[0]
        )
        y += 120 * unit
    elif brand is not None:
        layers.append(_brand(page, brand, left, y, reach))
        y += 92 * unit
    said = page.shot.text("headline")
    if said is not None:
        limit = {"tall": 0.20, "wide": 0.28, "square": 0.20}[frame.shape] * frame.height
        found = setting(page, "h1", said.text, reach * 0.96, lines=2, height=limit)
        layers += stack(
            page,
            found,
            "headline",
            left,
            y,
            Ink(palette.paper, palette.pop, palette.on_pop),
            said,
            at=0.2,
        )
    y = {"tall": frame.height * 0.632, "wide": frame.height * 0.56, "square": bottom - 150 * unit}[
        frame.shape
    ]
    height = _button(page, layers, left, y, reach if frame.shape != "square" else reach * 0.6)
    note = page.shot.text("note")
    y += height + 30 * unit
    codes = scan(
        page,
        (left, y),
        reach,
        bottom,
        (palette.paper, palette.paper),
        curves=rise(page, 0.65),
    )
    layers += codes
    if note is not None and not codes:
        limit_right = frame.right(y, y + 60) if not wide else left + reach
        found = setting(page, "body", note.text, limit_right - left, largest=40, lines=1)
        if y + found.height <= bottom and found.width <= limit_right - left:
            layers.append(
                block(
                    page,
                    found,
                    "note",
                    left,
                    y,
                    Ink(palette.paper),
                    curves=rise(page, 0.65),
                    said=note,
                )
            )
    if frame.shape == "tall" and page.cta_corner == "bottom left":
        layers += _chevrons(page, left + 24 * unit, y + 100 * unit)
    return layers


def _brand(page: Page, said: ScreenText, x: float, y: float, reach: float) -> Layer:
    """The brand's name behind two slanted bars."""
    palette, unit = page.palette, page.frame.unit
    size = max(40 * unit, 46 * page.scale)
    while page.measure(said.text, "sans-900", size, 0.01) > reach - size * 1.6:
        size *= 0.95
    width = page.measure(said.text, "sans-900", size, 0.01)
    tall, lean = size * 0.80, size * 0.28
    bars = tuple(
        Placed(
            of=Polygon(
                points=((lean, 0), (lean + size * 0.30, 0), (size * 0.30, tall), (0, tall)),
                stops=(Stop(at=0, colour=palette.paper),),
            ),
            x=offset,
            y=size * 0.10,
        )
        for offset in (0.0, size * 0.48)
    )
    words = Text(
        lines=((Run(text=said.text),),),
        face="sans-900",
        size=size,
        colour=palette.paper,
        tracking=0.01,
    )
    start = size * 1.25
    group = Group(w=start + width, h=size, parts=(*bars, Placed(of=words, x=start)))
    return Layer(
        id="brand",
        paint=group,
        x=x,
        y=y,
        end=page.frames,
        curves=rise(page, 0.05),
        role="text",
        text=said.text,
        box=(x, y, x + start + width, y + size),
        min_contrast=4.5,
        facts=said.facts,
        because="who sells it",
    )


def _button(page: Page, layers: list[Layer], x: float, y: float, reach: float) -> float:
    """The call to action on a slanted button with an arrow; returns its height."""
    palette, unit = page.palette, page.frame.unit
    if not page.cta:
        return 0.0
    height = (136 if page.frame.shape == "tall" else 116) * unit
    size = height * 0.42
    lean = height * page.style.slope
    limit = min(reach, page.frame.right(y, y + height) - x)
    while page.measure(page.cta, "sans-900", size) > limit - 2 * lean - 2.6 * size:
        size *= 0.95
    words = page.measure(page.cta, "sans-900", size)
    width = words + 2 * lean + 2.6 * size
    arrow = size * 0.42
    parts = (
        Placed(
            of=Polygon(
                points=((lean, 0), (width, 0), (width - lean, height), (0, height)),
                stops=(Stop(at=0, colour=palette.pop),),
            )
        ),
        Placed(
            of=Text(
                lines=((Run(text=page.cta),),), face="sans-900", size=size, colour=palette.on_pop
            ),
            x=lean + size * 0.5,
            y=(height - size) / 2,
        ),
        Placed(
            of=Stroke(
                points=((0, 0), (arrow, arrow), (0, 2 * arrow)),
                width=size * 0.18,
                colour=palette.on_pop,
            ),
            x=lean + words + size * 1.1,
            y=height / 2 - arrow,
        ),
    )
    layers.append(
        Layer(
            id="button",
            paint=Group(w=width, h=height, parts=parts),
            x=x,
            y=y,
            end=page.frames,
            pivot=(width / 2, height / 2),
            curves=zoom(page, 0.45, "chip"),
            role="text",
            text=page.cta,
            box=(x, y, x + width, y + height),
            min_contrast=4.5,
            because="the platform's own way to buy",
        )
    )
    return height


def _chevrons(page: Page, x: float, y: float) -> list[Layer]:
    """Arrows down towards the platform's own cart."""
    unit = page.frame.unit
    layers = []
    half = max(1, round(0.47 * page.fps))
    for number in range(3):
        top = y + number * 62 * unit
        bob = Curve(
            prop="y",
            keys=tuple(
                Key(frame=step * half + number * 5, value=8 * unit * (-1) ** step, ease="sine")
                for step in range(page.frames // half + 2)
            ),
        )
        paint = Stroke(
            points=((0, 0), (46 * unit, 40 * unit), (92 * unit, 0)),
            width=15 * unit,
            colour=page.palette.pop,
            alpha=1 - 0.28 * number,
        )
        layers.append(
            Layer(
                id=f"chevron{number}",
                paint=paint,
                x=x,
                y=top,
                end=page.frames,
                curves=(*rise(page, 0.8 + 0.1 * number), bob),
                because="points at the platform's cart",
            )
        )
    return layers
