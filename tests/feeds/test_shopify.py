"""Shopify's export: variants and pictures on their own rows, compare-at prices, stock."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from vidgen.feeds.feed import Feed
from vidgen.model.product import Product

Reads = Callable[..., Feed]

HEAD = (
    "Handle,Title,Body (HTML),Vendor,Product Category,Option1 Name,Option1 Value,Option2 Name,"
    "Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,"
    "Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Image Position,"
    "Variant Image,Status,Fabric (product.metafields.custom.fabric)\n"
)
SHIRT = (
    'shirt,Linen Shirt,"<p>Light.\n<b>Washable</b> &amp; soft.</p>",Yunqi,Shirts,Color,Red,Size,S,'
    "SH-R-S,shopify,3,deny,39.00,59.00,https://cdn.example.com/b.jpg,2,"
    "https://cdn.example.com/red.jpg,active,Linen\n"
    "shirt,,,,,,Red,,M,SH-R-M,shopify,0,deny,39.00,59.00,https://cdn.example.com/a.jpg,1,,,\n"
    "shirt,,,,,,Blue,,M,SH-B-M,shopify,0,deny,45.00,,,,,,\n"
    "shirt,,,,,,,,,,,,,,,https://cdn.example.com/c.jpg,3,,,\n"
)
IMAGES = {f"https://cdn.example.com/{n}.jpg": f"/photos/{n}.jpg" for n in ("a", "b", "c", "red")}


def test_variants_and_pictures_are_one_product(reads: Reads) -> None:
    found = reads(HEAD + SHIRT, images=IMAGES)
    assert str(found.format) == "Shopify CSV"
    (shirt,) = found.products
    assert (shirt.id, shirt.name, shirt.description) == (
        "SH-R-S",
        "Linen Shirt",
        "Light. Washable & soft.",
    )
    assert [v.sku for v in shirt.variants] == ["SH-R-S", "SH-R-M", "SH-B-M"]
    assert shirt.variants[2].price == Decimal(45)
    assert {f.id: f.text for f in shirt.facts if f.kind == "variant"} == {
        "variant.Color": "Red/Blue",
        "variant.Size": "S/M",
    }
    assert [(a.name, a.value) for a in shirt.attributes] == [
        ("Fabric", "Linen"),
        ("Color", "Red/Blue"),
        ("Size", "S/M"),
    ]
    assert [m.path for m in shirt.media] == [f"/photos/{n}.jpg" for n in ("a", "b", "c", "red")]


def test_the_lowest_price_is_said_and_the_others_are_noted(reads: Reads) -> None:
    (entry,) = reads(HEAD + SHIRT, images=IMAGES).entries
    (shirt,) = reads(HEAD + SHIRT, images=IMAGES).products
    assert (shirt.price, shirt.list_price) == (Decimal(39), Decimal(59))
    assert "variants cost 39.00 to 45.00: the lowest is said" in getattr(entry, "notes", ())


def test_sold_out_only_when_every_variant_is(reads: Reads) -> None:
    assert reads(HEAD + SHIRT).products[0].availability == ""
    gone = (HEAD + SHIRT).replace("shopify,3,deny", "shopify,0,deny")
    assert reads(gone).products[0].availability == "out_of_stock"


def test_a_wrong_variant_does_not_stop_the_product(reads: Reads) -> None:
    found = reads((HEAD + SHIRT).replace("0,deny,45.00", "0,deny,ask us"))
    assert [v.sku for v in found.products[0].variants] == ["SH-R-S", "SH-R-M"]
    (refused,) = found.refused
    assert str(refused) == "catalog, line 5, variant price: 'ask us' is not a price"


def test_addresses_without_a_file_are_left_out_with_a_reason(reads: Reads) -> None:
    (entry,) = reads(HEAD + SHIRT).entries
    assert "4 pictures are addresses without a local file: left out" in getattr(entry, "notes", ())


def test_drafts_are_noted_and_a_lone_variant_is_none(reads: Reads) -> None:
    mug = "mug,Mug,,A,,Title,Default Title,,,MG-1,,,,18.00,,,,,draft,\n"
    (entry,) = reads(HEAD + mug).entries
    assert "its status in the shop is draft" in getattr(entry, "notes", ())
    (product,) = reads(HEAD + mug).products
    assert (product.variants, product.price) == ((), Decimal(18))


def test_the_same_sku_in_two_products_is_refused_once(reads: Reads) -> None:
    mugs = "mug,Mug,,A,,Title,Default Title,,,MG-1,,,,18.00,,,,,,\n"
    more = mugs + mugs.replace("mug,Mug", "cup,Cup") + mugs.replace("MG-1", "MG-2")
    found = reads(HEAD + more)
    assert [p.name for p in found.products] == ["Mug"]
    assert [r.code for r in found.refused] == ["E_DUP"]


def test_a_product_without_variants_has_the_digest_that_it_always_had(reads: Reads) -> None:
    (mug,) = reads("name,price\nMug,18\n").products
    assert {"variants", "availability"} & set(mug.model_dump()) == set()
    (shirt,) = reads(HEAD + SHIRT).products
    assert Product.from_json(shirt.to_json(), "shirt") == shirt
    assert "variants" in shirt.canonical()
