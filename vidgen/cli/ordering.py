"""From what was typed to what the studio takes: a brief, and a studio of the user's settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from vidgen.engines.eye.footage import SUFFIXES as CLIPS
from vidgen.errors import InputError, SettingsError
from vidgen.feeds import catalog
from vidgen.feeds.feed import Asked
from vidgen.feeds.headers import field_of
from vidgen.files import storage
from vidgen.library import Library
from vidgen.model.base import Document
from vidgen.model.media import Narration
from vidgen.model.product import Language, Media, Product
from vidgen.model.script import Brief, Scenario, Script
from vidgen.model.timeline import Timeline
from vidgen.settings import FILE, Settings, load
from vidgen.studio import opening
from vidgen.studio.delivery import file_of

HOME: dict[Language, str] = {"zh": "douyin", "en": "tiktok"}
"""The platform of a film whose platform nobody named."""

SHAPES = ("9:16", "16:9")
"""The canvases of a film when neither platform nor aspect was named."""

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp"})

_ENDINGS = PHOTOS | CLIPS

Kind = TypeVar("Kind", bound=Document)

studio_of = opening.studio_of
"""The studio of a command; workers of a batch open theirs alike."""


def settings_for(folder: Path, flags: Mapping[str, Any]) -> Settings:
    """The settings of a run whose product, or earlier result, lies in `folder`."""
    return load(folder, flags, os.environ)


def usual_columns(folder: Path) -> dict[str, str]:
    """`[feed.map]` of the nearest `vidgen.toml`; SettingsError for a field that there is not."""
    found = settings_for(folder, {}).feed.map
    for told in found:
        try:
            field_of(told)
        except InputError as error:
            raise SettingsError(f"{FILE}, feed.map", error.what, error.hint) from error
    return found


def product(path: Path, sku: str | None, images: Path | None, media: Path | None) -> Product:
    """The product that was asked for, with the photos of a folder `media` added to its own."""
    usual = usual_columns(path.parent)
    known = catalog.addresses(images) if images else {}
    asked = Asked(usual=usual, images=known, today=date.today())
    found = catalog.pick(path, sku, asked)
    return found if media is None else _with_media(found, media)


def order(product: Product, settings: Settings, scenario: Scenario | None = None) -> Brief:
    """The brief for a product: what is not set comes from the product and its language.

    `scenario` is that of the settings when it was read before, for many products.
    """
    language = settings.lang or product.language
    return Brief(
        product=product,
        scenario=scenario or Library(settings.templates).scenario(settings.scenario),
        language=language,
        seconds=settings.length,
        style=settings.style,
        voice=settings.voice,
        writer=settings.writer,
        platforms=settings.platforms or (HOME[language],),
        aspects=settings.aspects or (() if settings.platforms else SHAPES),
        mood=settings.mood,
        music=str(settings.music.resolve()) if settings.music else "",
        seed=settings.seed,
        brand=settings.brand,
    )


def read(kind: type[Kind], path: Path, hint: str = "") -> Kind:
    """The document of this kind in the file at `path`; InputError when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8 text", hint) from error
    return kind.from_json(text, str(path))


def saved(kind: type[Kind], folder: Path, made_by: str) -> Kind:
    """The document of this kind in `folder`; InputError naming the step that makes it."""
    name = f"{kind.KIND.partition('.')[0]}.json"
    return read(kind, folder / name, f"`vidgen {made_by}` writes it")


def story(folder: Path) -> tuple[Brief, Script, Narration, Timeline]:
    """What `script`, `voice` and `arrange` wrote into `folder`, perhaps edited since."""
    return (
        saved(Brief, folder, "script"),
        saved(Script, folder, "script"),
        saved(Narration, folder, "voice"),
        saved(Timeline, folder, "arrange"),
    )


def own_folder(folder: Path, brief: Brief) -> None:
    """Refuse a folder that holds the film of another product (InputError)."""
    path = folder / file_of(brief)
    with storage(folder):
        if not path.is_file():
            return
    there = read(Brief, path, "choose another folder").product
    if there.id != brief.product.id:
        what = f"holds the film of another product, {there.id} ({there.name})"
        raise InputError(f"--out {folder}", what, "choose another folder")


def _with_media(product: Product, folder: Path) -> Product:
    try:
        found = sorted(item for item in folder.iterdir() if item.suffix.lower() in _ENDINGS)
    except OSError as error:
        raise InputError("--media", f"cannot read {folder}: {error.strerror}") from error
    if not found:
        hint = f"looked for {', '.join(sorted(_ENDINGS))}"
        raise InputError("--media", f"no photos or clips in {folder}", hint)
    more = tuple(Media(path=str(item.resolve())) for item in found)
    return product.model_copy(update={"media": product.media + more})
