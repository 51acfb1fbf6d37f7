"""Products that a saved web page tells search engines: schema.org JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vidgen.errors import InputError
from vidgen.feeds import headers, items
from vidgen.feeds.lines import Line, Raw, RawVariant, Refused, Table
from vidgen.feeds.tags import tokens

DEEPEST = 20
"""Levels of nesting in which products are looked for."""

NAMES: headers.Names = {
    "id": ("sku", "productid", "mpn", "gtin13", "productgroupid"),
    "name": ("name",),
    "brand": ("brand",),
    "category": ("category",),
    "price": ("price",),
    "list_price": ("list price",),
    "currency": ("pricecurrency",),
    "price_until": ("pricevaliduntil",),
    "availability": ("availability",),
    "description": ("description",),
    "link": ("url",),
    "media": ("image",),
    "attributes": ("additionalproperty",),
    "audience": ("audience",),
    "reviews": ("review",),
}
"""schema.org's names of our fields; prices are those of the offer."""

_JSON_LD = re.compile(r"""\btype\s*=\s*["']?\s*application/ld\+json\b""", re.I)

_PRODUCTS = frozenset({"product", "productgroup", "individualproduct", "productmodel"})
_FACTS = {
    "color": "Color",
    "size": "Size",
    "material": "Material",
    "pattern": "Pattern",
    "weight": "Weight",
    "width": "Width",
    "height": "Height",
    "depth": "Depth",
}
_LIST_PRICES = ("listprice", "strikethroughprice", "msrp", "srp")

Thing = dict[str, Any]
"""One object of JSON-LD."""


def page(text: str, name: str) -> Table:
    """The products in the scripts of a page; a script that is no JSON is refused alone.

    InputError when the page has no JSON-LD at all.
    """
    lines: list[Line | Refused] = []
    for number, script in enumerate(_scripts(text), 1):
        place = f"{name}, script {number}"
        try:
            lines += things(items.parse(script, place), place)
        except InputError as error:
            lines.append(Refused(place, error.what, "E_ROW"))
    if not lines:
        what = "holds no schema.org Product (JSON-LD)"
        raise InputError(name, what, "save the product's own page, as HTML")
    keys = dict.fromkeys(key for line in lines if isinstance(line, Line) for key in line.cells)
    return Table(tuple(keys), tuple(lines))


def things(value: object, place: str) -> list[Line | Refused]:
    """Every product in a JSON-LD value, as lines whose cells are its properties."""
    found = list(_products(value, 0))
    return [
        Line(f"{place}, product {number}" if len(found) > 1 else place, _lower(thing))
        for number, thing in enumerate(found, 1)
    ]


