"""What a catalog is, told by its first bytes and its headings, never by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vidgen.errors import InputError
from vidgen.feeds import google, grouping, headers, items, jsonld, meta, shopify, source, woo, xlsx
from vidgen.feeds import table as sheets
from vidgen.feeds.lines import Line, Raw, Refused, Table

Shop = Literal["Shopify", "WooCommerce", "Google", "Meta", "schema.org", "sheet", "product file"]
Container = Literal["CSV", "TSV", "XLSX", "XML", "HTML", "JSON", "JSONL", "YAML"]

_PRODUCT_FILES = (".yaml", ".yml")
_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class Format:
    """Whose columns they are, and in what kind of file they lie."""

    shop: Shop
    container: Container

    def __str__(self) -> str:
        return f"{self.shop} {self.container}"


@dataclass(frozen=True)
class Dialect:
    """How one shop's rows become raw products; `field_of` tells what else it reads a column for."""

    shop: Shop
    names: headers.Names
    raws: Callable[[list[Line], headers.Names], Sequence[Raw | Refused]]
    field_of: Callable[[str], str]


@dataclass(frozen=True)
class Opened:
    """A catalog whose rows are read and whose shop is known; a product file has no table."""

    format: Format
    dialect: Dialect
    table: Table


def _nothing(header: str) -> str:
    return ""


def _labelled(header: str) -> str:
    if header == "variants":
        return "variants"
    return "attributes" if header in grouping.OPTIONS else ""


def _jsonld_field(header: str) -> str:
    return {"offers": "price", "hasvariant": "variants"}.get(header, "")


SHEET = Dialect("sheet", headers.GUESSES, grouping.raws, _labelled)
_DIALECTS = {
    "Shopify": Dialect("Shopify", shopify.NAMES, shopify.raws, shopify.field_of),
    "WooCommerce": Dialect("WooCommerce", woo.NAMES, woo.raws, woo.field_of),
    "Google": Dialect("Google", google.NAMES, google.raws, _labelled),
    "Meta": Dialect("Meta", meta.NAMES, google.raws, _labelled),
    "schema.org": Dialect("schema.org", jsonld.NAMES, jsonld.raws, _jsonld_field),
    "sheet": SHEET,
    "product file": Dialect("product file", {}, grouping.raws, _nothing),
}


def recognise(path: Path) -> Format:
    """What the file at `path` is. InputError when it is no catalog that we can read."""
    return opened(path).format


def opened(path: Path) -> Opened:
    """The rows of a catalog and how to read them. InputError when it is none."""
    found = source.content(path)
    if path.suffix.lower() in _PRODUCT_FILES:
        return _product_file("YAML")
    if found.startswith(b"PK\x03\x04"):
        return _sheet(xlsx.rows(found, path.name), "XLSX")
    _refuse_others(found, path.name)
    told = source.text(found, path.name)
    first = told.lstrip()[:1]
    if first == "<":
        return _marked_up(found, told, path.name)
    if first in ("[", "{"):
        return _json(told, path)
    if "\0" in told.split("\n", 1)[0]:
        raise InputError(path.name, "is no text and no Excel workbook", "export it as CSV or XLSX")
    return _sheet(sheets.table(told, path.name), "TSV" if sheets.delimiter(told) == "\t" else "CSV")


def _refuse_others(found: bytes, name: str) -> None:
    for begins, what in (
        (b"\xd0\xcf\x11\xe0", "is an old Excel file (.xls)"),
        (b"\x1f\x8b", "is packed with gzip"),
        (b"%PDF", "is a PDF"),
    ):
        if found.startswith(begins):
            raise InputError(name, what, "unpack it, or save it as .xlsx or CSV")


def _product_file(container: Container) -> Opened:
    dialect = _DIALECTS["product file"]
    return Opened(Format(dialect.shop, container), dialect, Table((), ()))


def _marked_up(found: bytes, told: str, name: str) -> Opened:
    """XML feeds and web pages: pages may begin like XML, but name `html` early."""
    head = told[:2_000].lower()
    if (
        "<html" in head
        or "<!doctype html" in head
        or not head.lstrip().startswith(
            ("<?xml", "<rss", "<feed", "<channel", "<products", "<items")
        )
    ):
        dialect = _DIALECTS["schema.org"]
        return Opened(Format("schema.org", "HTML"), dialect, jsonld.page(told, name))
    return Opened(
        Format("Google", "XML"), _DIALECTS["Google"], google.normal(google.xml(found, name))
    )


def _json(told: str, path: Path) -> Opened:
    try:
        value = items.parse(told, str(path))
    except InputError:
        if items.is_jsonl(told):
            return _sheet(items.jsonl(told, path.name), "JSONL")
        raise
    if jsonld.is_jsonld(value):
        lines = tuple(jsonld.things(value, path.name))
        if not lines:
            raise InputError(path.name, "holds no schema.org Product")
        keys = dict.fromkeys(key for line in lines if isinstance(line, Line) for key in line.cells)
        dialect = _DIALECTS["schema.org"]
        return Opened(Format("schema.org", "JSON"), dialect, Table(tuple(keys), lines))
    held = items.listed(value)
    if held is None and path.suffix.lower() in _LINES:
        held = [value]
    if held is None:
        return _product_file("JSON")
    return _sheet(items.table(held, path.name), "JSON")


def _sheet(table: Table, container: Container) -> Opened:
    """A table by whose headings it has. InputError when no column can be a product's name."""
    found = frozenset(table.headers)
    dialect = SHEET
    if shopify.is_export(found):
        dialect = _DIALECTS["Shopify"]
    elif woo.is_export(found):
        dialect = _DIALECTS["WooCommerce"]
    elif meta.is_catalog(found) or (google.is_feed(found) and container == "CSV"):
        dialect, table = _DIALECTS["Meta"], meta.normal(table)
    elif google.is_feed(found):
        dialect, table = _DIALECTS["Google"], google.normal(table)
    return Opened(Format(dialect.shop, container), dialect, table)
