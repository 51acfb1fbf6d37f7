"""What stands between a catalog's bytes and its products: lines, refusals, and raw products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cells = dict[str, object]
"""Header (lower case) → cell: a text, or what a list or an element holds there."""

Told = Mapping[str, tuple[str, object]]
"""Our field → (the header it was read from, the cell)."""


@dataclass(frozen=True)
class Refused:
    """A row that is no product: where it stands, why, and a stable code for machines.

    Codes: E_INPUT (a field is wrong), E_DUP (its SKU was there before), E_ENCODING (bytes that
    cannot be read), E_ROW (no row at all), E_LIMIT (more than we read).
    """

    where: str
    what: str
    code: str = "E_INPUT"

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Line:
    """One row as the file has it; `place` names it: `goods.csv, line 7`."""

    place: str
    cells: Cells


@dataclass(frozen=True)
class Table:
    """The rows of a file, and its headers (lower case) in their order."""

    headers: tuple[str, ...]
    lines: tuple[Line | Refused, ...]


@dataclass(frozen=True)
class RawVariant:
    """One thing that can be bought: what it is called by its options, and its own cells."""

    place: str
    told: Told
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Raw:
    """One product as its catalog tells it, nothing understood yet.

    `notes` are what a reader of the catalog should know: one line each.
    """

    place: str
    told: Told
    variants: tuple[RawVariant, ...] = ()
    notes: tuple[str, ...] = field(default=())
