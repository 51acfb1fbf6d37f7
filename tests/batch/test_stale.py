"""`vidgen stale`: films against the catalog of a day, as a gate in CI sees it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.batch.results import cup, failed, made, manifest
from vidgen.batch.stale import checked
from vidgen.cli import app
from vidgen.errors import DamageError, InputError
from vidgen.model.product import Promotion
from vidgen.model.report import Stale

Run = Callable[..., subprocess.CompletedProcess[str]]

HEAD = "货号,商品名称,售价,促销,库存状态\n"
BEFORE = HEAD + "A,白瓷杯 A,199,满2件8折 2026-06-01~2026-06-18,有货\nB,白瓷杯 B,199,,有货\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    offer = Promotion(text="满2件8折", starts=date(2026, 6, 1), ends=date(2026, 6, 18))
    rows = [made(out, cup("A", promotion=offer), "a-01"), made(out, cup("B"), "b-02")]
    return manifest(out, *rows, failed("C"))


def stale(out: Path, catalog: str, day: str = "2026-06-10") -> tuple[int, tuple[Stale, ...]]:
    path = out.parent / "goods.csv"
    path.write_text(catalog, encoding="utf-8")
    return checked(out, path, date.fromisoformat(day), {})


def told(found: tuple[int, tuple[Stale, ...]]) -> list[tuple[str, str, str, str]]:
    return [(s.sku, c.fact, c.why, c.now) for s in found[1] for c in s.changes]


def test_true_films_cost_one_small_file_each(out: Path) -> None:
    for name in ("brief.json", "script.json", "film_9x16.mp4"):
        for path in out.glob(f"*/{name}"):
            path.unlink()
    assert stale(out, BEFORE) == (2, ())


def test_what_the_catalog_belies(out: Path) -> None:
    assert told(stale(out, BEFORE, "2026-06-19")) == [
        ("A", "promotion", "ended", "ended on 2026-06-18")
    ]
    now = HEAD + "A,白瓷杯 A,179,满2件8折,有货\nB,白瓷杯 B,199,,缺货\n"
    assert told(stale(out, now)) == [
        ("A", "price", "changed", "179 CNY"),
        ("B", "availability", "out of stock", "out of stock"),
    ]
    assert told(stale(out, HEAD + "B,白瓷杯 B,问客服,,\nA,白瓷杯 A,199,满2件8折,\n")) == [
        ("B", "row", "gone", "no row (there is 1 row that cannot be read)")
    ]


def test_a_sale_price_counts_on_its_days(tmp_path: Path) -> None:
    out = tmp_path / "out"
    product = cup("A", name="Cup", language="en", price=Decimal("15.00"), currency="USD")
    manifest(out, made(out, product, "a-01"))
    feed = "id\ttitle\timage_link\tprice\tsale_price\tsale_price_effective_date\n"
    feed += "A\tCup\tx.jpg\t18.00 USD\t15.00 USD\t2026-06-01/2026-06-18\n"
    assert stale(out, feed, "2026-06-18")[1] == ()
    assert told(stale(out, feed, "2026-06-19")) == [("A", "price", "changed", "18.00 USD")]


def test_films_of_rows_of_another_day_are_found(out: Path) -> None:
    made(out, cup("OLD"), "old-03")
    assert told(stale(out, BEFORE)) == [("OLD", "row", "gone", "no row")]


def test_a_lost_bundle_is_no_fresh_film(out: Path) -> None:
    (out / "a-01" / "bundle.json").unlink()
    with pytest.raises(DamageError, match="its row is done"):
        stale(out, BEFORE)


def test_the_gate(out: Path, vidgen: Run) -> None:
    catalog = out.parent / "goods.csv"
    catalog.write_text(BEFORE, encoding="utf-8")
    day = ("--today", "2026-06-10")
    done = vidgen("stale", out, catalog, *day)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{out}: 0 of 2 are stale\n"
    catalog.write_text(BEFORE.replace("A,199", "A,179"), encoding="utf-8")
    done = vidgen("stale", out, catalog, *day)
    assert done.returncode == 1
    assert done.stdout == "a-01 A  price: says 199 CNY, now 179 CNY (changed)\n"
    done = vidgen("stale", out / "a-01", catalog, *day, "--json")
    assert done.returncode == 1
    (film,) = json.loads(done.stdout)["stale"]
    assert film["changes"] == [
        {"fact": "price", "why": "changed", "film": "199 CNY", "now": "179 CNY"}
    ]


def test_what_is_wrong_is_no_stale_film(out: Path) -> None:
    catalog = out.parent / "goods.csv"
    catalog.write_text(BEFORE, encoding="utf-8")
    for results, day, error in (
        (out, "soon", "'soon' is not a day"),
        (out, "2026-13-01", "is not a day"),
        (out.parent / "none", "2026-06-10", "holds neither"),
    ):
        asked = ["stale", str(results), str(catalog), "--today", day]
        done = CliRunner().invoke(app, asked)
        assert isinstance(done.exception, InputError)
        assert error in str(done.exception)
