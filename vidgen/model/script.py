"""The order for a film, the recipe it follows, and the story that comes of them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from vidgen.model.base import Document, Noun
from vidgen.model.product import Language, Product

Archetype = Literal[
    "hook",
    "hero",
    "feature",
    "cards",
    "stat",
    "life",
    "compare",
    "list",
    "quote",
    "offer",
    "host",
    "end",
]

TextRole = Literal[
    "kicker",  # small label above a headline
    "headline",  # the one big statement of the shot
    "sub",  # one supporting sentence
    "word",  # the oversized word behind a product
    "name",  # product name
    "tag",  # one-line category or description
    "chip",  # short fact in a chip; several allowed
    "item",  # card or list item; `label` is its heading
    "number",  # the number of a stat; `label` is what it measures
    "unit",  # unit of that number
    "price",  # the price as shown, without currency sign
    "old_price",  # list price as shown
    "saving",  # what is saved
    "gift",  # tick under the price; several allowed
    "brand",  # brand name as a mark
    "cta",  # call to action
    "note",  # small legal or stock line
    "tape",  # decoration: repeated marquee text
]


class Beat(Noun):
    """One step of a scenario: what it argues, how it is pictured, with which copy patterns.

    `archetypes` are the shot kinds that may picture it, best first. `needs` are fact kinds without
    which the beat is skipped. `lines` and `screen` are copy patterns per language (their grammar is
    documented in docs/scenarios.md). `weight` is the share of the film's seconds this beat wants.
    """

    id: str
    archetypes: tuple[Archetype, ...]
    needs: tuple[str, ...] = ()
    repeat: int = Field(default=1, ge=1, le=4)
    weight: float = Field(default=1.0, gt=0)
    lines: dict[Language, tuple[str, ...]]
    screen: dict[Language, dict[str, tuple[str, ...]]] = Field(default_factory=dict)


class Scenario(Document):
    """The recipe of a film: beats in order, a tone, the moods of music that suit it."""

    KIND: ClassVar[str] = "scenario.1"

    id: str
    name: dict[Language, str]
    about: dict[Language, str]
    beats: tuple[Beat, ...]
    mood: str = "drive"
    pace: float = Field(default=1.0, ge=0.8, le=1.1)


class Brief(Document):
    """The complete order for one film: everything the pipeline needs to know, and nothing else.

    `seconds` is the wanted length of the film; `voice` and `writer` are engine names (perhaps
    `engine:voice`); `mood` overrides the scenario's music mood ("none" for no music) and `music`
    is a file of the user's instead; `seed` decides all variety.
    """

    KIND: ClassVar[str] = "brief.1"

    product: Product
    scenario: Scenario
    language: Language
    seconds: int = Field(default=30, ge=6, le=180)
    style: str = "bold"
    voice: str = "espeak"
    writer: str = "composer"
    platforms: tuple[str, ...] = ("douyin",)
    aspects: tuple[str, ...] = ("9:16", "16:9")
    mood: str = ""
    music: str = ""
    seed: int = 0


class ScreenText(Noun):
    """One text on screen: its role, the words, the words to highlight, the facts it rests on.

    `highlight` is a part of `text` ("" for none). `label` heads an item, number or old price.
    """

    role: TextRole
    text: str
    label: str = ""
    highlight: str = ""
    facts: tuple[str, ...] = ()


class Line(Noun):
    """One sentence, said and captioned.

    `text` is what captions show, as the shop writes it; the voice derives the spoken form from it
    unless `say` gives one. `facts` are ids of the product's facts the line rests on; `emphasis`
    are parts of `text` that carry them (price, number, material). `by` says who wrote it.
    """

    id: str
    text: str
    say: str = ""
    facts: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    by: str = "composer"


class Scene(Noun):
    """One step of the story: its beat, the kind of shot that pictures it, its words."""

    id: str
    beat: str
    archetype: Archetype
    lines: tuple[Line, ...]
    screen: tuple[ScreenText, ...] = ()


class Script(Document):
    """The story of one film, in order; every claim cites facts of the product."""

    KIND: ClassVar[str] = "script.1"

    product_id: str
    scenario: str
    language: Language
    scenes: tuple[Scene, ...]
    writer: str = "composer"

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in spoken order."""
        return tuple(line for scene in self.scenes for line in scene.lines)
