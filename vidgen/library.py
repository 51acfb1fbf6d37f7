"""The library: templates and assets as nouns, from the user's folder, the checkout or the wheel."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from vidgen.craft.near import nearest
from vidgen.errors import EngineMissing, InputError
from vidgen.model.base import Document, explain
from vidgen.model.copy import Copies, Copy, Glossary, Signs, Viewers
from vidgen.model.platform import Platform
from vidgen.model.product import Language
from vidgen.model.review import Words
from vidgen.model.script import Argument, Beat, Scenario
from vidgen.model.style import Style

Kind = TypeVar("Kind", bound=Document)


@cache
def shipped(folder: str) -> Path:
    """Where the shipped `templates` or `assets` lie; EngineMissing if they were not installed."""
    here = Path(__file__).parent
    for place in (here / "_data" / folder, here.parent / folder):
        if place.is_dir():
            return place
    raise EngineMissing("library", f"the {folder} folder is missing: install vidgen again")


@dataclass(frozen=True)
class Library:
    """Templates by name; a file in the user's own folder goes before ours of the same name.

    A library puts a scenario together once: a catalog asks for it many thousand times.
    """

    own: Path | None = None
    _scenarios: dict[str, Scenario] = field(default_factory=dict, repr=False, compare=False)

    def scenario(self, name: str) -> Scenario:
        """The scenario of this name. InputError (with the nearest name) when there is none."""
        if name not in self._scenarios:
            self._scenarios[name] = self._put_together(name)
        return self._scenarios[name]

    def _put_together(self, name: str) -> Scenario:
        """The scenario with its patterns from the shelves."""
        scenario = self._load(Scenario, "scenarios", name)
        shelves = {language: self._copies(language) for language in LANGUAGES}
        told = _read(Arguments, self._find("copy", "viewers.yaml")).viewers | scenario.viewers
        return scenario.model_copy(
            update={
                "beats": tuple(_filled(beat, shelves) for beat in scenario.beats),
                "packs": self.packs(),
                "viewers": {who: _argued(argument, shelves) for who, argument in told.items()},
                "glossary": _read(Glossaries, self._find("copy", "glossary.yaml")).glossary,
            }
        )

    def packs(self) -> dict[str, tuple[str, ...]]:
        """Categories and the words that tell them."""
        return _read(CopyPacks, self._find("copy", "packs.yaml")).packs

    def _copies(self, language: Language) -> dict[str, tuple[Copy, ...]]:
        """The shelves of one language, gathered from all its files."""
        shelf = f"copy/{language}"
        files = (self._find(shelf, f"{name}.yaml") for name in self.names(shelf))
        return _gathered(tuple((str(path), _text(path)) for path in files))

    def style(self, name: str) -> Style:
        """The style of this name. InputError (with the nearest name) when there is none."""
        return self._load(Style, "styles", name)

    def platform(self, name: str) -> Platform:
        """The platform of this name. InputError (with the nearest name) when there is none."""
        return self._load(Platform, "platforms", name)

    def posts(self, language: Language) -> dict[str, tuple[Copy, ...]]:
        """The copy patterns of posts in a language, by the name of their shelf."""
        return _read(CopyShelves, self._find("posts", f"{language}.yaml")).shelves

    def words(self) -> Words:
        """All rules of wording; a file of the user's own goes before ours of the same name."""
        files = [_read(Words, self._find("words", f"{name}.yaml")) for name in self.names("words")]
        rules = tuple(rule for file in files for rule in file.rules)
        claims = tuple(claim for file in files for claim in file.claims)
        _refuse_doubles([rule.id for rule in rules] + [claim.id for claim in claims])
        groups = {group: told for file in files for group, told in file.groups.items()}
        laws = {code: law for file in files for code, law in file.laws.items()}
        return Words(rules=rules, claims=claims, groups=groups, laws=laws)

    def names(self, shelf: str) -> tuple[str, ...]:
        """Every name on a shelf (`scenarios`, `styles`, `platforms`), in alphabetical order."""
        found = {path.stem for place in self._places(shelf) for path in place.glob("*.yaml")}
        return tuple(sorted(found))

    def _find(self, shelf: str, file: str) -> Path:
        """The user's own file before ours."""
        places = [place / file for place in self._places(shelf)]
        return next((place for place in places if place.is_file()), places[-1])

    def _places(self, shelf: str) -> list[Path]:
        places = [shipped("templates") / shelf]
        if self.own is not None:
            places.insert(0, self.own / shelf)
        return [place for place in places if place.is_dir()]

    def _load(self, kind: type[Kind], shelf: str, name: str) -> Kind:
        if name in self.names(shelf):
            for place in self._places(shelf):
                path = place / f"{name}.yaml"
                if path.is_file():
                    return _read(kind, path)
        known = self.names(shelf)
        one = shelf.removesuffix("s")
        raise InputError(
            f"--{one}",
            f"there is no {one} {name!r}{nearest(name, known)}",
            f"known: {', '.join(known)}",
        )


