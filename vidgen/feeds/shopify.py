"""Shopify's product CSV: the first row of a handle tells the product, more rows its variants."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vidgen.feeds import headers
from vidgen.feeds.lines import Cells, Line, Raw, RawVariant

NAMES: headers.Names = {
    "id": ("variant sku", "sku"),
    "handle": ("handle", "url handle"),
    "name": ("title",),
    "brand": ("vendor",),
    "category": ("product category", "type", "custom product type"),
    "price": ("variant price", "price"),
    "list_price": ("variant compare at price", "compare-at price"),
    "description": ("body (html)", "description"),
    "media": ("image src", "product image url"),
    "availability": (),
}
"""Shopify's headings of our fields, of its old and its new export."""

_OPTION = re.compile(r"option(\d) (name|value)")
_METAFIELD = re.compile(r"(.+) \(product\.metafields\..+\)")
_SOLD_OUT = ("variant inventory qty", "variant inventory policy", "variant inventory tracker")
_USED = (*_SOLD_OUT, "image position", "variant image", "status")


def field_of(header: str) -> str:
    """What is read from a column beyond `NAMES`, "" if nothing."""
    if _OPTION.fullmatch(header):
        return "variants"
    if header in _SOLD_OUT:
        return "availability"
    if _METAFIELD.fullmatch(header):
        return "attributes"
    return {"image position": "media", "variant image": "media"}.get(header, "")


def is_export(found: frozenset[str]) -> bool:
    """Whether these headings are those of a product export."""
    handle = {"handle", "url handle"} & found
    return bool(handle) and "title" in found and any(_OPTION.fullmatch(h) for h in found)


def raws(lines: list[Line], names: headers.Names) -> list[Raw]:
    """One product a handle, in the order of their first rows."""
    grouped: dict[str, list[Line]] = {}
    for line in lines:
        handles = (line.cells.get(name) for name in names["handle"])
        handle = next((str(cell) for cell in handles if cell), line.place)
        grouped.setdefault(handle, []).append(line)
    return [_raw(rows, names) for rows in grouped.values()]


def _raw(rows: list[Line], names: headers.Names) -> Raw:
    first = rows[0]
    told = headers.told(first.cells, names)
    pictures = _pictures(rows, names["media"])
    if pictures:
        told["media"] = ("image src", pictures)
    labelled = {key: value for key, value in first.cells.items() if _METAFIELD.fullmatch(key)}
    pairs = [[_label(key), value] for key, value in labelled.items() if value]
    if pairs:
        told["attributes"] = ("metafields", pairs)
    variants = tuple(_variant(row, first.cells, names) for row in rows if _is_variant(row, names))
    if len(variants) == 1 and not variants[0].options:
        told, variants = {**variants[0].told, **told}, ()
    if any(_is_variant(row, names) for row in rows) and all(
        _is_sold_out(row.cells) for row in rows if _is_variant(row, names)
    ):
        told["availability"] = ("variant inventory qty", "out of stock")
    status = str(first.cells.get("status") or "active").lower()
    notes = () if status == "active" else (f"its status in the shop is {status}",)
    return Raw(first.place, told, variants, notes)


def _is_variant(row: Line, names: headers.Names) -> bool:
    """Rows with a price or an option are variants; the others hold more pictures."""
    held = any(row.cells.get(name) for name in names["price"])
    return held or any(row.cells.get(f"option{n} value") for n in (1, 2, 3))


def _variant(row: Line, first: Cells, names: headers.Names) -> RawVariant:
    """A variant; options are named on a product's first row only."""
    options = []
    for number in (1, 2, 3):
        name = str(first.get(f"option{number} name") or "")
        value = str(row.cells.get(f"option{number} value") or "")
        if name and value and name.lower() != "title":
            options.append((name, value))
    return RawVariant(row.place, headers.told(row.cells, names), tuple(options))


def _pictures(rows: list[Line], media: Sequence[str]) -> list[object]:
    """Every row's picture by `Image Position`, then the variants' own; each once."""
    placed: list[tuple[int, object]] = []
    for number, row in enumerate(rows):
        for name in media:
            position = str(row.cells.get("image position") or "")
            order = int(position) if re.fullmatch(r"[0-9]{1,4}", position) else number + 1
            if row.cells.get(name):
                placed.append((order, row.cells[name]))
    own = [row.cells.get("variant image") for row in rows]
    found = [picture for _, picture in sorted(placed, key=lambda pair: pair[0])] + own
    return list(dict.fromkeys(str(picture) for picture in found if picture))


def _is_sold_out(cells: Cells) -> bool:
    """Stock is counted, none is left, and the shop does not sell on without."""
    quantity, policy, tracker = (str(cells.get(name) or "") for name in _SOLD_OUT)
    return (
        bool(tracker)
        and policy.lower() != "continue"
        and bool(re.fullmatch(r"-?\d+", quantity) and int(quantity) <= 0)
    )


def _label(header: str) -> str:
    found = _METAFIELD.fullmatch(header)
    return found[1].capitalize() if found else header
