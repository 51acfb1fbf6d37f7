"""end: the dark page with one window, the line, the brand, the way to buy."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Fill, Group, Placed, Run, Stop, Text
from vidgen.model.script import ScreenText
from vidgen.shots.editorial.pieces import Page, hair, sheet, title
from vidgen.shots.kit.logo import logo
from vidgen.shots.kit.motion import appear
from vidgen.shots.kit.panes import pane
from vidgen.shots.kit.scan import scan
from vidgen.shots.kit.type import Ink, block, setting


def end(page: Page) -> list[Layer]:
    """Layers of an end card for any canvas."""
    frame, palette = page.frame, page.palette
    width, height = float(frame.width), float(frame.height)
    left, top, right, bottom = frame.safe
    unit = frame.unit
    layers = [sheet(page, palette.dark)]
    if frame.shape == "wide":
        box = (0.0, 0.0, width * 0.44, height)
        layers += pane(page, page.sight, box, palette.paper2, at=0.1, side="right")
        x = box[2] + 120 * unit
        return [*layers, *_words(page, x, top + 0.10 * height, right - x, bottom, 0.0)]
    tall = frame.shape == "tall"
    across, down = (width * 0.56, height * 0.34) if tall else (width * 0.42, height * 0.40)
    box = (width / 2 - across / 2, top + 10 * unit, width / 2 + across / 2, top + 10 * unit + down)
    layers += pane(page, page.sight, box, palette.paper2, at=0.1)
    y = box[3] + (60 if tall else 40) * unit
    room = min(right - width / 2, frame.right(y, bottom) - width / 2, width / 2 - left) * 2
    return [*layers, *_words(page, width / 2, y, room, bottom, 0.5)]


def _words(page: Page, x: float, y: float, reach: float, foot: float, align: float) -> list[Layer]:
    """Line, rule, brand, button and note from `y` down; `align` 0 left, 0.5 centred."""
    palette, unit = page.palette, page.frame.unit
    layers: list[Layer] = []
    said = page.shot.text("headline")
    if said is not None:
        made, tall = title(
            page,
            said,
            (x, y),
            reach,
            palette.on_dark,
            at=0.5,
            lines=2,
            align=align,
            height=(foot - y) * 0.34,
        )
        layers += made
        y += tall + 40 * unit
    layers.append(hair(page, (x - align * 120 * unit, y), 120 * unit, palette.on_dark2, at=0.7))
    y += 36 * unit
    brand = page.shot.text("brand")
    if page.logo is not None:
        curves = (appear(page, 0.8, 0.6),)
        mark = (reach, 100 * unit)
        layer, tall = logo(page, page.logo, (x, y), mark, align=align, curves=curves)
        layers.append(layer)
        y += tall + 40 * unit
    elif brand is not None:
        layer, tall = _centred(page, brand, "product", x, y, reach, palette.on_dark, align, 0.8)
        layers.append(layer)
        y += tall + 44 * unit
    if page.cta:
        layer, tall = _button(page, x, y, reach, align)
        if y + tall <= foot + 4:
            layers.append(layer)
            y += tall + 30 * unit
    codes = scan(
        page,
        (x, y + 10 * unit),
        reach,
        foot,
        (palette.on_dark, palette.on_dark2),
        curves=(appear(page, 1.2, 0.6),),
    )
    layers += codes
    note = page.shot.text("note")
    if note is not None and not codes:
        layer, tall = _centred(page, note, "body", x, y, reach, palette.on_dark2, align, 1.2)
        wide = layer.box[2] - layer.box[0] if layer.box else 0.0
        if y + tall <= foot + 4 and wide <= reach + 4:
            layers.append(layer)
    return layers


def _centred(
    page: Page,
    said: ScreenText,
    role: str,
    x: float,
    y: float,
    reach: float,
    colour: str,
    align: float,
    at: float,
) -> tuple[Layer, float]:
    found = setting(page, role, said.text, reach, lines=1, largest=None if role == "body" else 56)
    left = x - align * found.width
    curves = (appear(page, at, 0.6),)
    layer = block(page, found, said.role, left, y, Ink(colour), curves=curves, said=said)
    return layer, found.height


def _button(page: Page, x: float, y: float, reach: float, align: float) -> tuple[Layer, float]:
    """The platform's own call to action on a pill; also its height."""
    palette, unit = page.palette, page.frame.unit
    size = max(36 * unit, 40 * page.scale)
    while page.measure(page.cta, "sans-500", size, 0.04) > reach - 2.6 * size:
        size *= 0.96
    words = page.measure(page.cta, "sans-500", size, 0.04)
    width, height = words + 2.6 * size, size * 2.3
    parts = (
        Placed(
            of=Fill(
                w=width, h=height, stops=(Stop(at=0, colour=palette.on_dark),), radius=height / 2
            )
        ),
        Placed(
            of=Text(
                lines=((Run(text=page.cta),),),
                face="sans-500",
                size=size,
                colour=palette.dark,
                tracking=0.04,
            ),
            x=1.3 * size,
            y=(height - size) / 2,
        ),
    )
    left = x - align * width
    return Layer(
        id="button",
        paint=Group(w=width, h=height, parts=parts),
        x=left,
        y=y,
        end=page.frames,
        curves=(appear(page, 1.0, 0.5),),
        role="text",
        text=page.cta,
        box=(left, y, left + width, y + height),
        min_contrast=4.5,
        because="the platform's own way to buy",
    ), height