class CopyShelves(Document):
    """Copy patterns of one language, by the name of their shelf; `packs` holds for all of them."""

    KIND: ClassVar[str] = "copy.1"

    packs: tuple[str, ...] = ()
    shelves: dict[str, Copies]


class Arguments(Document):
    """How a story is told to whom."""

    KIND: ClassVar[str] = "viewers.1"

    viewers: dict[Viewers, Argument]


class Glossaries(Document):
    """Plain words of goods in both languages."""

    KIND: ClassVar[str] = "glossary.1"

    glossary: Glossary


class CopyPacks(Document):
    """Categories of goods, each with the words that tell it (in names and category fields)."""

    KIND: ClassVar[str] = "packs.1"

    packs: dict[str, Signs]


LANGUAGES: tuple[Language, ...] = ("zh", "en")


def _refuse_doubles(ids: list[str]) -> None:
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            where = "templates/words"
            raise InputError(where, f"two rules are called {rule_id!r}", "give one another id")


def _filled(beat: Beat, shelves: dict[Language, dict[str, tuple[Copy, ...]]]) -> Beat:
    """The beat with its own copies followed by those of its shelves."""
    copies = {
        language: beat.copies.get(language, ())
        + tuple(copy for name in beat.shelves for copy in known.get(name, ()))
        for language, known in shelves.items()
    }
    quoted = {language: known.get("shown", ()) for language, known in shelves.items()}
    if beat.over not in ("", "bridges"):
        copies = {language: copies[language] + quoted[language] for language in copies}
    more = tuple(
        {lang: known.get(name, ()) for lang, known in shelves.items()} for name in beat.also
    )
    return beat.model_copy(update={"copies": copies, "more": more})


def _argued(argument: Argument, shelves: dict[Language, dict[str, tuple[Copy, ...]]]) -> Argument:
    """The argument with what stands on its shelves."""
    copies = {
        beat: {
            language: tuple(copy for name in names for copy in known.get(name, ()))
            for language, known in shelves.items()
        }
        for beat, names in argument.shelves.items()
    }
    beats = tuple(_filled(beat, shelves) for beat in argument.beats)
    return argument.model_copy(update={"copies": copies, "beats": beats})


def _read(kind: type[Kind], path: Path) -> Kind:
    found: Kind = _parsed(kind, _text(path), str(path))
    return found


def _text(path: Path) -> str:
    """A template's text. InputError when it is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8 text", "save it as UTF-8") from error


@lru_cache(maxsize=64)
def _parsed(kind: type[Kind], text: str, where: str) -> Kind:
    """The template in this text; a batch asks for the same ones at every row."""
    try:
        return kind.model_validate(_yaml(text, where))
    except ValidationError as error:
        raise InputError(where, *explain(error)) from error


@lru_cache(maxsize=4)
def _gathered(files: tuple[tuple[str, str], ...]) -> dict[str, tuple[Copy, ...]]:
    """The shelves in these files (path, text), each pattern with the packs of its file."""
    shelves: dict[str, tuple[Copy, ...]] = {}
    for where, text in files:
        file: CopyShelves = _parsed(CopyShelves, text, where)
        for title, copies in file.shelves.items():
            mine = (c.model_copy(update={"packs": c.packs or file.packs}) for c in copies)
            shelves[title] = (*shelves.get(title, ()), *mine)
    return shelves


def _yaml(text: str, where: str) -> Any:
    # The C parser takes a fifth of the time; on a stranger's depth its stack would overflow.
    pure = not Path(where).is_relative_to(shipped("templates"))
    try:
        return YAML(typ="safe", pure=pure).load(io.StringIO(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{where}, line {line}", f"this is not YAML: {error.problem}") from error
    except (YAMLError, ValueError, RecursionError) as error:
        # A sign that no YAML may hold; a day that no month has; lists in lists without end.
        why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise InputError(where, f"this is not YAML: {why}") from error
