"""WooCommerce's export: simple and variable products, variations, sale days, attributes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from vidgen.feeds.feed import Feed

Reads = Callable[..., Feed]

HEAD = (
    "ID,Type,SKU,Name,Published,Short description,Description,Date sale price starts,"
    "Date sale price ends,In stock?,Weight (kg),Sale price,Regular price,Categories,Images,Parent,"
    "Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s)\n"
)
MUG = (
    '7,simple,MG-1,"Mug, enamel",1,Short,"<ul><li>Steel core</li>\\n<li>Two coats</li></ul>",'
    '2026-06-01,2026-06-18,1,0.15,15,18,"Home > Kitchen, Sale","a.jpg, b.jpg",,Volume,12 oz,,\n'
)
SHIRT = (
    "44,variable,SH,Linen Shirt,1,,Cool,,,1,,,,Clothing,shirt.jpg,,Color,"
    '"Red, Blue",Fabric,"Linen, 55\\, Cotton"\n'
    "45,variation,SH-R,Linen Shirt - Red,1,,,,,1,,,39,,red.jpg,id:44,Color,Red,,\n"
    "46,variation,SH-B,Linen Shirt - Blue,1,,,,,1,,,45,,,SH,Color,Blue,,\n"
)


def test_a_simple_product(reads: Reads) -> None:
    found = reads("\ufeff" + HEAD + MUG)
    assert str(found.format) == "WooCommerce CSV"
    (mug,) = found.products
    assert (mug.id, mug.name, mug.category) == ("MG-1", "Mug, enamel", "Home/Kitchen")
    assert mug.description == "Steel core Two coats"
    assert (mug.price, mug.list_price, mug.availability) == (Decimal(15), Decimal(18), "in_stock")
    assert [(a.name, a.value) for a in mug.attributes] == [
        ("Volume", "12 oz"),
        ("Weight", "0.15 kg"),
    ]
    assert [m.path.rsplit("/", 1)[-1] for m in mug.media] == ["a.jpg", "b.jpg"]
    assert found.columns["attribute 1 name"] == "attributes"


@pytest.mark.parametrize(
    ("today", "price"), [(date(2026, 5, 31), 18), (date(2026, 6, 18), 15), (date(2026, 6, 19), 18)]
)
def test_a_sale_runs_from_its_first_to_its_last_day(reads: Reads, today: date, price: int) -> None:
    assert reads(HEAD + MUG, today=today).products[0].price == price


def test_a_sale_without_days_runs(reads: Reads) -> None:
    (mug,) = reads((HEAD + MUG).replace("2026-06-01,2026-06-18", ",")).products
    assert (mug.price, mug.list_price, mug.promotion) == (Decimal(15), Decimal(18), None)


def test_variations_are_one_product(reads: Reads) -> None:
    (shirt,) = reads(HEAD + SHIRT).products
    assert (shirt.id, shirt.name, shirt.price) == ("SH", "Linen Shirt", Decimal(39))
    assert [(v.sku, v.price) for v in shirt.variants] == [
        ("SH-R", Decimal(39)),
        ("SH-B", Decimal(45)),
    ]
    assert {a.name: a.value for a in shirt.attributes} == {
        "Fabric": "Linen/55, Cotton",
        "Color": "Red/Blue",
    }
    assert [m.path.rsplit("/", 1)[-1] for m in shirt.media] == ["shirt.jpg", "red.jpg"]


def test_a_variation_without_its_parent_is_refused(reads: Reads) -> None:
    found = reads(HEAD + MUG + SHIRT.splitlines(keepends=True)[1])
    assert [p.id for p in found.products] == ["MG-1"]
    assert "its parent 'id:44' is not in this file" in str(found.refused[0])


def test_drafts_are_noted(reads: Reads) -> None:
    (entry,) = reads((HEAD + MUG).replace('enamel",1', 'enamel",-1')).entries
    assert "is not published in the shop" in str(entry)


def test_wrong_rows_are_named(reads: Reads) -> None:
    found = reads(HEAD + MUG.replace("15,18", "20,18") + MUG.replace("MG-1", "MG-2"))
    assert [p.id for p in found.products] == ["MG-2"]
    assert str(found.refused[0]).startswith("catalog, line 2, sale price: the sale price 20")
