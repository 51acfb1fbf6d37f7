"""A column written into a sheet: every other byte of the file stays as it was.

Cells of the shop's own are kept byte for byte, whatever they begin with: the file goes back to
where it came from, and a changed cell would be a changed product.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from vidgen.errors import InputError
from vidgen.feeds import source
from vidgen.feeds.lines import Refused
from vidgen.feeds.table import delimiter, names_columns, records

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = {_MARKS[1]: "utf-16-le", _MARKS[2]: "utf-16-be"}
_LOSSLESS = "surrogateescape"
"""Bytes of another encoding in single rows pass through unread."""


def inserted(found: bytes, name: str, headings: Sequence[str], cells: Mapping[str, str]) -> bytes:
    """The sheet `name` with `cells` (place of a row → text) in a column.

    `headings` are names of the column: the first that the sheet has is filled, where it has none
    the first becomes its last column. Rows without a cell keep what they hold. InputError when a
    row cannot be taken apart safely.
    """
    mark, encoding, text = _decoded(found, name)
    lines = StringIO(text, newline="").readlines()
    part = delimiter(text)
    at, column, width, new = 0, -1, 0, False
    made: list[str] = []
    for number, record in _records(text, name):
        raw, at = "".join(lines[at:number]), number
        if record and column < 0 and names_columns(list(record)):
            known = [" ".join(cell.lower().split()) for cell in record]
            there = [known.index(h.lower()) for h in headings if h.lower() in known]
            new, width = not there, len(record)
            column = there[0] if there else width
            raw = _with(raw, part, len(record), (column, headings[0]), new) if new else raw
        elif record and column >= 0:
            cell = cells.get(f"{name}, line {number}")
            if cell is not None or (new and len(record) == width):
                raw = _with(raw, part, len(record), (column, cell or ""), new)
        made.append(raw)
    made += lines[at:]
    return mark + "".join(made).encode(encoding, _LOSSLESS)


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """(number of its last line, cells) of every row; none for a row that cannot be read."""
    for record in records(text, name):
        if isinstance(record, Refused):
            found = re.search(r"line (\d+)$", record.where)
            if found:
                yield int(found[1]), []
        else:
            yield record[0], [str(cell) for cell in record[1]]


def _with(raw: str, part: str, cells: int, put: tuple[int, str], new: bool) -> str:
    """One row with a cell put at a column, in place of the one there unless it is `new`."""
    held, end = _taken_apart(raw, part)
    if len(held) != cells:
        raise InputError("export", f"cannot take apart the row {raw[:60]!r}", "export it again")
    column, cell = put
    held += [""] * (column - len(held) + (not new))
    if any(sign in cell for sign in (part, '"', "\r", "\n")):
        cell = '"' + cell.replace('"', '""') + '"'
    held[column : column + (not new)] = [cell]
    return part.join(held) + end


def _taken_apart(raw: str, part: str) -> tuple[list[str], str]:
    """The cells of a row as they are written, and its line end."""
    field = re.compile(
        rf'("(?:[^"]|"")*"|[^{re.escape(part)}"\r\n][^{re.escape(part)}\r\n]*|)'
        rf"({re.escape(part)}|\r\n|\r|\n|$)"
    )
    held: list[str] = []
    at, end = 0, part
    while end == part:
        found = field.match(raw, at)
        if found is None:
            return [], ""
        held.append(found[1])
        end, at = found[2], found.end()
    return held, end if at == len(raw) else "\0"


def _decoded(found: bytes, name: str) -> tuple[bytes, str, str]:
    """(mark, encoding, text) of a sheet, as `source.text` reads it, but with every byte kept."""
    told = source.text(found, name)
    mark = next((mark for mark in _MARKS if found.startswith(mark)), b"")
    body = found[len(mark) :]
    for encoding in (_ENCODINGS[mark],) if mark in _ENCODINGS else ("utf-8", "gb18030"):
        if body.decode(encoding, "replace") == told:
            exact = body.decode(encoding, _LOSSLESS)
            if exact.encode(encoding, _LOSSLESS) == body:
                return mark, encoding, exact
    raise InputError(name, "mixes encodings: it cannot be written back", "save it as UTF-8")
