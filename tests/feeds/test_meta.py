"""Meta's catalog: Google's names in a CSV, its own comment row, numbered pictures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from vidgen.feeds.feed import Feed

Reads = Callable[..., Feed]

HEAD = (
    "id,title,description,availability,condition,price,link,image_link,brand,item_group_id,color,"
    "size,sale_price,sale_price_effective_date\n"
)
ROWS = (
    'B-1,Tote - Sand,"Holds a laptop.\nWaxed canvas.",in stock,new,45.00 USD,'
    "https://shop.example/tote,https://cdn.example.com/s.jpg,Yunqi,B,Sand,,39.00 USD,"
    "2026-06-01T00:00-08:00/2026-06-30T23:59-08:00\n"
    "B-2,Tote - Ink,,out of stock,new,45.00 USD,https://shop.example/tote,"
    "https://cdn.example.com/i.jpg,Yunqi,B,Ink,,,\n"
    "C-1,Cap,,available for order,new,19 USD,nowhere,cap.jpg,Yunqi,,Black,,,\n"
)


def test_a_catalog(reads: Reads) -> None:
    found = reads(HEAD + ROWS)
    assert str(found.format) == "Meta CSV"
    tote, cap = found.products
    assert (tote.id, tote.name, tote.price, tote.list_price) == (
        "B",
        "Tote",
        Decimal(39),
        Decimal(45),
    )
    assert tote.description == "Holds a laptop. Waxed canvas."
    assert [v.price for v in tote.variants] == [39, 45]
    assert {f.text for f in tote.facts if f.kind == "variant"} == {"Sand/Ink"}
    assert (cap.variants, cap.link) == ((), "")
    assert [(a.name, a.value) for a in cap.attributes] == [("Color", "Black")]
    assert "its link is no web address: left out" in str(found.entries[1])


def test_a_variant_keeps_the_group_in_stock(reads: Reads) -> None:
    sold = reads((HEAD + ROWS).replace(",in stock", ",out of stock"))
    assert sold.products[0].availability == "out_of_stock"
    swapped = ROWS.replace(",in stock", ",x").replace(",out of stock", ",in stock")
    assert (
        reads(HEAD + swapped.replace(",x", ",out of stock")).products[0].availability == "in_stock"
    )


def test_the_template_with_its_row_of_comments(reads: Reads) -> None:
    comments = "# Required | A unique ID,# Required | A title,,,,,,,,,,,,\n"
    assert len(reads(comments + HEAD + ROWS).products) == 2


def test_numbered_pictures(reads: Reads) -> None:
    sheet = (
        "id,title,price,image[0].url,image[1].url,quantity_to_sell_on_facebook\n"
        "1,Mug,18 USD,a.jpg,b.jpg,4\n"
    )
    found = reads(sheet)
    assert str(found.format) == "Meta CSV"
    assert [m.path.rsplit("/", 1)[-1] for m in found.products[0].media] == ["a.jpg", "b.jpg"]


def test_a_row_without_a_title(reads: Reads) -> None:
    found = reads(HEAD + ROWS + "D-1,,,in stock,new,5 USD,,,,,,,,\n")
    assert [str(r) for r in found.refused] == ["catalog, line 6: has no name"]
