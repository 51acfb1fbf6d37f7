"""The rows of a catalog file: CSV, TSV or a JSON list, as mappings from header to cell.

Headers are lower-cased. Texts are UTF-8 (with or without a byte order mark) or GB18030.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vidgen.errors import InputError

Row = dict[str, Any]
"""Header → cell: a text, or what a JSON list holds there."""

VARIANTS = "variants"
"""The header under which the variants of a grouped product stand."""

_OPTIONS = re.compile(r"option(\d) (name|value)", re.IGNORECASE)
_DELIMITERS = ",\t;"


def rows(path: Path) -> Iterator[tuple[str, object]]:
    """Every row with its place (`goods.csv, line 7`); what is no row comes as it is.

    Rows of one `Handle` (Shopify) come as one, with their option values under `VARIANTS` and their
    pictures joined. Raises InputError when the file cannot be read as a catalog.
    """
    text = _text(path)
    if text.lstrip()[:1] == "[":
        yield from _items(text, path)
        return
    grouped: dict[str, tuple[str, Row]] = {}
    for where, row in _lines(text, path):
        handle = row.get("handle")
        if not handle:
            yield where, row
        elif handle in grouped:
            _add_variant(grouped[handle][1], row)
        else:
            grouped[handle] = (where, {**row, VARIANTS: [_options(row, row)]})
    yield from grouped.values()


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(str(path), "is neither UTF-8 nor GB18030", "save it as UTF-8")


def _items(text: str, path: Path) -> Iterator[tuple[str, object]]:
    try:
        items = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        where = f"{path}, line {error.lineno}"
        raise InputError(where, f"this is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise InputError(str(path), "is nested too deep to be a catalog") from error
    for number, item in enumerate(items, 1):
        lowered = {str(k).lower(): v for k, v in item.items()} if isinstance(item, dict) else item
        yield f"{path.name}, item {number}", lowered


def _lines(text: str, path: Path) -> Iterator[tuple[str, Row]]:
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count)
    )
    try:
        for raw in reader:
            named = ((k, v) for k, v in raw.items() if k is not None)
            row = {str(k).strip().lower(): (v or "").strip() for k, v in named}
            yield f"{path.name}, line {reader.line_num}", row
    except csv.Error as error:
        where = f"{path}, line {reader.line_num + 1}"
        raise InputError(where, f"this is no row of a sheet: {error}") from error


def _options(row: Row, first: Row) -> dict[str, str]:
    """Option values of a row by their names (named on a product's first row only)."""
    found = {}
    for key, value in row.items():
        match = _OPTIONS.fullmatch(key)
        if match and match[2].lower() == "value" and value:
            name = first.get(f"option{match[1]} name", "")
            if name and name.lower() != "title":
                found[name] = value
    return found


def _add_variant(product: Row, row: Row) -> None:
    product[VARIANTS].append(_options(row, product))
    if row.get("image src"):
        product["image src"] = ";".join(filter(None, [product["image src"], row["image src"]]))
