"""Google Merchant as XML and TSV: sale prices by day, groups, points, details, hostile XML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from vidgen.errors import InputError
from vidgen.feeds.feed import Feed

Reads = Callable[..., Feed]

XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>DR-R</g:id><title>Linen Dress - Red, S</title>
<description><![CDATA[<p>Light &amp; cool.</p>]]></description>
<link>https://shop.example/dress</link>
<g:image_link>https://cdn.example.com/r.jpg</g:image_link>
<g:additional_image_link>https://cdn.example.com/r2.jpg</g:additional_image_link>
<g:additional_image_link>https://cdn.example.com/r3.jpg</g:additional_image_link>
<g:price>59.00 USD</g:price><g:sale_price>39.00 USD</g:sale_price>
<g:sale_price_effective_date>2026-06-01T00:00-0800/2026-06-18T23:59-0800</g:sale_price_effective_date>
<g:availability>in_stock</g:availability><g:brand>Yunqi</g:brand>
<g:product_type>Women &gt; Dresses</g:product_type>
<g:item_group_id>DR</g:item_group_id><g:color>Red</g:color><g:size>S</g:size>
<g:material>Linen</g:material>
<g:product_highlight>Pockets, two of them</g:product_highlight>
<g:product_highlight>Dries overnight</g:product_highlight>
<g:product_detail><g:section_name>Care</g:section_name>
<g:attribute_name>Wash</g:attribute_name><g:attribute_value>30 °C</g:attribute_value></g:product_detail>
</item>
<item><g:id>DR-B</g:id><title>Linen Dress - Blue, S</title>
<g:image_link>https://cdn.example.com/b.jpg</g:image_link>
<g:price>59.00 USD</g:price><g:sale_price>39.00 USD</g:sale_price>
<g:sale_price_effective_date>2026-06-01T00:00-0800/2026-06-18T23:59-0800</g:sale_price_effective_date>
<g:item_group_id>DR</g:item_group_id><g:color>Blue</g:color><g:size>S</g:size>
<g:material>Linen</g:material></item>
<item><g:id>MG</g:id><title>Mug</title><g:price>free</g:price></item>
<item><g:id>CU</g:id><g:title>Cup</g:title><g:price>EUR 12</g:price>
<g:availability>out of stock</g:availability></item>
</channel></rss>
"""
TSV = (
    "id\ttitle\tdescription\timage link\tadditional image link\tprice\tsale price\t"
    "sale price effective date\tavailability\tproduct highlight\tproduct detail\n"
    'A1\t"Camp Mug, 12 oz"\t"Two\nlines"\tmug.jpg\tmug2.jpg,mug3.jpg\t18.00 USD\t15.00 USD\t'
    "2026-06-01T00:00+0000/2026-06-11T00:00+0000\tin stock\t"
    '"""Enamel, two coats"",""For open fire"""\tGeneral:Volume:355 ml,General:Weight:150 g\n'
)


def test_an_xml_feed(reads: Reads) -> None:
    found = reads(XML)
    assert str(found.format) == "Google XML"
    dress, cup = found.products
    assert (dress.id, dress.name, dress.brand) == ("DR", "Linen Dress", "Yunqi")
    assert (dress.price, dress.list_price, dress.currency) == (Decimal(39), Decimal(59), "USD")
    assert dress.promotion is not None
    assert (dress.promotion.starts, dress.promotion.ends) == (date(2026, 6, 1), date(2026, 6, 18))
    assert dress.points == ("Pockets, two of them", "Dries overnight")
    assert {a.name: a.value for a in dress.attributes} == {
        "Wash": "30 °C",
        "Size": "S",
        "Material": "Linen",
        "Color": "Red/Blue",
    }
    assert [v.sku for v in dress.variants] == ["DR-R", "DR-B"]
    assert (dress.description, dress.link) == ("Light & cool.", "https://shop.example/dress")
    assert (cup.name, cup.currency, cup.availability) == ("Cup", "EUR", "out_of_stock")
    assert [str(r) for r in found.refused] == ["catalog, item 3, price: 'free' is not a price"]


