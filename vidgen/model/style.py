"""A style's tokens: type, motion and manners, as data in templates/styles."""

from __future__ import annotations

from typing import ClassVar, Literal

from vidgen.model.base import Document, Noun
from vidgen.model.cut import Ease
from vidgen.model.product import Language


class TypeRole(Noun):
    """How one role of text is set; sizes in pixels on a canvas whose short side is 1080.

    `size` is the largest, `min` the smallest; `shear` in degrees, `tracking` and `leading` in em;
    `max_lines` per language.
    """

    face: str
    size: float
    min: float
    tracking: float = 0.0
    leading: float = 1.18
    shear: float = 0.0
    x_scale: float = 1.0
    max_lines: dict[Language, int]


class Entrance(Noun):
    """How a kind of element comes in: `seconds` long, from a factor or a distance in pixels."""

    seconds: float
    ease: Ease
    start: float = 0.0
    stagger: float = 0.0


class Motion(Noun):
    """Entrances by name, and how far holds move: a float of `float_px` every `float_seconds`."""

    entrances: dict[str, Entrance]
    float_px: float
    float_seconds: float
    photo_zoom: float
    drift_px: float


class TransitionRule(Noun):
    """A transition and its seconds; `to` lists the archetypes it is for (empty: the usual one)."""

    name: Literal["slash", "whip", "punch", "push", "dissolve"]
    seconds: float
    to: tuple[str, ...] = ()
    once: bool = False


class Captions(Noun):
    """How captions are set: see TypeRole; `stroke` in pixels, `pad` of the spoken box in em."""

    face: str
    size: float
    min: float
    leading: float
    stroke: float
    pad: tuple[float, float]
    width: float


class Style(Document):
    """Everything that makes films of one style look alike.

    `margin` is the side margin in pixels by canvas shape (`tall`, `wide`, `square`); `slope` the
    tangent of the slash angle; `tilt` the product's tilt in degrees; `scale` shrinks type on wide
    and square canvases.
    """

    KIND: ClassVar[str] = "style.1"

    id: str
    name: dict[Language, str]
    type: dict[str, TypeRole]
    margin: dict[str, float]
    scale: dict[str, float]
    slope: float
    tilt: float
    motion: Motion
    transitions: tuple[TransitionRule, ...]
    captions: Captions
