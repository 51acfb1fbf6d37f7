"""end: brand, line and product on the floor, a round button with the way to buy."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Ellipse, Fill, Group, Placed, Polygon, Run, Stop, Text
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.pieces import Page, confetti, drop, floor, ground, pebble, soft
from vidgen.shots.fresh.shapes import leaf
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.wording import head, note
from vidgen.shots.kit.logo import logo
from vidgen.shots.kit.motion import zoom
from vidgen.shots.kit.scan import scan


def end(page: Page) -> list[Layer]:
    """Layers of an end card for any canvas."""
    frame, palette = page.frame, page.palette
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    left, top, right, bottom = frame.safe
    wide, tall = frame.shape == "wide", frame.shape == "tall"
    layers = [ground(page, palette.bg2)]
    if wide:
        layers.append(pebble(page, "sun", (width * 0.75, height * 0.5), 900 * unit, palette.sun, 8))
    base = 0.82 if wide else 0.60 if tall else 0.70
    layers += [
        floor(page, "hill", base, palette.bg3, 0.4),
        floor(page, "floor", base + (0.07 if wide else 0.09), palette.deep, 2.0, 0.05),
    ]
    spot = (
        (width * 0.75, height * 0.53) if wide else (width * 0.5, height * (0.475 if tall else 0.55))
    )
    room = (
        (width * 0.38, height * 0.76) if wide else (width * 0.80, height * (0.30 if tall else 0.40))
    )
    if page.sight is not None:
        layers += sticker(page, page.sight, spot, room, curves=drop(page, 0.15), turn=-3.0)
    layers += confetti(
        page,
        [
            (0.10, 0.56, 150),
            (0.91, 0.50, 130),
            (0.82, 0.86, 190),
            (0.20, 0.92, 150),
            (0.55, 0.94, 170),
        ]
        if tall
        else [(0.95, 0.2, 130)],
        0.6,
    )
    reach = (right - left) * (0.50 if wide else 1.0)
    y = top + 12 * unit
    brand = page.shot.text("brand")
    if page.logo is not None:
        curves, mark = zoom(page, 0.15, "chip"), (reach, 96 * unit)
        layers.append(logo(page, page.logo, (left, y), mark, radius=0.3, curves=curves)[0])
        y += (116 if tall else 108) * unit
    elif brand is not None:
        layers.append(_brand(page, brand, (left, y), reach))
        y += (104 if tall else 96) * unit
    said = page.shot.text("headline")
    if said is not None:
        room_ = height * (0.15 if tall else 0.34 if wide else 0.18)
        made, used = head(page, said, (left, y), reach * 0.96, lines=2, height=room_)
        layers += made
        y += used + 60 * unit
    y = height * 0.645 + 70 * unit if tall else y if wide else bottom - 116 * unit
    return [
        *layers,
        *_buy(page, (left, y), reach if not tall else frame.right(y, y + 130) - left, bottom),
    ]


def _brand(page: Page, said: ScreenText, place: tuple[float, float], reach: float) -> Layer:
    """The brand beside a leaf in a disc."""
    palette = page.palette
    size = max(40 * page.frame.unit, 54 * page.scale)
    while page.measure(said.text, "sans-900", size) > reach - 1.5 * size:
        size *= 0.95
    disc = size * 1.15
    words = page.measure(said.text, "sans-900", size)
    parts = (
        Placed(of=Ellipse(w=disc, h=disc, colour=palette.deep)),
        Placed(
            of=Polygon(points=leaf(disc * 0.62), stops=(Stop(at=0, colour=palette.surface),)),
            x=disc * 0.19,
            y=disc * 0.33,
        ),
        Placed(
            of=Text(
                lines=((Run(text=said.text),),), face="sans-900", size=size, colour=palette.deep
            ),
            x=disc + size * 0.28,
            y=(disc - size) / 2,
        ),
    )
    wide = disc + size * 0.28 + words
    x, y = place
    return Layer(
        id="brand",
        paint=Group(w=wide, h=disc, parts=parts),
        x=x,
        y=y,
        end=page.frames,
        pivot=(disc / 2, disc / 2),
        curves=zoom(page, 0.15, "chip"),
        role="text",
        text=said.text,
        box=(x, y, x + wide, y + disc),
        min_contrast=4.5,
        facts=said.facts,
        because="who sells it",
    )


def _buy(page: Page, place: tuple[float, float], reach: float, foot: float) -> list[Layer]:
    """The button and a handwritten note under it."""
    palette, unit = page.palette, page.frame.unit
    x, y = place
    layers: list[Layer] = []
    if page.cta:
        size = max(40 * unit, 56 * page.scale)
        while page.measure(page.cta, "sans-900", size) > reach - 2.4 * size:
            size *= 0.95
        words = page.measure(page.cta, "sans-900", size)
        width, height = words + 2.2 * size, size * 2.2
        slab = Fill(w=width, h=height, stops=(Stop(at=0, colour=palette.pop),), radius=height / 2)
        text = Text(
            lines=((Run(text=page.cta),),), face="sans-900", size=size, colour=palette.on_pop
        )
        parts = (
            Placed(of=soft(page, slab, 26, 14)),
            Placed(of=slab),
            Placed(of=text, x=1.1 * size, y=(height - size) / 2),
        )
        layers.append(
            Layer(
                id="button",
                paint=Group(w=width, h=height, parts=parts),
                x=x,
                y=y,
                end=page.frames,
                pivot=(width / 2, height / 2),
                curves=zoom(page, 0.5, "chip"),
                role="text",
                text=page.cta,
                box=(x, y, x + width, y + height),
                min_contrast=4.5,
                because="the platform's own way to buy",
            )
        )
        y += height + 30 * unit
    codes = scan(
        page,
        (x, y + 14 * unit),
        reach,
        foot,
        (palette.ink, palette.ink),
        radius=20,
        curves=zoom(page, 0.7, "chip"),
    )
    layers += codes
    said = page.shot.text("note")
    if said is not None and not codes:
        dark = page.frame.shape != "wide"
        colour = palette.surface if dark else palette.ink
        layers += note(page, said, (x + 8 * unit, y), reach, colour, lines=1, height=foot - y)[0]
    return layers
