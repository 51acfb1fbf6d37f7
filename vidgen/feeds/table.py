"""Delimited text: the rows of a CSV or TSV file, as mappings from header to cell.

Headers are lower-cased. A row that is broken is named, and does not stop those after it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from vidgen.errors import InputError
from vidgen.feeds.lines import Line, Refused, Table
from vidgen.feeds.source import LOST, MOST_COLUMNS, MOST_ROWS

DELIMITERS = ",\t;|"

_TOLD = re.compile(r"sep=([,\t;|])\r?\n")

TALLEST = 2_000
"""Lines of text that one quoted row may span; more is a quote that was never closed."""

_MOST_BROKEN = 1_000
"""Rows that may be broken before the rest is given up."""


def delimiter(text: str) -> str:
    """What parts the columns of a sheet: what stands most often in its first row, unquoted.

    A first line such as `sep=;`, which Excel reads and writes, tells it outright.
    """
    told = _TOLD.match(text)
    if told:
        return told[1]
    head = next((line for line in text.splitlines() if line.strip()), "")[:100_000]
    bare = "".join(head.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def table(text: str, name: str) -> Table:
    """Every row of the sheet `name`. InputError when it has no headings or nothing below them."""
    found = records(text, name)
    heads = (record for record in found if not isinstance(record, Refused))
    head = next((record for record in heads if names_columns(record[1])), None)
    if head is None:
        raise InputError(name, "has no row of headings", "the first row names the columns")
    return named(head[1], found, name)


def names_columns(cells: list[object]) -> bool:
    """Whether a row is that of headings: not empty, nor comments as in Meta's template (`# …`)."""
    first = next((str(cell).strip() for cell in cells if str(cell).strip()), "#")
    return not first.startswith("#")


def named(
    head: Iterable[object], records: Iterable[tuple[int, list[object]] | Refused], name: str
) -> Table:
    """Records under their headings; of two columns with one heading the first is read."""
    headers = [" ".join(str(cell or "").lower().split()) for cell in head][:MOST_COLUMNS]
    lines: list[Line | Refused] = []
    for record in records:
        if len(lines) >= MOST_ROWS:
            lines.append(Refused(name, f"only the first {MOST_ROWS:,} rows are read", "E_LIMIT"))
            break
        line = record if isinstance(record, Refused) else _line(headers, record, name)
        if line:
            lines.append(line)
    if not lines:
        raise InputError(name, "holds headings but no rows", "export the products too")
    return Table(tuple(dict.fromkeys(filter(None, headers))), tuple(lines))


def _line(headers: list[str], record: tuple[int, list[object]], name: str) -> Line | Refused | None:
    """A row under its headings; None for one that holds nothing."""
    number, held = record
    place = f"{name}, line {number}"
    trimmed = [cell.strip() if isinstance(cell, str) else cell for cell in held]
    if not any(cell not in ("", None) for cell in trimmed):
        return None
    if any(isinstance(cell, str) and LOST in cell for cell in trimmed):
        what = "holds bytes that are no text in this file's encoding: save the file as UTF-8"
        return Refused(place, what, "E_ENCODING")
    if any(isinstance(cell, str) and "\0" in cell for cell in trimmed):
        return Refused(place, "holds NUL bytes: export the catalog again", "E_ENCODING")
    over = len(trimmed) - len(headers)
    if over > 0 and any(trimmed[len(headers) :]) and len(headers) < MOST_COLUMNS:
        what = f"has {over} more cells than there are headings: put quotes around its texts"
        return Refused(place, what, "E_ROW")
    cells: dict[str, object] = {}
    for header, cell in zip(headers, trimmed, strict=False):
        if header and cells.get(header) in (None, ""):
            cells[header] = cell
    return Line(place, cells)


def records(text: str, name: str) -> Iterator[tuple[int, list[object]] | Refused]:
    """(number of its last line, cells) of every row; after a broken one, on from its next line.

    Quotes are read strictly: else a quote that is never closed would join two products in one.
    """
    lines = io.StringIO(text, newline="").readlines()
    part, at = delimiter(text), 1 if _TOLD.match(text) else 0
    for _ in range(_MOST_BROKEN):
        fed = _Fed(lines, at)
        reader = csv.reader(fed, delimiter=part, strict=True)
        try:
            for record in reader:
                fed.begun = at + reader.line_num
                yield fed.begun, [*record]
            return
        except csv.Error as error:
            at = fed.begun + 1
            yield Refused(f"{name}, line {at}", f"this is no row of a sheet: {error}", "E_ROW")
    what = f"more than {_MOST_BROKEN:,} rows are broken: the rest is left out"
    yield Refused(f"{name}, line {at + 1}", what, "E_LIMIT")


class _Fed:
    """Lines for a csv.reader, from `at`; csv.Error where one row takes more than `TALLEST`."""

    def __init__(self, lines: list[str], at: int) -> None:
        self._lines, self._next = lines, at
        self.begun = at

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._next >= len(self._lines):
            raise StopIteration
        if self._next - self.begun >= TALLEST:
            raise csv.Error("a quote is opened and never closed")
        self._next += 1
        return self._lines[self._next - 1]
