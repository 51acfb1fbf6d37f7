"""Pieces that shots share: pages, slanted panels, labels, chips, tape, marks."""

from __future__ import annotations

from vidgen.craft.colour import contrast, mix
from vidgen.model.cut import Curve, Key, Layer
from vidgen.model.paint import (
    Colour,
    Fill,
    Group,
    Halftone,
    Placed,
    Point,
    Polygon,
    Run,
    Speed,
    Stop,
    Text,
)
from vidgen.model.script import ScreenText
from vidgen.shots.kit.motion import slide, wipe, zoom
from vidgen.shots.kit.page import Page


def ground(page: Page, colour: Colour) -> Layer:
    """The page itself: one colour, a little darker towards the bottom."""
    width, height = page.frame.width, page.frame.height
    low = mix(colour, page.palette.ink, 0.22 if contrast(colour, page.palette.paper) > 3 else 0.04)
    return Layer(
        id="ground",
        paint=Fill(
            w=width,
            h=height,
            stops=(Stop(at=0, colour=colour), Stop(at=0.45, colour=colour), Stop(at=1, colour=low)),
        ),
        x=0,
        y=0,
        end=page.frames,
        because="the page",
    )


def dots(
    page: Page,
    box: tuple[float, float, float, float],
    colour: Colour,
    falloff: tuple[float, float, float],
    alpha: float = 0.5,
) -> Layer:
    """Halftone in one corner."""
    left, top, right, bottom = box
    return Layer(
        id="dots",
        paint=Halftone(
            w=right - left,
            h=bottom - top,
            pitch=24 * page.frame.unit,
            colour=colour,
            alpha=alpha,
            falloff=falloff,
        ),
        x=left,
        y=top,
        end=page.frames,
        because="texture of the page",
    )


Points = tuple[Point, ...]


def right_part(page: Page, share: float) -> Points:
    """The part of a wide page right of a slanted edge that begins at a share of the width."""
    width, height = float(page.frame.width), float(page.frame.height)
    edge = width * share
    return ((edge, 0.0), (width, 0.0), (width, height), (edge - height * page.style.slope, height))


def left_part(page: Page, share: float) -> Points:
    """The part of a wide page left of a slanted edge."""
    width, height = float(page.frame.width), float(page.frame.height)
    edge = width * share
    return ((0.0, 0.0), (edge, 0.0), (edge - height * page.style.slope, height), (0.0, height))


def lower_part(page: Page, share: float) -> Points:
    """The part of a page below a slanted edge; `share` of the height is its left end."""
    width, height = float(page.frame.width), float(page.frame.height)
    top = height * share
    return ((0.0, top), (width, top - width * page.style.slope), (width, height), (0.0, height))


def band(page: Page, top: float, bottom: float) -> Points:
    """A slanted band between two heights in pixels, measured at the page's middle."""
    width = float(page.frame.width)
    half = width * page.style.slope / 2
    return ((0.0, top + half), (width, top - half), (width, bottom - half), (0.0, bottom + half))


def panel(
    page: Page,
    name: str,
    points: tuple[Point, ...],
    colour: Colour,
    dx: float,
    dy: float,
    at: float = 0.0,
) -> Layer:
    """A slanted area that slides in."""
    return Layer(
        id=name,
        paint=Polygon(points=points, stops=(Stop(at=0, colour=colour),)),
        x=0,
        y=0,
        end=page.frames,
        curves=slide(page, at, dx, dy),
        because="slash of the style",
    )


def floor(page: Page, share: float, colour: Colour, lean: float = 1.0) -> Layer:
    """A slanted floor whose left edge begins at a share of the height."""
    width, height = page.frame.width, page.frame.height
    rise = width * page.style.slope * lean
    top = height * share
    return panel(
        page,
        "floor",
        ((0, top), (width, top - rise), (width, height + 2), (0, height + 2)),
        colour,
        0,
        height * 0.3,
    )


def side(page: Page, share: float, colour: Colour, left: bool = False) -> Layer:
    """A slanted panel over the right (or left) part of a wide page."""
    width, height = page.frame.width, page.frame.height
    lean = height * page.style.slope
    edge = width * share
    if left:
        points: tuple[Point, ...] = ((-2, 0), (edge, 0), (edge - lean, height), (-2, height))
        return panel(page, "side", points, colour, -width / 2, 0)
    points = ((edge, 0), (width + 2, 0), (width + 2, height), (edge - lean, height))
    return panel(page, "side", points, colour, width / 2, 0)


def speed(page: Page, top: float, bottom: float) -> Layer:
    """Speed lines behind the product."""
    return Layer(
        id="speed",
        paint=Speed(
            w=page.frame.width,
            h=bottom - top,
            count=22,
            slope=page.style.slope,
            colour=page.palette.paper,
            alpha=0.4,
            seed=page.turn + 3,
        ),
        x=0,
        y=top,
        end=page.frames,
        because="speed",
    )


