"""A style's tokens: type, motion and manners, as data in templates/styles."""

from __future__ import annotations

from typing import ClassVar, Literal

from vidgen.model.base import Document, Noun
from vidgen.model.cut import Ease, TransitionName
from vidgen.model.product import Language


class TypeRole(Noun):
    """How one role of text is set; sizes in pixels on a canvas whose short side is 1080.

    `size` is the largest, `min` the smallest; `shear` in degrees, `tracking` and `leading` in em,
    of Latin text `latin_tracking` and `latin_leading` where these differ; `max_lines` per language.
    """

    face: str
    size: float
    min: float
    tracking: float = 0.0
    leading: float = 1.18
    shear: float = 0.0
    x_scale: float = 1.0
    max_lines: dict[Language, int]
    latin_tracking: float | None = None
    latin_leading: float | None = None

    def of(self, language: Language) -> TypeRole:
        """The role as it is set in a language."""
        if language != "en":
            return self
        update = {"tracking": self.latin_tracking, "leading": self.latin_leading}
        return self.model_copy(update={k: v for k, v in update.items() if v is not None})


class Entrance(Noun):
    """How a kind of element comes in: `seconds` long, from a factor or a distance in pixels.

    `manner` of a line of text: `zoom` from a factor, `mask` up from behind its own baseline, `rise`
    from a distance below, `fade`.
    """

    manner: Literal["zoom", "mask", "rise", "fade"] = "zoom"
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

    name: TransitionName
    seconds: float
    to: tuple[str, ...] = ()
    once: bool = False


class Captions(Noun):
    """How captions are set: see TypeRole; `stroke` in pixels, `pad` of boxes in em.

    `manner`: `karaoke` boxes the word being said; `plate` is a card on which words darken as they
    are said; `card` a rounded one on which the word being said pops; `minimal` plain words.
    """

    manner: Literal["karaoke", "plate", "card", "minimal"] = "karaoke"

    face: str
    size: float
    min: float
    leading: float
    stroke: float
    pad: tuple[float, float]
    width: float


class Style(Document):
    """Everything that makes films of one style look alike.

    `family` names the set of shots (`vidgen/shots/`) that draws it. `margin` is the side margin in
    pixels by canvas shape (`tall`, `wide`, `square`); `slope` the tangent of the slash angle;
    `tilt` the product's tilt in degrees; `scale` shrinks type on wide and square canvases.
    """

    KIND: ClassVar[str] = "style.1"

    id: str
    name: dict[Language, str]
    family: Literal["bold", "editorial", "fresh"] = "bold"
    type: dict[str, TypeRole]
    margin: dict[str, float]
    scale: dict[str, float]
    slope: float
    tilt: float
    motion: Motion
    transitions: tuple[TransitionRule, ...]
    captions: Captions
