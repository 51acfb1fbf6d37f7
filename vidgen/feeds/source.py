"""A catalog's bytes, within limits, and its text in whatever encoding shops write."""

from __future__ import annotations

import codecs
from pathlib import Path

from vidgen.errors import InputError

LARGEST = 128 * 1024 * 1024
"""Bytes of a catalog file."""

MOST_ROWS = 100_000
"""Rows that are read of one catalog."""

MOST_COLUMNS = 500
"""Columns that are read of one sheet."""

LOST = "\ufffd"
"""Stands in a text where bytes could not be decoded."""

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def content(path: Path) -> bytes:
    """The bytes of a catalog. InputError when there are none, or more than `LARGEST`."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(str(path), "is not a file")
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(str(path), f"cannot be read: {why}") from error
    if len(found) > LARGEST:
        megabytes = LARGEST // 1024**2
        raise InputError(str(path), f"is larger than {megabytes} MB", "split it into several files")
    if not found.strip():
        raise InputError(str(path), "is empty", "export the catalog again")
    return found


def text(found: bytes, where: str) -> str:
    """The text of a catalog: UTF-8 or UTF-16 by their marks, else UTF-8, else GB18030.

    Where single rows hold bytes of another encoding, those stand as `LOST`, for their rows to be
    refused. InputError when nothing of it can be read as text.
    """
    for mark, encoding in _MARKED:
        if found.startswith(mark):
            return found[len(mark) :].decode(encoding, "replace")
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError:
        pass
    likely = min(("utf-8", "gb18030"), key=lambda name: _lost_lines(found, name))
    told = found.decode(likely, "replace")
    if _lost_lines(found, likely) == told.count("\n") + (not told.endswith("\n")):
        raise InputError(where, "is neither UTF-8 nor GB18030", "save it as UTF-8")
    if likely == "gb18030" and not _reads_as_chinese(told):
        raise InputError(where, "is neither UTF-8 nor GB18030 text", "save it as UTF-8")
    return told


def _lost_lines(found: bytes, encoding: str) -> int:
    return sum(LOST in line for line in found.decode(encoding, "replace").split("\n"))


def _reads_as_chinese(told: str) -> bool:
    """Whether the signs beyond ASCII are mostly those in daily use (GB 2312).

    Western texts in an old encoding (Café in Latin-1) decode as GB18030 too, into rare signs.
    """
    beyond = [sign for sign in told if sign > "\x7f" and sign != LOST][:20_000]
    known = sum(1 for sign in beyond if sign.encode("gb2312", "ignore"))
    return not beyond or known * 2 > len(beyond)
