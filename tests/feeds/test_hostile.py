"""Catalogs that are broken, or meant to break: every one ends in products, refusals or one error."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.errors import InputError
from vidgen.feeds import feed, source, table
from vidgen.feeds.feed import Asked, Feed
from vidgen.feeds.lines import Refused

Reads = Callable[..., Feed]

HEAD = "sku,name,price,description\n"


def test_identical_rows_come_once_with_a_note(reads: Reads) -> None:
    found = reads(HEAD + "1,Mug,18,\n1,Mug,18,\n2,Cup,9,\n")
    assert [p.id for p in found.products] == ["1", "2"]
    assert "catalog, line 3 is the same product again: left out" in str(found.entries[0])


def test_other_rows_of_one_sku_are_refused(reads: Reads) -> None:
    found = reads(HEAD + "1,Mug,18,\n1,Mug,19,\n1,Cup,18,\n")
    assert [p.name for p in found.products] == ["Mug"]
    assert [(r.code, r.where) for r in found.refused] == [
        ("E_DUP", "catalog, line 3"),
        ("E_DUP", "catalog, line 4"),
    ]
    assert "has the id 1 of catalog, line 2" in found.refused[0].what


def test_rows_in_another_encoding_are_named_not_garbled(reads: Reads) -> None:
    rows = [HEAD.encode(), *(f"{n},白瓷杯{n},9,\n".encode() for n in range(5))]
    found = reads(b"".join([*rows, "7,青瓷杯,9,\n".encode("gb18030"), "8,碗,9,\n".encode()]))
    assert [p.name for p in found.products][-1] == "碗"
    assert len(found.products) == 6
    assert [(r.code, r.where) for r in found.refused] == [("E_ENCODING", "catalog, line 7")]


def test_one_broken_byte_in_gb18030(reads: Reads) -> None:
    rows = (HEAD + "1,白瓷杯,9,\n2,青瓷杯,9,\n").encode("gb18030")
    found = reads(rows + b"3,\xff\xff,9,\n")
    assert ([p.name for p in found.products], found.refused[0].code) == (
        ["白瓷杯", "青瓷杯"],
        "E_ENCODING",
    )


def test_latin_1_is_not_taken_for_chinese(reads: Reads) -> None:
    sheet = HEAD + "1,Café crème,9,\n2,Thé glacé,9,à la carte é\n"
    try:
        names = [p.name for p in reads(sheet.encode("latin-1")).products]
    except InputError:
        names = []
    assert names == []


def test_nul_bytes_refuse_their_row(reads: Reads) -> None:
    found = reads(HEAD + "1,Mu\0g,18,\n2,Cup,9,\n")
    assert [p.name for p in found.products] == ["Cup"]
    assert found.refused[0].code == "E_ENCODING"
    with pytest.raises(InputError, match="is no text"):
        reads(b"\0\1\2\3" * 100)


def test_a_quote_that_never_closes_costs_its_own_row(reads: Reads) -> None:
    found = reads(HEAD + '1,"Mug,18,\n2,Cup,9,\n3,"Bowl, blue",9,\n')
    assert [p.name for p in found.products] == ["Cup", "Bowl, blue"]
    assert [(r.code, r.where) for r in found.refused] == [("E_ROW", "catalog, line 2")]


def test_more_cells_than_headings(reads: Reads) -> None:
    found = reads(HEAD + "1,Mug, large,18,steel,\n2,Cup,9,,\n")
    assert [p.name for p in found.products] == ["Cup"]
    assert "more cells than there are headings" in found.refused[0].what


def test_a_field_too_large_refuses_its_row(reads: Reads) -> None:
    found = reads(HEAD + f"1,Mug,18,{'x' * 200_000}\n2,Cup,9,\n")
    assert [p.name for p in found.products] == ["Cup"]
    assert "field larger than field limit" in found.refused[0].what


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\r\n ", "is empty"),
        (HEAD.encode(), "holds headings but no rows"),
        ((HEAD + ",,,\n\n").encode(), "holds headings but no rows"),
        (b"a,b\n1,2\n", "no column is the products' name; there are: a, b"),
        (b"sku^name^price\n1^Mug^18\n", "no column is the products' name"),
        (b"\x1f\x8b\x08abc", "packed with gzip"),
        (b"%PDF-1.7", "is a PDF"),
        (b'[{"name": }]', "not JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"a": ' * 100_000, "nested too deep"),
    ],
)
def test_files_that_are_no_catalogs(reads: Reads, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        reads(content)


def test_limits(reads: Reads, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(source, "LARGEST", 100)
    with pytest.raises(InputError, match="is larger than"):
        reads(HEAD + "1,Mug,18,\n" * 20)
    with pytest.raises(InputError, match="is not a file"):
        feed.read(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        feed.read(tmp_path / "none.csv")


def test_only_so_many_rows(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 50)
    found = reads(HEAD + "".join(f"{n},Mug,18,\n" for n in range(60)))
    assert len(found.products) == 50
    assert [r.code for r in found.refused] == ["E_LIMIT"]


def test_quotes_meant_to_make_reading_slow(reads: Reads) -> None:
    begun = time.monotonic()
    found = reads(HEAD + 'a","x\n' * 100_000)
    assert not found.products
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("path", ["\0", "\ud800", "x" * 5000, "data:image/png;base64,AAAA", "a\0b"])
def test_pictures_whose_names_no_file_may_have(reads: Reads, path: str) -> None:
    content = json.dumps([{"name": "Mug", "images": [path]}])
    for entry in reads(content).entries:
        assert isinstance(entry, Refused) or len(entry.product.media) <= 1


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["Mug", "18", "-3", "1e9", "18 USD", "2026-06-01", "2026-06-01/2026-06-18", "http://a/b"]
    ),
)
HEADS = (
    ["id", "title", "price", "sale_price", "sale_price_effective_date", "item_group_id", "color"],
    ["handle", "title", "option1 name", "option1 value", "variant price", "image src", "status"],
    ["type", "sku", "name", "regular price", "sale price", "parent", "attribute 1 name"],
    ["货号", "商品名称", "售价", "促销价", "促销结束", "颜色", "图片"],
)


@given(st.sampled_from(HEADS), st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=4))
def test_any_rows_become_products_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, head: list[str], rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.json"
    items = [dict(zip(head, row, strict=True)) for row in rows]
    path.write_text(json.dumps([{"id": "1", "image_link": "a"}, *items]), encoding="utf-8")
    assert_read(path)


OPENINGS = [
    b"",
    b"<?xml version='1.0'?><rss><item>",
    b"<html>",
    b"[",
    b"{",
    b"PK\x03\x04",
    b"sku,name\n",
]


@given(st.sampled_from(OPENINGS), st.binary(max_size=300))
def test_any_bytes_become_products_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, opening: bytes, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "a"
    path.write_bytes(opening + content)
    assert_read(path)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
KEYS = st.sampled_from(
    [
        "@type",
        "@graph",
        "name",
        "sku",
        "offers",
        "price",
        "image",
        "brand",
        "review",
        "author",
        "reviewBody",
        "hasVariant",
        "variants",
        "attributes",
        "additionalProperty",
        "value",
        "images",
        "media",
        "points",
        "products",
        "description",
        "link",
    ]
)
TREES = st.recursive(
    LEAVES | st.just("Product"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(TREES, st.booleans())
def test_any_json_becomes_products_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, tree: object, on_a_page: bool
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.json"
    told = json.dumps({"@type": "Product", "name": "Mug", "offers": tree} if on_a_page else tree)
    page = f'<html><script type="application/ld+json">{told}</script>'
    path.write_text(page if on_a_page else told, encoding="utf-8")
    assert_read(path)


def assert_read(path: Path) -> None:
    """Nothing but products, refusals and InputError comes of it."""
    try:
        found = feed.read(path, Asked(today=date(2026, 6, 10)))
    except InputError:
        return
    assert len({product.id for product in found.products}) == len(found.products)
    assert all(product.name for product in found.products)
    assert all(refused.what for refused in found.refused)
