"""From what was typed to what the studio takes: a brief, and a studio of the user's settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from vidgen.cli import output
from vidgen.craft.argue import in_language
from vidgen.engines.eye.footage import SUFFIXES as CLIPS
from vidgen.errors import InputError, SettingsError
from vidgen.feeds import catalog, sentence
from vidgen.feeds.feed import Asked
from vidgen.feeds.headers import field_of
from vidgen.files import storage
from vidgen.library import Library
from vidgen.model.base import Document
from vidgen.model.learned import Learned
from vidgen.model.media import Narration
from vidgen.model.product import Language, Media, Product
from vidgen.model.script import Brief, Scenario, Script
from vidgen.model.timeline import Timeline
from vidgen.settings import FILE, Settings, load
from vidgen.store import Store
from vidgen.studio import choosing, fetching, opening
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


def fetched(found: Product, settings: Settings) -> tuple[Product, tuple[str, ...]]:
    """The product with its addressed pictures as files, where the settings allow to fetch them,
    and what was left out."""
    if not settings.fetches:
        return found, ()
    from vidgen.engines.web.fetch import Web

    store = Store(settings.store, round(settings.store_gb * 1024**3))
    return fetching.fetched(found, store, Web(private=settings.fetch_private))


def with_pictures(product: Product, settings: Settings) -> Product:
    """As `fetched`; what was left out is told on stderr."""
    found, notes = fetched(product, settings)
    for note in notes:
        output.tell(f"vidgen: {product.id}: {note}")
    return found


def usual_columns(folder: Path) -> dict[str, str]:
    """`[feed.map]` of the nearest `vidgen.toml`; SettingsError for a field that there is not."""
    found = settings_for(folder, {}).feed.map
    for told in found:
        try:
            field_of(told)
        except InputError as error:
            raise SettingsError(f"{FILE}, feed.map", error.what, error.hint) from error
    return found


def home(source: Path) -> Path:
    """The folder whose settings hold for an input: its own; for a sentence, where it is typed."""
    return Path() if is_said(source) else source.parent


def is_said(source: Path) -> bool:
    """Whether an input is one sentence about a product, and no file."""
    # os.path.exists takes a sentence that is too long for a file's name; Path.exists raises.
    return not os.path.exists(source) and sentence.is_sentence(str(source))


def asked(path: Path, images: Path | None, settings: Settings) -> Asked:
    """How the catalog at `path` is read today; `images` is a sheet of addresses and files."""
    return Asked(
        usual=usual_columns(path.parent),
        images=catalog.addresses(images) if images else {},
        root=settings.asset_root,
        addresses=settings.fetches,
        today=date.today(),
    )


def product(
    path: Path, sku: str | None, images: Path | None, media: Path | None, settings: Settings
) -> Product:
    """The product that was asked for, with the photos of a folder `media` added to its own.

    `path` may be a sentence (what was understood of it is told on stderr), or the `brief.json` of
    an earlier run, perhaps edited since. Where the settings allow it, pictures named by address
    are fetched; those that cannot be are named on stderr.
    """
    if is_said(path):
        found = _of_sentence(str(path), sku)
    elif path.name == "brief.json":
        found = read(Brief, path).product
    else:
        found = with_pictures(catalog.pick(path, sku, asked(path, images, settings)), settings)
    return found if media is None else _with_media(found, media)


class Orders:
    """Makes briefs: what is not set comes from the product and its language.

    What does not depend on the product is read once, and held once, for however many there are.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._library = Library(settings.templates)
        self._recipes: dict[tuple[str, Language], Scenario] = {}

    def __call__(self, product: Product) -> Brief:
        """The brief for a product."""
        language = self._settings.lang or product.language
        return _brief(
            product, self._recipe(self._scenario(product), language), language, self._settings
        )

    def scenarios(self, product: Product) -> tuple[Scenario, ...]:
        """The scenarios that fit a product in the order of one draw; "auto" is the first.

        Raises SettingsError when what was learned cannot be read.
        """
        language = self._settings.lang or product.language
        seed = self._settings.seed
        return choosing.drawn(product, language, seed, self._library, self._learned)

    def _scenario(self, product: Product) -> Scenario:
        if self._settings.scenario == choosing.AUTO:
            return self.scenarios(product)[0]
        return self._library.scenario(self._settings.scenario)

    def _recipe(self, scenario: Scenario, language: Language) -> Scenario:
        known = (scenario.id, language)
        if known not in self._recipes:
            self._recipes[known] = in_language(scenario, language)
        return self._recipes[known]

    @cached_property
    def _learned(self) -> Learned | None:
        return _learned(self._settings.learned) if self._settings.learned else None


def order(product: Product, settings: Settings) -> Brief:
    """The brief for one product."""
    return Orders(settings)(product)


def _brief(product: Product, scenario: Scenario, language: Language, settings: Settings) -> Brief:
    return Brief(
        product=product,
        scenario=scenario,
        language=language,
        viewers=settings.audience,
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


def day(where: str, told: str) -> date:
    """The day that was typed, today when none was; InputError naming the option `where`."""
    try:
        return date.fromisoformat(told) if told else date.today()
    except ValueError as error:
        raise InputError(where, f"{told!r} is not a day", "write it like 2026-06-18") from error


def _learned(path: Path) -> Learned:
    try:
        return read(Learned, path, "`vidgen learn` writes it")
    except InputError as error:
        raise SettingsError(error.where, error.what, error.hint) from error


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


def _of_sentence(text: str, sku: str | None) -> Product:
    if sku is not None:
        raise InputError("--sku", "a sentence tells of one product")
    packs = Library(settings_for(Path(), {}).templates).packs()
    found = sentence.product(text, packs, date.today())
    output.tell(sentence.summary(found))
    return found


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
