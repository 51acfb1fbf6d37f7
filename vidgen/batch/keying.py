"""What a row is made of, as digests: equal keys mean that its films would come out the same.

A key is made of parts (price, photos, facts, templates, settings, versions); the parts that differ
say why a film is made again. Files count by their bytes, never by name, time or row number.
"""

from __future__ import annotations

import hashlib
import json
import stat
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vidgen
from vidgen.engines import find
from vidgen.engines.writer.model import Model
from vidgen.files import sha256_of
from vidgen.library import Library, shipped
from vidgen.model.base import Noun
from vidgen.model.script import Brief
from vidgen.settings import ENCODERS, Settings
from vidgen.studio.replying import chosen
from vidgen.studio.voicing import OFFLINE, ONLINE
from vidgen.studio.writing import AUTO

LIBRARIES = ("av", "numpy", "opencv-python-headless", "pillow", "pydantic")
"""Packages whose version may change what is made."""

MISSING = "missing"
"""Stands for the digest of a file that cannot be read; the row itself will say so."""

_ROOMS = ("model", "craft", "shots", "stages", "engines", "studio")
"""The rooms whose code makes films."""

_SHORT = 16
"""Hex digits of a part: 64 bits tell two states of one row apart."""

_TEXT = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
"""The one text of a value; made once, for a catalog asks it many thousand times."""

_PRICE = ("price", "list_price", "currency", "promotion")


@dataclass
class Digests:
    """SHA-256 of files, each read once a run while its size and time stay the same."""

    known: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def __call__(self, path: str) -> str:
        """The digest of a file's bytes, `MISSING` when it is no file that can be read."""
        try:
            told = Path(path).stat()
            if not stat.S_ISREG(told.st_mode):
                return MISSING
            mark = (path, told.st_size, told.st_mtime_ns)
            if mark not in self.known:
                self.known[mark] = sha256_of(Path(path))
            return self.known[mark]
        except (OSError, ValueError):
            return MISSING


class Keys:
    """Makes the parts of a row's key; templates and versions are looked at once a run.

    `tools` are the versions of everything that makes films, `settings` is a digest of the settings
    that decide what they look like, whatever the product. Raises EngineMissing when something that
    is asked for is not there.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._digests = Digests()
        self._library = Library(settings.templates)
        self._templates: dict[tuple[object, ...], str] = {}
        self._orders: dict[tuple[object, ...], str] = {}
        self.tools = _tools(settings)
        self._versions = _short(self.tools)
        self.settings = self._looks()

    def _looks(self) -> str:
        told = self._settings.model_dump(mode="json", include=_LOOKS)
        encoder = ENCODERS[self._settings.quality].model_dump(mode="json")
        waived = [waiver.model_dump(mode="json") for waiver in self._settings.review.waive]
        brand = self._files(self._settings.brand)
        music = str(self._settings.music or "")
        return _short([told, encoder, waived, brand, music and self._digests(music)])

    def parts(self, brief: Brief) -> dict[str, str]:
        """The digests of everything that decides this brief's films."""
        product = brief.product.model_dump(mode="json", exclude={"source", "media"})
        price = {name: product.pop(name) for name in _PRICE}
        variants = [variant.pop("price") for variant in product.get("variants", ())]
        return {
            "price": _short([price, variants]),
            "photos": photos_of(brief, self._digests),
            "facts": _short(product),
            "templates": self._templates_of(brief),
            "settings": self._settings_of(brief),
            "versions": self._versions,
        }

    def _settings_of(self, brief: Brief) -> str:
        """The settings, and what the brief itself orders; the same for most rows."""
        order = tuple(getattr(brief, name) for name in _ORDER)
        if order not in self._orders:
            self._orders[order] = _short([self.settings, order])
        return self._orders[order]

    def _templates_of(self, brief: Brief) -> str:
        """Scenario, style, platforms and rules of wording, by what they hold."""
        told = (brief.scenario.id, brief.language, brief.style, brief.platforms)
        if told not in self._templates:
            style = self._library.style(brief.style)
            platforms = [self._library.platform(name) for name in brief.platforms]
            found: list[Noun] = [brief.scenario, style, *platforms, self._library.words()]
            self._templates[told] = _short([noun.canonical() for noun in found])
        return self._templates[told]

    def _files(self, noun: Noun) -> list[Any]:
        """A noun's values, with the digest of the file instead of a path."""
        told = noun.model_dump(mode="json").values()
        return [self._digests(v) if isinstance(v, str) and v else v for v in told]


def photos_of(brief: Brief, digests: Digests) -> str:
    """The part of a key that tells the product's photos and clips as they lie there now."""
    return _short([[digests(item.path), item.note] for item in brief.product.media])


_LOOKS = {"eye", "likeness"}

_ORDER = (
    "language",
    "viewers",
    "variant",
    "seconds",
    "style",
    "voice",
    "writer",
    "platforms",
    "aspects",
    "mood",
    "seed",
)
"""What a brief orders besides its product; templates, brand and music count by their contents."""


def key_of(parts: dict[str, str]) -> str:
    """The key of a row made of these parts."""
    return hashlib.sha256(_TEXT.encode(parts).encode()).hexdigest()


def differing(before: dict[str, str], now: dict[str, str]) -> tuple[str, ...]:
    """The names of the parts that are not as they were."""
    return tuple(name for name in now if before.get(name) != now[name])


def _short(value: object) -> str:
    return hashlib.sha256(_TEXT.encode(value).encode()).hexdigest()[:_SHORT]


def _tools(settings: Settings) -> dict[str, str]:
    """Names and versions of what makes films, our own code and fonts by their bytes."""
    code = Path(vidgen.__file__).parent
    rooms = _short([_tree(code / room, "*.py") for room in _ROOMS])
    tools = {"vidgen": f"{vidgen.__version__}+{rooms}"}
    tools["fonts"] = _tree(shipped("assets") / "fonts", "*")
    tools |= {name: version(name) for name in LIBRARIES}
    eye = settings.eye.partition(":")[0]
    for kind, names in (("voice", _voices(settings)), ("eye", (eye,))):
        tools |= {f"{kind} {name}": find(kind, name).version for name in names}
    tools[f"writer {settings.writer}"] = _writer(settings)
    return tools


def _voices(settings: Settings) -> tuple[str, ...]:
    name = settings.voice.partition(":")[0]
    return (ONLINE, OFFLINE) if name == AUTO else (name,)


def _writer(settings: Settings) -> str:
    name, _, which = settings.writer.partition(":")
    if name == AUTO:
        return AUTO
    engine = find("writer", name)
    if not isinstance(engine, Model):
        return str(engine.version)
    models = chosen(settings.models, name, which)
    return f"{engine.version} {engine.identity(models)} {engine.fingerprint(models)}"


def _tree(folder: Path, pattern: str) -> str:
    """A digest of the files in a folder and below it."""
    digests = Digests()
    files = sorted(path for path in folder.rglob(pattern) if path.is_file())
    return _short([[str(path.relative_to(folder)), digests(str(path))] for path in files])
