"""A catalog of things that are much alike: asked to, a batch tells no two of them alike."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path

import pytest

from vidgen.batch.batch import Batch
from vidgen.cli import ordering
from vidgen.craft.likeness import shared
from vidgen.feeds import feed
from vidgen.settings import load
from vidgen.stages.alike import LIMIT
from vidgen.studio.apart import narrations
from vidgen.studio.opening import studio_of
from vidgen.studio.steps import nobody

HEAD = "sku,name,category,price,point 1,point 2,Material,image\n"
ROW = "C-{0},White Cup {1},Drinkware,1{0}.00,Glazed inside and out,Fits under the machine,Clay,\n"


def test_no_two_films_say_nearly_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDGEN_STORE", str(tmp_path / "store"))
    catalog = tmp_path / "cups.csv"
    rows = "".join(ROW.format(at, name) for at, name in enumerate(("One", "Two", "Six", "Ten")))
    catalog.write_text(HEAD + rows, encoding="utf-8")
    settings = load(tmp_path, {"length": 12, "platforms": ["tiktok"]}, os.environ)
    # Every row in the same words: what the composer's own variety would do is taken away.
    same = ordering.order(feed.read(catalog).products[0], settings)
    batch = Batch(
        catalog,
        tmp_path / "out",
        settings,
        lambda product: same.model_copy(
            update={"product": same.product.model_copy(update={"id": product.id})}
        ),
        apart=True,
    )
    plan = batch.plan(feed.read(catalog).entries)
    told = narrations(studio_of(settings, nobody), [job.brief for job in plan.jobs])
    assert len(told) == 4
    assert all(told)
    assert max(shared(one, other) for one, other in combinations(told, 2)) <= LIMIT
    again = batch.plan(feed.read(catalog).entries)
    assert [job.outcome.key for job in again.jobs] == [job.outcome.key for job in plan.jobs]
