"""The page a shot is laid out on: canvas, safe box, colours, measures, its moment in the film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from vidgen.craft.wrap import Measure
from vidgen.model.media import Box, Sight
from vidgen.model.palette import Palette
from vidgen.model.product import Language
from vidgen.model.style import Style, TypeRole
from vidgen.model.timeline import Shot

Shape = Literal["tall", "wide", "square"]


@dataclass(frozen=True)
class Frame:
    """A canvas in pixels with the box that information stays in and the rail it keeps out of."""

    width: int
    height: int
    safe: Box
    rail: Box | None

    @property
    def shape(self) -> Shape:
        """Which family of layouts the canvas takes."""
        if self.height > self.width * 1.15:
            return "tall"
        return "wide" if self.width > self.height * 1.15 else "square"

    @property
    def unit(self) -> float:
        """Pixels per token pixel: tokens are drawn for a short side of 1080."""
        return min(self.width, self.height) / 1080

    def right(self, top: float, bottom: float) -> float:
        """The right edge for information between two heights."""
        if self.rail and top < self.rail[3] and bottom > self.rail[1]:
            return min(self.safe[2], self.rail[0] - 16 * self.unit)
        return self.safe[2]


P_co = TypeVar("P_co", bound=Palette, covariant=True)


@dataclass(frozen=True)
class PageOf(Generic[P_co]):
    """All an archetype needs to lay itself out; nothing in it can change.

    `frames` is the shot's length; `lead` how many seconds its clock runs ahead of its first frame
    (the film's first shot begins with its entrances under way, so that frame 0 is a poster).
    `logo` is the brand's, `cta` the platform's own call to action, `link` what a QR code may lead
    to ("" where none may be shown). `turn` numbers the shot within
    the film, `point` the selling points told (0: this shot tells none).
    """

    frame: Frame
    shot: Shot
    sights: tuple[Sight, ...]
    palette: P_co
    style: Style
    measure: Measure
    language: Language
    frames: int
    fps: int
    lead: float
    turn: int
    variant: int
    point: int = 0
    terms: tuple[str, ...] = ()
    cta: str = ""
    cta_corner: str = ""
    logo: Sight | None = None
    link: str = ""

    def at(self, seconds: float) -> int:
        """The frame of a moment counted from the shot's first second."""
        return round((seconds - self.lead) * self.fps)

    @property
    def sight(self) -> Sight | None:
        """The shot's best picture, or None without any."""
        return self.sights[0] if self.sights else None

    @property
    def narrow(self) -> bool:
        """Whether a tall page shows an upright, slim product: it then stands beside the words."""
        sight = self.sight
        if sight is None or sight.cutout is None or self.frame.shape != "tall":
            return False
        return sight.cutout_size[0] < sight.cutout_size[1] * 0.62

    @property
    def scale(self) -> float:
        """Factor from type tokens to pixels on this canvas."""
        tight = 1.0
        if self.frame.shape == "tall":
            tight = min(1.0, max(0.74, self.frame.height / self.frame.width / (16 / 9)))
        return self.frame.unit * self.style.scale[self.frame.shape] * tight

    def role(self, name: str) -> TypeRole:
        """How the style sets a role of text in the film's language."""
        return self.style.type[name].of(self.language)


Page = PageOf[Palette]
"""A page whose family does not matter."""
