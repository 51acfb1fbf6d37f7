"""Where a film is shown: its shapes, the places its buttons cover, its limits."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from vidgen.model.base import Document, Noun
from vidgen.model.cut import Loudness
from vidgen.model.media import Box
from vidgen.model.product import Language
from vidgen.model.review import Region


class SafeZone(Noun):
    """What the platform covers on one canvas, in pixels of a canvas whose short side is 1080.

    Information stays `left`, `top`, `right`, `bottom` pixels away from the edges and out of `rail`
    (the column of buttons; None where there is none).
    """

    left: float
    top: float
    right: float
    bottom: float
    rail: Box | None = None


class Platform(Document):
    """One place to post to.

    `aspects` are shown there, the best first; `safe` has one entry for each. `cta` is its
    own way to the product in words; `qr` tells whether QR codes are allowed in the picture.
    `regions` are those whose law of advertising holds there (none: everybody's). `longest` is the
    longest film in seconds, `largest` the largest file in bytes.
    """

    KIND: ClassVar[str] = "platform.1"

    id: str
    name: dict[Language, str]
    aspects: tuple[str, ...]
    safe: dict[str, SafeZone]
    loudness: Loudness = Loudness()
    qr: bool = False
    cta: dict[Language, str]
    cta_corner: str = ""
    regions: tuple[Region, ...] = ()
    longest: float = Field(default=600.0, gt=0)
    largest: int = Field(default=4 * 1024**3, gt=0)
