"""Pieces of the fresh family: pages, blobs, stickers, pills, headlines on marker strokes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from vidgen.craft.colour import contrast
from vidgen.model.cut import Curve, Key, Layer
from vidgen.model.media import Box, Sight
from vidgen.model.paint import (
    Colour,
    Ellipse,
    Fill,
    Group,
    Paint,
    Picture,
    Placed,
    Point,
    Polygon,
    Run,
    Shadow,
    Stop,
    Stroke,
    Text,
)
from vidgen.model.palette import FreshPalette
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.shapes import Points, blob, leaf, sparkle, swash, wave
from vidgen.shots.kit.framing import covering, upscale
from vidgen.shots.kit.motion import appear, entrance, floating, ramp, slide, wipe, zoom
from vidgen.shots.kit.page import PageOf
from vidgen.shots.kit.pictures import MOST_UPSCALE
from vidgen.shots.kit.type import Ink, block, setting, stack

Page = PageOf[FreshPalette]
Shots = dict[str, Callable[[Page], list[Layer]]]


def ground(page: Page, colour: Colour) -> Layer:
    """The page itself."""
    fill = Fill(w=page.frame.width, h=page.frame.height, stops=(Stop(at=0, colour=colour),))
    return Layer(id="ground", paint=fill, x=0, y=0, end=page.frames, because="the page")


def shape(
    page: Page,
    name: str,
    points: Points,
    place: Point,
    colour: Colour,
    *,
    curves: tuple[Curve, ...] = (),
    pivot: Point = (0.0, 0.0),
) -> Layer:
    """A filled shape of the page."""
    return Layer(
        id=name,
        paint=Polygon(points=points, stops=(Stop(at=0, colour=colour),)),
        x=place[0],
        y=place[1],
        end=page.frames,
        pivot=pivot,
        curves=curves,
        because="a shape of the style",
    )


def pebble(
    page: Page, name: str, centre: Point, size: float, colour: Colour, seed: int, at: float = 0.0
) -> Layer:
    """A blob about a centre that pops up."""
    place = (centre[0] - size / 2, centre[1] - size / 2)
    middle = (size / 2, size / 2)
    return shape(
        page,
        name,
        blob(size, size, seed),
        place,
        colour,
        curves=zoom(page, at, "chip"),
        pivot=middle,
    )


def floor(
    page: Page, name: str, share: float, colour: Colour, phase: float, at: float = 0.0
) -> Layer:
    """A wavy floor from a share of the height down, rising into place."""
    frame = page.frame
    points = wave(frame.width, frame.height, frame.height * share, 38 * frame.unit, phase)
    return shape(
        page, name, points, (0.0, 0.0), colour, curves=slide(page, at, 0, frame.height * 0.2)
    )


def soft(page: Page, paint: Paint, blur: float = 30.0, down: float = 16.0) -> Shadow:
    """The soft shadow under cards and stickers; lengths in token pixels."""
    unit = page.frame.unit
    return Shadow(of=paint, blur=blur * unit, dy=down * unit, colour=page.palette.ink, alpha=0.18)


def sticker(
    page: Page,
    sight: Sight,
    centre: Point,
    box: Point,
    *,
    turn: float = 0.0,
    curves: tuple[Curve, ...] = (),
    rim: float = 0.0,
    name: str = "product",
) -> list[Layer]:
    """The cut-out in `box` about `centre`; `rim` token pixels of white edge make it a sticker."""
    asset = sight.cutout
    if asset is None:
        return print_(page, sight, centre, box, turn=turn, curves=curves, name=name)
    wide, tall = sight.cutout_size
    scale = min(box[0] / wide, box[1] / tall, MOST_UPSCALE)
    width, height = wide * scale, tall * scale
    unit = page.frame.unit
    picture = Picture(
        path=asset.path, sha256=asset.sha256, crop=(0, 0, wide, tall), w=width, h=height, turn=turn
    )
    shade = Shadow(
        of=picture, blur=34 * unit, dx=16 * unit, dy=36 * unit, colour=page.palette.ink, alpha=0.26
    )
    place = (centre[0] - width / 2, centre[1] - height / 2)
    return [
        _piece(page, f"{name}-shade", shade, place, (width, height), curves),
        *_rimmed(page, name, picture, place, (width, height), curves, rim),
    ]


def _rimmed(
    page: Page,
    name: str,
    picture: Picture,
    place: Point,
    size: Point,
    curves: tuple[Curve, ...],
    rim: float,
) -> list[Layer]:
    paint: Paint = picture
    if rim:
        edge = Shadow(
            of=picture,
            blur=1.2,
            colour=page.palette.surface,
            alpha=1.0,
            spread=max(2, round(rim * page.frame.unit)),
        )
        paint = Group(w=size[0], h=size[1], parts=(Placed(of=edge), Placed(of=picture)))
    layer = _piece(page, name, paint, place, size, (*curves, floating(page, 0.8)))
    box = (place[0], place[1], place[0] + size[0], place[1] + size[1])
    told = {"role": "product", "box": box, "because": "the product, cut out"}
    return [layer.model_copy(update=told)]


def print_(
    page: Page,
    sight: Sight,
    centre: Point,
    box: Point,
    *,
    turn: float = 3.0,
    curves: tuple[Curve, ...] = (),
    name: str = "photo",
) -> list[Layer]:
    """A photo as a rounded print with a white edge, filling `box` around its subject."""
    unit = page.frame.unit
    rim, radius = 18 * unit, 44 * unit
    width, height = box[0] - 2 * rim, box[1] - 2 * rim
    grown = upscale(sight, width, height)
    if grown > MOST_UPSCALE:
        width, height = width * MOST_UPSCALE / grown, height * MOST_UPSCALE / grown
    picture = Picture(
        path=sight.picture.path,
        sha256=sight.picture.sha256,
        crop=covering(sight, width, height),
        w=width,
        h=height,
        radius=radius - rim / 2,
    )
    card = Fill(
        w=width + 2 * rim,
        h=height + 2 * rim,
        stops=(Stop(at=0, colour=page.palette.surface),),
        radius=radius,
    )
    paint = Group(
        w=card.w,
        h=card.h,
        turn=turn,
        parts=(Placed(of=soft(page, card)), Placed(of=card), Placed(of=picture, x=rim, y=rim)),
    )
    place = (centre[0] - card.w / 2, centre[1] - card.h / 2)
    layer = _piece(page, name, paint, place, (card.w, card.h), (*curves, floating(page, 0.7)))
    edge = (place[0], place[1], place[0] + card.w, place[1] + card.h)
    return [layer.model_copy(update={"role": "photo", "box": edge})]


def _piece(
    page: Page, name: str, paint: Paint, place: Point, size: Point, curves: tuple[Curve, ...]
) -> Layer:
    return Layer(
        id=name,
        paint=paint,
        x=place[0],
        y=place[1],
        end=page.frames,
        pivot=(size[0] / 2, size[1] / 2),
        curves=curves,
        because="a piece of the page",
    )


def drop(page: Page, at: float = 0.10) -> tuple[Curve, ...]:
    """The product falls into place from above."""
    kind = entrance(page, "product")
    return (ramp(page, "y", (-kind.start * page.frame.unit, 0.0), at, kind),)


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
    layer = _piece(page, name, paint, (x, y), (width, height), zoom(page, at, "chip"))
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


def confetti(
    page: Page, spots: Sequence[tuple[float, float, float]], at: float = 0.35
) -> list[Layer]:
    """Leaves, dots and sparkles at (x, y, size): shares of the page, size in token pixels."""
    frame, palette = page.frame, page.palette
    layers = []
    for number, (x, y, size) in enumerate(spots):
        em = size * frame.unit * (1.0 if frame.shape == "tall" else 0.85)
        paint: Paint
        if number % 3 == 0:
            paint = Group(
                w=em,
                h=em / 2,
                turn=28.0 - 67 * (number % 2),
                parts=(
                    Placed(of=Polygon(points=leaf(em), stops=(Stop(at=0, colour=palette.main),))),
                    Placed(
                        of=Stroke(
                            points=(
                                (em * 0.08, em * 0.29),
                                (em * 0.45, em * 0.22),
                                (em * 0.9, em * 0.18),
                            ),
                            width=max(2.0, em * 0.03),
                            colour=palette.deep,
                        )
                    ),
                ),
            )
            tall = em / 2
        elif number % 3 == 1:
            em *= 0.42
            paint, tall = Ellipse(w=em, h=em, colour=palette.pop), em
        else:
            em *= 0.66
            paint = Polygon(points=sparkle(em), stops=(Stop(at=0, colour=palette.surface),))
            tall = em
        place = (frame.width * x - em / 2, frame.height * y - tall / 2)
        sway = _sway(page, 5.0 if number % 2 else -5.0)
        curves = (*zoom(page, at + 0.06 * number, "badge"), sway)
        layers.append(_piece(page, f"confetti{number}", paint, place, (em, tall), curves))
    return layers


def _sway(page: Page, degrees: float) -> Curve:
    half = max(1, round(1.3 * page.fps))
    return Curve(
        prop="turn",
        keys=tuple(
            Key(frame=step * half, value=degrees * (-1) ** step, ease="sine")
            for step in range(page.frames // half + 2)
        ),
    )


def fitted(box: Box, share: float) -> tuple[Point, Point]:
    """Centre and size of a share of a box."""
    left, top, right, bottom = box
    return ((left + right) / 2, (top + bottom) / 2), (
        (right - left) * share,
        (bottom - top) * share,
    )


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
