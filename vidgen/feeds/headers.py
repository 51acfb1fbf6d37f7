"""Which column holds which field: guessed from its heading, or as the merchant says (`--map`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vidgen.craft.near import nearest
from vidgen.errors import InputError
from vidgen.feeds.lines import Cells

Names = Mapping[str, Sequence[str]]
"""Our field → the headings (lower case) under which it may stand, the likeliest first."""

GUESSES: Names = {
    "id": (
        *("货号", "sku", "variant sku", "goods_sn", "商品编号", "商品编码", "商家编码", "编码"),
        *("商品id", "产品编号", "款号", "id", "product id", "product_id", "item number", "slug"),
    ),
    "name": (
        *("商品名称", "名称", "title", "name", "标题", "品名", "商品标题", "宝贝名称", "产品名称"),
        *("宝贝标题", "商品名", "product name", "product_name", "product title", "product"),
    ),
    "brand": ("品牌", "vendor", "brand", "品牌名称", "brand name", "manufacturer"),
    "category": (
        *("类目", "分类", "category", "product category", "type", "商品分类", "商品类目", "类别"),
        *("categories", "product type", "product_type"),
    ),
    "price": (
        *("售价", "价格", "variant price", "retail_price", "price", "现价", "销售价", "单价"),
        *("一口价", "商品价格", "零售价", "selling price", "selling_price", "unit price"),
    ),
    "list_price": (
        *("划线价", "原价", "variant compare at price", "counter_price", "list_price"),
        *("compare_at_price", "市场价", "吊牌价", "list price", "compare at price", "msrp"),
        *("original price", "original_price", "was price", "rrp"),
    ),
    "sale_price": ("促销价", "活动价", "特价", "折扣价", "sale_price", "sale price", "优惠价"),
    "sale_starts": (
        *("促销开始", "活动开始", "促销开始时间", "活动开始时间", "促销开始日期", "活动开始日期"),
        *("sale_starts", "sale start", "sale starts", "sale start date", "sale_start_date"),
    ),
    "sale_ends": (
        *("促销结束", "活动结束", "促销结束时间", "活动结束时间", "促销结束日期", "活动结束日期"),
        *("sale_ends", "sale end", "sale ends", "sale end date", "sale_end_date"),
    ),
    "sale_dates": ("促销时间", "活动时间", "sale_price_effective_date", "sale dates"),
    "availability": ("库存状态", "availability", "上架状态", "stock status", "stock_status"),
    "points": ("卖点", "selling_points", "points", "brief", "商品卖点", "highlights", "features"),
    "attributes": ("规格参数", "参数", "规格", "attributes", "specs", "商品属性", "属性"),
    "promotion": ("促销", "活动", "promotion", "优惠", "促销信息", "promo", "offer"),
    "description": (
        *("描述", "详情", "body (html)", "description", "商品描述", "商品详情", "body_html"),
        *("long description", "details", "简介"),
    ),
    "media": (
        *("图片", "主图", "image src", "images", "media", "image_link", "gallery", "商品图片"),
        *("商品主图", "主图链接", "图片链接", "图片地址", "image", "image url", "image_url"),
        *("photo", "photos", "picture", "pictures"),
    ),
    "currency": ("币种", "currency", "货币", "price currency"),
    "audience": ("人群", "适用人群", "audience", "目标人群"),
    "link": ("商品链接", "链接", "link", "product link", "product url", "product_url", "url"),
    "gifts": ("赠品", "gifts", "gift"),
    "group": ("item_group_id", "spu", "款式编码", "parent sku", "parent_sku"),
    "handle": ("handle",),
}
"""What each field is called in the sheets we have met."""

MANY = frozenset({"media"})
"""Fields of which every column is read, not only the first that holds something."""

_ALSO = {"sku": "id", "title": "name", "image": "media", "images": "media", "photos": "media"}


def mapped(
    names: Names, headers: Sequence[str], given: Mapping[str, str], usual: Mapping[str, str]
) -> Names:
    """`names` with what the merchant says before every guess: field (or an alias) → heading.

    `usual` comes before guesses too, where the file has its headings. InputError when there is no
    such field, or no such column in the file.
    """
    found = dict(names)
    here = {told: heading for told, heading in usual.items() if _plain(heading) in headers}
    for told, heading in (here | dict(given)).items():
        field, wanted = field_of(told), _plain(heading)
        if wanted not in headers:
            what = f"there is no column {heading!r}{nearest(wanted, headers)}"
            raise InputError(f"--map {told}", what, f"columns: {', '.join(headers[:30])}")
        others = {k: tuple(n for n in v if n != wanted) for k, v in found.items()}
        found = {**others, field: (wanted,)}
    return found


def _plain(heading: str) -> str:
    return " ".join(heading.lower().split())


def field_of(told: str) -> str:
    """The field that a merchant means by `title`, `标题` or `name`; InputError when unknown."""
    plain = told.strip().lower()
    plain = _ALSO.get(plain, plain)
    if plain in GUESSES:
        return plain
    for field, headings in GUESSES.items():
        if plain in headings:
            return field
    known = [field for field in GUESSES if field != "handle"]
    what = f"there is no field {told!r}{nearest(plain, known)}"
    raise InputError("--map", what, f"fields: {', '.join(known)}")


def told(cells: Cells, names: Names) -> dict[str, tuple[str, object]]:
    """Field → (heading, cell): of the first column that holds anything, or all of `MANY`."""
    found: dict[str, tuple[str, object]] = {}
    full = {heading: cell for heading, cell in cells.items() if cell not in (None, "", [])}
    for field, headings in names.items():
        if full.keys().isdisjoint(headings):
            continue
        held = [(h, full[h]) for h in headings if h in full]
        if field in MANY and len(held) > 1:
            found[field] = (held[0][0], [cell for _, cell in held])
        elif held:
            found[field] = held[0]
    return found


def columns(headers: Sequence[str], names: Names) -> dict[str, str]:
    """Heading → the field that is read from it, "" where nothing is."""
    fields = {heading: field for field, held in reversed([*names.items()]) for heading in held}
    return {header: fields.get(header, "") for header in headers}
