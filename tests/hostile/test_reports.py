"""A38 to A40: every text that a report can hold, as a formula, as markup, as a workflow's order."""

from __future__ import annotations

import csv
import io
from datetime import date, time
from itertools import product as pairs
from pathlib import Path
from typing import Any, get_args, get_origin
from xml.etree import ElementTree

import pytest

from tests.batch.results import cup, made, manifest
from tests.figures import add
from tests.hostile.test_house import CELLS, MARKUP, Seen
from vidgen.batch.export import COLUMNS, as_csv
from vidgen.batch.report import report
from vidgen.model.base import Noun
from vidgen.model.batch import Manifest, Outcome
from vidgen.model.product import Product
from vidgen.model.report import Post
from vidgen.stages.schedule import schedule

BAD = (*MARKUP, *CELLS)
PLACES = {"folder", "bundle"}
"""Texts of a row that are checked as paths and digests before anything is told of them."""


def texts(noun: type[Noun], apart: set[str]) -> dict[str, bool]:
    """The fields of a noun that hold free text, and whether they hold many."""
    found = {}
    for name, field in noun.model_fields.items():
        many = get_origin(field.annotation) is tuple and get_args(field.annotation)[0] is str
        if name not in apart and (field.annotation is str or many):
            found[name] = many
    return found


def filled(fields: dict[str, bool], bad: str) -> dict[str, Any]:
    return {name: (bad, bad) if many else bad for name, many in fields.items()}


ROW = texts(Outcome, PLACES)
HEAD = texts(Manifest, set())
GOODS = texts(Product, {"currency"})
POST = texts(Post, set())


def test_every_text_is_among_those_that_are_tried() -> None:
    """A new column of a noun is tried without anybody thinking of it."""
    assert {"sku", "name", "error", "notes", "category", "source"} <= set(ROW)
    assert {"catalog", "shard"} <= set(HEAD)
    assert {"name", "brand", "link", "points"} <= set(GOODS)
    assert {name for name in COLUMNS if name not in ("date", "time")} == set(POST)


def told_of(out: Path, text: str) -> str:
    """The page about a film, a failure and a dead worker, with this in every text."""
    goods = Product.model_construct(**{**dict(cup()), **filled(GOODS, text), "id": text})
    good = made(out, goods, "row", **filled({k: v for k, v in ROW.items() if k != "code"}, text))
    wrong = Outcome(**{**filled(ROW, text), "state": "failed"})
    dead = wrong.model_copy(update={"state": "quarantined"})
    report(manifest(out, good, wrong, dead, **filled(HEAD, text), tools={text: text}))
    return (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("bad", BAD)
def test_a39_a40_no_text_of_a_report_is_alive(tmp_path: Path, bad: str) -> None:
    """One script, ours; no element and no attribute of theirs; JUnit that parses to the same."""
    page = told_of(tmp_path / "out", bad)
    ours = Seen(told_of(tmp_path / "ours", "https://shop.example/cup")).found
    seen = Seen(page).found
    tags = [tag for tag, _ in seen]
    assert set(tags) <= {tag for tag, _ in ours}
    assert (tags.count("script"), tags.count("style")) == (1, 1)
    for _, attributes in seen:
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:"))
    assert not [line for line in page.splitlines() if line.startswith("::")]
    suites = ElementTree.fromstring((tmp_path / "out" / "junit.xml").read_bytes())
    known = {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "error"}
    assert {node.tag for node in suites.iter()} <= {*known, "skipped", "system-out"}
    columns = len(ROW) * 3 + len(HEAD) + len(GOODS) + 2
    add("S10", "page_and_junit", payloads=1, texts=columns, alive=0)


@pytest.mark.parametrize(("bad", "column"), list(pairs(BAD, POST)))
def test_a38_no_column_of_a_schedule_is_a_formula(bad: str, column: str) -> None:
    plain = dict.fromkeys(("platform", "sku", "aspect", "video", "title"), "x")
    post = Post(**{**plain, column: bad})
    told = as_csv(schedule([post], date(2026, 7, 1), [time(12)], 1))
    (_, cells) = csv.reader(io.StringIO(told, newline=""))
    assert len(cells) == len(COLUMNS)
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@\t\r\0")]
    add("S10", "schedule", payloads_times_columns=1, alive=0)
