"""quote: a real buyer's words, large on paper, one clause marked."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Group, Placed, Polygon, Stop
from vidgen.shots.bold.pieces import dots, floor, ground, lower_part, right_part, side
from vidgen.shots.kit.motion import rise, slide, zoom
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
from vidgen.shots.kit.type import Ink, block, setting


def quote(page: Page) -> list[Layer]:
    """Layers of a quote for any canvas."""
    frame, palette = page.frame, page.palette
    layers = [ground(page, palette.paper)]
    if frame.shape == "wide":
        layers.append(side(page, 0.68, palette.field))
    else:
        layers += [
            floor(page, 0.80, palette.field),
            dots(
                page, (0, 0, frame.width, frame.height * 0.4), palette.soft, (0.4, -0.4, -0.6), 0.4
            ),
        ]
    return [*layers, *_picture(page), *_marks(page), *_words(page)]


def _picture(page: Page) -> list[Layer]:
    frame, sight = page.frame, page.sight
    if sight is None:
        return []
    width, height = float(frame.width), float(frame.height)
    wide = frame.shape == "wide"
    if sight.cutout is None:
        points = right_part(page, 0.66) if wide else lower_part(page, 0.66)
        return window(page, sight, points, enter=(width, 0.0))
    spot = (width * (0.82 if wide else 0.54), height * (0.55 if wide else 0.79))
    room = (width * (0.34 if wide else 0.80), height * (0.70 if wide else 0.34))
    curves = slide(page, 0.2, width, -width * page.style.slope, name="product")
    return product(page, sight, spot, room, curves=curves)


def _marks(page: Page) -> list[Layer]:
    """Two slanted bars: the opening marks."""
    unit = page.frame.unit
    tall, wide = 120 * unit, 74 * unit
    lean = tall * page.style.slope
    bar = Polygon(
        points=((lean, 0), (lean + wide, 0), (wide, tall), (0, tall)),
        stops=(Stop(at=0, colour=page.palette.pop),),
    )
    group = Group(w=2.3 * wide, h=tall, parts=(Placed(of=bar), Placed(of=bar, x=wide * 1.3)))
    left, top = page.frame.safe[0], page.frame.safe[1]
    return [
        Layer(
            id="marks",
            paint=group,
            x=left,
            y=top + 10 * unit,
            end=page.frames,
            pivot=(wide, tall / 2),
            curves=zoom(page, 0.1, "chip"),
            because="marks of a quotation",
        )
    ]


def _words(page: Page) -> list[Layer]:
    frame, palette, unit = page.frame, page.palette, page.frame.unit
    left, top, right, bottom = frame.safe
    said, who = page.shot.text("headline"), page.shot.text("note")
    if said is None:
        return []
    reach = (right - left) * (0.60 if frame.shape == "wide" else 1.0)
    y = top + 170 * unit
    room = {"tall": 0.62, "wide": 0.86, "square": 0.62}[frame.shape] * frame.height - y - 80 * unit
    reach = min(reach, frame.right(y, y + room) - left)
    found = setting(page, "h1", said.text, reach, height=room, lines=5, largest=104)
    ink = Ink(palette.ink, palette.pop, palette.on_pop)
    layers = [block(page, found, "quote", left, y, ink, curves=rise(page, 0.25), said=said)]
    y += found.height + 44 * unit
    if who is not None and y + 50 * unit < bottom:
        under = setting(page, "body", who.text, reach, lines=1)
        layers.append(
            block(page, under, "who", left, y, Ink(palette.ink), curves=rise(page, 0.5), said=who)
        )
    return layers
