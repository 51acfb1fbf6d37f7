"""Rows of one group as variants of one product: Google, Meta, sheets with a group column."""

from __future__ import annotations

import re

from vidgen.feeds import fields, headers
from vidgen.feeds.lines import Line, Raw, RawVariant, Refused

OPTIONS: dict[str, tuple[str, str]] = {
    "color": ("Color", "颜色"),
    "colour": ("Color", "颜色"),
    "颜色": ("Color", "颜色"),
    "size": ("Size", "尺码"),
    "尺码": ("Size", "尺码"),
    "尺寸": ("Dimensions", "尺寸"),
    "material": ("Material", "材质"),
    "材质": ("Material", "材质"),
    "面料": ("Fabric", "面料"),
    "pattern": ("Pattern", "图案"),
    "口味": ("Flavour", "口味"),
    "重量": ("Weight", "重量"),
    "产地": ("Origin", "产地"),
}
"""Headings of columns that hold one fact each → its label in English and in Chinese."""


def raws(lines: list[Line], names: headers.Names) -> list[Raw | Refused]:
    """Products in the order of their first rows; a variant told twice differently is refused."""
    grouped: dict[str, list[Line]] = {}
    group = {"group": names.get("group", ())}
    for line in lines:
        told = headers.told(line.cells, group)
        key = str(told["group"][1]) if "group" in told else f"\0{line.place}"
        grouped.setdefault(key, []).append(line)
    found: list[Raw | Refused] = []
    for rows in grouped.values():
        kept, refused, notes = _once(rows, names)
        found += [_raw(kept, names, notes), *refused]
    return found


def _once(
    rows: list[Line], names: headers.Names
) -> tuple[list[Line], list[Refused], tuple[str, ...]]:
    """Rows of one group with each id once; the same id with other cells is refused."""
    kept: dict[str, Line] = {}
    refused: list[Refused] = []
    notes: list[str] = []
    known = {"id": names.get("id", ())}
    for row in rows:
        ident = str(headers.told(row.cells, known).get("id", ("", row.place))[1])
        first = kept.setdefault(ident, row)
        if first is row:
            continue
        if first.cells == row.cells:
            notes.append(f"{row.place} is the same row again: left out")
        else:
            what = f"has the id {ident} of {first.place} but says something else: left out"
            refused.append(Refused(row.place, what, "E_DUP"))
    return list(kept.values()), refused, tuple(notes)


def _raw(rows: list[Line], names: headers.Names, notes: tuple[str, ...]) -> Raw:
    first = rows[0]
    told = headers.told(first.cells, names)
    chinese = fields.is_chinese(str(told.get("name", ("", ""))[1]))
    own = [_own(row, chinese) for row in rows]
    same = {k: v for k, v in own[0].items() if all(other.get(k) == v for other in own)}
    if same:
        held = told.get("attributes", ("attributes", ""))
        told["attributes"] = (held[0], _joined(held[1], same))
    if len(rows) == 1:
        return Raw(first.place, told, _nested(first, names), notes)
    told["id"] = told["group"]
    told["name"] = _name(told, own[0], same)
    told["media"] = (
        "media",
        [headers.told(row.cells, names).get("media", ("", ""))[1] for row in rows],
    )
    variants = tuple(
        RawVariant(row.place, headers.told(row.cells, names), _differing(options, same))
        for row, options in zip(rows, own, strict=True)
    )
    return Raw(first.place, told, variants, notes)


def _nested(row: Line, names: headers.Names) -> tuple[RawVariant, ...]:
    """The variants that a JSON item holds: objects whose further texts are their options."""
    held = row.cells.get("variants")
    taken = {heading for headings in names.values() for heading in headings}
    found = []
    for number, item in enumerate(held if isinstance(held, list) else (), 1):
        if isinstance(item, dict):
            cells = {str(key).lower(): cell for key, cell in item.items()}
            options = {str(k): v for k, v in item.items() if str(k).lower() not in taken}
            texts = ((k, v) for k, v in options.items() if isinstance(v, str) and v)
            told = headers.told(cells, names)
            found.append(RawVariant(f"{row.place}, variant {number}", told, tuple(texts)))
    return tuple(found)


def _own(row: Line, chinese: bool) -> dict[str, str]:
    """The facts that stand in columns of their own."""
    held = {OPTIONS[key][chinese]: cell for key, cell in row.cells.items() if key in OPTIONS}
    return {label: cell.strip() for label, cell in held.items() if isinstance(cell, str) and cell}


def _differing(options: dict[str, str], same: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in options.items() if name not in same)


def _joined(cell: object, same: dict[str, str]) -> object:
    """Attributes as a cell holds them, with those of the columns after them."""
    pairs = [[name, value] for name, value in same.items()]
    if isinstance(cell, list):
        return [*cell, *pairs]
    if isinstance(cell, dict):
        return {**cell, **same}
    told = str(cell or "")
    if told.lstrip()[:1] == "[":
        return cell
    return "\n".join(filter(None, [told, *(f"{name}:{value}" for name, value in pairs)]))


def _name(
    told: dict[str, tuple[str, object]], options: dict[str, str], same: dict[str, str]
) -> tuple[str, object]:
    """The name without what tells the first variant from others: `Dress - Red, S` → `Dress`."""
    header, cell = told.get("name", ("name", ""))
    name = str(cell)
    told_apart = ("Color", "颜色", "Size", "尺码")
    values = [v for label, v in options.items() if v and (label not in same or label in told_apart)]
    for value in [*values, *reversed(values)]:
        name = re.sub(rf"[\s\-–—,/|(]+{re.escape(value)}\)?$", "", name, flags=re.IGNORECASE)
    return header, name or cell
