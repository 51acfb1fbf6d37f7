"""Sprites as data: what is painted once and then only moved.

Every paint has a logical origin (0, 0) and a logical size; ink may bleed past it on any side.
Lengths are pixels of the canvas it is painted for, angles degrees (positive turns anticlockwise),
colours "#RRGGBB", alpha 0..1. A paint says everything that decides its pixels: equal paints (by
digest) give equal sprites.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vidgen.model.base import Noun
from vidgen.model.media import Box

Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Point = tuple[float, float]


class Stop(Noun):
    """One stop of a gradient: position 0..1, colour, alpha. Stops blend in OKLab."""

    at: float
    colour: Colour
    alpha: float = 1.0


class Fill(Noun):
    """A w x h rectangle: one stop for a flat colour, more for a gradient along `axis`.

    `smooth` eases the alpha between stops (for scrims without a visible edge); `radius` rounds.
    """

    paint: Literal["fill"] = "fill"
    w: float
    h: float
    stops: tuple[Stop, ...]
    axis: Literal["down", "right"] = "down"
    smooth: bool = False
    radius: float = 0.0


class Polygon(Noun):
    """A filled polygon, anti-aliased; `stops` run down its bounding box. Origin as given."""

    paint: Literal["polygon"] = "polygon"
    points: tuple[Point, ...]
    stops: tuple[Stop, ...]


class Run(Noun):
    """A piece of a text line in one manner: plain, in the accent colour, or boxed."""

    text: str
    mark: Literal["plain", "accent", "box"] = "plain"


class Text(Noun):
    """A block of set text; lines are already broken.

    `face` names family and weight ("sans-900"); `size` is the em; `tracking` in em; `leading` the
    line step in em; logical size = widest line x ((lines - 1) * leading + 1) * size. `shear` leans
    the block: a point `d` above the block's bottom moves right by d * tan(shear). `outline` > 0
    draws only the contour at that width; `stroke` > 0 draws a contour behind the fill. Boxed runs
    stand on `box` and are set in `box_ink`, the box reaching `box_pad` (x, y in em) past the run.
    """

    paint: Literal["text"] = "text"
    lines: tuple[tuple[Run, ...], ...]
    face: str
    size: float
    colour: Colour
    tracking: float = 0.0
    leading: float = 1.18
    align: Literal["left", "centre", "right"] = "left"
    shear: float = 0.0
    x_scale: float = 1.0
    accent: Colour | None = None
    box: Colour | None = None
    box_ink: Colour | None = None
    box_pad: tuple[float, float] = (0.10, 0.03)
    box_radius: float = 0.0
    outline: float = 0.0
    stroke: float = 0.0
    stroke_colour: Colour | None = None
    alpha: float = 1.0

    @property
    def plain(self) -> str:
        """The words alone, lines joined by newlines."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


class Picture(Noun):
    """A part of a picture file scaled to w x h.

    `path` is read once (sRGB or RGBA, upright); `crop` is (left, top, right, bottom) in source
    pixels and must have the proportions of w x h within a pixel. `turn` rotates the result about
    its centre (canvas grows, logical size stays w x h). `radius` rounds the corners; `mirror`
    flips left to right. `sha256` is the file's content, so that a changed file is another paint.
    """

    paint: Literal["picture"] = "picture"
    path: str
    sha256: str
    crop: Box
    w: float
    h: float
    turn: float = 0.0
    radius: float = 0.0
    mirror: bool = False
    sharpen: float = 0.0


class Footage(Noun):
    """A prepared clip, cropped and scaled to w x h; frame n of the layer shows frame first + n.

    `windows` are the crops (left, top, right, bottom in source pixels) every `step` frames of the
    clip, between which the crop moves evenly. Past its last frame the clip stands. Only a layer of
    its own can show footage (not a group), and it neither scales nor turns.
    """

    paint: Literal["footage"] = "footage"
    path: str
    sha256: str
    first: int
    frames: int
    w: float
    h: float
    step: int
    windows: tuple[Box, ...]


class Shadow(Noun):
    """The soft shadow of another paint's alpha: blurred by `blur` (sigma), moved by dx, dy."""

    paint: Literal["shadow"] = "shadow"
    of: Paint
    blur: float
    dx: float = 0.0
    dy: float = 0.0
    colour: Colour = "#000000"
    alpha: float = 0.4
    spread: int = 0


class Halftone(Noun):
    """Dots on a grid turned by `angle`; radius follows clamp(a + b*u + c*v, 0, 1), u, v in 0..1."""

    paint: Literal["halftone"] = "halftone"
    w: float
    h: float
    pitch: float
    colour: Colour
    alpha: float = 0.5
    falloff: tuple[float, float, float]
    angle: float = 20.0


class Rays(Noun):
    """`count` rays from (cx, cy), fading outwards over `reach` pixels."""

    paint: Literal["rays"] = "rays"
    w: float
    h: float
    cx: float
    cy: float
    count: int
    reach: float
    colour: Colour
    alpha: float = 0.26


class Burst(Noun):
    """A star of `points` teeth in a size x size box, centred; `inner` is the inner radius share."""

    paint: Literal["burst"] = "burst"
    size: float
    points: int
    inner: float
    colour: Colour
    turn: float = 0.0


class Stroke(Noun):
    """A polyline with round caps and joins; points in the sprite's own coordinates."""

    paint: Literal["stroke"] = "stroke"
    points: tuple[Point, ...]
    width: float
    colour: Colour
    alpha: float = 1.0
    dash: tuple[float, float] | None = None


class Ellipse(Noun):
    """A w x h ellipse; `ring` > 0 leaves only a ring of that width."""

    paint: Literal["ellipse"] = "ellipse"
    w: float
    h: float
    colour: Colour
    ring: float = 0.0
    alpha: float = 1.0


class Speed(Noun):
    """Seeded speed lines rising to the right at `slope`, within w x h."""

    paint: Literal["speed"] = "speed"
    w: float
    h: float
    count: int
    slope: float
    colour: Colour
    alpha: float = 0.5
    seed: int = 1


class Code(Noun):
    """A QR code of `data`, `size` pixels square with its quiet zone."""

    paint: Literal["code"] = "code"
    data: str
    size: float
    dark: Colour
    light: Colour


class Placed(Noun):
    """A paint at a place inside a group: its logical origin goes to (x, y)."""

    of: Paint
    x: float = 0.0
    y: float = 0.0


class Group(Noun):
    """Paints flattened into one sprite, in painter order; logical size w x h; `turn` rotates all.

    `clip` (a polygon in the group's coordinates) cuts everything outside it away.
    """

    paint: Literal["group"] = "group"
    w: float
    h: float
    parts: tuple[Placed, ...]
    turn: float = 0.0
    clip: tuple[Point, ...] | None = None
    alpha: float = 1.0


Paint = Annotated[
    Fill
    | Polygon
    | Text
    | Picture
    | Footage
    | Shadow
    | Halftone
    | Rays
    | Burst
    | Stroke
    | Ellipse
    | Speed
    | Code
    | Group,
    Field(discriminator="paint"),
]

Shadow.model_rebuild()
Placed.model_rebuild()
Group.model_rebuild()
