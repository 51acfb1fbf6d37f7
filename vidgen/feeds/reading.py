"""Reading a YAML or JSON file as plain text values that know their line.

Nothing is converted: `0123` stays "0123", `no` stays "no". Nothing is executed, shared or followed:
tags and aliases are refused, and so are files too big or too deep to be a product.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from vidgen.errors import InputError

LARGEST = 1024 * 1024
"""Bytes of a product file; a thousand times what one needs."""

DEEPEST = 8

Value = str | list["Value"] | dict[str, "Value"]
"""A text, a list or a mapping of such; "" where nothing is written."""

Place = tuple[str | int, ...]
"""Where a value stands: ("media", 0, "path")."""

_STANDARD = "tag:yaml.org,2002:"
_PLAIN_TAGS = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge", "value")


@dataclass(frozen=True)
class Source:
    """A file that was read: its `value`, and the line (from 1) of every place in it."""

    path: Path
    value: Value
    lines: Mapping[Place, int]

    def where(self, place: Place) -> str:
        """The place as an error names it: `shirt.yaml, line 4, media[0].path`."""
        line = self.lines.get(place)
        name = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in place).lstrip(".")
        parts = (str(self.path), line and f"line {line}", " ".join(name.split()))
        return ", ".join(part for part in parts if part)


def read(path: Path) -> Source:
    """Read a .json file as JSON, any other as YAML. InputError when it is neither."""
    text = _text(path)
    lines: dict[Place, int] = {}
    try:
        value = _json(text, path) if path.suffix.lower() == ".json" else _yaml(text, path, lines)
    except RecursionError as error:
        raise InputError(str(path), "is nested too deep to be a product file") from error
    return Source(path, value, lines)


def _text(path: Path) -> str:
    if not path.exists():
        raise InputError(str(path), "no such file", "`vidgen new` writes one to fill in")
    if not path.is_file():
        raise InputError(str(path), "is not a file")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
    if len(content) > LARGEST:
        raise InputError(str(path), "is larger than 1 MB: not a product file")
    return text


def _yaml(text: str, path: Path, lines: dict[Place, int]) -> Value:
    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.Composer = _Shallow
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        hint = "put the text in quotes" if "mapping values" in str(error.problem) else ""
        raise InputError(where, f"this is not YAML: {error.problem}", hint) from error
    except YAMLError as error:
        raise InputError(str(path), "holds characters that no text file may hold") from error
    return {} if node is None else _Nodes(path, lines).plain(node, ())


class _Shallow(Composer):
    """Stops where a file is nested far too deep, long before that takes time or memory."""

    _deep = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self._deep += 1
        if self._deep > 4 * DEEPEST:
            raise RecursionError
        try:
            return super().compose_node(parent, index)
        finally:
            self._deep -= 1


class _Nodes:
    """Turns the nodes of one file into values, noting their lines."""

    def __init__(self, path: Path, lines: dict[Place, int]) -> None:
        self._path, self._lines = path, lines

    def plain(self, node: Node, place: Place) -> Value:
        self._lines[place] = node.start_mark.line + 1
        if node.anchor:
            self._refuse(node, "anchors (&, *) are not allowed here: write the text out")
        if (node.tag or "").removeprefix(_STANDARD) not in _PLAIN_TAGS:
            self._refuse(node, "tags (!) are not allowed here: put the text in quotes")
        if len(place) > DEEPEST:
            self._refuse(node, "is nested too deep to be a product file")
        if isinstance(node, ScalarNode):
            empty = node.tag == f"{_STANDARD}null" and node.style is None
            return "" if empty else str(node.value)
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        return [self.plain(item, (*place, number)) for number, item in enumerate(node.value)]

    def _mapping(self, node: MappingNode, place: Place) -> Value:
        values: dict[str, Value] = {}
        for key, item in node.value:
            if not isinstance(key, ScalarNode):
                self._refuse(key, "a name must be a plain text")
            if key.value in values:
                self._refuse(key, f"{key.value!r} is given twice: remove one")
            values[key.value] = self.plain(item, (*place, key.value))
            self._lines[(*place, key.value)] = key.start_mark.line + 1
        return values

    def _refuse(self, node: Node, what: str) -> NoReturn:
        raise InputError(f"{self._path}, line {node.start_mark.line + 1}", what)


def _json(text: str, path: Path) -> Value:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        twice = {key for key, _ in items if sum(key == other for other, _ in items) > 1}
        if twice:
            raise InputError(str(path), f"{min(twice)!r} is given twice", "remove one")
        return dict(items)

    try:
        value: Value = json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=pairs,
        )
    except json.JSONDecodeError as error:
        where = f"{path}, line {error.lineno}"
        raise InputError(where, f"this is not JSON: {error.msg}") from error
    return _texts(value, path, 0)


def _texts(value: Any, path: Path, depth: int) -> Value:
    """JSON's own values as texts, as a YAML file would give them."""
    if depth > DEEPEST:
        raise InputError(str(path), "is nested too deep to be a product file")
    if isinstance(value, dict):
        return {key: _texts(item, path, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item, path, depth + 1) for item in value]
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
