"""A QR code on its plate, with what scanning it gives beside it: for end cards seen afar."""

from __future__ import annotations

from vidgen.model.cut import Curve, Layer
from vidgen.model.paint import Code, Colour, Fill, Group, Placed, Stop
from vidgen.model.product import Language
from vidgen.model.script import ScreenText
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.type import Ink, block, setting

SMALLEST = 190.0
"""Pixels of a code at a short side of 1080 (shot grammar, end)."""

LONGEST = 180
"""Characters of a link whose code (ISO/IEC 18004, version 9, level M) has modules of 4 pixels."""

_GIVES: dict[Language, str] = {"zh": "扫码进店", "en": "Scan to shop"}
_SIZE, _PAD = 240.0, 6.0


def scan(
    page: Page,
    place: tuple[float, float],
    reach: float,
    foot: float,
    inks: tuple[Colour, Colour],
    *,
    radius: float = 0.0,
    curves: tuple[Curve, ...] = (),
) -> list[Layer]:
    """The code at `place` (top left) with two lines beside it, within `reach` and above `foot`.

    `inks` colour what scanning gives and the shot's note. Nothing where no code may be shown: on a
    canvas held in the hand, on a platform that refuses codes, without a link, or without room.
    """
    unit = page.frame.unit
    size = min(_SIZE * unit, foot - place[1] - 2 * _PAD * unit)
    if page.frame.shape != "wide" or not 0 < len(page.link) <= LONGEST or size < SMALLEST * unit:
        return []
    x, y = place
    side = size + 2 * _PAD * unit
    white = Fill(w=side, h=side, stops=(Stop(at=0, colour="#FFFFFF"),), radius=radius * unit)
    code = Code(data=page.link, size=size, dark="#101010", light="#FFFFFF")
    at = (side - size) / 2
    layers = [
        Layer(
            id="code",
            paint=Group(w=side, h=side, parts=(Placed(of=white), Placed(of=code, x=at, y=at))),
            x=x,
            y=y,
            end=page.frames,
            pivot=(side / 2, side / 2),
            curves=curves,
            role="text",
            box=(x, y, x + side, y + side),
            because="the shop's own link, on a platform that allows codes",
        )
    ]
    beside, room = x + side + 28 * unit, reach - side - 28 * unit
    top = y + side * 0.24
    gives = ScreenText(role="sub", text=_GIVES[page.language])
    for said, colour, largest in ((gives, inks[0], 46), (page.shot.text("note"), inks[1], 34)):
        if said is None:
            continue
        found = setting(page, "body", said.text, room, largest=largest, lines=1)
        if found.width > room:
            continue
        ink = Ink(colour)
        layers.append(
            block(page, found, f"code-{said.role}", beside, top, ink, curves=curves, said=said)
        )
        top += found.height + 22 * unit
    return layers
