"""Setting text: fitted to a box, broken at words, with its highlight, one layer a line or block."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vidgen.craft.wrap import fit
from vidgen.model.cut import Curve, Layer
from vidgen.model.paint import Colour, Run, Text
from vidgen.model.script import ScreenText
from vidgen.shots.kit.motion import entrance, line_in, rise
from vidgen.shots.kit.page import Page


@dataclass(frozen=True)
class Ink:
    """Colours of a piece of text: its own, its highlight's box and the text on that box."""

    colour: Colour
    box: Colour | None = None
    on_box: Colour | None = None


@dataclass(frozen=True)
class Setting:
    """A text fitted to its place: the style's role, pixels of an em, lines, width and height."""

    role: str
    size: float
    lines: tuple[str, ...]
    width: float
    height: float


SMALLEST = 28.0
"""Pixels of any type at a short side of 1080 (art direction §4)."""


def setting(
    page: Page,
    role: str,
    text: str,
    width: float,
    *,
    height: float = math.inf,
    largest: float | None = None,
    lines: int | None = None,
) -> Setting:
    """Fit a text to a box in pixels; `largest` (token pixels) and `lines` override the role's."""
    tokens = page.role(role)
    scale = page.scale
    lean = math.tan(math.radians(tokens.shear))
    wished = text.count("\n") + 1
    most = lines or max(wished, tokens.max_lines[page.language])
    size = max((largest or tokens.size) * scale, SMALLEST * page.frame.unit)
    least = max(
        34 * page.frame.unit * (1.0 if page.frame.shape == "tall" else 0.85), tokens.min * scale
    )
    if wished > 1 and (lines or wished) == wished:
        kept = _as_wished(page, role, text, width, height, size)
        if kept is not None:
            return kept
    for _ in range(3):
        leaning = lean * size * (1 + (most - 1) * tokens.leading) if lean else 0.0
        found, broken = fit(
            text,
            page.language,
            page.measure,
            face=tokens.face,
            width=max(40.0, (width - leaning) / tokens.x_scale),
            largest=size,
            smallest=least,
            max_lines=most,
            tracking=tokens.tracking,
            terms=() if text in page.terms else page.terms,
            height=height,
            leading=tokens.leading,
        )
        most = max(1, len(broken))
        if found >= size - 0.5:
            break
        size = max(found, least)
    wide = max(page.measure(line, tokens.face, found, tokens.tracking) for line in broken)
    tall = ((len(broken) - 1) * tokens.leading + 1) * found
    return Setting(role, found, broken, wide * tokens.x_scale, tall)


_WORTH_KEEPING = 0.58
"""Share of the largest size above which the copy's own line breaks are kept."""


def _as_wished(
    page: Page, role: str, text: str, width: float, height: float, size: float
) -> Setting | None:
    """The text broken exactly where the copy wishes, unless that makes it too small."""
    tokens = page.role(role)
    lines = tuple(text.split("\n"))
    lean = math.tan(math.radians(tokens.shear))
    deep = (len(lines) - 1) * tokens.leading + 1
    widest = max(page.measure(line, tokens.face, 100.0, tokens.tracking) for line in lines) / 100
    # A boxed run brings its own air and reaches past its letters.
    fitting = (width - 0.2 * size) / (widest * tokens.x_scale + lean * deep)
    found = min(size, fitting, height / deep)
    if found < max(size * _WORTH_KEEPING, tokens.min * page.scale):
        return None
    return Setting(role, found, lines, widest * found * tokens.x_scale, deep * found)


def runs(lines: tuple[str, ...], highlight: str) -> tuple[tuple[Run, ...], ...]:
    """The lines as runs, with the highlight boxed, also where it was broken over lines."""
    joined = "".join(lines)
    clean = highlight.replace("\n", "").replace(" ", "")
    flat = [
        (number, at)
        for number, line in enumerate(lines)
        for at, char in enumerate(line)
        if char != " "
    ]
    start = joined.replace(" ", "").find(clean) if clean else -1
    marked = set(flat[start : start + len(clean)]) if start >= 0 else set()
    return tuple(_line_runs(line, number, marked) for number, line in enumerate(lines))


