"""Pieces of the fresh family that hold no words: pages, blobs, floors, confetti."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vidgen.model.cut import Curve, Key, Layer
from vidgen.model.media import Box
from vidgen.model.paint import (
    Colour,
    Ellipse,
    Fill,
    Group,
    Paint,
    Placed,
    Point,
    Polygon,
    Shadow,
    Stop,
    Stroke,
)
from vidgen.model.palette import FreshPalette
from vidgen.shots.fresh.shapes import Points, blob, leaf, sparkle, wave
from vidgen.shots.kit.motion import entrance, ramp, slide, zoom
from vidgen.shots.kit.page import PageOf

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


def piece(
    page: Page, name: str, paint: Paint, place: Point, size: Point, curves: tuple[Curve, ...]
) -> Layer:
    """Anything of a size on the page, moving about its middle."""
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
        layers.append(piece(page, f"confetti{number}", paint, place, (em, tall), curves))
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
