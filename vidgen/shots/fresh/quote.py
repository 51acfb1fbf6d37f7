"""quote: a speech bubble with a buyer's words, the product below."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Fill, Group, Placed, Polygon, Stop
from vidgen.shots.fresh.pieces import Page, confetti, ground, pebble, soft
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.wording import faded
from vidgen.shots.kit.motion import slide, zoom
from vidgen.shots.kit.type import setting


def quote(page: Page) -> list[Layer]:
    """Layers of a quote for any canvas."""
    frame, palette = page.frame, page.palette
    left, top, right, _ = frame.safe
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    wide = frame.shape == "wide"
    centre = (width * (0.80 if wide else 0.62), height * (0.55 if wide else 0.78))
    layers = [
        ground(page, palette.bg3),
        pebble(
            page, "blob", centre, (1150 if frame.shape != "square" else 760) * unit, palette.bg2, 14
        ),
    ]
    if page.sight is not None:
        room = (width * 0.36, height * 0.80) if wide else (width * 0.80, height * 0.36)
        enter = slide(page, 0.25, 0, height * 0.6, name="product")
        layers += sticker(page, page.sight, centre, room, turn=-7.0, curves=enter)
    layers += confetti(page, [(0.14, 0.72, 170), (0.20, 0.90, 150)], 0.6)
    reach = (right - left) * (0.60 if wide else 1.0)
    said, who = page.shot.text("headline"), page.shot.text("note")
    if said is None:
        return layers
    pad = 58 * unit
    room_ = (0.36 if frame.shape == "tall" else 0.60 if wide else 0.36) * height
    found = setting(page, "h1", said.text, reach - 2 * pad, height=room_, lines=5, largest=84)
    tall = found.height + 2 * pad + (84 * unit if who is not None else 0)
    y = top + (30 if frame.shape == "tall" else 10) * unit
    slab = Fill(w=reach, h=tall, stops=(Stop(at=0, colour=palette.surface),), radius=60 * unit)
    tail = Polygon(
        points=((120 * unit, tall - 4), (250 * unit, tall - 4), (110 * unit, tall + 90 * unit)),
        stops=(Stop(at=0, colour=palette.surface),),
    )
    bubble = Group(
        w=reach,
        h=tall,
        parts=(Placed(of=soft(page, slab, 36, 18)), Placed(of=slab), Placed(of=tail)),
    )
    layers.append(
        Layer(
            id="bubble",
            paint=bubble,
            x=left,
            y=y,
            end=page.frames,
            pivot=(120 * unit, tall),
            curves=zoom(page, 0.1, "chip"),
            because="a buyer speaks",
        )
    )
    made, used = faded(
        page,
        said,
        (left + pad, y + pad),
        reach - 2 * pad,
        palette.ink,
        at=0.35,
        height=room_,
        lines=5,
        name="quote",
        role="h1",
        largest=84,
    )
    layers += made
    if who is not None:
        place = (left + pad, y + pad + used + 30 * unit)
        layers += faded(
            page, who, place, reach - 2 * pad, palette.ink2, at=0.6, lines=1, name="who"
        )[0]
    return layers
