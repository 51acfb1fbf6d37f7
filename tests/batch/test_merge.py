"""Shards joined: rows in the catalog's order, folders that lead there, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.results import cup, failed, made, manifest
from vidgen.batch.merge import merge
from vidgen.batch.report import report
from vidgen.errors import InputError
from vidgen.model.batch import Outcome

RUN = {"catalog_sha256": "c" * 64, "settings": "s"}


def shards(folder: Path) -> list[Path]:
    one, two = folder / "ci 1", folder / "deep" / "2"
    line = "goods.csv, line {}".format
    rows = [
        made(one, cup("A"), "a-01", source=line(10)),
        failed("", name="", key="", source=line(3)),
        failed("", name="", key="", source=line(4)),
    ]
    manifest(one, *rows, shard="1/2", tools={"av": "18.1", "platform": "x"}, **RUN)
    later = [made(two, cup("B"), "b-02", source=line(9)), failed("C", source=line(2))]
    manifest(two, *later, shard="2/2", tools={"av": "18.1", "platform": "y"}, **RUN)
    return [one, two]


@pytest.mark.parametrize("into", ["all", ".", "ci 1/all"])
def test_folders_lead_to_the_films(tmp_path: Path, into: str) -> None:
    parts = shards(tmp_path)
    out = tmp_path / into
    joined = merge(parts, out)
    assert joined == merge(parts[::-1], out).model_copy(update={"tools": joined.tools})
    assert [row.source[-2:].strip() for row in joined.rows] == ["2", "3", "4", "9", "10"]
    assert joined.shard == ""
    assert joined.tools == {"av": "18.1", "platform": "x | y"}
    films = [film.path for row in report(out).rows for film in row.films]
    assert len(films) == 2
    assert all((out / film).is_file() for film in films)


def test_the_same_row_twice_is_one(tmp_path: Path) -> None:
    one, two = shards(tmp_path)
    (again,) = [row for row in merge([one, two], tmp_path / "all").rows if row.sku == "B"]
    waiting = again.model_copy(update={"state": "pending", "folder": ""})
    manifest(tmp_path / "3", waiting, **RUN)
    rows = merge([tmp_path / "3", one, two], tmp_path / "all").rows
    assert [row.state for row in rows if row.sku == "B"] == ["done"]


def test_what_does_not_belong_together_is_refused(tmp_path: Path) -> None:
    one, two = shards(tmp_path)
    out = tmp_path / "all"
    with pytest.raises(InputError, match="shard 2/2 is missing"):
        merge([one], out)
    assert not (out / "manifest.json").exists()
    assert merge([one], out, partial=True).shard == "1/2"
    other = manifest(tmp_path / "o", shard="2/2", **{**RUN, "catalog_sha256": "d" * 64})
    with pytest.raises(InputError, match="another catalog"):
        merge([one, other], out)
    changed = Outcome(sku="A", name="a", key="another", state="done")
    with pytest.raises(InputError, match="A was made from other contents in"):
        merge([one, two, manifest(tmp_path / "p", changed, **RUN)], out)
    with pytest.raises(InputError, match="do not belong together"):
        merge([one, manifest(tmp_path / "q", shard="2/3", **RUN)], out)
    with pytest.raises(InputError, match="holds neither"):
        merge([one, tmp_path / "none"], out)
