"""Catalog rows: facts in one cell taken apart, variants joined, bad rows named, the rest kept."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.errors import InputError
from vidgen.feeds import feed
from vidgen.feeds.lines import Refused
from vidgen.feeds.markup import plain
from vidgen.feeds.sheet import Understood
from vidgen.model.product import Attribute, Product

MERCHANT = """\
货号,品牌,商品名称,类目,售价,划线价,卖点,规格参数,促销,描述,图片
0123,云栖,亚麻围巾,配饰/围巾,"1,299.00",1599,软；不扎脖子，能机洗,面料:55%亚麻 45%棉|长度：180cm,\
秋季新品|满299减40|2026-09-01~2026-09-18,开车坐车都能披。,a.jpg;b.jpg
HT-2,山屿,毛线帽,配饰/帽子,89.9,,毛球可拆,,第二件半价,,
"""
SHOPIFY = """\
Handle,Title,Body (HTML),Vendor,Product Category,Option1 Name,Option1 Value,Variant SKU,\
Variant Price,Variant Compare At Price,Image Src
scarf,Linen Scarf,"<p>Soft. <b>Washable.</b></p>",Yunqi,Scarves,Size,S,SC-S,39.00,59.00,\
https://cdn.example.com/a.jpg
scarf,,,,,,M,SC-M,39.00,59.00,https://cdn.example.com/b.jpg
mug,Camp Mug,,White Tower,Drinkware,Title,Default Title,MG-1,18.00,,
"""
LITEMALL = """\
id,goods_sn,name,category,brief,counter_price,retail_price,detail,attributes
77,1006,羊毛被,被枕,臻品羊毛,479.00,459.00,"<p><img src=""x.jpg""/></p>",\
"[[""面料"", ""100%棉""], [""尺寸"", ""200*230cm/220*240cm""], [""面料"", ""100%棉""]]"
"""


def read_sheet(path: Path, images: dict[str, str] | None = None) -> list[Product | Refused]:
    """Every row, as a product or as the reason why not."""
    entries = feed.read(path, feed.Asked(images=images or {})).entries
    return [entry if isinstance(entry, Refused) else entry.product for entry in entries]


def products(path: Path, text: str, encoding: str = "utf-8", **images: str) -> list[Product]:
    """Every row, none of which may be refused."""
    path.write_text(text, encoding=encoding)
    rows = list(
        read_sheet(path, {f"https://cdn.example.com/{k}.jpg": v for k, v in images.items()})
    )
    assert not [row for row in rows if isinstance(row, Refused)]
    return [row for row in rows if isinstance(row, Product)]


def test_a_merchants_sheet(tmp_path: Path) -> None:
    scarf, hat = products(tmp_path / "a.csv", MERCHANT)
    assert (scarf.id, scarf.brand, scarf.category) == ("0123", "云栖", "配饰/围巾")
    assert (scarf.price, scarf.list_price, scarf.currency) == (
        Decimal("1299.00"),
        Decimal(1599),
        "CNY",
    )
    assert scarf.points == ("软", "不扎脖子，能机洗")
    assert [(a.name, a.value) for a in scarf.attributes] == [
        ("面料", "55%亚麻 45%棉"),
        ("长度", "180cm"),
    ]
    assert scarf.promotion is not None
    assert scarf.promotion.text == "秋季新品|满299减40"
    assert (scarf.promotion.starts, scarf.promotion.ends) == (
        date(2026, 9, 1),
        date(2026, 9, 18),
    )
    assert [m.path for m in scarf.media] == [str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")]
    assert (scarf.source, hat.source) == ("a.csv, line 2", "a.csv, line 3")
    assert hat.promotion is not None
    assert (hat.promotion.text, hat.promotion.starts) == ("第二件半价", None)
    assert (hat.list_price, hat.attributes, hat.media) == (None, (), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_give_the_same_products(tmp_path: Path, encoding: str) -> None:
    known = products(tmp_path / "a.csv", MERCHANT)
    assert products(tmp_path / "a.csv", MERCHANT, encoding) == known


def test_tabs_and_commas_give_the_same_products(tmp_path: Path) -> None:
    tabs = products(tmp_path / "a.tsv", "name\tprice\nLinen, soft\t18\n")
    assert [(p.name, p.price) for p in tabs] == [("Linen, soft", Decimal(18))]


def test_a_shopify_export(tmp_path: Path) -> None:
    scarf, mug = products(tmp_path / "s.csv", SHOPIFY, a=str(tmp_path / "scarf.jpg"))
    assert (scarf.name, scarf.language, scarf.currency) == ("Linen Scarf", "en", "USD")
    assert scarf.attributes == (Attribute(name="Size", value="S/M"),)
    assert scarf.description == "Soft. Washable."
    assert [m.path for m in scarf.media] == [str(tmp_path / "scarf.jpg")]
    assert mug.attributes == ()
    assert mug.media == ()
    assert mug.list_price is None


def test_attributes_as_pairs_in_json(tmp_path: Path) -> None:
    (quilt,) = products(tmp_path / "g.csv", LITEMALL)
    assert (quilt.id, quilt.price, quilt.list_price) == ("1006", Decimal(459), Decimal(479))
    assert quilt.points == ("臻品羊毛",)
    assert [(a.name, a.value) for a in quilt.attributes] == [
        ("面料", "100%棉"),
        ("尺寸", "200*230cm/220*240cm"),
    ]


def test_a_list_of_products(tmp_path: Path) -> None:
    item = {
        "id": 126,
        "name": "White Plimsolls",
        "category": "Sneakers",
        "price": "240.000",
        "currency": "PLN",
        "variants": [{"sku": "1", "name": "39"}],
        "media": ["photos/a.png"],
    }
    (shoe,) = products(tmp_path / "catalog.json", json.dumps([item]))
    assert (shoe.id, shoe.price, shoe.currency) == ("126", Decimal(240), "PLN")
    assert [m.path for m in shoe.media] == [str(tmp_path / "photos/a.png")]


def test_bad_rows_are_named_and_do_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,price\nMug,18\n,19\nCup,-5\nBowl,20\n", encoding="utf-8")
    rows = list(read_sheet(path))
    assert [row.name for row in rows if isinstance(row, Product)] == ["Mug", "Bowl"]
    assert [str(row) for row in rows if isinstance(row, Refused)] == [
        "a.csv, line 3: has no name",
        "a.csv, line 4, price: -5 is below zero",
    ]


def row(tmp_path: Path, **cells: object) -> Product | Refused:
    """One row of a list, with these cells."""
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"name": "Mug", **cells}]), encoding="utf-8")
    (found,) = read_sheet(path)
    return found


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("¥1,299.00", "1299.00", "CNY"),
        ("199元", "199", "CNY"),
        ("人民币 199", "199", "CNY"),
        ("HK$88", "88", "HKD"),
        ("US$ 1,299", "1299", "USD"),
        ("249,00 zł", "249.00", "PLN"),
        ("$18.50", "18.50", "USD"),
        ("18 EUR", "18", "EUR"),
        ("EUR 1.299,00", "1299.00", "EUR"),
        ("17,50 €", "17.50", "EUR"),
        (18.5, "18.5", "USD"),
    ],
)
def test_an_amount_as_shops_write_it(
    tmp_path: Path, cell: object, amount: str, currency: str
) -> None:
    mug = row(tmp_path, price=cell)
    assert isinstance(mug, Product)
    assert (str(mug.price), mug.currency) == (amount, currency)


@pytest.mark.parametrize("cell", ["", "-", "N/A", "无", "0", "0.00", None])
def test_no_price_is_no_price(tmp_path: Path, cell: object) -> None:
    mug = row(tmp_path, price=cell)
    assert isinstance(mug, Product)
    assert mug.price is None


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"price": "¥-5"}, "price: -5 is below zero"),
        ({"price": "−5"}, "price: -5 is below zero"),
        ({"price": "18-24"}, "price: '18-24' is not a price"),
        ({"price": "1e5"}, "price: '1e5' is not a price"),
        ({"price": "ask"}, "price: 'ask' is not a price"),
        ({"price": "20", "list_price": "10"}, "list_price: 10 is below the price 20"),
        ({"name": "M" * 301}, "name: is 301 characters long, at most 300 are allowed"),
        ({"name": "Mug\x1b[31m"}, "name: holds the unprintable character U+001B"),
        ({"name": {"a": "b"}}, "name: must be a text"),
        ({"attributes": "[broken"}, "attributes: begins like a JSON list but is none"),
        ({"promotion": "Half|2026-02-01~2026-02-30"}, "promotion: 2026-02-30 is not a day"),
        ({"promotion": "Half|2026-06-18~2026-06-01"}, "promotion: ends on 2026-06-01, before"),
    ],
)
def test_a_cell_that_would_make_the_film_untrue_refuses_the_row(
    tmp_path: Path, cells: dict[str, object], told: str
) -> None:
    refused = row(tmp_path, **cells)
    assert isinstance(refused, Refused)
    assert str(refused).startswith(f"list.json, item 1, {told}")


@pytest.mark.parametrize(
    ("cell", "text", "starts", "ends"),
    [
        ("满减|2026-06-16 00:00~2026-06-20 24:00", "满减", (6, 16), (6, 20)),
        ("满减 2026/6/16至2026/6/20", "满减", (6, 16), (6, 20)),
        ("2026年6月16日-2026年6月20日 满减", "满减", (6, 16), (6, 20)),
        ("满减|2026-06-16~2026-06-20 00:00", "满减", (6, 16), (6, 19)),
    ],
)
def test_days_of_an_offer(
    tmp_path: Path, cell: str, text: str, starts: tuple[int, int], ends: tuple[int, int]
) -> None:
    mug = row(tmp_path, promotion=cell)
    assert isinstance(mug, Product)
    assert mug.promotion is not None
    assert mug.promotion.text == text
    assert (mug.promotion.starts, mug.promotion.ends) == (date(2026, *starts), date(2026, *ends))


def test_a_long_description_is_cut_and_a_long_notice_is_no_attribute(tmp_path: Path) -> None:
    mug = row(
        tmp_path, description="字" * 10_000, attributes=[["Note", "n" * 61], ["Size", "8 cm"]]
    )
    assert isinstance(mug, Product)
    assert len(mug.description) == 5000
    assert mug.attributes == (Attribute(name="Size", value="8 cm"),)


def test_names_of_files_may_hold_spaces(tmp_path: Path) -> None:
    mug = row(tmp_path, images="photos/front view.jpg;b.jpg")
    assert isinstance(mug, Product)
    assert [Path(m.path).name for m in mug.media] == ["front view.jpg", "b.jpg"]


@pytest.mark.parametrize("heading", ["颜色", "color", "Colour"])
def test_columns_of_one_fact_each_are_attributes(tmp_path: Path, heading: str) -> None:
    (mug,) = products(tmp_path / "a.csv", f"name,{heading},attributes\nMug,Red,Volume:12 oz\n")
    assert [a.value for a in mug.attributes] == ["12 oz", "Red"]


def test_rows_of_one_group_are_variants(tmp_path: Path) -> None:
    sheet = "spu,货号,商品名称,颜色,尺码,售价,币种\nC,C-1,亚麻裙,红,S,99,人民币\nC,C-2,亚麻裙,蓝,S,99,元\n"
    (dress,) = products(tmp_path / "a.csv", sheet)
    assert (dress.id, dress.currency, len(dress.variants)) == ("C", "CNY", 2)
    assert [(f.id, f.text) for f in dress.facts if f.kind == "variant"] == [
        ("variant.颜色", "红/蓝")
    ]


def test_the_delimiter_may_be_told(tmp_path: Path) -> None:
    (mug,) = products(tmp_path / "a.csv", 'sep=;\nname;price\n"Mug, blue";17,50 €\n')
    assert (mug.name, mug.price, mug.source) == ("Mug, blue", Decimal("17.50"), "a.csv, line 3")


def test_semicolons_part_columns_too(tmp_path: Path) -> None:
    (mug,) = products(tmp_path / "a.csv", "name;price;brand\nMug;17,50 €;A\n")
    assert (mug.price, mug.currency, mug.brand) == (Decimal("17.50"), "EUR", "A")


def test_what_is_no_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[1, {"name": "Mug"}, null]', encoding="utf-8")
    rows = list(read_sheet(path))
    assert [isinstance(found, Product) for found in rows] == [False, True, False]
    assert str(rows[0]) == "a.json, item 1: is not a product: it has no named fields"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b"[" * 50_000, "nested too deep"),
        ("a.csv", b"\xff\xff\xff", "is neither UTF-8 nor GB18030"),
        ("a.json", b'[{"name": }]', "line 1: this is not JSON"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words):
        list(read_sheet(tmp_path / name))


def test_html_becomes_text() -> None:
    assert plain("<p>One</p>\n<ul><li>two &amp; three</li></ul><img src='x'>") == "One two & three"
    assert plain(" no tags ") == "no tags"
    assert plain("18.5&nbsp;g &amp; less") == "18.5 g & less"
    assert plain("<p>A <b>bold</b>, word.</p><script>alert(1)</script>") == "A bold, word."
    assert plain("below <50 dB") == "below <50 dB"


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=11, max_size=11), max_size=4))
def test_any_row_is_a_product_or_refused(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    items = [dict(zip(MERCHANT.splitlines()[0].split(","), row, strict=True)) for row in cells]
    path = tmp_path_factory.mktemp("any") / "a.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    rows = list(read_sheet(path))
    assert len(rows) == len(items)
    assert all(row.name if isinstance(row, Product) else row.what for row in rows)


def test_a_blank_availability_beside_a_known_one_is_no_unknown_word(tmp_path: Path) -> None:
    kinds = [{"sku": "C-1", "availability": " "}, {"sku": "C-2", "availability": "in stock"}]
    goods = [{"sku": "C", "title": "Cup", "price": "10", "variants": kinds}]
    (tmp_path / "a.json").write_text(json.dumps(goods), encoding="utf-8")
    (entry,) = feed.read(tmp_path / "a.json").entries
    assert isinstance(entry, Understood)
    assert entry.product.availability == "in_stock"
    assert not [note for note in entry.notes if "not known" in note]
