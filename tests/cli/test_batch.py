"""`vidgen batch` as a shop runs it: a small catalog, films of 6 s, what is remade and what is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

Vidgen = Callable[..., subprocess.CompletedProcess[str]]

FILM = ("--length", "6", "--quality", "draft", "--platform", "tiktok", "--aspect", "1:1")

HEAD = "sku,title,brand,category,price,image,availability\n"
ROWS = (
    "MG-1,Enamel Camp Mug,White Tower,Drinkware,18.00,mug.png,in stock\n",
    "../../MG-2,Enamel Tea Mug,White Tower,Drinkware,19.00,camp.jpg,in stock\n",
    "MG-3,Enamel Soup Mug,White Tower,Kitchen,20.00,nothing.png,in stock\n",
    "MG-4,Enamel Milk Mug,White Tower,Kitchen,21.00,mug.png,out of stock\n",
    "MG-1,Enamel Camp Mug,White Tower,Drinkware,99.00,mug.png,in stock\n",
)


class Shop:
    """A catalog beside its photos, the folder of its films, and the command line."""

    def __init__(self, folder: Path, vidgen: Vidgen) -> None:
        self.folder, self.out, self._vidgen = folder, folder / "out", vidgen
        self.catalog = folder / "goods.csv"

    def write(self, *rows: str) -> None:
        """The catalog with these rows."""
        self.catalog.write_text(HEAD + "".join(rows), encoding="utf-8")

    def batch(self, *more: str) -> subprocess.CompletedProcess[str]:
        """Run the batch."""
        return self._vidgen("batch", self.catalog, "-o", self.out, *FILM, *more)

    def rows(self) -> dict[str, dict[str, Any]]:
        """The manifest's rows by SKU; refused rows under where they stand."""
        manifest = json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["kind"] == "manifest.1"
        return {row["sku"] or row["source"]: row for row in manifest["rows"]}

    def states(self) -> dict[str, str]:
        """State and code of every row."""
        return {sku: f"{row['state']} {row['code']}".strip() for sku, row in self.rows().items()}

    def events(self) -> list[dict[str, Any]]:
        """The journal."""
        text = (self.out / ".vidgen" / "journal.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def files(self) -> dict[str, bytes]:
        """Everything that is delivered."""
        return {
            str(path.relative_to(self.out)): path.read_bytes()
            for path in self.out.rglob("*")
            if path.is_file() and ".vidgen" not in path.parts
        }


@pytest.fixture(scope="module")
def made(
    mug: Path, shared_vidgen: Vidgen, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Shop, subprocess.CompletedProcess[str]]:
    """A batch that was run once, and what was said; treat it as read-only."""
    folder = tmp_path_factory.mktemp("shop")
    for name in ("mug.png", "camp.jpg"):
        shutil.copy(mug.parent / name, folder)
    shop = Shop(folder, shared_vidgen)
    shop.write(*ROWS)
    return shop, shop.batch("--json")


@pytest.fixture
def shop(
    made: tuple[Shop, subprocess.CompletedProcess[str]], tmp_path: Path, shared_vidgen: Vidgen
) -> Shop:
    """A copy of the shop and of what was made for it."""
    shutil.copytree(made[0].folder, tmp_path / "shop")
    return Shop(tmp_path / "shop", shared_vidgen)


STATES = {
    "MG-1": "done",
    "../../MG-2": "done",
    "MG-3": "failed E_INPUT",
    "MG-4": "skipped E_STOCK",
    "goods.csv, line 6": "failed E_DUP",
}


def test_one_bad_row_stops_no_other(made: tuple[Shop, subprocess.CompletedProcess[str]]) -> None:
    shop, done = made
    assert done.returncode == 3, done.stderr
    assert shop.states() == STATES
    row = shop.rows()["../../MG-2"]
    assert row["folder"].startswith("MG-2-")
    assert (shop.out / row["folder"] / "film_1x1.mp4").is_file()
    assert row["frames"] == row["made"] > 100
    assert "nothing.png" in shop.rows()["MG-3"]["error"]
    assert sorted(path.name for path in shop.folder.iterdir()) == [
        "camp.jpg",
        "goods.csv",
        "mug.png",
        "out",
    ]


def test_machines_are_told_every_row_and_the_end(
    made: tuple[Shop, subprocess.CompletedProcess[str]],
) -> None:
    told = [json.loads(line) for line in made[1].stdout.splitlines()]
    assert told[0] == {
        "type": "plan",
        "rows": 5,
        "make": 3,
        "up_to_date": 0,
        "skipped": 1,
        "failed": 1,
        "gone": 0,
    }
    ended = {event["sku"]: event["state"] for event in told if event["type"] == "row"}
    assert ended == {"MG-1": "done", "../../MG-2": "done", "MG-3": "failed"}
    end = json.loads(made[1].stderr.splitlines()[-1])
    assert (end["type"], end["code"]) == ("exit", 3)
    assert (end["done"], end["failed"], end["left"]) == (2, 2, 0)
    assert end["resume"].startswith("vidgen batch ")


def test_the_same_again_makes_nothing(shop: Shop) -> None:
    before, events = shop.files(), shop.events()
    done = shop.batch()
    assert done.returncode == 3
    assert "5 rows: 0 to make, 2 up to date, 1 skipped, 2 failed" in done.stderr
    assert shop.files() == before
    assert shop.events() == events


def test_the_order_of_rows_and_the_age_of_files_are_nothing(shop: Shop) -> None:
    shop.write(*reversed(ROWS[:4]))
    (shop.folder / "mug.png").touch()
    done = shop.batch("--dry-run")
    assert "4 rows: 0 to make, 2 up to date" in done.stderr


def test_a_changed_price_makes_its_row_again(shop: Shop) -> None:
    before = shop.files()
    shop.write(ROWS[0].replace("18.00", "17.00"), *ROWS[1:4])
    done = shop.batch("--changed")
    assert done.returncode == 3, "a row that failed before still has no film"
    assert "1 to make (1 price), 1 up to date" in done.stderr
    row = shop.rows()["MG-1"]
    assert 0 < row["made"] < row["frames"]
    changed = {name for name, content in shop.files().items() if before.get(name) != content}
    assert {name.partition("/")[0] for name in changed} == {row["folder"], "manifest.json"}
    assert f"{row['folder']}/film_1x1.mp4" in changed


def test_a_mended_photo_is_reason_enough(shop: Shop) -> None:
    shutil.copy(shop.folder / "mug.png", shop.folder / "nothing.png")
    done = shop.batch()
    assert done.returncode == 3, "the double is still refused"
    assert "1 to make (1 photos), 2 up to date" in done.stderr
    assert shop.states()["MG-3"] == "done"


def test_what_failed_for_good_is_tried_when_asked(shop: Shop) -> None:
    done = shop.batch("--retry-failed", "--dry-run")
    assert "1 to make (1 failed)" in done.stderr


def test_a_lost_or_altered_film_is_made_again(shop: Shop) -> None:
    before = shop.files()
    first, second = (shop.out / shop.rows()[sku]["folder"] for sku in ("MG-1", "../../MG-2"))
    (first / "film_1x1.mp4").unlink()
    with (second / "captions.srt").open("a", encoding="utf-8") as file:
        file.write("more")
    done = shop.batch()
    assert "2 to make (1 files are missing, 1 files changed)" in done.stderr
    films = [name for name in before if name.endswith((".mp4", ".srt", ".jpg"))]
    after = shop.files()
    assert {name: after[name] for name in films} == {name: before[name] for name in films}


def test_a_dry_run_writes_nothing(shop: Shop) -> None:
    fresh = Shop(shop.folder, shop._vidgen)
    fresh.out = shop.folder / "elsewhere"
    done = fresh.batch("--dry-run", "--json")
    assert done.returncode == 0
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event.get("why", event.get("code")) for event in told[:-1]] == [
        "new",
        "new",
        "new",
        "E_STOCK",
        "E_DUP",
    ]
    assert not fresh.out.exists()


