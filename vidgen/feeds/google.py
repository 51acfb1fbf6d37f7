"""Google Merchant's fields, as XML (RSS and Atom) and TSV; Meta's catalog has the same names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from vidgen.errors import InputError
from vidgen.feeds import grouping, headers
from vidgen.feeds.lines import Cells, Line, Raw, Refused, Table
from vidgen.feeds.source import MOST_ROWS

NAMES: headers.Names = {
    "id": ("id",),
    "group": ("item_group_id",),
    "name": ("title",),
    "brand": ("brand",),
    "category": ("product_type", "google_product_category", "fb_product_category"),
    "price": ("price",),
    "sale_price": ("sale_price",),
    "sale_dates": ("sale_price_effective_date",),
    "availability": ("availability",),
    "description": ("description", "content", "summary"),
    "link": ("link",),
    "media": ("image_link", "additional_image_link"),
    "points": ("product_highlight",),
    "attributes": ("product_detail",),
    "audience": (),
    "list_price": (),
    "currency": (),
}
"""Google's names of our fields (without `g:`)."""

_PREFIX = re.compile(r"^(g:|\{[^}]*\})")
_REPEATED = frozenset({"additional_image_link", "product_highlight", "product_detail"})
ITEMS = frozenset({"item", "entry"})
"""What the elements of an XML feed that hold a product are called."""

_DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]{1,40})[\"'][^>]*\?>")


def plain_name(header: str) -> str:
    """`g:image link` → `image_link`."""
    return re.sub(r"[\s-]+", "_", _PREFIX.sub("", header.strip()).lower())


def is_feed(found: frozenset[str]) -> bool:
    """Whether these headings are Google's or Meta's: id and title beside their own words."""
    plain = {plain_name(header) for header in found}
    own = {"image_link", "item_group_id", "google_product_category", "additional_image_link"}
    return {"id", "title"} <= plain and bool(own & plain)


def normal(table: Table) -> Table:
    """The table with Google's plain names, its lists of pictures and points taken apart."""
    lines = tuple(
        Line(line.place, _normal(line.cells)) if isinstance(line, Line) else line
        for line in table.lines
    )
    return Table(tuple(dict.fromkeys(map(plain_name, table.headers))), lines)


def _normal(cells: Cells) -> Cells:
    found: Cells = {}
    for header, cell in cells.items():
        name = plain_name(header)
        if name in ("product_highlight", "additional_image_link") and isinstance(cell, str):
            found[name] = _parted(cell)
        elif name == "product_detail":
            found[name] = _details(cell)
        else:
            found.setdefault(name, cell)
    return found


def _parted(cell: str) -> list[str]:
    """`"Soft, warm","Light"` → both; a text that is no list stays whole."""
    try:
        rows = list(csv.reader(StringIO(cell), skipinitialspace=True))
    except csv.Error:
        return [cell]
    return [part.strip() for row in rows for part in row if part.strip()]


def _details(cell: object) -> list[list[str]]:
    """`General:Material:Linen` or elements with attribute_name and attribute_value."""
    pairs: list[list[str]] = []
    for item in cell if isinstance(cell, list) else [cell]:
        if isinstance(item, dict):
            pairs.append([str(item.get(f"attribute_{k}") or "") for k in ("name", "value")])
            continue
        for part in _parted(str(item or "")):
            pieces = [piece.strip() for piece in part.split(":", 2)]
            pairs += [pieces[-2:]] if len(pieces) >= 2 else []
    return pairs


def raws(lines: list[Line], names: headers.Names) -> list[Raw | Refused]:
    """Products: items of one `item_group_id` are variants of one."""
    return grouping.raws(lines, names)


def xml(found: bytes, name: str) -> Table:
    """The items of an XML feed. Entities are never expanded; what stands before a break is read.

    InputError when it declares entities, is no XML, or holds no item.
    """
    lines: list[Line | Refused] = []
    try:
        for cells in _items(_utf8(found, name)):
            if len(lines) >= MOST_ROWS:
                what = f"only the first {MOST_ROWS:,} items are read"
                lines.append(Refused(name, what, "E_LIMIT"))
                break
            lines.append(Line(f"{name}, item {len(lines) + 1}", cells))
    except DefusedXmlException as error:
        raise InputError(name, "declares XML entities", "feeds need none: export again") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        if not lines:
            raise InputError(name, f"this is not XML: {error}", "export it again") from error
        lines.append(Refused(name, f"the XML is broken after the last item: {error}", "E_ROW"))
    if not lines:
        raise InputError(name, "holds no <item> or <entry>", "is it a Google Merchant feed?")
    held = [line.cells for line in lines if isinstance(line, Line)]
    return Table(tuple(dict.fromkeys(key for cells in held for key in cells)), tuple(lines))


def _items(found: bytes) -> Iterator[Cells]:
    for _, element in iterparse(BytesIO(found), events=("end",)):
        if _local(element) in ITEMS:
            yield _cells(element)
            element.clear()


def _utf8(found: bytes, name: str) -> bytes:
    """The feed in an encoding that XML parsers know: GB18030 and its like are turned to UTF-8."""
    declared = _DECLARED.match(found)
    if not declared or declared[1].lower() not in (b"gb2312", b"gbk", b"gb18030", b"big5"):
        return found
    try:
        told = found[declared.end() :].decode("gb18030" if declared[1][:1] in b"gG" else "big5")
    except UnicodeDecodeError as error:
        what = f"is not the {declared[1].decode()} text that it says it is"
        raise InputError(name, what, "save it as UTF-8") from error
    return told.encode()


def _local(element: Element) -> str:
    return _PREFIX.sub("", str(element.tag))


def _cells(item: Element) -> Cells:
    """The children of an item by their names; what may come several times is a list."""
    found: Cells = {}
    for child in item:
        name, cell = plain_name(str(child.tag)), _cell(child)
        if name in _REPEATED:
            held = found.setdefault(name, [])
            if isinstance(held, list) and cell:
                held.append(cell)
        elif not found.get(name):
            found[name] = cell
    return found


def _cell(element: Element) -> object:
    if element.get("href"):
        return element.get("href")
    if len(element) and _local(element[0]) not in ("p", "div", "b", "br", "ul", "span"):
        return {plain_name(str(child.tag)): "".join(child.itertext()).strip() for child in element}
    return "".join(element.itertext()).strip()
