"""Catalogs of rows: a merchant's sheet, a shop's export or a list of products becomes Products.

Reads CSV and TSV (UTF-8 with or without BOM, or GB18030) and JSON lists. Columns are guessed from
their headers; cells that hold several facts are taken apart. Rows that cannot be understood are
named, and do not stop the others.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vidgen.craft.script import is_han
from vidgen.errors import InputError
from vidgen.model.product import Attribute, Language, Media, Product, Promotion

HEADERS: dict[str, tuple[str, ...]] = {
    "id": ("货号", "sku", "variant sku", "goods_sn", "商品编号", "编码", "id", "slug"),
    "name": ("商品名称", "名称", "title", "name", "标题", "品名"),
    "brand": ("品牌", "vendor", "brand"),
    "category": ("类目", "分类", "category", "product category", "type"),
    "price": ("售价", "价格", "variant price", "retail_price", "price", "现价"),
    "list_price": (
        "划线价",
        "原价",
        "variant compare at price",
        "counter_price",
        "list_price",
        "compare_at_price",
        "市场价",
    ),
    "points": ("卖点", "selling_points", "points", "brief"),
    "attributes": ("规格参数", "参数", "规格", "attributes", "specs"),
    "promotion": ("促销", "活动", "promotion"),
    "description": ("描述", "详情", "body (html)", "description", "商品描述"),
    "media": ("图片", "主图", "image src", "images", "media", "image_link"),
    "currency": ("币种", "currency"),
    "audience": ("人群", "适用人群", "audience"),
    "handle": ("handle",),
}
"""What each field of a product is called in the headers we have met, the likeliest first."""

_OPTIONS = re.compile(r"option(\d) (name|value)", re.IGNORECASE)
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})\s*[~至到]\s*(\d{4}-\d{2}-\d{2})")
_MONEY = re.compile(r"[\d,]+(?:\.\d+)?")


@dataclass(frozen=True)
class Refused:
    """A row that is no product: where it stands and why."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def read_sheet(path: Path, images: dict[str, str] | None = None) -> Iterator[Product | Refused]:
    """Every row of a catalog, as a product or as the reason why not.

    Rows of one `Handle` (Shopify) are variants of one product. Picture paths are taken from the
    catalog's folder; picture addresses through `images` (address → local file), else left out.
    Raises InputError when the file itself cannot be read.
    """
    for where, row in _rows(path):
        try:
            yield _product(where, row, path.parent, images or {})
        except InputError as error:
            yield Refused(error.where, error.what)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    text = _text(path)
    if text.lstrip()[:1] == "[":
        try:
            items = json.loads(text)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{path}, line {error.lineno}", f"this is not JSON: {error.msg}"
            ) from error
        for number, item in enumerate(items, 1):
            if isinstance(item, dict):
                yield f"{path.name}, item {number}", {str(k).lower(): v for k, v in item.items()}
        return
    comma = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=comma)
    grouped: dict[str, tuple[str, dict[str, Any]]] = {}
    for raw in reader:
        row = {
            str(k).strip().lower(): (v or "").strip()
            for k, v in raw.items()
            if k is not None and not isinstance(v, list)
        }
        where = f"{path.name}, line {reader.line_num}"
        handle = row.get("handle")
        if not handle:
            yield where, row
        elif handle in grouped:
            _add_variant(grouped[handle][1], row)
        else:
            grouped[handle] = (where, {**row, "variants": [_options(row, row)]})
    yield from grouped.values()


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(str(path), "is neither UTF-8 nor GB18030", "save it as UTF-8")


def _options(row: dict[str, Any], first: dict[str, Any]) -> dict[str, str]:
    """Option values of a row by their names (named on a product's first row only)."""
    found = {}
    for key, value in row.items():
        match = _OPTIONS.fullmatch(key)
        if match and match[2].lower() == "value" and value:
            name = first.get(f"option{match[1]} name", "")
            if name and name.lower() != "title":
                found[name] = value
    return found


def _add_variant(product: dict[str, Any], row: dict[str, Any]) -> None:
    product["variants"].append(_options(row, product))
    if row.get("image src"):
        product["image src"] = ";".join(filter(None, [product["image src"], row["image src"]]))


def _field(row: dict[str, Any], name: str) -> Any:
    for header in HEADERS[name]:
        value = row.get(header)
        if value not in (None, "", []):
            return value
    return ""


