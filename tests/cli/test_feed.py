"""`vidgen feed`: what was understood, row by row; mappings given and set; its exit codes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen.cli import understanding
from vidgen.settings import Settings

Run = Callable[..., subprocess.CompletedProcess[str]]

SHEET = "货号,商品名称,售价,图片\n1,白瓷杯,39.90,a.jpg\n2,青瓷杯,问客服,\n1,红瓷杯,9,\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / "goods.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path / "goods.csv"


def test_rows_columns_and_a_summary(vidgen: Run, sheet: Path) -> None:
    done = vidgen("feed", sheet)
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.splitlines() == [
        f"{sheet}: sheet CSV",
        "column\t货号\tid (guessed)",
        "column\t商品名称\tname (guessed)",
        "column\t售价\tprice (guessed)",
        "column\t图片\tmedia (guessed)",
        "product\t1\t白瓷杯\t39.90 CNY\tphotos: 0 of 1\tfacts: 2\t1 photo missing",
        "refused\tE_INPUT\tgoods.csv, line 3, 售价: '问客服' is not a price",
        "refused\tE_DUP\tgoods.csv, line 4: has the id 1 of goods.csv, line 2 but says something"
        " else: left out",
        "1 product, 0 with notes, 2 rows refused",
    ]


def test_for_machines(vidgen: Run, sheet: Path) -> None:
    done = vidgen("feed", sheet, "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["type"] for line in lines] == ["feed", "product", "refused", "refused", "summary"]
    assert lines[0]["columns"][0] == {"heading": "货号", "field": "id", "how": "guessed"}
    assert lines[1]["product"]["name"] == "白瓷杯"
    assert lines[2]["code"] == "E_INPUT"


def test_a_column_is_named(vidgen: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("码,叫法,钱\n1,白瓷杯,39\n", encoding="utf-8")
    assert vidgen("feed", path).returncode == 5
    done = vidgen("feed", path, "--map", "title=叫法", "--map", "price=钱")
    assert done.returncode == 0
    assert "column\t叫法\tname (given)" in done.stdout
    assert "39 CNY" in done.stdout
    (tmp_path / "vidgen.toml").write_text('[feed.map]\nname = "叫法"\nbrand = "无此列"\n', "utf-8")
    assert "column\t叫法\tname (given)" in vidgen("feed", path).stdout


def test_a_field_that_there_is_not_in_the_settings(vidgen: Run, sheet: Path) -> None:
    sheet.with_name("vidgen.toml").write_text('[feed.map]\ntitel = "商品名称"\n', "utf-8")
    done = vidgen("feed", sheet)
    assert done.returncode == 5
    assert "vidgen.toml, feed.map: there is no field 'titel'" in done.stderr


def test_a_table_for_people(
    sheet: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "160")
    reading = understanding.understood(sheet, None, [], Settings())
    assert understanding.show(reading, sheet, as_json=False) == 3
    told = capfd.readouterr().out
    assert all(word in told for word in ("name (guessed)", "白瓷杯", "'问客服' is not a price"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--map", "title"), 2, "'title' is not FIELD=HEADING"),
        (("--map", "pricee=售价"), 2, "there is no field 'pricee'; did you mean 'price'"),
        (("--map", "price=售价格"), 2, "there is no column '售价格'"),
    ],
)
def test_mappings_that_are_none(
    vidgen: Run, sheet: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = vidgen("feed", sheet, *arguments)
    assert done.returncode == code
    assert words.split(";", maxsplit=1)[0] in done.stderr


def test_nothing_understood_and_nothing_readable(vidgen: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,price\n,5\n", encoding="utf-8")
    assert vidgen("feed", path).returncode == 4
    path.write_bytes(b"%PDF-1.7")
    done = vidgen("feed", path)
    assert (done.returncode, done.stdout) == (5, "")
    assert "is a PDF" in done.stderr
