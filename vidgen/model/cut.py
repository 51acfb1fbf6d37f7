"""A timeline laid out for one canvas: nothing left to decide, everything that reaches the file."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from vidgen.model.base import Document, Noun
from vidgen.model.media import Box
from vidgen.model.paint import Colour, Paint, Point
from vidgen.model.timeline import Sound

Ease = Literal[
    "hold", "linear", "sine", "out", "out5", "expo", "in_out", "back", "settle", "spring"
]
"""How a value travels to the next key; formulas in craft/ease.py. "hold" jumps at the next key."""

Prop = Literal["x", "y", "scale", "turn", "opacity", "left", "top", "right", "bottom"]


class Key(Noun):
    """A curve's value at a frame (from the shot's start) and the ease towards the next key."""

    frame: int
    value: float
    ease: Ease = "linear"


class Curve(Noun):
    """One property over time: constant before the first key and after the last.

    x, y: pixels added to the layer's place. scale: factor; turn: degrees, both about the pivot.
    opacity: factor 0..1. left, top, right, bottom: how much of the sprite (0..1 of its ink box) is
    hidden from that side. Curves of the same property compose: x, y, turn add; scale and opacity
    multiply; of the four sides the largest counts.
    """

    prop: Prop
    keys: tuple[Key, ...]


class Layer(Noun):
    """One sprite on the canvas for frames [start, end), counted from its shot's start.

    The paint's logical origin goes to (x, y). `pivot` is the point, in the paint's logical pixels,
    about which it scales and turns. `clip` is a fixed rectangle and `matte` a fixed polygon on the
    canvas outside of which nothing shows. `role` tells what it is for review and linting: "text"
    must be readable, "price" and "caption" too, "product" is what is sold, "art" may bleed; `text`
    is what it says, `box` its logical box at rest on the canvas, `min_contrast` what it promises
    against what lies behind, `facts` what it rests on.
    """

    id: str
    paint: Paint
    x: float
    y: float
    start: int = 0
    end: int
    pivot: Point = (0.0, 0.0)
    curves: tuple[Curve, ...] = ()
    clip: Box | None = None
    matte: tuple[Point, ...] | None = None
    role: Literal["art", "photo", "product", "text", "price", "caption"] = "art"
    text: str = ""
    box: Box | None = None
    min_contrast: float = 0.0
    facts: tuple[str, ...] = ()
    because: str = ""


TransitionName = Literal[
    "cut", "slash", "whip", "punch", "push", "dissolve", "slide", "curtain", "iris"
]


class Transition(Noun):
    """How a shot takes the page from the one before, over its first `frames` frames.

    Both shots run during it. `slash`: slanted bands of `colours` sweep across, the new shot behind
    them; `whip`: both travel vertically with motion blur; `punch`: the old one zooms out of frame
    with a flash; `push`: the new page pushes the old one; `slide`: the new page lies down over the
    old one, which gives way and darkens; `curtain`: uncovered behind a line of `colours`; `iris`: a
    round opening with a rim of `colours`; `dissolve`: cross-fade; `cut`: none (frames = 0).
    `reverse` mirrors the direction.
    """

    name: TransitionName = "cut"
    frames: int = Field(default=0, ge=0)
    colours: tuple[Colour, ...] = Field(default=(), max_length=2)
    reverse: bool = False


class LaidShot(Noun):
    """One shot on the canvas for frames [start, end) of the film, its layers in painter order.

    While the next shot's transition runs, this one is still alive: its `end` may lie
    `transition.frames` past the next one's `start`, never further. `faces` are boxes of people's
    faces in its photos, in pixels on the canvas, that no words may cover.
    """

    id: str
    archetype: str
    start: int
    end: int
    background: Colour
    layers: tuple[Layer, ...]
    transition: Transition = Transition()
    faces: tuple[Box, ...] = ()
    because: str = ""


class Encoder(Noun):
    """H.264 settings: x264 preset, constant rate factor, longest GOP in frames, VBV in kbit/s."""

    preset: str = "veryfast"
    crf: float = Field(default=20.0, ge=0, le=51)
    gop: int = 60
    maxrate: int = 16000
    profile: str = "high"
    audio_kbps: int = 192


class Loudness(Noun):
    """What the mix is levelled to: integrated LUFS (ITU-R BS.1770-4) and true peak in dBTP."""

    lufs: float = -14.0
    peak: float = -1.0


class Cut(Document):
    """A film for one canvas of `width` x `height` pixels (both even) at `fps`, `frames` long.

    `overlays` lie above all shots, in frames of the film (captions, labels). `sounds` are mixed to
    `loudness`. `safe` is the box in which information must stay and `rail` a box it must keep out
    of (the platform's buttons), both in pixels. `facts` are the ids of all facts burned in.
    """

    KIND: ClassVar[str] = "cut.1"

    product_id: str
    aspect: str
    platform: str
    width: int
    height: int
    fps: int
    frames: int
    shots: tuple[LaidShot, ...]
    overlays: tuple[Layer, ...] = ()
    sounds: tuple[Sound, ...] = ()
    loudness: Loudness = Loudness()
    encoder: Encoder = Encoder()
    safe: Box
    rail: Box | None = None
    facts: tuple[str, ...] = ()
    title: str = ""
    language: str = "zh"

    @model_validator(mode="after")
    def _covers_every_frame(self) -> Self:
        if not self.shots or self.shots[0].start != 0 or self.shots[-1].end != self.frames:
            raise ValueError(f"its shots do not begin at frame 0 and end at frame {self.frames}")
        for before, after in pairwise(self.shots):
            if not before.start < after.start <= before.end:
                raise ValueError(
                    f"shot {after.id!r} must begin after frame {before.start} and by frame "
                    f"{before.end}, where {before.id!r} ends"
                )
        return self


class Segment(Noun):
    """A stretch of a cut that is encoded on its own: at most two shots (one leaving), its overlays.

    All frames count from the segment's start, so that a segment that only moved in the film keeps
    its digest and is not encoded again.
    """

    width: int
    height: int
    fps: int
    frames: int
    shots: tuple[LaidShot, ...]
    overlays: tuple[Layer, ...]
    encoder: Encoder
