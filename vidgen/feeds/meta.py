"""Meta's (Facebook, Instagram) catalog CSV: Google's names, and some of its own."""

from __future__ import annotations

import re

from vidgen.feeds import google, headers
from vidgen.feeds.lines import Line, Table

NAMES: headers.Names = {**google.NAMES, "audience": ()}
"""Meta's names of our fields."""

_OWN = re.compile(
    r"fb_product_category|quantity_to_sell_on_facebook|commerce_tax_category|visibility"
    r"|(image|video|product_tags)\[\d+\].*|override|inventory"
)
_PICTURE = re.compile(r"image\[\d+\]\.url|image_url")


def is_catalog(found: frozenset[str]) -> bool:
    """Whether these headings are Meta's own, beside those it shares with Google."""
    named = {"id", "title"} <= found and any(_OWN.fullmatch(header) for header in found)
    return named and bool({"image_link", "image[0].url", "item_group_id"} & found)


def normal(table: Table) -> Table:
    """The table with Google's names; numbered pictures become one list."""
    lines = tuple(
        Line(line.place, _pictured(line)) if isinstance(line, Line) else line
        for line in table.lines
    )
    return google.normal(Table(table.headers, lines))


def _pictured(line: Line) -> dict[str, object]:
    numbered = [cell for key, cell in line.cells.items() if _PICTURE.fullmatch(key) and cell]
    if not numbered:
        return line.cells
    return {**line.cells, "image_link": [line.cells.get("image_link") or "", *numbered]}
