"""Excel workbooks: the rows of the first sheet that holds any, as text."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any
from warnings import catch_warnings, simplefilter
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from vidgen.errors import InputError
from vidgen.feeds import table
from vidgen.feeds.lines import Table
from vidgen.feeds.source import MOST_COLUMNS, MOST_ROWS

LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes of a workbook's parts when unpacked, pictures not counted."""

MOST_PACKED = 200
"""How many times its packed size a part of more than 1 MB may have; sheets pack 5 to 20 times."""

_BROKEN = (
    *(BadZipFile, InvalidFileException, ParseError, zlib.error, EOFError, OSError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError),
    *(NotImplementedError, RuntimeError, OverflowError, RecursionError),
)
"""What openpyxl raises for workbooks that are none: it has no error of its own for them."""


def rows(found: bytes, name: str) -> Table:
    """The table of a workbook. InputError when it is broken, locked, too large or empty."""
    _refuse_bombs(found, name)
    try:
        held = list(_records(found))
    except _BROKEN as error:
        what = "this workbook cannot be read: it is damaged, locked or no Excel file"
        raise InputError(name, what, "save it again as .xlsx or CSV") from error
    if not held:
        raise InputError(name, "holds no rows", "put the products on its first sheet")
    return table.named(held[0][1], held[1:], name)


def _refuse_bombs(found: bytes, name: str) -> None:
    """Stop before unpacking what would fill the memory (sizes as the archive declares them)."""
    try:
        with ZipFile(BytesIO(found)) as archive:
            parts = [p for p in archive.infolist() if not p.filename.startswith("xl/media/")]
    except _BROKEN as error:
        raise InputError(name, "this workbook is damaged", "save it again as .xlsx") from error
    total = sum(part.file_size for part in parts)
    swollen = [p for p in parts if p.file_size > max(2**20, MOST_PACKED * p.compress_size)]
    if total > LARGEST_UNPACKED or swollen or len(parts) > 10_000:
        what = f"unpacks to {total / 1024**2:,.0f} MB: that is no catalog but a zip bomb"
        raise InputError(name, what, "save the products alone as .xlsx or CSV")


def _refuse_entities(found: bytes) -> None:
    """ValueError where a part declares entities: Excel never does."""
    with ZipFile(BytesIO(found)) as archive:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels", ".vml")):
                held = archive.read(part).replace(b"\0", b"")
                if b"<!DOCTYPE" in held or b"<!ENTITY" in held:
                    raise ValueError(part.filename)


def _records(found: bytes) -> Iterator[tuple[int, list[object]]]:
    """(row number, cells) of the first sheet with anything in it, empty rows left out."""
    _refuse_entities(found)
    with catch_warnings():
        simplefilter("ignore")
        book = load_workbook(BytesIO(found), read_only=True, data_only=True, keep_links=False)
    begun = False
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        cells = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        for number, row in enumerate(cells, 1):
            texts: list[object] = [_text(cell) for cell in row]
            if any(texts):
                begun = True
                yield number, texts
        if begun:
            return


def _text(cell: Any) -> str:
    """A cell as a shop would have written it in a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return format(Decimal(repr(round(cell, 6))).normalize(), "f") if isfinite(cell) else ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M") if cell.time() != time() else f"{cell:%Y-%m-%d}"
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)