def is_jsonld(value: object) -> bool:
    """Whether a JSON value says of itself that it is schema.org's."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and ("@graph" in first or "@type" in first)


def raws(lines: list[Line], names: headers.Names) -> list[Raw]:
    """One product a line; the variants of a ProductGroup are its variants."""
    return [_raw(line, names) for line in lines]


def _scripts(page: str) -> list[str]:
    """The texts of `<script type="application/ld+json">`."""
    found: list[str] = []
    inside = False
    for kind, told, rest in tokens(page):
        if kind == "start":
            inside = told == "script" and bool(_JSON_LD.search(rest))
        elif kind == "text" and inside:
            found.append(told)
            inside = False
    return found


def _products(value: object, depth: int) -> Iterator[Thing]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _products(item, depth + 1)
    elif isinstance(value, dict):
        if _types(value) & _PRODUCTS:
            yield value
            return
        for key in ("@graph", "itemListElement", "item", "mainEntity"):
            yield from _products(value.get(key), depth + 1)


def _types(thing: Thing) -> set[str]:
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in _list(thing.get("@type"))}


def _lower(thing: Thing) -> dict[str, object]:
    return {str(key).lower(): value for key, value in thing.items()}


def _raw(line: Line, names: headers.Names) -> Raw:
    told = _told(line.cells, names)
    variants = []
    for number, child in enumerate(_list(line.cells.get("hasvariant")), 1):
        if isinstance(child, dict):
            cells = _lower(child)
            options = [(label, _word(cells[k])) for k, label in _FACTS.items() if k in cells]
            place = f"{line.place}, variant {number}"
            own = tuple(option for option in options if option[1])
            variants.append(RawVariant(place, _told(cells, names), own))
            for field in ("media", "description"):
                if field in variants[-1].told:
                    told.setdefault(field, variants[-1].told[field])
    return Raw(line.place, told, tuple(variants), ())


def _told(cells: dict[str, object], names: headers.Names) -> dict[str, tuple[str, object]]:
    plain = {**cells, **_offer(cells)}
    for key in ("brand", "category", "audience"):
        plain[key] = _word(cells.get(key))
    plain["additionalproperty"] = _facts(cells)
    plain["image"] = [_word(image) for image in _list(cells.get("image"))]
    plain["review"] = [review for item in _list(cells.get("review")) if (review := _review(item))]
    return headers.told(plain, names)


def _offer(cells: dict[str, object]) -> dict[str, object]:
    """Price, currency and availability of the cheapest offer."""
    found = [_lower(item) for item in _list(cells.get("offers")) if isinstance(item, dict)]
    inner = [_lower(o) for f in found for o in _list(f.get("offers")) if isinstance(o, dict)]
    offers = [_priced(item) for item in found if "lowprice" in item or "price" in item or not inner]
    best = min(offers or [_priced(item) for item in inner], key=_amount, default={})
    keys = ("price", "list price", "pricecurrency", "pricevaliduntil", "availability")
    return {key: best.get(key, "") for key in keys}


def _priced(offer: dict[str, object]) -> dict[str, object]:
    """An offer with its price where schema.org allows several places for it."""
    found = {**offer, "price": offer.get("price") or offer.get("lowprice") or ""}
    for item in _list(offer.get("pricespecification")):
        told = _lower(item) if isinstance(item, dict) else {}
        kind = str(told.get("pricetype") or "").rsplit("/", 1)[-1].lower()
        key = "list price" if kind in _LIST_PRICES else "price"
        found[key] = found.get(key) or told.get("price") or ""
        found["pricecurrency"] = found.get("pricecurrency") or told.get("pricecurrency") or ""
    return found


def _amount(offer: dict[str, object]) -> float:
    try:
        return float(str(offer.get("price") or "inf").replace(",", ""))
    except ValueError:
        return float("inf")


def _facts(cells: dict[str, object]) -> list[list[str]]:
    """Named values: those with a name of their own in schema.org, and any other."""
    pairs = [[label, _word(cells[key])] for key, label in _FACTS.items() if cells.get(key)]
    for item in _list(cells.get("additionalproperty")):
        if isinstance(item, dict):
            value = " ".join(filter(None, (_word(item.get("value")), _word(item.get("unitText")))))
            pairs.append([_word(item.get("name")), value])
    return [pair for pair in pairs if all(pair)]


def _review(item: object) -> dict[str, str] | None:
    """What a named buyer wrote; a review without words or without a name proves nothing."""
    if not isinstance(item, dict):
        return None
    text, by = _word(item.get("reviewBody") or item.get("description")), _word(item.get("author"))
    return {"text": text, "by": by} if text and by else None


def _word(value: object) -> str:
    """The text of a value: its own, or the name, value or address of an object."""
    if isinstance(value, list):
        return _word(value[0]) if value and not isinstance(value[0], list) else ""
    if not isinstance(value, dict):
        return "" if value is None or isinstance(value, bool) else str(value)
    unit = value.get("unitText") or ""
    keys = ("name", "value", "contentUrl", "url", "@id", "audienceType")
    plain = (value.get(key) for key in keys)
    told = next((v for v in plain if isinstance(v, str) and v), "")
    return f"{told} {unit}".strip() if isinstance(unit, str) else told


def _list(value: object) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]
