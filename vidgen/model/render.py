"""What was made: finished files with what was measured on them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from vidgen.model.base import Document, Noun
from vidgen.model.product import Language

BUNDLE = "bundle.json"
"""The file name of a bundle, in the folder of its films."""


class Render(Noun):
    """One finished mp4: path, SHA-256, what it shows, and what was measured on the file itself.

    `lufs` and `peak` (dBTP) are measured on the decoded sound; `made` of `segments` segments were
    encoded now, the rest came from the store.
    """

    path: str
    sha256: str
    aspect: str
    platform: str
    width: int
    height: int
    frames: int
    seconds: float
    lufs: float
    peak: float
    segments: int
    made: int


class Burned(Noun):
    """A fact that is now part of a film: if the catalog changes it, the film is stale.

    `unit` is that of a quantity: a price's currency.
    """

    id: str
    text: str
    unit: str = ""


class Bundle(Document):
    """Everything delivered for one product: the manifest, written last, that makes it complete.

    `files` maps every delivered file's name to its SHA-256; `writer` says who wrote the script,
    `voice` who spoke it. `variant` is its name in an A/B test ("" where it is the only film);
    `scenario`, `hook` (how it opens, see `stages.label`), `category`, `seed` and `seconds` (wanted)
    are what its results are put down to. `language` is that of its words, `lines` counts what is
    said by who wrote it, `link` is the product's page: what a report tells without reading on.
    `cost` is what a model took for the script, in the money of the prices that were set.
    """

    KIND: ClassVar[str] = "bundle.1"

    product_id: str
    name: str
    key: str
    renders: tuple[Render, ...]
    covers: tuple[str, ...]
    files: dict[str, str]
    facts: tuple[Burned, ...]
    writer: str
    voice: str
    version: str
    variant: str = ""
    scenario: str = ""
    hook: str = ""
    category: str = ""
    seed: int = 0
    seconds: int = 0
    language: Language | Literal[""] = ""
    lines: dict[str, int] = Field(default_factory=dict)
    link: str = ""
    cost: float = Field(default=0.0, ge=0)
