"""offer: name, a light price under a hairline, a seal on the edge of the window."""

from __future__ import annotations

from vidgen.model.cut import Layer, Prop
from vidgen.model.paint import Group, Placed, Run, Stroke, Text
from vidgen.model.script import ScreenText
from vidgen.shots.editorial.pieces import Page, hair, paragraph, seal, sheet, title
from vidgen.shots.kit.motion import appear, line_in, wipe
from vidgen.shots.kit.panes import pane


def offer(page: Page) -> list[Layer]:
    """Layers of an offer for any canvas."""
    frame, palette = page.frame, page.palette
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    left, top, right, bottom = frame.safe
    wide = frame.shape == "wide"
    mirrored = page.variant % 2 == 1
    if wide:
        box = (0.0, 0.0, width * 0.5, height)
        place, reach = (box[2] + 100 * unit, top + 0.16 * height), right - box[2] - 100 * unit
        spot, size = (box[2] - 170 * unit, height * 0.20), 240 * unit
    elif frame.shape == "tall":
        box = (0.0, height * 0.545, width, height)
        place, reach = (left, top + 12 * unit), right - left
        spot, size = (width - 190 * unit, box[1] + 20 * unit), 250 * unit
    else:
        box = (0.0, 0.0, width, height * 0.44)
        place, reach = (left, box[3] + 40 * unit), right - left
        spot, size = (right - 90 * unit, box[3]), 200 * unit
    side: Prop = "right" if wide else "bottom" if frame.shape == "square" else "top"
    layers = [
        sheet(page, palette.paper),
        *pane(page, page.sight, box, palette.paper2, side=side, way=-1.0 if mirrored else 1.0),
        *_words(
            page, place, reach, bottom if wide or frame.shape == "square" else box[1] - 30 * unit
        ),
    ]
    saving = page.shot.text("saving")
    if saving is not None:
        limit = page.frame.right(spot[1] - size / 2, spot[1] + size / 2)
        layers.append(seal(page, saving, (min(spot[0], limit - size * 0.40), spot[1]), size))
    return layers


def _words(page: Page, place: tuple[float, float], reach: float, foot: float) -> list[Layer]:
    palette, unit = page.palette, page.frame.unit
    x, y = place
    layers: list[Layer] = []
    said = page.shot.text("headline") or page.shot.text("name")
    if said is not None:
        made, tall = title(
            page,
            said,
            (x, y),
            reach,
            palette.ink,
            role="product",
            lines=2,
            at=0.2,
            height=(foot - y) * 0.30,
        )
        layers += made
        y += tall + 30 * unit
    layers.append(hair(page, (x, y), reach, palette.line, at=0.3))
    y += 30 * unit
    price = page.shot.text("price")
    if price is not None:
        made, y = _price(page, price, (x, y), reach, foot)
        layers += made
    gifts = page.shot.all("gift")[: 1 if page.frame.shape == "square" else 3]
    for number, gift in enumerate(gifts):
        made, tall = paragraph(
            page,
            gift,
            (x, y + 22 * unit),
            reach,
            palette.ink2,
            at=1.0 + 0.1 * number,
            lines=1,
            height=foot - y - 22 * unit,
            name=f"gift{number}",
        )
        layers += made
        y += tall + 16 * unit if made else 0.0
    return layers


def _price(
    page: Page, said: ScreenText, place: tuple[float, float], reach: float, foot: float
) -> tuple[list[Layer], float]:
    """The former price struck, the price; also where they end."""
    palette, unit = page.palette, page.frame.unit
    x, y = place
    layers: list[Layer] = []
    old = page.shot.text("old_price")
    if old is not None:
        layers += _old(page, old, (x, y))
        y += 66 * unit
    size = min(page.role("price").size * page.scale, (foot - y) * 0.62)
    face, sign = "serif-300", said.label

    def wide(em: float) -> tuple[float, float]:
        lead = page.measure(sign, face, em * 0.40)
        return lead, lead + em * 0.06 + page.measure(said.text, face, em, -0.02)

    while wide(size)[1] > reach and size > 60 * unit:
        size *= 0.96
    lead, total = wide(size)
    parts = (
        Placed(
            of=Text(lines=((Run(text=sign),),), face=face, size=size * 0.40, colour=palette.ink),
            y=size * 0.88 - size * 0.40 * 0.88,
        ),
        Placed(
            of=Text(
                lines=((Run(text=said.text),),),
                face=face,
                size=size,
                colour=palette.ink,
                tracking=-0.02,
            ),
            x=lead + size * 0.06,
        ),
    )
    box = (x, y, x + total, y + size)
    curves, clip = line_in(page, 0.6, box, "price")
    layers.append(
        Layer(
            id="price",
            paint=Group(w=total, h=size, parts=parts),
            x=x,
            y=y,
            end=page.frames,
            curves=curves,
            clip=clip,
            role="price",
            text=f"{sign}{said.text}",
            box=box,
            min_contrast=4.5,
            facts=said.facts,
            because="the price, set like a title",
        )
    )
    return layers, y + size


def _old(page: Page, said: ScreenText, place: tuple[float, float]) -> list[Layer]:
    """The former price with its label, struck by a thin line."""
    palette, unit = page.palette, page.frame.unit
    size = max(34.0, 38 * page.scale / unit) * unit
    words = page.measure(said.label, "sans-500", size, 0.02)
    start = words + 18 * unit
    amount = page.measure(said.text, "serif-600", size * 1.1)
    parts = (
        Placed(
            of=Text(
                lines=((Run(text=said.label),),),
                face="sans-500",
                size=size,
                colour=palette.ink2,
                tracking=0.02,
            )
        ),
        Placed(
            of=Text(
                lines=((Run(text=said.text),),),
                face="serif-600",
                size=size * 1.1,
                colour=palette.ink2,
            ),
            x=start,
            y=-size * 0.06,
        ),
    )
    x, y = place
    middle = size * 0.56
    strike = Stroke(
        points=((start - 5 * unit, middle), (start + amount + 5 * unit, middle)),
        width=max(3.0, 4 * unit),
        colour=palette.accent,
    )
    wide = start + amount
    return [
        Layer(
            id="old",
            paint=Group(w=wide, h=size * 1.1, parts=parts),
            x=x,
            y=y,
            end=page.frames,
            curves=(appear(page, 0.5, 0.5),),
            role="text",
            text=f"{said.label} {said.text}",
            box=(x, y, x + wide, y + size * 1.1),
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
            curves=wipe(page, 1.1, seconds=0.4),
            because="the former price is struck",
        ),
    ]
