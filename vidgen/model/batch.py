"""A run over a catalog: what became of every row, and the manifest that holds it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from vidgen.model.base import Document, Noun

State = Literal["done", "skipped", "failed", "quarantined", "pending"]
"""done: delivered; skipped: not to be made, and why (out of stock); failed: said why, others went
on; quarantined: killed its worker twice; pending: not reached, the same command goes on."""


class Outcome(Noun):
    """What became of one film order: one product of a catalog, or one variant of its film.

    `key` is what the order is made of (product, media, templates, settings, versions), never its
    row number; equal keys mean that nothing changed. `folder` is where its bundle lies, relative to
    the manifest, with `/` between parts. `source` is where the row stands in the catalog. `code`
    (`E_…`) and `error` (one line: where, what, how to mend) tell why it failed or was skipped.
    `seconds` are by step; `frames` are all frames delivered, `made` those encoded now. `bundle` is
    the SHA-256 of its `bundle.json` and `bytes` the size of all files delivered. `parts` are the
    digests that the key is made of (price, photos, facts, templates, settings, versions), by which
    a later run says why a film is made again. `category` is the shop's word for the kind of goods.
    `cost` is what a model took for its script, see `Bundle`.
    """

    sku: str
    name: str
    key: str
    folder: str = ""
    variant: str = ""
    source: str = ""
    state: State = "pending"
    code: str = ""
    error: str = ""
    attempts: int = Field(default=0, ge=0)
    seconds: dict[str, float] = Field(default_factory=dict)
    frames: int = Field(default=0, ge=0)
    made: int = Field(default=0, ge=0)
    bundle: str = ""
    bytes: int = Field(default=0, ge=0)
    parts: dict[str, str] = Field(default_factory=dict)
    writer: str = ""
    voice: str = ""
    notes: tuple[str, ...] = ()
    category: str = ""
    cost: float = Field(default=0.0, ge=0)


class Manifest(Document):
    """Everything a batch delivered and did not; `vidgen merge` joins those of several shards.

    `catalog` is the catalog's file name and `catalog_sha256` its content; `shard` is `i/n` ("" for
    all); `settings` is a digest of the settings that decide what films look like; `tools` are the
    versions and digests (vidgen, libraries, fonts, voices) that made them: the lock of the run.
    """

    KIND: ClassVar[str] = "manifest.1"

    version: str
    catalog: str
    catalog_sha256: str = ""
    shard: str = ""
    settings: str = ""
    tools: dict[str, str] = Field(default_factory=dict)
    rows: tuple[Outcome, ...] = ()