def tag_paint(
    page: Page, text: str, size: float, ink: Colour, paper: Colour
) -> tuple[Group, float, float]:
    """A slanted label with its width and height."""
    tokens = page.role("label")
    width = page.measure(text, tokens.face, size, tokens.tracking)
    across, down = size * 0.55, size * 0.30
    wide, tall = width + 2 * across, size + 2 * down
    lean = tall * page.style.slope
    skew = Polygon(
        points=((lean, 0), (wide + lean, 0), (wide, tall), (0, tall)),
        stops=(Stop(at=0, colour=paper),),
    )
    words = Text(
        lines=((Run(text=text),),),
        face=tokens.face,
        size=size,
        colour=ink,
        tracking=tokens.tracking,
    )
    group = Group(
        w=wide + lean,
        h=tall,
        parts=(Placed(of=skew), Placed(of=words, x=across + lean / 2, y=down)),
    )
    return group, wide + lean, tall


def label(
    page: Page,
    said: ScreenText,
    x: float,
    y: float,
    ink: Colour,
    paper: Colour,
    *,
    name: str = "kicker",
    at: float = 0.05,
    grow: float = 1.0,
) -> Layer:
    """A slanted label, uncovered from the left."""
    size = max(34 * page.frame.unit, page.role("label").size * page.scale) * grow
    if page.frame.shape != "tall":
        size = page.role("label").size * max(page.scale, 0.8 * page.frame.unit) * grow
    paint, width, height = tag_paint(page, said.text, size, ink, paper)
    return Layer(
        id=name,
        paint=paint,
        x=x,
        y=y,
        end=page.frames,
        curves=wipe(page, at),
        role="text",
        text=said.text,
        box=(x, y, x + width, y + height),
        min_contrast=4.5,
        facts=said.facts,
        because=f"{said.role} of the scene",
    )


def chips(
    page: Page,
    said: tuple[ScreenText, ...],
    x: float,
    y: float,
    limit: float,
    ground_colour: Colour,
    *,
    at: float = 0.7,
) -> list[Layer]:
    """Short facts side by side, dropped from the right where they do not fit before `limit`."""
    palette = page.palette
    size = max(34 * page.frame.unit * 0.9, 36 * page.scale)
    other = palette.field if contrast(ground_colour, palette.field) > 1.3 else palette.ink
    layers: list[Layer] = []
    for number, text in enumerate(said[:3]):
        ink, paper = (palette.on_pop, palette.pop) if not layers else (palette.paper, other)
        paint, width, height = tag_paint(page, text.text, size, ink, paper)
        if x + width > limit:
            continue
        layers.append(
            Layer(
                id=f"chip{number}",
                paint=paint,
                x=x,
                y=y,
                end=page.frames,
                pivot=(width / 2, height / 2),
                curves=zoom(page, at + 0.07 * number, "chip"),
                role="text",
                text=text.text,
                box=(x, y, x + width, y + height),
                min_contrast=4.5,
                facts=text.facts,
                because="a fact in short",
            )
        )
        x += width + 14 * page.frame.unit
    return layers


def tape(
    page: Page,
    said: ScreenText,
    centre: tuple[float, float],
    length: float,
    turn: float,
    colours: tuple[Colour, Colour],
    *,
    name: str = "tape",
    way: float = -40.0,
) -> Layer:
    """A strip of repeated words across the page, running along its own direction."""
    size = 46 * page.scale
    ink, paper = colours
    words = f"{said.text}   ///   "
    unit = page.measure(words, "sans-900", size, 0.02) + 0.02 * size
    tall = size * 1.84
    travel = abs(way) * page.frame.unit * page.frames / page.fps
    whole = length + travel * 2
    parts = [Placed(of=Fill(w=whole, h=tall, stops=(Stop(at=0, colour=paper),)))]
    line = Text(lines=((Run(text=words),),), face="sans-900", size=size, colour=ink, tracking=0.02)
    parts += [
        Placed(of=line, x=(number - 0.5) * unit, y=tall / 2 - size / 2)
        for number in range(int(whole / unit) + 2)
    ]
    clip = ((0.0, 0.0), (whole, 0.0), (whole, tall), (0.0, tall))
    strip = Group(w=whole, h=tall, parts=tuple(parts), clip=clip)
    slope = page.style.slope if turn > 0 else -page.style.slope
    seconds = page.frames / page.fps
    dx = way * page.frame.unit * seconds
    curves = (
        Curve(prop="x", keys=(Key(frame=0, value=-dx / 2), Key(frame=page.frames, value=dx / 2))),
        Curve(
            prop="y",
            keys=(
                Key(frame=0, value=dx * slope / 2),
                Key(frame=page.frames, value=-dx * slope / 2),
            ),
        ),
    )
    turned = Group(w=whole, h=tall, parts=(Placed(of=strip),), turn=turn)
    return Layer(
        id=name,
        paint=turned,
        x=centre[0] - whole / 2,
        y=centre[1] - tall / 2,
        end=page.frames,
        curves=curves,
        because="marquee tape of the style",
    )
