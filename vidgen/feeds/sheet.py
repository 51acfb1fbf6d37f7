"""Catalogs of rows: a merchant's sheet, a shop's export or a list of products becomes Products.

Columns are guessed from their headers; cells that hold several facts are taken apart. Rows that
cannot be understood are named, and do not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from vidgen.errors import InputError
from vidgen.feeds import cells, fields
from vidgen.feeds.markup import plain
from vidgen.feeds.table import VARIANTS, Row, rows
from vidgen.model.product import Attribute, Language, Product

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
    "media": ("图片", "主图", "image src", "images", "media", "image_link", "gallery"),
    "currency": ("币种", "currency"),
    "audience": ("人群", "适用人群", "audience"),
    "handle": ("handle",),
}
"""What each field of a product is called in the headers we have met, the likeliest first."""


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
    for where, row in rows(path):
        try:
            yield _Reader(where, row).product(path.parent, images or {})
        except InputError as error:
            yield Refused(error.where, error.what)


class _Reader:
    """Reads the fields of one row."""

    def __init__(self, where: str, row: object) -> None:
        if not isinstance(row, dict):
            raise InputError(where, "is not a product: it has no named fields")
        self._place = where
        self._row: Row = row

    def product(self, folder: Path, images: dict[str, str]) -> Product:
        """Every field, checked. Descriptions are cut to `fields.LONG` characters."""
        name = self._text("name")
        if not name:
            raise InputError(self._place, "has no name")
        language: Language = "zh" if fields.is_chinese(name) else "en"
        price, list_price, currency = self._prices(language)
        return Product(
            id=self._text("id") or self._text("handle") or name,
            name=name,
            language=language,
            brand=self._text("brand"),
            category=self._text("category"),
            price=price,
            list_price=list_price,
            currency=currency,
            points=cells.points(*self._cell("points")),
            attributes=cells.attributes(*self._cell("attributes")) + self._variants(),
            promotion=cells.promotion(*self._cell("promotion")),
            description=self._description(),
            audience=self._text("audience"),
            media=cells.media(*self._cell("media"), folder, images),
            source=self._place,
        )

    def _cell(self, field: str) -> tuple[str, object]:
        """(where it stands, what it holds) of the first column for `field` that holds anything."""
        for header in HEADERS[field]:
            value = self._row.get(header)
            if value not in (None, "", []):
                return f"{self._place}, {header}", value
        return f"{self._place}, {field}", ""

    def _text(self, field: str) -> str:
        where, value = self._cell(field)
        return fields.text(where, plain(value) if isinstance(value, str) else value)

    def _description(self) -> str:
        where, value = self._cell("description")
        told = plain(value)[: fields.LONG] if isinstance(value, str) else value
        return fields.text(where, told, fields.LONG)

    def _prices(self, language: Language) -> tuple[Decimal | None, Decimal | None, str]:
        """Price, list price if above it, and their currency: a column's, a cell's, or usual."""
        where, cell = self._cell("price")
        price, told = cells.money(where, cell)
        where, cell = self._cell("list_price")
        before, _ = cells.money(where, cell)
        if price is not None and before is not None and before < price:
            raise InputError(where, f"{before} is below the price {price}")
        where, given = self._cell("currency")
        currency = fields.currency(where, given or told or "", language) if given or told else ""
        usual = "CNY" if language == "zh" else "USD"
        return price, before if before != price and price is not None else None, currency or usual

    def _variants(self) -> tuple[Attribute, ...]:
        """What a product comes in: Size S/M/L."""
        values: dict[str, list[str]] = {}
        variants = self._row.get(VARIANTS)
        for variant in variants if isinstance(variants, list) else ():
            for name, value in variant.items() if isinstance(variant, dict) else ():
                if name not in ("sku", "name") and str(value) not in values.setdefault(name, []):
                    values[name].append(str(value))
        return tuple(Attribute(name=name, value="/".join(held)) for name, held in values.items())
