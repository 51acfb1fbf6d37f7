"""WooCommerce's product CSV: simple and variable products, variations by their parent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vidgen.feeds import headers
from vidgen.feeds.lines import Cells, Line, Raw, RawVariant, Refused

NAMES: headers.Names = {
    "id": ("sku", "id"),
    "name": ("name",),
    "brand": ("brands", "brand"),
    "category": ("categories",),
    "price": ("regular price",),
    "sale_price": ("sale price",),
    "sale_starts": ("date sale price starts",),
    "sale_ends": ("date sale price ends",),
    "availability": ("in stock?", "stock status"),
    "description": ("description", "short description"),
    "media": ("images",),
    "list_price": (),
    "currency": (),
    "link": ("external url",),
}
"""WooCommerce's headings of our fields."""

_ATTRIBUTE = re.compile(r"attribute (\d+) (name|value\(s\)|visible|global|default)")
_SCALES = re.compile(r"(weight|length|width|height) \((\w+)\)")


def field_of(header: str) -> str:
    """What is read from a column beyond `NAMES`, "" if nothing."""
    if _ATTRIBUTE.fullmatch(header) or _SCALES.fullmatch(header):
        return "attributes"
    return "variants" if header in ("type", "parent") else ""


def is_export(found: frozenset[str]) -> bool:
    """Whether these headings are those of a product export."""
    return {"type", "name"} <= found and bool({"regular price", "attribute 1 name"} & found)


def raws(lines: list[Line], names: headers.Names) -> list[Raw | Refused]:
    """One product a simple or variable row, with the variations that name it as their parent."""
    variations = [line for line in lines if _kind(line) == "variation"]
    products = [line for line in lines if _kind(line) != "variation"]
    keys = {key: line.place for line in products for key in _keys(line)}
    children: dict[str, list[Line]] = {}
    found: list[Raw | Refused] = []
    for line in variations:
        parent = str(line.cells.get("parent") or "")
        if parent in keys:
            children.setdefault(keys[parent], []).append(line)
        else:
            what = f"its parent {parent!r} is not in this file: export the whole catalog"
            found.append(Refused(f"{line.place}, parent", what))
    return [_raw(line, children.get(line.place, []), names) for line in products] + found


def _kind(line: Line) -> str:
    return str(line.cells.get("type") or "simple").split(",", maxsplit=1)[0].strip().lower()


def _keys(line: Line) -> list[str]:
    """What a variation may call this row: `id:44`, or its SKU."""
    ident, sku = (str(line.cells.get(name) or "") for name in ("id", "sku"))
    return [key for key in (ident and f"id:{ident}", sku) if key]


def _raw(line: Line, children: Sequence[Line], names: headers.Names) -> Raw:
    told = _told(line.cells, names)
    own = _attributes(line.cells)
    varied = {name for child in children for name, _ in _attributes(child.cells)}
    fixed = [[name, value] for name, value in own if name not in varied]
    pairs = fixed + [[*pair] for pair in _scales(line.cells)]
    if pairs:
        told["attributes"] = ("attributes", pairs)
    pictures = [row.cells.get("images") for row in (line, *children) if row.cells.get("images")]
    if pictures:
        told["media"] = ("images", pictures)
    variants = tuple(
        RawVariant(child.place, _told(child.cells, names), tuple(_attributes(child.cells)))
        for child in children
    )
    return Raw(line.place, told, variants, _notes(line))


def _notes(line: Line) -> tuple[str, ...]:
    state = str(line.cells.get("published") or "1")
    return () if state == "1" else ("is not published in the shop",)


def _told(cells: Cells, names: headers.Names) -> dict[str, tuple[str, object]]:
    """Fields of a row; its texts write line breaks as backslash-n, its categories as a path."""
    found = headers.told(cells, names)
    for field in ("description", "name"):
        if field in found:
            header, cell = found[field]
            found[field] = (header, str(cell).replace("\\n", "\n"))
    if "category" in found:
        header, cell = found["category"]
        first = _parts(str(cell))[0] if _parts(str(cell)) else ""
        found["category"] = (header, "/".join(part.strip() for part in first.split(">")))
    return found


def _attributes(cells: Cells) -> list[tuple[str, str]]:
    numbers = sorted(
        int(found[1])
        for key in cells
        if (found := _ATTRIBUTE.fullmatch(key)) and found[2] == "name" and len(found[1]) < 4
    )
    pairs = []
    for number in numbers:
        name = str(cells.get(f"attribute {number} name") or "").strip()
        value = "/".join(_parts(str(cells.get(f"attribute {number} value(s)") or "")))
        if name and value:
            pairs.append((name, value))
    return pairs


def _scales(cells: Cells) -> list[tuple[str, str]]:
    """Weight and measures with the unit that their heading names."""
    found = ((_SCALES.fullmatch(key), cell) for key, cell in cells.items())
    return [
        (match[1].capitalize(), f"{cell} {match[2]}") for match, cell in found if match and cell
    ]


def _parts(cell: str) -> list[str]:
    """Values parted by commas, of which those with a backslash belong to a value."""
    parts = (part.replace("\\,", ",").strip() for part in re.split(r"(?<!\\),", cell))
    return [part for part in parts if part]
