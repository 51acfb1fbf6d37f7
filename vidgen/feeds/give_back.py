"""A catalog given back with what was made of it: one column of addresses, all else as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from vidgen.errors import InputError
from vidgen.feeds import feed, headers, insert, insert_xml, recognise, source
from vidgen.feeds.lines import Line, Raw

_COLUMNS: dict[recognise.Shop, str] = {"Meta": "video[0].url"}
"""Where a shop looks for films; the others have, or take, Google's name."""

USUAL = "video_link"
"""Google's attribute: up to ten addresses a product, each up to 2,000 characters
(support.google.com/merchants/answer/15216925)."""

MOST = 10


def with_films(
    path: Path, films: Mapping[str, Sequence[str]], asked: feed.Asked, column: str = ""
) -> tuple[bytes, int]:
    """The catalog's bytes with the addresses of each product's films, and how many rows have some.

    `films` is product id → addresses. They stand in `column`, else where the shop looks for them:
    as many as it takes for Google, the first elsewhere. A product's variants have the film too, but
    for Shopify, where the product's own columns are those of its first row. Raises InputError for
    formats that cannot be written back without changing more than that.
    """
    opened = recognise.opened(path)
    kind, shop = opened.format.container, opened.format.shop
    if kind not in ("CSV", "TSV", "XML"):
        hint = "export it as CSV, TSV or XML"
        raise InputError(str(path), f"is {opened.format}: it cannot be written back", hint)
    heading = column or _COLUMNS.get(shop, USUAL)
    several = shop == "Google" and heading == USUAL
    rows = {
        place: list(films[product])[: MOST if several else 1]
        for place, product in places(path, opened, asked).items()
        if films.get(product)
    }
    found = source.content(path)
    if kind == "XML":
        return insert_xml.inserted(found, path.name, heading, rows), len(rows)
    names = (heading, f"g:{heading}", heading.replace("_", " ")) if shop == "Google" else (heading,)
    cells = {place: ", ".join(held) for place, held in rows.items()}
    return insert.inserted(found, path.name, names, cells), len(rows)


def places(path: Path, opened: recognise.Opened, asked: feed.Asked) -> dict[str, str]:
    """Where a row stands → the id of its product, for every row of a product that is understood."""
    ids = {product.source: product.id for product in feed.read(path, asked).products}
    table, dialect = opened.table, opened.dialect
    names = headers.mapped(dialect.names, table.headers, asked.mapping, asked.usual)
    found: dict[str, str] = {}
    for raw in dialect.raws([line for line in table.lines if isinstance(line, Line)], names):
        if isinstance(raw, Raw) and raw.place in ids:
            variants = () if opened.format.shop == "Shopify" else raw.variants
            own = (raw.place, *(variant.place for variant in variants))
            found |= dict.fromkeys(own, ids[raw.place])
    return found