def _product(where: str, row: dict[str, Any], folder: Path, images: dict[str, str]) -> Product:
    name = str(_field(row, "name"))
    if not name:
        raise InputError(where, "has no name", f"one of the columns {', '.join(HEADERS['name'])}")
    language: Language = "zh" if any(is_han(char) for char in name) else "en"
    description = plain(str(_field(row, "description")))
    price, former = (_money(where, row, field) for field in ("price", "list_price"))
    if price is not None and former is not None and former <= price:
        former = None
    return Product(
        id=str(_field(row, "id") or _field(row, "handle") or name),
        name=name,
        language=language,
        brand=str(_field(row, "brand")),
        category=str(_field(row, "category")),
        price=price,
        list_price=former,
        currency=str(_field(row, "currency")) or ("CNY" if language == "zh" else "USD"),
        points=_points(_field(row, "points")),
        attributes=_attributes(_field(row, "attributes")) + _variants(row.get("variants")),
        promotion=_promotion(str(_field(row, "promotion"))),
        description=description,
        audience=str(_field(row, "audience")),
        media=_media(_field(row, "media"), folder, images),
        source=where,
    )


def _money(where: str, row: dict[str, Any], field: str) -> Decimal | None:
    text = str(_field(row, field))
    found = _MONEY.search(text)
    if not found:
        return None
    if text.lstrip().startswith("-"):
        raise InputError(where, f"{field} is negative: {text}", "give a price above zero")
    try:
        return Decimal(found[0].replace(",", ""))
    except InvalidOperation as error:
        raise InputError(where, f"{field} is no amount: {text}") from error


def _points(cell: Any) -> tuple[str, ...]:
    if isinstance(cell, list):
        return tuple(str(item) for item in cell if item)
    return tuple(part.strip() for part in re.split(r"[；;\n]", str(cell)) if part.strip())


def _attributes(cell: Any) -> tuple[Attribute, ...]:
    """Facts in one cell: `面料:55%亚麻 45%棉|裙长:86cm`, a JSON list of pairs, or a mapping."""
    if isinstance(cell, str) and cell.lstrip()[:1] == "[":
        try:
            cell = json.loads(cell)
        except json.JSONDecodeError:
            return ()
    pairs: list[tuple[str, str]] = []
    if isinstance(cell, dict):
        pairs = [(str(k), str(v)) for k, v in cell.items()]
    elif isinstance(cell, list):
        pairs = [(str(p[0]), str(p[1])) for p in cell if isinstance(p, list) and len(p) == 2]
    else:
        split = (re.split(r"[:：]", part, maxsplit=1) for part in re.split(r"[|｜\n]", str(cell)))
        pairs = [(part[0], part[1]) for part in split if len(part) == 2]
    clean = ((key.strip(), " ".join(plain(value).split())) for key, value in pairs)
    return tuple(
        Attribute(name=key, value=value)
        for key, value in dict(clean).items()
        if key and value and len(value) <= 60
    )


def _variants(variants: Any) -> tuple[Attribute, ...]:
    """What a product comes in: Size S/M/L."""
    values: dict[str, list[str]] = {}
    for variant in variants or ():
        named = variant if isinstance(variant, dict) else {}
        for name, value in named.items():
            if name not in ("sku", "name") and value not in values.setdefault(name, []):
                values[name].append(str(value))
    return tuple(Attribute(name=name, value="/".join(v)) for name, v in values.items())


def _promotion(text: str) -> Promotion | None:
    if not text:
        return None
    found = _DATES.search(text)
    words = "|".join(p.strip() for p in re.split(r"[|｜]", _DATES.sub("", text)) if p.strip())
    if not words:
        return None
    if not found:
        return Promotion(text=words)
    try:
        return Promotion(
            text=words, starts=date.fromisoformat(found[1]), ends=date.fromisoformat(found[2])
        )
    except ValueError:
        return Promotion(text=words)


def _media(cell: Any, folder: Path, images: dict[str, str]) -> tuple[Media, ...]:
    names = cell if isinstance(cell, list) else re.split(r"[;,|\s]+", str(cell))
    found = []
    for name in (str(item).strip() for item in names):
        local = images.get(name, name)
        if name and not urlsplit(local).scheme:
            found.append(Media(path=str((folder / local).resolve())))
    return tuple(found)


class _Text(HTMLParser):
    """Keeps the words of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(text: str) -> str:
    """HTML as plain text; text without tags stays as it is."""
    if "<" not in text:
        return text.strip()
    reader = _Text()
    reader.feed(text)
    return " ".join(" ".join(reader.parts).split())
