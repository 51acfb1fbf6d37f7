"""One product out of a catalog, by its SKU."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from vidgen.errors import InputError
from vidgen.feeds import feed
from vidgen.feeds.catalog import addresses, pick
from vidgen.feeds.feed import Asked

SHEET = """\
货号,品牌,商品名称,售价,划线价,卖点,图片
CUP-1,云栖,白瓷杯,39.90,59,杯口薄；握着暖,photos/cup.jpg
CUP-2,云栖,青瓷杯,49,,手工上釉,https://cdn.example.com/green.jpg
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / "cups.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path / "cups.csv"


def test_a_row_by_its_sku(sheet: Path) -> None:
    product = pick(sheet, "CUP-1")
    assert product.name == "白瓷杯"
    assert product.points == ("杯口薄", "握着暖")
    assert [media.path for media in product.media] == [str(sheet.parent / "photos" / "cup.jpg")]


def test_pictures_named_by_address(sheet: Path) -> None:
    assert pick(sheet, "CUP-2").media == ()
    images = sheet.with_name("images.tsv")
    images.write_text("url\tfile\nhttps://cdn.example.com/green.jpg\tgreen.jpg\n", encoding="utf-8")
    (media,) = pick(sheet, "CUP-2", Asked(images=addresses(images))).media
    assert media.path == str(sheet.parent / "green.jpg")
    with pytest.raises(InputError, match="--images: cannot read"):
        addresses(sheet.with_name("none.tsv"))


def test_which_one_must_be_said(sheet: Path) -> None:
    with pytest.raises(InputError, match=r"holds 2 products .choose one, for example --sku CUP-1"):
        pick(sheet)
    with pytest.raises(InputError, match=r"--sku: there is no 'CUP-3'.*did you mean 'CUP-\d'"):
        pick(sheet, "CUP-3")


def test_a_list_of_one_needs_no_sku(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    item = {"id": 7, "name": "Mug", "price": "18", "currency": "USD"}
    path.write_text(json.dumps([item]), encoding="utf-8")
    assert pick(path).name == "Mug"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="holds no product"):
        pick(path)


def test_a_product_file_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "mug.json"
    path.write_text('\n {"name": "Mug"}', encoding="utf-8")
    assert pick(path).id == "mug"
    with pytest.raises(InputError, match="no such file"):
        pick(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="cannot be read"):
        pick(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-06-01", "2026-06-10", True),
        ("2026-06-01", "2026-06-09", False),
        ("2026-06-11", "2026-06-20", False),
    ],
)
def test_a_promotion_is_told_on_its_days_alone(
    tmp_path: Path, starts: str, ends: str, said: bool
) -> None:
    path = tmp_path / "mug.yaml"
    path.write_text(
        "name: Camp Mug\nid: M\nlanguage: en\nprice: 18\ncurrency: USD\n"
        f"promotion: {{text: Free lid, starts: {starts}, ends: {ends}}}\n",
        encoding="utf-8",
    )
    asked = Asked(today=date(2026, 6, 10))
    assert (pick(path, asked=asked).promotion is not None) == said
    notes = feed.read(path, asked).entries[0].notes  # type: ignore[union-attr]
    assert [note for note in notes if "Free lid" in note] == ([] if said else list(notes))
