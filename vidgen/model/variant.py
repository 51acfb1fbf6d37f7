"""Variants of one film: what is compared of two of them, and how far they are apart."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from vidgen.model.base import Document, Noun


class Traits(Noun):
    """What of a film is compared with another: its words, its steps, its pictures.

    `hook` is the line it opens with, `narration` all that is said, `steps` are how it opens
    and `beat:archetype` of every scene after it, `pictures` the first picture (SHA-256) of every
    scene in order.
    """

    hook: str
    narration: str
    steps: tuple[str, ...]
    pictures: tuple[str, ...] = ()


class Distance(Noun):
    """How far two films are apart, 0 (the same) to 1 (nothing in common), in three ways.

    `words`: the share of the shorter narration's 5-character pieces that the other has not.
    `steps`: the share of scenes that would have to change for one order to become the other.
    `pictures`: the same for the photos.
    """

    words: float = Field(ge=0, le=1)
    steps: float = Field(ge=0, le=1)
    pictures: float = Field(ge=0, le=1)

    def over(self, floor: Distance) -> float:
        """The least of the three in units of its floor: from 1 on, far enough. A floor of 0
        asks for nothing."""
        pairs = (
            (self.words, floor.words),
            (self.steps, floor.steps),
            (self.pictures, floor.pictures),
        )
        return min((way / least for way, least in pairs if least), default=1.0)


class Pair(Noun):
    """How far two variants are apart."""

    one: str
    other: str
    distance: Distance


class Variants(Document):
    """The variants of one product's film: their names (`stages.label`), the distance of each pair.

    `wanted` is how many were asked for; fewer `names` are all that the product carries.
    """

    KIND: ClassVar[str] = "variants.1"

    product_id: str
    wanted: int
    names: tuple[str, ...]
    pairs: tuple[Pair, ...] = ()

    @property
    def told(self) -> str:
        """One line on a set that is smaller than wanted, "" for a whole one."""
        made = len(self.names)
        if made == self.wanted:
            return ""
        return (
            f"{made} of {self.wanted} variants: facts and photos carry no more that differ enough; "
            "a shorter film, or more selling points, attributes and photos, would"
        )