def test_a_part_of_the_catalog(shop: Shop) -> None:
    def planned(*more: str) -> list[str]:
        done = shop.batch("--force", "--dry-run", "--json", *more)
        told = [json.loads(line) for line in done.stdout.splitlines()]
        return [event["sku"] for event in told if event.get("why") == "forced"]

    assert planned("--where", "category=kitchen") == ["MG-3"]
    assert planned("--where", "sku=MG-*", "--where", "price<20") == ["MG-1"]
    assert planned("--limit", "2") == ["MG-1", "../../MG-2"]
    assert planned("--include-out-of-stock")[-1] == "MG-4"
    parts = [planned("--shard", f"{number}/3") for number in (1, 2, 3)]
    assert sorted(chain.from_iterable(parts)) == ["../../MG-2", "MG-1", "MG-3"]


def test_a_run_over_a_part_keeps_the_rest_in_the_manifest(shop: Shop) -> None:
    shop.write(*ROWS[:4])
    assert shop.batch("--where", "sku=MG-1").returncode == 3
    assert shop.states() == {k: v for k, v in STATES.items() if k in ("MG-1", "../../MG-2", "MG-3")}


def test_one_run_at_a_time(shop: Shop) -> None:
    from vidgen.files import only_writer

    with only_writer(shop.out):
        done = shop.batch("--json")
    assert done.returncode == 10
    assert done.stdout == ""
    assert json.loads(done.stderr.splitlines()[-1])["code"] == 10


