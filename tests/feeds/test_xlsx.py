"""Excel workbooks: numbers, days and texts as a CSV would have them; bombs and broken ones."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from vidgen.errors import InputError
from vidgen.feeds.feed import Feed

Reads = Callable[..., Feed]

HEAD: list[object] = ["货号", "商品名称", "售价", "促销价", "促销开始", "促销结束", "描述", "图片"]


def book(*rows: list[object], empty_first: bool = False) -> bytes:
    """A workbook with these rows on its first sheet, or behind an empty one."""
    made = Workbook()
    sheet = made.active
    if empty_first:
        sheet = made.create_sheet("商品")
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    held = BytesIO()
    made.save(held)
    return held.getvalue()


ROWS: tuple[list[object], ...] = (
    HEAD,
    [
        "0123",
        "白瓷杯",
        39.9,
        29.5,
        datetime(2026, 6, 1),
        date(2026, 6, 18),
        "握着暖\n不烫手",
        "a.jpg",
    ],
    [1024, "青瓷杯", 1299, None, None, None, "<b>手工</b>上釉", None],
    [None] * 8,
    [7, None, 5, None, None, None, None, None],
)


@pytest.mark.parametrize("empty_first", [False, True])
def test_a_workbook(reads: Reads, empty_first: bool) -> None:
    found = reads(book(*ROWS, empty_first=empty_first), "goods.csv")
    assert str(found.format) == "sheet XLSX"
    cup, other = found.products
    assert (cup.id, cup.name, str(cup.price), str(cup.list_price)) == (
        "0123",
        "白瓷杯",
        "29.5",
        "39.9",
    )
    assert cup.promotion is not None
    assert (cup.promotion.text, cup.promotion.ends) == ("限时特价", date(2026, 6, 18))
    assert cup.description == "握着暖 不烫手"
    assert (other.id, str(other.price), other.description) == ("1024", "1299", "手工上釉")
    assert [str(r) for r in found.refused] == ["goods.csv, line 5: has no name"]


def packed(size: int) -> bytes:
    """A workbook whose sheet is `size` bytes of nothing."""
    held = BytesIO(book(*ROWS))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * size)
    return held.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(reads: Reads) -> None:
    with pytest.raises(InputError, match="zip bomb"):
        reads(packed(30 * 2**20))


def test_entities_in_a_workbook_are_refused(reads: Reads) -> None:
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(book(*ROWS))) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                at = content.index(b"<worksheet")
                entity = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
                content = content[:at] + entity + content[at:].replace("白瓷杯".encode(), b"&b;")
            new.writestr(part, content)
    with pytest.raises(InputError, match="cannot be read"):
        reads(held.getvalue())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "damaged"),
        (b"PK\x03\x04" + bytes(range(256)) * 9, "damaged"),
        (book(), "holds no rows"),
        (book(HEAD), "headings but no rows"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "old Excel file"),
    ],
)
def test_workbooks_that_are_none(reads: Reads, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        reads(content)


def test_a_zip_that_is_no_workbook(reads: Reads) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(InputError, match="cannot be read"):
        reads(held.getvalue())


def test_any_damage_to_a_workbook_is_named(reads: Reads) -> None:
    dice = random.Random(1)
    whole = book(*ROWS)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(dice.choice((1, 3, 30))):
            broken[dice.randrange(4, len(broken))] = dice.randrange(256)
        try:
            reads(bytes(broken[: dice.choice((len(broken), dice.randrange(5, len(broken))))]))
        except InputError:
            continue


def test_any_damage_to_a_part_is_named(reads: Reads) -> None:
    dice = random.Random(2)
    with zipfile.ZipFile(BytesIO(book(*ROWS))) as old:
        parts = {part.filename: old.read(part) for part in old.infolist()}
    for _ in range(300):
        name = dice.choice(list(parts))
        part = bytearray(parts[name])
        part[dice.randrange(len(part))] = dice.choice(b'<>"0a/9')
        held = BytesIO()
        with zipfile.ZipFile(held, "w") as new:
            for other, content in parts.items():
                new.writestr(other, bytes(part) if other == name else content)
        try:
            reads(held.getvalue())
        except InputError:
            continue
