"""schema.org in saved pages: graphs, lists, offers, groups, reviews; pages without any."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from vidgen.errors import InputError
from vidgen.feeds.feed import Feed

Reads = Callable[..., Feed]

MUG = {
    "@context": "https://schema.org",
    "@type": "Product",
    "name": "Camp Mug &amp; Lid",
    "sku": "MG-1",
    "image": ["https://cdn.example.com/a.jpg", {"@type": "ImageObject", "url": "b.jpg"}],
    "description": "<p>Two coats.</p>",
    "brand": {"@type": "Brand", "name": "White Tower"},
    "material": "Enamel",
    "additionalProperty": [
        {"@type": "PropertyValue", "name": "Volume", "value": 355, "unitText": "ml"}
    ],
    "offers": {
        "@type": "Offer",
        "price": 18.5,
        "priceCurrency": "USD",
        "priceValidUntil": "2026-06-30",
        "availability": "https://schema.org/InStock",
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceType": "https://schema.org/StrikethroughPrice",
            "price": "24.00",
        },
    },
    "aggregateRating": {"ratingValue": 4.8},
    "review": [
        {"@type": "Review", "reviewBody": "Still my favourite.", "author": {"name": "Maya R."}},
        {"@type": "Review", "reviewBody": "Nobody said this."},
        {"@type": "Review", "author": "Tom"},
    ],
}


def page(*values: object) -> str:
    """A saved page with these values in scripts of their own."""
    scripts = "".join(
        f'<script type="application/ld+json">{v if isinstance(v, str) else json.dumps(v)}</script>'
        for v in values
    )
    return f"<!DOCTYPE html><html><head>{scripts}<script>var a = '<';</script></head></html>"


def test_a_product_on_its_page(reads: Reads) -> None:
    found = reads(page(MUG), images={"https://cdn.example.com/a.jpg": "/photos/a.jpg"})
    assert str(found.format) == "schema.org HTML"
    (mug,) = found.products
    assert (mug.id, mug.name, mug.brand) == ("MG-1", "Camp Mug & Lid", "White Tower")
    assert (mug.price, mug.list_price, mug.currency) == (Decimal("18.5"), Decimal(24), "USD")
    assert (mug.availability, mug.description) == ("in_stock", "Two coats.")
    assert [(a.name, a.value) for a in mug.attributes] == [
        ("Material", "Enamel"),
        ("Volume", "355 ml"),
    ]
    assert [m.path.rsplit("/", 1)[-1] for m in mug.media] == ["a.jpg", "b.jpg"]


def test_only_what_a_named_buyer_wrote_is_a_review(reads: Reads) -> None:
    (mug,) = reads(page(MUG)).products
    assert [(r.text, r.by) for r in mug.reviews] == [("Still my favourite.", "Maya R.")]


def test_a_price_that_is_out_of_date_is_not_said(reads: Reads) -> None:
    found = reads(page(MUG), today=date(2026, 7, 1))
    assert found.products[0].price is None
    assert "the price was good until 2026-06-30" in str(found.entries[0])


def test_graphs_lists_and_several_scripts(reads: Reads) -> None:
    graph = {"@graph": [{"@type": "WebPage"}, {**MUG, "sku": "A"}]}
    listed = {"@type": "ItemList", "itemListElement": [{"item": {**MUG, "sku": "B"}}]}
    found = reads(page(graph, [{**MUG, "sku": "C"}], listed, "{broken"))
    assert [p.id for p in found.products] == ["A", "C", "B"]
    assert [str(r) for r in found.refused] == [
        "catalog, script 4: this is not JSON: Expecting property name enclosed in double quotes"
    ]


def test_the_lowest_of_several_offers(reads: Reads) -> None:
    offers = [{"price": "20", "priceCurrency": "EUR"}, {"price": "19", "priceCurrency": "EUR"}]
    assert reads(page({**MUG, "offers": offers})).products[0].price == 19
    several = {"@type": "AggregateOffer", "lowPrice": "17", "highPrice": "30", "offers": offers}
    assert reads(page({**MUG, "offers": several})).products[0].price == 17
    assert reads(page({**MUG, "offers": {"offers": offers}})).products[0].price == 19


def test_a_group_with_its_variants(reads: Reads) -> None:
    offer = {"price": "18.50", "priceCurrency": "EUR"}
    variants = [
        {**MUG, "sku": "R", "color": "Red", "offers": offer},
        {**MUG, "sku": "B", "color": "Blue", "offers": {"price": 21, "priceCurrency": "EUR"}},
    ]
    group = {"@type": "ProductGroup", "name": "Mug", "productGroupID": "G", "hasVariant": variants}
    (mug,) = reads(page(group)).products
    assert (mug.id, mug.price, mug.currency) == ("G", Decimal("18.5"), "EUR")
    assert [v.sku for v in mug.variants] == ["R", "B"]
    assert "Red/Blue" in {f.text for f in mug.facts if f.kind == "variant"}


def test_json_ld_alone(reads: Reads) -> None:
    found = reads(json.dumps(MUG), "mug.json")
    assert (str(found.format), found.products[0].id) == ("schema.org JSON", "MG-1")


@pytest.mark.parametrize(
    "content",
    ["<html><body>Nothing.</body></html>", page({"@type": "WebSite"}), "<html", "<![", "<!doctype"],
)
def test_pages_without_a_product(reads: Reads, content: str) -> None:
    with pytest.raises(InputError, match=r"schema\.org|HTML"):
        reads(content)


def test_a_product_without_a_name(reads: Reads) -> None:
    found = reads(page({"@type": "Product"}, MUG))
    assert [str(r) for r in found.refused] == ["catalog, script 1: has no name"]
    assert len(found.products) == 1


def test_nesting_without_an_end(reads: Reads) -> None:
    found = reads(page("[" * 100_000))
    assert "nested too deep" in str(found.refused[0])