def _line_runs(line: str, number: int, marked: set[tuple[int, int]]) -> tuple[Run, ...]:
    pieces: list[Run] = []
    for at, char in enumerate(line):
        inside = (number, at) in marked or (
            char == " " and (number, at - 1) in marked and (number, at + 1) in marked
        )
        mark = "box" if inside else "plain"
        if pieces and pieces[-1].mark == mark:
            pieces[-1] = Run(text=pieces[-1].text + char, mark=pieces[-1].mark)
        else:
            pieces.append(Run(text=char, mark="box" if inside else "plain"))
    return tuple(pieces)


def text_paint(page: Page, found: Setting, lines: tuple[tuple[Run, ...], ...], ink: Ink) -> Text:
    """The paint of set lines in a role's manner."""
    tokens = page.role(found.role)
    return Text(
        lines=lines,
        face=tokens.face,
        size=found.size,
        colour=ink.colour,
        tracking=tokens.tracking,
        leading=tokens.leading,
        shear=tokens.shear,
        x_scale=tokens.x_scale,
        box=ink.box,
        box_ink=ink.on_box,
    )


def block(
    page: Page,
    found: Setting,
    name: str,
    x: float,
    y: float,
    ink: Ink,
    *,
    curves: tuple[Curve, ...] = (),
    said: ScreenText | None = None,
    contrast: float = 4.5,
) -> Layer:
    """All lines as one layer, its top left at (x, y)."""
    paint = text_paint(page, found, runs(found.lines, said.highlight if said else ""), ink)
    lean = math.tan(math.radians(paint.shear)) * found.height
    return Layer(
        id=name,
        paint=paint,
        x=x,
        y=y,
        end=page.frames,
        pivot=(found.width / 2, found.height / 2),
        curves=curves,
        role="text",
        text=" ".join(found.lines),
        box=(x, y, x + found.width + lean, y + found.height),
        min_contrast=contrast,
        facts=said.facts if said else (),
        because=f"{said.role} of the scene" if said else "",
    )


def stack(
    page: Page,
    found: Setting,
    name: str,
    x: float,
    y: float,
    ink: Ink,
    said: ScreenText,
    at: float,
    align: float = 0.0,
) -> list[Layer]:
    """A headline of one layer a line, stepped along its lean, coming in one after another.

    `align` is the share of each line's width that lies left of `x`: 0 left, 0.5 centred.
    """
    tokens = page.role(found.role)
    lean = math.tan(math.radians(tokens.shear))
    step = found.size * tokens.leading
    layers = []
    stagger = entrance(page, "line").stagger
    for number, line in enumerate(runs(found.lines, said.highlight)):
        words = "".join(run.text for run in line)
        width = page.measure(words, tokens.face, found.size, tokens.tracking) * tokens.x_scale
        paint = text_paint(
            page, Setting(found.role, found.size, (words,), width, found.size), (line,), ink
        )
        left = x + (len(found.lines) - 1 - number) * step * lean - align * width
        top = y + number * step
        box = (left, top, left + width + lean * found.size, top + found.size)
        curves, clip = line_in(page, at + stagger * number, box)
        layers.append(
            Layer(
                id=f"{name}{number}",
                paint=paint,
                x=left,
                y=top,
                end=page.frames,
                pivot=(width / 2, found.size / 2),
                curves=curves,
                clip=clip,
                role="text",
                text=words,
                box=box,
                min_contrast=3.0,
                facts=said.facts,
                because=f"{said.role} of the scene",
            )
        )
    return layers


def body(
    page: Page,
    said: ScreenText,
    x: float,
    y: float,
    width: float,
    colour: Colour,
    *,
    at: float,
    height: float = math.inf,
    largest: float | None = None,
) -> tuple[Layer, float]:
    """A supporting sentence and its height; it rises into place."""
    found = setting(page, "body", said.text, width, height=height, largest=largest)
    layer = block(page, found, said.role, x, y, Ink(colour), curves=rise(page, at), said=said)
    return layer, found.height