@pytest.mark.parametrize(
    ("today", "price", "before"),
    [
        (date(2026, 5, 31), 18, None),
        (date(2026, 6, 1), 15, 18),
        (date(2026, 6, 10), 15, 18),
        (date(2026, 6, 11), 18, None),
        (None, 18, None),
    ],
)
def test_a_sale_price_is_said_only_while_its_sale_runs(
    reads: Reads, today: date | None, price: int, before: int | None
) -> None:
    (mug,) = reads(TSV, today=today).products
    assert mug.price == price
    assert mug.list_price == before
    assert (mug.promotion is not None) == (before is not None)


def test_a_tsv_feed(reads: Reads) -> None:
    found = reads(TSV)
    assert str(found.format) == "Google TSV"
    (mug,) = found.products
    assert (mug.name, mug.description) == ("Camp Mug, 12 oz", "Two lines")
    assert mug.points == ("Enamel, two coats", "For open fire")
    assert [(a.name, a.value) for a in mug.attributes] == [
        ("Volume", "355 ml"),
        ("Weight", "150 g"),
    ]
    assert [m.path.rsplit("/", 1)[-1] for m in mug.media] == ["mug.jpg", "mug2.jpg", "mug3.jpg"]


def test_utf_16_as_excel_saves_it(reads: Reads) -> None:
    assert reads(TSV.encode("utf-16")).products == reads(TSV).products


def test_a_feed_in_gb18030(reads: Reads) -> None:
    told = XML.replace("UTF-8", "GB18030").replace("Linen Dress", "亚麻裙")
    assert reads(told.encode("gb18030")).products[0].name == "亚麻裙"


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ("2026-06-18/2026-06-01", "the sale ends on 2026-06-01, before it begins"),
        ("soon", "is not two days"),
        ("2026-06-31/2026-07-01", "is not a day"),
    ],
)
def test_days_that_are_none_refuse_the_row(reads: Reads, dates: str, words: str) -> None:
    held = "2026-06-01T00:00+0000/2026-06-11T00:00+0000"
    (refused,) = reads(TSV.replace(held, dates)).refused
    assert words in str(refused)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("15.00 USD", "19.00 USD", "the sale price 19.00 is above the price 18.00"),
        ("15.00 USD", "15.00 EUR", "is in EUR, but the price is in USD"),
    ],
)
def test_sale_prices_that_cannot_be_true(reads: Reads, old: str, new: str, words: str) -> None:
    (refused,) = reads(TSV.replace(old, new)).refused
    assert words in str(refused)


def test_a_variant_told_twice(reads: Reads) -> None:
    head = "id\ttitle\timage_link\tprice\titem_group_id\tcolor\n"
    row = "A\tHat\ta.jpg\t9 USD\tG\tRed\n"
    same = reads(head + row + row)
    assert (len(same.products), same.refused) == (1, ())
    assert "line 3 is the same row again" in str(same.entries[0])
    other = reads(head + row + row.replace("Red", "Blue"))
    assert [r.code for r in other.refused] == ["E_DUP"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<rss><channel><item><title>&x;</title></item></channel></rss>"
)


@pytest.mark.parametrize("hostile", [BOMB, OUTSIDE])
def test_entities_are_refused(reads: Reads, hostile: str) -> None:
    with pytest.raises(InputError, match="declares XML entities"):
        reads(hostile)


def test_xml_that_breaks_keeps_what_came_before(reads: Reads) -> None:
    found = reads(XML[: XML.index("<item><g:id>CU")])
    assert [p.id for p in found.products] == ["DR"]
    assert found.refused[-1].code == "E_ROW"
    with pytest.raises(InputError, match="this is not XML"):
        reads("<?xml version='1.0'?><rss><channel><item>")
    with pytest.raises(InputError, match="holds no <item>"):
        reads("<?xml version='1.0'?><rss></rss>")


def test_an_atom_feed(reads: Reads) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">'
        '<entry><g:id>1</g:id><title>Mug</title><link href="https://shop.example/mug"/>'
        "<g:price>18 USD</g:price></entry></feed>"
    )
    (mug,) = reads(atom).products
    assert (mug.link, mug.price) == ("https://shop.example/mug", Decimal(18))
