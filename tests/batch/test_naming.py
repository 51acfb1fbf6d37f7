"""Folders of SKUs: safe under any name, apart on any file system."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.batch.naming import LONGEST, folder_of

HOSTILE = [
    "../../etc/cron.d/x",
    "/abs",
    "C:\\x",
    "..%2f",
    "a\0b",
    "a\nb\rc",
    "\x1b[31mred",
    "a\u202eb\u200b",
    "CON",
    "-rf",
    ".htaccess",
    "a. ",
    "",
    " ",
    "😀❤️",
    "\ud800",
    "连衣裙" * 100,
    "a\u0300" * 200,
]


@pytest.mark.parametrize("sku", HOSTILE)
def test_any_sku_is_one_plain_part_of_a_path(sku: str, tmp_path: Path) -> None:
    name = folder_of(sku)
    assert "/" not in name
    assert name[0].isalnum()
    assert name[-1].isalnum()
    assert name.isprintable()
    assert len(name.encode()) <= LONGEST + 9
    (tmp_path / name).mkdir()
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize(
    "skus",
    [("café", "cafe\u0301"), ("ABC", "ＡＢＣ", "abc"), ("A/B", "A_B", "A B"), ("😀", " ", "")],
)
def test_skus_that_look_alike_keep_apart(skus: tuple[str, ...]) -> None:
    folded = {unicodedata.normalize("NFKC", folder_of(sku)).casefold() for sku in skus}
    assert len(folded) == len(skus)


@given(st.text(st.characters(), max_size=200))
def test_no_sku_leaves_its_folder(sku: str) -> None:
    name = folder_of(sku)
    assert os.path.normpath(f"/out/{name}") == f"/out/{name}"
    assert name == folder_of(sku)
