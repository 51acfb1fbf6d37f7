"""The manifest of a batch: every row and what became of it, written whole, last."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import vidgen
from vidgen.errors import InputError
from vidgen.files import sha256_of, write_bytes
from vidgen.model.batch import Manifest, Outcome

NAME = "manifest.json"


def write(out: Path, manifest: Manifest) -> str:
    """Publish the manifest of the batch in `out`, unless just this one lies there already; its
    SHA-256."""
    path, content = out / NAME, manifest.to_json().encode("utf-8")
    with suppress(OSError):
        if path.read_bytes() == content:
            return hashlib.sha256(content).hexdigest()
    return write_bytes(path, content)


def read(out: Path) -> Manifest:
    """The manifest of the batch in `out`. InputError when there is none, or it is none."""
    path = out / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        hint = "`vidgen batch CATALOG -o OUT` writes it"
        raise InputError(str(path), f"cannot be read: {error}", hint) from error
    return Manifest.from_json(text, str(path))


def about(catalog: Path, shard: str, settings: str, tools: Mapping[str, str]) -> Manifest:
    """A manifest of this catalog without rows."""
    return Manifest(
        version=vidgen.__version__,
        catalog=catalog.name,
        catalog_sha256=sha256_of(catalog),
        shard=shard,
        settings=settings,
        tools=dict(tools),
    )


def filled(manifest: Manifest, rows: Iterable[Outcome]) -> Manifest:
    """The manifest with these rows."""
    return manifest.model_copy(update={"rows": tuple(rows)})
