"""Pieces of the editorial family: hairlines, labels, titles, vertical titles, seals."""

from __future__ import annotations

from collections.abc import Callable

from vidgen.craft.script import is_han
from vidgen.model.cut import Layer
from vidgen.model.paint import Colour, Ellipse, Fill, Group, Placed, Run, Stop, Text
from vidgen.model.palette import EditorialPalette
from vidgen.model.script import ScreenText
from vidgen.shots.kit.motion import appear, entrance, ramp, wipe
from vidgen.shots.kit.page import PageOf
from vidgen.shots.kit.panes import plate
from vidgen.shots.kit.type import SMALLEST, Ink, block, setting, stack

Page = PageOf[EditorialPalette]
Shots = dict[str, Callable[[Page], list[Layer]]]


def sheet(page: Page, colour: Colour) -> Layer:
    """The page itself, in one flat colour."""
    box = (0.0, 0.0, float(page.frame.width), float(page.frame.height))
    return plate(page, box, colour, name="sheet")


def hair(
    page: Page,
    start: tuple[float, float],
    length: float,
    colour: Colour,
    *,
    at: float = 0.3,
    upright: bool = False,
    weight: float = 2.0,
    name: str = "rule",
) -> Layer:
    """A hairline drawn from its start, `weight` pixels thick at a short side of 1080."""
    thick = max(2.0, round(weight * page.frame.unit))
    width, height = (thick, length) if upright else (length, thick)
    return Layer(
        id=name,
        paint=Fill(w=width, h=height, stops=(Stop(at=0, colour=colour),)),
        x=round(start[0]),
        y=round(start[1]),
        end=page.frames,
        curves=wipe(page, at, "bottom" if upright else "right"),
        because="a rule of the style",
    )


def label(
    page: Page,
    said: ScreenText,
    place: tuple[float, float],
    reach: float,
    colour: Colour,
    *,
    at: float = 0.2,
    rule: bool = True,
    name: str = "kicker",
) -> list[Layer]:
    """A small label in capitals with a short rule under it; nothing where it is too long."""
    words = said.text.upper() if said.text.isascii() else said.text
    found = setting(page, "label", words, reach, lines=1)
    if len(found.lines) > 1 or found.width > reach:
        return []
    curves = (appear(page, at, entrance(page, "text").seconds),)
    layer = block(page, found, name, *place, Ink(colour), curves=curves, said=said)
    layer = layer.model_copy(update={"text": said.text})
    if not rule:
        return [layer]
    unit = page.frame.unit
    under = (place[0], place[1] + found.height + 22 * unit)
    return [layer, hair(page, under, 120 * unit, colour, at=at, weight=3, name=f"{name}-rule")]


def title(
    page: Page,
    said: ScreenText,
    place: tuple[float, float],
    reach: float,
    colour: Colour,
    *,
    role: str = "h1",
    height: float = float("inf"),
    lines: int | None = None,
    at: float = 0.3,
    name: str = "headline",
    align: float = 0.0,
    largest: float | None = None,
) -> tuple[list[Layer], float]:
    """Lines that rise from behind their own baseline; also the height they take."""
    found = setting(page, role, said.text, reach, height=height, lines=lines, largest=largest)
    plain = said.model_copy(update={"highlight": ""})
    return stack(page, found, name, *place, Ink(colour), plain, at, align), found.height


def paragraph(
    page: Page,
    said: ScreenText,
    place: tuple[float, float],
    reach: float,
    colour: Colour,
    *,
    at: float = 0.7,
    height: float = float("inf"),
    lines: int | None = None,
    name: str = "",
    largest: float | None = None,
) -> tuple[list[Layer], float]:
    """A quiet sentence; also its height. Left out where it cannot fit `height`."""
    found = setting(page, "body", said.text, reach, height=height, lines=lines, largest=largest)
    if found.height > height + 2 or found.width > reach + 2:
        return [], 0.0
    curves = (appear(page, at, entrance(page, "text").seconds),)
    ink = Ink(colour)
    return [
        block(page, found, name or said.role, *place, ink, curves=curves, said=said)
    ], found.height


