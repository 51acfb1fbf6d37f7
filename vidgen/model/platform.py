"""Where a film is shown: its shapes, the places its buttons cover, its limits."""

from __future__ import annotations

from typing import ClassVar, Literal

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


Count = Literal["characters", "utf-16", "bytes", "han"]
"""How a platform counts a text: Unicode characters, UTF-16 units, UTF-8 bytes, or Chinese
characters as 1 and all others as a half."""


class Room(Noun):
    """How long a text may be there (`most` 0: there is no such text), and how that is counted."""

    most: int = Field(default=0, ge=0)
    least: int = Field(default=0, ge=0)
    count: Count = "characters"


class PostRules(Noun):
    """What may be written beside a film there.

    Without a title the description stands alone. At most `hashtags` of `hashtag` characters each,
    counted without their sign; they stand at the end of the description where `hashtags_inside`,
    else in a field of their own. `comment` is a comment that the poster pins. `title_signs` are the
    only signs beside letters and digits that a title may have ("": any). `links` tells whether an
    address may be written, `offers` whether prices and promotions may.
    """

    title: Room = Room()
    title_signs: str = ""
    description: Room = Room()
    hashtags: int = Field(default=0, ge=0)
    hashtag: int = Field(default=20, ge=2)
    hashtags_inside: bool = True
    comment: Room = Room()
    links: bool = False
    offers: bool = True


class Platform(Document):
    """One place to post to.

    `aspects` are shown there, the best first; `safe` has one entry for each. `cta` is its
    own way to the product in words; `qr` tells whether QR codes are allowed in the picture.
    `post` is what may be written beside a film (nothing where a platform does not say).
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
    post: PostRules = PostRules()
