"""What is told about a batch: the report on it, and which of its films are no longer true."""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar, Literal

from pydantic import Field

from vidgen.model.base import Document, Noun
from vidgen.model.batch import State
from vidgen.model.product import Language

Why = Literal["changed", "ended", "not yet", "out of stock", "gone"]
"""changed: the catalog says something else; ended, not yet: true on other days; gone: the fact,
or the whole row, is not in the catalog any more."""


class Change(Noun):
    """One thing that a film says (`film`) and the catalog does not (`now`, "" where nothing).

    `fact` is the id of the fact, or `row` and `availability` for what concerns the whole film.
    """

    fact: str
    why: Why
    film: str
    now: str = ""


class Stale(Noun):
    """A finished film that is no longer true, and everything in it that is not."""

    sku: str
    name: str
    variant: str
    folder: str
    changes: tuple[Change, ...]


class Film(Noun):
    """A finished film of a row: its file from the report's folder, and what was measured on it."""

    path: str
    aspect: str
    platform: str
    width: int
    height: int
    seconds: float
    lufs: float


class Entry(Noun):
    """One row of the report: what became of it, where its films are, who wrote and spoke them.

    Paths are relative to the report, with `/` between parts. `lines` counts the script's lines by
    who wrote them; `seconds` is all the time spent on the row. `link` is the product's page.
    """

    sku: str
    name: str
    variant: str = ""
    category: str = ""
    language: Language | Literal[""] = ""
    state: State
    code: str = ""
    error: str = ""
    source: str = ""
    folder: str = ""
    films: tuple[Film, ...] = ()
    covers: tuple[str, ...] = ()
    writer: str = ""
    voice: str = ""
    lines: dict[str, int] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    attempts: int = 0
    seconds: float = 0.0
    link: str = ""


class Post(Noun):
    """A film to be posted on a platform: addresses or paths of it and its cover, and its words."""

    platform: str
    sku: str
    variant: str = ""
    aspect: str
    video: str
    cover: str = ""
    title: str
    description: str = ""


class Slot(Noun):
    """A post, and when."""

    day: date
    time: time
    post: Post


class Report(Document):
    """A whole batch at a glance: how many rows are in which state, and each of them.

    `manifest` is the SHA-256 of the manifest that it tells of ("" for that of one `make`).
    """

    KIND: ClassVar[str] = "report.1"

    manifest: str = ""

    catalog: str
    version: str
    shard: str = ""
    counts: dict[State, int]
    tools: dict[str, str]
    rows: tuple[Entry, ...]
