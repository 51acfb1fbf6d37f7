"""Words of the fresh family: pills, headlines on marker strokes, notes, sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vidgen.craft.colour import contrast
from vidgen.model.cut import Layer
from vidgen.model.paint import Colour, Fill, Group, Placed, Point, Run, Stop, Text
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.pieces import Page, piece, shape
from vidgen.shots.fresh.shapes import swash
from vidgen.shots.kit.motion import appear, wipe, zoom
from vidgen.shots.kit.type import Ink, block, setting, stack


def pill(
    page: Page,
    said: ScreenText,
    place: Point,
    colours: tuple[Colour, Colour],
    *,
    name: str = "kicker",
    at: float = 0.05,
    size: float = 40.0,
    align: float = 0.0,
) -> Layer:
    """A rounded label; `colours` are ink and ground; `align` as for headlines."""
    em = max(34.0 if page.frame.shape == "tall" else 30.0, size * page.scale / page.frame.unit)
    em *= page.frame.unit
    words = page.measure(said.text, "sans-700", em)
    width, height = words + 1.24 * em, 1.68 * em
    paint = Group(
        w=width,
        h=height,
        parts=(
            Placed(
                of=Fill(
                    w=width, h=height, stops=(Stop(at=0, colour=colours[1]),), radius=height / 2
                )
            ),
            Placed(
                of=Text(
                    lines=((Run(text=said.text),),), face="sans-700", size=em, colour=colours[0]
                ),
                x=0.62 * em,
                y=0.32 * em,
            ),
        ),
    )
    x, y = place[0] - align * width, place[1]
    layer = piece(page, name, paint, (x, y), (width, height), zoom(page, at, "chip"))
    told = {
        "role": "text",
        "text": said.text,
        "box": (x, y, x + width, y + height),
        "min_contrast": 4.5,
        "facts": said.facts,
        "because": f"{said.role} of the scene",
    }
    return layer.model_copy(update=told)


def kicker_colours(page: Page) -> tuple[Colour, Colour]:
    """White on the deep colour."""
    return page.palette.surface, page.palette.deep


def head(
    page: Page,
    said: ScreenText,
    place: Point,
    reach: float,
    *,
    role: str = "h1",
    height: float = math.inf,
    lines: int | None = None,
    at: float = 0.12,
    colour: Colour | None = None,
    align: float = 0.0,
    largest: float | None = None,
) -> tuple[list[Layer], float]:
    """A headline with a marker stroke behind its highlight, else behind its last line."""
    palette = page.palette
    ink = colour or palette.ink
    found = setting(page, role, said.text, reach, height=height, lines=lines, largest=largest)
    plain = said.model_copy(update={"highlight": ""})
    words = stack(page, found, "headline", *place, Ink(ink), plain, at, align)
    strokes: list[Layer] = []
    if contrast(ink, palette.pop) >= 4.0:
        strokes = _strokes(page, said, words, found.size, at)
    return [*strokes, *words], found.height


def _strokes(
    page: Page, said: ScreenText, words: Sequence[Layer], size: float, at: float
) -> list[Layer]:
    """Marker strokes behind the highlighted part of each line."""
    wanted = said.highlight.replace("\n", "")
    spots = []
    for line in words:
        start = line.text.find(wanted) if wanted else -1
        if start >= 0:
            spots.append((line, start, start + len(wanted)))
    if not spots and len(words) > 1:
        spots = [(words[-1], 0, len(words[-1].text.rstrip("？?！!。.")))]
    tokens = page.role("h1")
    layers = []
    for number, (line, start, end) in enumerate(spots[:1]):
        before = page.measure(line.text[:start], tokens.face, size, tokens.tracking)
        width = page.measure(line.text[start:end], tokens.face, size, tokens.tracking)
        place = (line.x + before - size * 0.08, line.y + size * 0.60)
        stroke = swash(width + size * 0.16, size * 0.42, number + page.turn)
        layers.append(
            shape(page, "swash", stroke, place, page.palette.pop, curves=wipe(page, at + 0.3))
        )
    return layers


def note(
    page: Page,
    said: ScreenText,
    place: Point,
    reach: float,
    colour: Colour,
    *,
    at: float = 0.7,
    lines: int = 2,
    height: float = math.inf,
) -> tuple[list[Layer], float]:
    """A handwritten line, uncovered from the left; left out where it cannot fit."""
    found = setting(page, "note", said.text, reach, lines=lines, height=height)
    if found.width > reach + 2 or found.height > height + 2:
        return [], 0.0
    layer = block(page, found, said.role, *place, Ink(colour), curves=wipe(page, at), said=said)
    return [layer], found.height


def faded(
    page: Page,
    said: ScreenText,
    place: Point,
    reach: float,
    colour: Colour,
    *,
    at: float = 0.5,
    lines: int | None = None,
    height: float = math.inf,
    name: str = "",
    role: str = "body",
    largest: float | None = None,
    align: float = 0.0,
) -> tuple[list[Layer], float]:
    """A sentence that fades in; left out where it cannot fit."""
    found = setting(page, role, said.text, reach, lines=lines, height=height, largest=largest)
    if found.width > reach + 2 or found.height > height + 2:
        return [], 0.0
    x = place[0] - align * found.width
    said = said.model_copy(update={"highlight": ""})
    curves = (appear(page, at, 0.35),)
    layer = block(
        page, found, name or said.role, x, place[1], Ink(colour), curves=curves, said=said
    )
    return [layer], found.height