def test_a_planted_link_is_not_written_through(shop: Shop, tmp_path: Path) -> None:
    folder = shop.out / shop.rows()["MG-1"]["folder"]
    folder.rename(shop.out / "moved")
    (tmp_path / "target").mkdir()
    folder.symlink_to(tmp_path / "target")
    shop.batch()
    assert shop.states()["MG-1"] == "failed E_INPUT"
    assert not list((tmp_path / "target").iterdir())


def test_a_damaged_journal_is_named_and_repaired(shop: Shop) -> None:
    path = shop.out / ".vidgen" / "journal.jsonl"
    content = path.read_bytes()
    at = content.index(b'"ev":"done"')
    path.write_bytes(content[:at] + b"X" + content[at + 1 :])
    done = shop.batch()
    assert done.returncode == 11
    assert f"vidgen repair {shop.out}" in done.stderr
    mended = shop._vidgen("repair", shop.out, "--json")
    told = json.loads(mended.stdout)
    assert (told["lost"], told["taken"]) == (1, 1)
    again = shop.batch()
    assert "0 to make, 2 up to date, 1 skipped, 2 failed" in again.stderr
    assert "is whole" in shop._vidgen("repair", shop.out).stderr


def test_a_bug_in_one_row_is_told_and_stops_no_other(shop: Shop, tmp_path: Path) -> None:
    """A voice from outside that breaks for one product as no error of ours."""
    plugin = tmp_path / "site" / "broken.py"
    plugin.parent.mkdir()
    plugin.write_text(
        "from vidgen.engines.voice.espeak import Espeak\n"
        "class Broken(Espeak):\n"
        "    name = 'broken'\n"
        "    def __call__(self, spoken, *given, **named):\n"
        "        if 'Camp' in spoken:\n"
        "            raise SystemExit('a library that exits')\n"
        "        return super().__call__(spoken, *given, **named)\n"
    )
    info = plugin.parent / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[vidgen.voice]\nbroken = broken:Broken\n")
    paths = f"{plugin.parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    shop.write(*ROWS[:2])
    done = shop._vidgen(
        *("batch", shop.catalog, "-o", shop.out, *FILM, "--voice", "broken"), PYTHONPATH=paths
    )
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert shop.states() == {"MG-1": "failed E_BUG", "../../MG-2": "done"}
    row = shop.rows()["MG-1"]
    told = (shop.out / ".vidgen" / "errors" / f"{row['key']}.txt").read_text(encoding="utf-8")
    assert "a library that exits" in told


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (HEAD, 5, "no rows"),
        ("", 5, "is empty"),
        ("a,b\n1,2\n", 5, "no column is the products' name"),
        (HEAD + "MG-3,Mug,,,1,nothing.png,\n", 4, "nothing.png"),
    ],
)
def test_catalogs_of_which_nothing_comes(
    content: str, code: int, told: str, tmp_path: Path, shared_vidgen: Vidgen
) -> None:
    shop = Shop(tmp_path, shared_vidgen)
    shop.catalog.write_text(content, encoding="utf-8")
    done = shop.batch()
    assert done.returncode == code, done.stderr
    assert told in done.stderr


@pytest.mark.parametrize(
    ("more", "code"),
    [(("--voice", "nobody"), 2), (("--where", "sku"), 2), (("--aspect", "5:7"), 2)],
)
def test_what_no_row_could_do_is_said_before_the_first(
    more: tuple[str, ...], code: int, shop: Shop
) -> None:
    before = shop.files()
    done = shop.batch(*more)
    assert done.returncode == code, done.stderr
    assert shop.files() == before
