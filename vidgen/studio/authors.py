"""Who could write here: the endpoint, local models, the composer; what each still needs."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from vidgen.engines.writer import shelf
from vidgen.errors import EngineMissing
from vidgen.model.base import Noun
from vidgen.model.writing import Models

COMPOSER = "composer"
"""The writer that always works; `--writer auto` ends with it."""


class Author(Noun):
    """One who could write: what `--writer` takes, whether it can be used now, a word on it.

    `told` says where it is, or what it needs.
    """

    writer: str
    usable: bool
    told: str


def authors(models: Models) -> tuple[Author, ...]:
    """Everyone who could write, in the order in which `auto` asks; reaches out to nobody."""
    return (_endpoint(models), *_local(models), Author(writer=COMPOSER, usable=True, told=_BUILT))


_BUILT = "built in: the scenario's own sentences, filled with the product's facts"


def _endpoint(models: Models) -> Author:
    from vidgen.engines.writer.openai import HOME, OpenAI, configured

    try:
        name = OpenAI().identity(models)
    except EngineMissing as error:
        return Author(writer="openai", usable=False, told=error.what)
    told = f"at {models.url.partition('?')[0].rpartition('@')[2] or HOME}"
    return Author(writer=name, usable=configured(models, os.environ), told=told)


def _local(models: Models) -> tuple[Author, ...]:
    missing = shelf.lacking()
    needs = f"; needs {', '.join(missing)}: pip install 'vidgen[models]'" if missing else ""
    found = [
        Author(
            writer=f"transformers:{name}",
            usable=not missing,
            told=f"{shelf.size(folder) / 1024**2:.0f} MB in {folder}{needs}",
        )
        for name, folder in _places(models).items()
    ]
    if found:
        return tuple(found)
    told = "no local model: vidgen models fetch ID, or set VIDGEN_MODEL to one's folder"
    return (Author(writer="transformers", usable=False, told=told + needs),)


def _places(models: Models) -> dict[str, Path]:
    """Name → folder of every local model: the one that was set first, then the hub's cache."""
    found: dict[str, Path] = {}
    if models.local:
        with suppress(EngineMissing):
            found[models.local] = shelf.place(models.local)
    return found | {name: folder for name, folder in shelf.on_disk() if name not in found}