_COLUMN = 7
"""Characters of a vertical column at most."""


def stands(text: str) -> bool:
    """Whether a text can be set vertically: Chinese only, two columns at most."""
    return 2 <= len(text) <= 2 * _COLUMN and all(is_han(char) for char in text)


def vertical(
    page: Page,
    said: ScreenText,
    corner: tuple[float, float],
    height: float,
    colour: Colour,
    *,
    at: float = 0.6,
    largest: float = 70.0,
    name: str = "vertical",
) -> tuple[list[Layer], float]:
    """A vertical title, columns from right to left; `corner` is its top right. Also its width."""
    count = 1 if len(said.text) <= 4 else 2 if len(said.text) > _COLUMN else 1
    split = -(-len(said.text) // count)
    columns = [said.text[start : start + split] for start in range(0, len(said.text), split)]
    tokens = page.role("vertical")
    step = 1 + tokens.tracking
    size = min(largest * page.scale, height / (split * step))
    size = max(size, tokens.min * page.scale)
    layers: list[Layer] = []
    for number, column in enumerate(columns):
        x = corner[0] - size - number * size * tokens.leading
        tall = (len(column) - 1) * step * size + size
        paint = Text(
            lines=tuple((Run(text=char),) for char in column),
            face=tokens.face,
            size=size,
            colour=colour,
            leading=step,
            align="centre",
        )
        layers.append(
            Layer(
                id=f"{name}{number}",
                paint=paint,
                x=x,
                y=corner[1],
                end=page.frames,
                curves=(appear(page, at + 0.15 * number, 0.8),),
                role="text",
                text=column,
                box=(x, corner[1], x + size, corner[1] + tall),
                min_contrast=4.5,
                facts=said.facts,
                because="vertical titles belong to the style",
            )
        )
    return layers, size * (1 + (len(columns) - 1) * tokens.leading)


def seal(
    page: Page, said: ScreenText, centre: tuple[float, float], size: float, at: float = 0.8
) -> Layer:
    """A round stamp: a ring, a small line and an amount."""
    paper, accent = page.palette.paper, page.palette.accent
    parts: list[Placed] = [
        Placed(of=Ellipse(w=size, h=size, colour=accent)),
        Placed(
            of=Ellipse(w=size - 24, h=size - 24, colour=paper, ring=max(2.0, size * 0.012)),
            x=12,
            y=12,
        ),
    ]
    for text, face, share, top in (
        (said.label, "sans-500", 0.135, 0.26),
        (said.text, "serif-600", 0.25, 0.44),
    ):
        em = max(size * share, SMALLEST * page.frame.unit)
        while page.measure(text, face, em) > size * 0.70:
            em *= 0.95
        wide = page.measure(text, face, em)
        line = Text(lines=((Run(text=text),),), face=face, size=em, colour=paper)
        parts.append(Placed(of=line, x=(size - wide) / 2, y=size * top + (size * share - em) / 2))
    x, y = centre[0] - size / 2, centre[1] - size / 2
    kind = entrance(page, "badge")
    return Layer(
        id="badge",
        paint=Group(w=size, h=size, turn=8, parts=tuple(parts)),
        x=x,
        y=y,
        end=page.frames,
        pivot=(size / 2, size / 2),
        curves=(
            ramp(page, "scale", (kind.start, 1.0), at, kind),
            ramp(page, "turn", (12.0, 0.0), at, kind),
            appear(page, at, 0.15),
        ),
        role="text",
        text=f"{said.label} {said.text}",
        box=(x + size * 0.14, y + size * 0.2, x + size * 0.86, y + size * 0.74),
        min_contrast=4.5,
        facts=said.facts,
        because="saving is list price minus price",
    )
