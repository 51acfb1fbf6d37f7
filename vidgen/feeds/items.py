"""Lists of products in JSON: a list, an object that holds one, or one object a line (JSONL)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from vidgen.errors import InputError
from vidgen.feeds.lines import Line, Refused, Table
from vidgen.feeds.source import LOST, MOST_ROWS

_LISTS = ("products", "items", "data", "goods", "list", "rows", "entries", "商品")
"""Names under which shops' programs put their list of products."""


def parse(text: str, where: str) -> object:
    """A JSON text, its numbers as they are written. InputError when it is none."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        where = f"{where}, line {error.lineno}"
        raise InputError(where, f"this is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise InputError(where, "is nested too deep to be a catalog") from error


def listed(value: object) -> list[object] | None:
    """The list of products in a JSON value, or None where it holds none."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for key in _LISTS:
            held = value.get(key)
            if isinstance(held, list) and any(isinstance(item, dict) for item in held):
                return held
    return None


def is_jsonl(text: str) -> bool:
    """Whether several lines hold one JSON object each."""
    lines = [line for line in text[:1_000_000].splitlines() if line.strip()][:10]
    return len(lines) > 1 and any(_is_object(line) for line in lines)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def table(items: list[object], name: str) -> Table:
    """The items of a list, each a row; what is no object is refused."""
    numbered = ((f"{name}, item {number}", item) for number, item in enumerate(items, 1))
    return _table((_line(place, item) for place, item in numbered), name)


def jsonl(text: str, name: str) -> Table:
    """The objects of a JSONL text, a line each; a line that is no JSON is refused."""
    lines = ((f"{name}, line {n}", line) for n, line in enumerate(text.split("\n"), 1))
    return _table((_parsed(place, line) for place, line in lines if line.strip()), name)


def _parsed(place: str, line: str) -> Line | Refused:
    try:
        return _line(place, parse(line, place))
    except InputError as error:
        return Refused(place, error.what, "E_ROW")


def _line(place: str, item: object) -> Line | Refused:
    if not isinstance(item, dict):
        return Refused(place, "is not a product: it has no named fields", "E_ROW")
    if any(isinstance(cell, str) and LOST in cell for cell in item.values()):
        what = "holds bytes that are no text in this file's encoding: save the file as UTF-8"
        return Refused(place, what, "E_ENCODING")
    return Line(place, {" ".join(str(key).lower().split()): cell for key, cell in item.items()})


def _table(found: Iterator[Line | Refused], name: str) -> Table:
    headers: dict[str, None] = {}
    lines: list[Line | Refused] = []
    for line in found:
        if len(lines) >= MOST_ROWS:
            lines.append(Refused(name, f"only the first {MOST_ROWS:,} items are read", "E_LIMIT"))
            break
        lines.append(line)
        if isinstance(line, Line):
            headers |= dict.fromkeys(line.cells)
    return Table(tuple(headers), tuple(lines))
