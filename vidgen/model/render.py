"""What was made: finished files with what was measured on them."""

from __future__ import annotations

from typing import ClassVar

from vidgen.model.base import Document, Noun


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
    `voice` who spoke it; `steps` are seconds spent per step.
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
