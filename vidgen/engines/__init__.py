"""Engines touch the world: models, voices, pictures, sound, video. One package per kind.

An engine is a class with `name`, `version` and a `__call__` on nouns; a voice also has `voices`,
the names that may follow it (`espeak:cmn`) per language, the default first; an eye that works
with a model has `of(model)`, the eye with that model (`masks:models/depth`). Ours are rows of
`_BUILT_IN`, loaded only when used; outsiders add theirs through the entry-point group
`vidgen.<kind>`.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from vidgen.craft.near import nearest
from vidgen.errors import EngineMissing, InputError

_BUILT_IN: dict[str, dict[str, str]] = {
    "eye": {
        "classic": "vidgen.engines.eye.classic:Classic",
        "masks": "vidgen.engines.eye.masks:Masks",
    },
    "writer": {
        "composer": "vidgen.engines.writer.composer:Composer",
        "openai": "vidgen.engines.writer.openai:OpenAI",
        "transformers": "vidgen.engines.writer.local:Transformers",
    },
    "voice": {
        "espeak": "vidgen.engines.voice.espeak:Espeak",
        "edge": "vidgen.engines.voice.edge:Edge",
    },
}


def names(kind: str) -> tuple[str, ...]:
    """Every engine of this kind that can be asked for, built in ones first."""
    outside = (point.name for point in entry_points(group=f"vidgen.{kind}"))
    return tuple(dict.fromkeys((*_BUILT_IN.get(kind, {}), *outside)))


def find(kind: str, name: str) -> Any:
    """A new engine of this kind by name.

    Raises InputError, naming the nearest known one, when there is no such engine, and EngineMissing
    when there is but a package it needs is not installed.
    """
    target = _BUILT_IN.get(kind, {}).get(name)
    try:
        return _built_in(target) if target is not None else _outside(kind, name)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("vidgen."):
            raise
        raise EngineMissing(name, f"needs the package {error.name!r}: install it") from error


def _built_in(target: str) -> Any:
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)()


def _outside(kind: str, name: str) -> Any:
    for point in entry_points(group=f"vidgen.{kind}"):
        if point.name == name:
            return point.load()()
    known = names(kind)
    what = f"there is no {kind} {name!r}{nearest(name, known)}"
    raise InputError(f"--{kind}", what, f"known: {', '.join(known)}")
