"""The order for a film, the recipe it follows, and the story that comes of them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from vidgen.model.base import Document, Noun
from vidgen.model.brand import Brand
from vidgen.model.copy import Copies, Glossary, Viewers
from vidgen.model.product import Language, Product
from vidgen.model.writing import Written

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
    "side",  # name of a side of a comparison, ours first
    "rival",  # what the other side has, in the order of the items
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
    """One step of a scenario: what it argues and how it is pictured.

    `archetypes` are the shot kinds that may picture it, best first. `over` makes it one scene for
    each point, attribute or sentence of the description, at most `most` of them; choices are
    attributes with several values; bridges are
    lines that claim nothing, for films that facts alone cannot fill. `copies` are its
    copy patterns per language, filled from the shelves named in `shelves`; each shelf of `also`
    (its patterns become `more`) adds a line to the scene. `rank` is how readily
    its lines are dropped to fit a length: 0 never, higher earlier. `first` is how many of its
    scenes are told after the others: 1 leads with the second selling point.
    """

    id: str
    archetypes: tuple[Archetype, ...]
    over: Literal[
        "",
        "points",
        "attributes",
        "sentences",
        "list",
        "stat",
        "reviews",
        "versus",
        "cards",
        "choices",
        "bridges",
    ] = ""
    most: int = Field(default=1, ge=1, le=12)
    rank: int = Field(default=0, ge=0)
    first: int = Field(default=0, ge=0)
    shelves: tuple[str, ...] = ()
    copies: dict[Language, Copies] = Field(default_factory=dict)
    also: tuple[str, ...] = ()
    more: tuple[dict[Language, Copies], ...] = ()


class Argument(Noun):
    """How a story is told to some viewers.

    `beats` are steps for them alone. `early` names the beats that follow the hook, in this order;
    the others come after them in the scenario's own. `ranks` and `shelves` (with `copies`, what
    stands on them) replace a beat's rank and its patterns.
    """

    beats: tuple[Beat, ...] = ()
    early: tuple[str, ...] = ()
    ranks: dict[str, int] = Field(default_factory=dict)
    shelves: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    copies: dict[str, dict[Language, Copies]] = Field(default_factory=dict)


class Scenario(Document):
    """The recipe of a film: beats in order, the mood of music that suits it, the voice's pace.

    `packs` names categories by the words that tell them (see templates/copy/packs.yaml).
    `viewers` is how it is told to whom, `glossary` are words for films in the other language.
    `needs` are placeholders without which `--scenario auto` does not choose it: reviews need a
    `review`.
    """

    KIND: ClassVar[str] = "scenario.1"

    id: str
    name: dict[Language, str]
    about: dict[Language, str]
    beats: tuple[Beat, ...]
    mood: str = "drive"
    pace: float = Field(default=1.0, ge=0.8, le=1.1)
    packs: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    needs: tuple[str, ...] = ()
    viewers: dict[Viewers, Argument] = Field(default_factory=dict)
    glossary: Glossary = Glossary()


class Brief(Document):
    """The complete order for one film: everything the pipeline needs to know, and nothing else.

    `seconds` is the wanted length of the film; `voice` and `writer` are engine names (perhaps
    `engine:voice`); `mood` overrides the scenario's music mood ("none" for no music) and `music`
    is a file of the user's instead; `seed` decides all variety; `brand` re-tints the style.
    `variant` names this film among several of one product ("" where there is one).
    `viewers` are those it speaks to.
    """

    KIND: ClassVar[str] = "brief.1"

    product: Product
    scenario: Scenario
    language: Language
    viewers: Viewers = ""
    seconds: int = Field(default=30, ge=6, le=180)
    style: str = "bold"
    voice: str = "espeak"
    writer: str = "composer"
    platforms: tuple[str, ...] = ("douyin",)
    aspects: tuple[str, ...] = ("9:16", "16:9")
    mood: str = ""
    music: str = ""
    seed: int = 0
    brand: Brand = Brand()
    variant: str = Field(default="", pattern=r"^[a-z0-9-]{0,80}$")


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
    are parts of `text` that carry them (price, number, material). `rank` tells how readily the line
    is dropped to fit a length (0 never, higher earlier). `by` says who wrote it.
    """

    id: str
    text: str
    say: str = ""
    facts: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    rank: int = 0
    by: str = "composer"


class Scene(Noun):
    """One step of the story: its beat, the kind of shot that pictures it, its words."""

    id: str
    beat: str
    archetype: Archetype
    lines: tuple[Line, ...]
    screen: tuple[ScreenText, ...] = ()


class Script(Document):
    """The story of one film, in order; every claim cites facts of the product.

    `writer` is who wrote at least one line, `written` how, when it was a language model.
    """

    KIND: ClassVar[str] = "script.1"

    product_id: str
    scenario: str
    language: Language
    scenes: tuple[Scene, ...]
    writer: str = "composer"
    written: Written | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in spoken order."""
        return tuple(line for scene in self.scenes for line in scene.lines)
