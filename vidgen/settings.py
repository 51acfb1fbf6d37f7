"""Settings: flags before environment (`VIDGEN_*`) before `vidgen.toml` before defaults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from vidgen.craft.near import nearest
from vidgen.errors import InputError, SettingsError
from vidgen.model.base import Noun, explain
from vidgen.model.brand import Brand
from vidgen.model.copy import Viewers
from vidgen.model.cut import Encoder
from vidgen.model.product import Language
from vidgen.model.review import Waiver
from vidgen.model.writing import Models

FILE = "vidgen.toml"
"""Looked for beside the product file, then in every folder above it."""

PREFIX = "VIDGEN_"

KEY = "openai_key"
"""The one variable with our prefix that is no setting: the writer reads it when it is needed."""

_ENVIRONMENT_ONLY = {
    KEY: "a key belongs in the environment alone: VIDGEN_OPENAI_KEY or OPENAI_API_KEY",
    "trust_remote_code": "a file beside a product may not ask for this: VIDGEN_TRUST_REMOTE_CODE=1",
    "fetch": "a file beside a catalog may not ask for this: --fetch, or VIDGEN_FETCH=1",
    "fetch_private": "a file beside a catalog may not ask for this: --fetch-private",
    "asset_root": "a file beside a catalog may not ask for this: --asset-root",
}
"""What a file may not set: it may have come with somebody else's data."""

Quality = Literal["draft", "standard", "high"]

ENCODERS: dict[Quality, Encoder] = {
    "draft": Encoder(preset="ultrafast", crf=28.0),
    "standard": Encoder(),
    "high": Encoder(preset="medium", crf=18.0),
}
"""H.264 settings per quality; "standard" is what the benchmarks measure."""


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _cache() -> Path:
    """The user's cache folder (XDG base directory specification)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "vidgen"


class Reviewing(Noun):
    """`[[review.waive]]`: wordings that a person has looked at, each with the reason."""

    waive: tuple[Waiver, ...] = ()


class FeedSettings(Noun):
    """How catalogs are read: `map` is a field of ours → the heading of its column."""

    map: dict[str, str] = Field(default_factory=dict)


class Settings(Noun):
    """Everything that can be set without touching a product file.

    Empty values mean "as it comes": `lang` of the product, `platforms` by that language,
    `aspects` by the platforms, `mood` of the scenario, `audience` anyone. `length` is seconds of
    film. `templates` is a folder with the user's own scenarios, styles and platforms; `store` is
    where made effects are kept, at most `store_gb` gigabytes of them; `jobs` is how many segments
    are encoded at once; `brand` is the shop's own colours, logo and typefaces. `eye` looks at the
    photos (`classic`, or `masks:folder` with a local segmentation or depth model); `likeness` is
    the folder of a local
    image–text model that helps to choose which photo goes with which line. `openai_…` is an
    endpoint that may write, with seconds for one reply and money per million tokens read and
    written; `model` is a folder or hub id of one on this machine, see `Models`;
    `fetch` gets pictures that are named by address, `fetch_private` from private networks too;
    `asset_root` is a folder beside the catalog's own under which its pictures may lie.
    `review` is what the review may let pass; `feed` tells how catalogs are read. `learned` is what
    `vidgen learn` wrote of earlier films, for `scenario` "auto".
    """

    scenario: str = "pain-solution"
    style: str = "bold"
    voice: str = "espeak"
    writer: str = "composer"
    platforms: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    lang: Language | None = None
    audience: Viewers = ""
    length: int = Field(default=30, ge=6, le=180)
    mood: str = ""
    music: Path | None = None
    seed: int = 0
    quality: Quality = "standard"
    jobs: int = Field(default_factory=_cores, ge=1, le=64)
    templates: Path | None = None
    store: Path = Field(default_factory=_cache)
    store_gb: float = Field(default=8.0, gt=0)
    brand: Brand = Brand()
    eye: str = "classic"
    likeness: str = ""
    openai_url: str = Field(default="", pattern=r"^$|^https?://")
    openai_model: str = ""
    openai_timeout: float = Field(default=60.0, gt=0, le=3600)
    openai_price_in: float = Field(default=0.0, ge=0)
    openai_price_out: float = Field(default=0.0, ge=0)
    model: str = ""
    model_device: str = "auto"
    model_batch: int = Field(default=8, ge=1, le=256)
    trust_remote_code: bool = False
    fetch: bool = False
    fetch_private: bool = False
    asset_root: Path | None = None
    review: Reviewing = Reviewing()
    feed: FeedSettings = FeedSettings()
    learned: Path | None = None

    @property
    def fetches(self) -> bool:
        """Whether pictures are fetched at all."""
        return self.fetch or self.fetch_private

    @property
    def models(self) -> Models:
        """The language models that may write."""
        return Models(
            url=self.openai_url,
            remote=self.openai_model,
            local=self.model,
            timeout=self.openai_timeout,
            price_in=self.openai_price_in,
            price_out=self.openai_price_out,
            device=self.model_device,
            batch=self.model_batch,
            trust_remote_code=self.trust_remote_code,
        )


def load(folder: Path, flags: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """The settings for a product in `folder`; a flag of None or [] was not given.

    Raises SettingsError for a wrong `vidgen.toml` or variable, InputError for a wrong flag.
    """
    path = _file(folder)
    given = {key: value for key, value in flags.items() if value not in (None, [])}
    layers = [
        (str(path), _from_file(path), SettingsError),
        ("environment", _from_environment(environment), SettingsError),
        ("flags", given, InputError),
    ]
    merged: dict[str, Any] = {}
    for where, values, error in layers:
        merged |= _checked(where, values, error)
    return Settings(**merged)


def _file(folder: Path) -> Path:
    """The nearest `vidgen.toml`, or the place where it would be."""
    folder = folder.resolve()
    found = (place / FILE for place in (folder, *folder.parents) if (place / FILE).is_file())
    return next(found, folder / FILE)


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(str(path), f"cannot be read: {error}") from error
    for name, why in _ENVIRONMENT_ONLY.items():
        if name in values:
            raise SettingsError(f"{path}, {name}", why)
    _resolve(values, ("templates", "store", "music", "learned"), path.parent)
    brand = values.get("brand")
    if isinstance(brand, dict):
        _resolve(brand, _BRAND_FILES, path.parent)
        for key in _BRAND_FILES:
            if isinstance(brand.get(key), str) and brand[key] and not Path(brand[key]).is_file():
                raise SettingsError(f"{path}, brand.{key}", f"there is no file {brand[key]}")
    return values


_BRAND_FILES = ("logo", "display", "text")


def _resolve(values: dict[str, Any], keys: tuple[str, ...], folder: Path) -> None:
    """Make paths written in the file absolute, in place."""
    for key in keys:
        if isinstance(values.get(key), str) and values[key]:
            values[key] = str(folder / Path(values[key]).expanduser())


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in environment.items():
        key = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and key != KEY:
            many = key in ("platforms", "aspects")
            values[key] = tuple(part.strip() for part in value.split(",")) if many else value
    return values


def _checked(where: str, values: dict[str, Any], error: type[InputError]) -> dict[str, Any]:
    """`values` if they are all known and right on their own."""
    for key in values:
        if key not in Settings.model_fields:
            raise error(where, f"unknown setting {key!r}{nearest(key, Settings.model_fields)}")
    try:
        made = Settings(**values)
    except ValidationError as wrong:
        raise error(where, *explain(wrong)) from wrong
    return {key: getattr(made, key) for key in values}
