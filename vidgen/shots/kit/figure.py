"""A still presenter, waist up, in flat shapes: stands in where a talking host will stand."""

from __future__ import annotations

from vidgen.craft.colour import mix
from vidgen.model.cut import Layer
from vidgen.model.paint import Colour, Ellipse, Group, Paint, Placed, Polygon, Stop, Stroke
from vidgen.shots.kit.motion import floating, slide
from vidgen.shots.kit.page import Page

_SKIN, _HAIR, _LINE = "#E9B48C", "#2E211C", "#5A3A2C"
_WIDE, _TALL = 1000.0, 1400.0
"""The figure is drawn in a box of these units: chin at 640, shoulders at 800."""


def figure(page: Page, left: float, top: float, height: float, coat: Colour) -> list[Layer]:
    """The presenter in a coat of one colour, `height` pixels from the crown to the waist."""
    scale = height / _TALL
    width = _WIDE * scale
    layer = Layer(
        id="host",
        paint=Group(w=width, h=height, parts=tuple(_parts(scale, coat))),
        x=left,
        y=top,
        end=page.frames,
        curves=(*slide(page, 0.15, 0, height * 0.5), floating(page, 0.5)),
        box=(left, top, left + width, top + height),
        because="a presenter for warmth; a still figure until hosts talk",
    )
    return [layer]


def _parts(scale: float, coat: Colour) -> list[Placed]:
    dark, light = mix(coat, "#000000", 0.22), mix(coat, "#FFFFFF", 0.86)
    return [
        _oval(scale, (500, 400), (560, 700), _HAIR),
        _shape(scale, ((430, 560), (570, 560), (590, 800), (410, 800)), mix(_SKIN, _LINE, 0.2)),
        _shape(scale, _SHOULDERS, coat),
        _shape(scale, ((390, 770), (610, 770), (500, 1010)), light),
        _shape(scale, ((380, 760), (430, 745), (505, 1020), (470, 1090)), dark),
        _shape(scale, ((620, 760), (570, 745), (495, 1020), (530, 1090)), dark),
        _oval(scale, (500, 420), (400, 500), _SKIN),
        _shape(scale, _FRINGE, _HAIR),
        _oval(scale, (420, 430), (40, 52), _LINE),
        _oval(scale, (580, 430), (40, 52), _LINE),
        _oval(scale, (428, 422), (12, 14), "#FFFFFF"),
        _oval(scale, (588, 422), (12, 14), "#FFFFFF"),
        _line(scale, ((385, 372), (420, 358), (455, 368)), 12),
        _line(scale, ((545, 368), (580, 358), (615, 372)), 12),
        _line(scale, ((495, 470), (486, 500), (506, 506)), 8),
        _line(scale, ((430, 556), (465, 582), (500, 590), (535, 582), (570, 556)), 15),
        _oval(scale, (372, 510), (70, 40), mix(_SKIN, "#E8615A", 0.35)),
        _oval(scale, (628, 510), (70, 40), mix(_SKIN, "#E8615A", 0.35)),
    ]


_SHOULDERS = (
    (400, 760),
    (600, 760),
    (760, 815),
    (860, 890),
    (930, 1090),
    (960, 1400),
    (40, 1400),
    (70, 1090),
    (140, 890),
    (240, 815),
)
_FRINGE = (
    (285, 430),
    (290, 300),
    (350, 190),
    (460, 140),
    (580, 150),
    (680, 220),
    (715, 330),
    (715, 430),
    (680, 380),
    (640, 300),
    (560, 250),
    (430, 300),
    (340, 340),
    (305, 390),
)


def _oval(
    scale: float, centre: tuple[float, float], size: tuple[float, float], colour: Colour
) -> Placed:
    wide, tall = size[0] * scale, size[1] * scale
    paint: Paint = Ellipse(w=wide, h=tall, colour=colour)
    return Placed(of=paint, x=centre[0] * scale - wide / 2, y=centre[1] * scale - tall / 2)


def _shape(scale: float, corners: tuple[tuple[float, float], ...], colour: Colour) -> Placed:
    points = tuple((x * scale, y * scale) for x, y in corners)
    return Placed(of=Polygon(points=points, stops=(Stop(at=0, colour=colour),)))


def _line(scale: float, corners: tuple[tuple[float, float], ...], width: float) -> Placed:
    points = tuple((x * scale, y * scale) for x, y in corners)
    return Placed(of=Stroke(points=points, width=max(2.0, width * scale), colour=_LINE))
