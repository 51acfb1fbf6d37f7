"""What leaves a batch: addresses in the shop's feed, and a schedule of posts that nothing can turn
into formulas."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.batch.results import cup, failed, made, manifest
from vidgen.batch.export import addresses, as_csv, base_of, guarded
from vidgen.batch.merge import merge
from vidgen.cli import app
from vidgen.errors import InputError
from vidgen.model.report import Post
from vidgen.stages.schedule import schedule

Run = Callable[..., subprocess.CompletedProcess[str]]

BASE = "https://cdn.example/f"
FEED = "id\ttitle\tprice\timage_link\nA\tCup\t199 CNY\tx\nB 2\tMug\t199 CNY\ty\nC\tPot\t9 CNY\tz\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    rows = [
        made(out, cup("A", name="=1+1"), "a-01", ("9:16", "16:9")),
        made(out, cup("B 2", name="Cup, B"), "b 2,-02"),
        failed("C"),
    ]
    words = {"title": "Sip\nslowly", "description": "@all #cup"}
    (out / "b 2,-02" / "post_douyin.json").write_text(json.dumps(words), encoding="utf-8")
    (tmp_path / "feed.tsv").write_text(FEED, encoding="utf-8")
    return manifest(out, *rows)


def test_the_feed_and_the_schedule(out: Path, tmp_path: Path, vidgen: Run) -> None:
    feed, plan = tmp_path / "with.tsv", tmp_path / "plan.csv"
    asked = ("--base-url", BASE, "-o", feed, "--schedule", plan, "--start", "2026-07-01")
    done = vidgen("export", tmp_path / "feed.tsv", out, *asked, "--times", "19:30,12:00", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "feed": str(feed),
        "rows": 2,
        "schedule": str(plan),
        "posts": 2,
    }
    lines = feed.read_text(encoding="utf-8").splitlines()
    assert lines == [
        "id\ttitle\tprice\timage_link\tvideo_link",
        f"A\tCup\t199 CNY\tx\t{BASE}/a-01/film_9x16.mp4, {BASE}/a-01/film_16x9.mp4",
        f"B 2\tMug\t199 CNY\ty\t{BASE}/b%202%2C-02/film_9x16.mp4",
        "C\tPot\t9 CNY\tz\t",
    ]
    rows = list(csv.DictReader(io.StringIO(plan.read_text(encoding="utf-8-sig"), newline="")))
    assert [(row["date"], row["time"], row["sku"], row["title"]) for row in rows] == [
        ("2026-07-01", "12:00", "A", "'=1+1"),
        ("2026-07-01", "19:30", "B 2", "Sip slowly"),
    ]
    assert rows[1]["description"] == "'@all #cup"
    assert rows[0]["cover"] == f"{BASE}/a-01/cover_9x16.jpg"
    only = vidgen("export", tmp_path / "feed.tsv", out, "-a", "16:9", "--schedule", plan)
    assert only.returncode == 0, only.stderr
    assert "a-01/film_16x9.mp4,a-01/cover_16x9.jpg" in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((), "nothing to write"),
        (("-o", "x.tsv"), "a feed needs the address of its films"),
        (("-o", "feed.tsv", "--base-url", BASE), "is the catalog itself"),
        (("-o", "x.tsv", "--base-url", BASE, "-a", "3:4"), "holds no film of these shapes"),
        (("--schedule", "s.csv", "--times", "25:00"), "is no time"),
        (("--schedule", "s.csv", "--times", "9,9:00"), "names a time twice"),
        (("--schedule", "s.csv", "--per-day", "3"), "need as many --times"),
        (("--schedule", "s.csv", "--start", "July"), "is not a day"),
    ],
)
def test_what_is_refused(out: Path, tmp_path: Path, arguments: tuple[str, ...], error: str) -> None:
    names = [
        str(tmp_path / part) if part.endswith((".tsv", ".csv")) else part for part in arguments
    ]
    done = CliRunner().invoke(app, ["export", str(tmp_path / "feed.tsv"), str(out), *names])
    assert isinstance(done.exception, InputError)
    assert error in str(done.exception)
    assert not (tmp_path / "x.tsv").exists()


def test_films_elsewhere_have_no_address(out: Path, tmp_path: Path) -> None:
    merge([out], tmp_path / "all")
    with pytest.raises(InputError, match="lies outside of the output folder"):
        addresses(tmp_path / "all", f"{BASE}/")


@pytest.mark.parametrize(
    "told",
    [
        "http://cdn.example/",
        "https://",
        "ftp://x/",
        "//cdn.example/",
        "https://me:secret@cdn.example/",
        "https://cdn.example/?a=1",
        "https://cdn.example/#a",
        "https://cdn.example\n.evil/",
        "https://cdn example/",
        "https://[::1/",
        "javascript:alert(1)",
    ],
)
def test_only_plain_https_addresses(told: str) -> None:
    with pytest.raises(InputError, match="--base-url"):
        base_of(told)


def test_an_address_is_percent_encoded() -> None:
    assert base_of("https://cdn.example") == "https://cdn.example/"
    assert (
        base_of("https://cdn.example:8443/a b/裙/") == "https://cdn.example:8443/a%20b/%E8%A3%99/"
    )
    assert base_of("https://例子.example/x") == "https://xn--fsqu00a.example/x/"


PAYLOADS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "=cmd|' /C calc'!A0"),
    *('=HYPERLINK("https://evil.example")', "\x00=1", "\x01@x"),
)


@pytest.mark.parametrize("bad", PAYLOADS)
def test_no_cell_of_ours_is_a_formula(bad: str) -> None:
    assert guarded(bad)[0] == "'"
    assert guarded("plain - text") == "plain - text"
    post = Post(**dict.fromkeys(("platform", "sku", "variant", "aspect", "video", "title"), bad))
    told = as_csv(schedule([post], date(2026, 7, 1), [time(12)], 1))
    cells = list(csv.reader(io.StringIO(told, newline="")))[1]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@\t\r\0")]


def test_each_platform_has_its_own_queue() -> None:
    def post(platform: str, sku: str) -> Post:
        return Post(platform=platform, sku=sku, aspect="9:16", video="v", title=sku)

    posts = [post("douyin", s) for s in "abc"] + [post("tiktok", s) for s in "ab"]
    slots = schedule(posts, date(2026, 6, 30), [time(19, 30), time(12), time(21)], 2)
    assert [(f"{s.day:%d} {s.time:%H:%M}", s.post.platform[0], s.post.sku) for s in slots] == [
        ("30 12:00", "d", "a"),
        ("30 12:00", "t", "a"),
        ("30 19:30", "d", "b"),
        ("30 19:30", "t", "b"),
        ("01 12:00", "d", "c"),
    ]
