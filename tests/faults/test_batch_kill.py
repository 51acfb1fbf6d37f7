"""A batch that is killed, stopped, or whose workers die: the same command finishes it, nothing is
torn, nobody is left behind.

    KILLS=50 python -m pytest tests/faults/test_batch_kill.py -p no:xdist -s     the long version
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

KILLS = int(os.environ.get("KILLS", "1"))

FILM = ["--length", "6", "--quality", "draft", "--platform", "tiktok", "--aspect", "1:1"]
SKUS = ("MG-1", "MG-2", "MG-3")


class Running:
    """A batch in a process of its own, its events read as they come."""

    def __init__(self, shop: Path, *more: str, limit: int | None = None) -> None:
        def restrict() -> None:
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        command = ["batch", str(shop / "goods.csv"), "-o", str(shop / "out"), "--json"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vidgen", *command, *FILM, *more],
            env={**os.environ, "VIDGEN_STORE": str(shop.parent / "store")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=restrict,  # noqa: PLW1509 - this test has one thread
            text=True,
        )
        self.seen: list[dict[str, Any]] = []

    def events(self) -> Iterator[dict[str, Any]]:
        """What it tells, until it ends."""
        for line in self.process.stdout or ():
            self.seen.append(json.loads(line))
            yield self.seen[-1]

    def until(self, kind: str) -> dict[str, Any]:
        """The next event of this kind."""
        return next(event for event in self.events() if event["type"] == kind)

    def end(self) -> tuple[int, dict[str, Any]]:
        """Its exit code and its last words."""
        for _ in self.events():
            pass
        words = (self.process.stderr.read() if self.process.stderr else "").splitlines()
        code = self.process.wait()
        assert not any("Traceback" in line for line in words), words
        return code, json.loads(words[-1]) if words and words[-1].startswith("{") else {}


def workers(parent: int) -> list[int]:
    """The processes that this one hired, and what they started."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"vidgen.batch.worker" in words and str(parent).encode() in words:
            found.append(int(place.name))
    return found


def gone(parent: int) -> bool:
    """Whether no worker is left, given a moment to die."""
    for _ in range(100):
        if not workers(parent):
            return True
        time.sleep(0.05)
    return False


def rows(shop: Path) -> dict[str, dict[str, Any]]:
    manifest = json.loads((shop / "out" / "manifest.json").read_text(encoding="utf-8"))
    return {row["sku"]: row for row in manifest["rows"]}


def films(shop: Path) -> dict[str, bytes]:
    found = (shop / "out").rglob("*")
    return {p.parent.name: p.read_bytes() for p in found if p.suffix == ".mp4" and p.is_file()}


def last_event(shop: Path) -> str:
    lines = (shop / "out" / ".vidgen" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    return str(json.loads(lines[-1])["ev"])


def half_made(shop: Path) -> list[Path]:
    return [path for path in (shop / "out").rglob("*") if path.name.endswith(".part")]


@pytest.fixture(scope="module")
def made(mug: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A shop whose batch ran undisturbed, and the seconds it took; its store is there for all."""
    shop = tmp_path_factory.mktemp("shops") / "first"
    shop.mkdir()
    shutil.copy(mug.parent / "mug.png", shop)
    lines = [f"{sku},Enamel Mug {n},White Tower,1{n}.00,mug.png" for n, sku in enumerate(SKUS)]
    text = "\n".join(["sku,title,brand,price,image", *lines, ""])
    (shop / "goods.csv").write_text(text, encoding="utf-8")
    began = time.monotonic()
    assert Running(shop).end()[0] == 0
    return shop, time.monotonic() - began


@pytest.fixture
def shop(made: tuple[Path, float]) -> Path:
    """The same shop with nothing made yet, but all of it in the store."""
    folder = made[0].with_name(f"shop-{len(list(made[0].parent.iterdir()))}")
    folder.mkdir()
    for name in ("mug.png", "goods.csv"):
        shutil.copy(made[0] / name, folder)
    return folder


@pytest.mark.timeout(3600)
def test_killed_at_any_moment_the_same_command_finishes(
    shop: Path, made: tuple[Path, float]
) -> None:
    (first, longest), chance = made, random.Random(8)
    whole = films(first)
    for number in range(KILLS):
        shutil.rmtree(shop / "out", ignore_errors=True)
        if number % 2:
            shutil.rmtree(shop.parent / "store")
        for _ in range(chance.choice((1, 1, 3))):
            batch = Running(shop)
            time.sleep(chance.uniform(0.2, 0.9) * longest)
            batch.process.kill()
            batch.process.wait()
            assert gone(batch.process.pid), "workers die with their run"
            assert all(whole[name] == film for name, film in films(shop).items())
        code, told = Running(shop).end()
        assert (code, told["done"], told["left"]) == (0, 3, 0)
        assert films(shop) == whole
        assert not half_made(shop)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_when_asked(shop: Path, number: signal.Signals, code: int) -> None:
    batch = Running(shop, "--jobs", "2")
    batch.until("begun")
    batch.process.send_signal(number)
    ended, told = batch.end()
    assert ended == told["code"] == code
    assert told["left"] == 3 - told["done"] > 0
    assert told["resume"].startswith("vidgen batch ")
    assert gone(batch.process.pid)
    assert last_event(shop) == "interrupted"
    assert not half_made(shop)
    assert [row["state"] for row in rows(shop).values()].count("pending") == told["left"]
    if number == signal.SIGINT:
        assert Running(shop).end()[0] == 0
        assert {row["state"] for row in rows(shop).values()} == {"done"}


def test_a_killed_worker_costs_one_more_try(shop: Path) -> None:
    batch = Running(shop, "--jobs", "1")
    batch.until("begun")
    os.kill(workers(batch.process.pid)[0], signal.SIGKILL)
    assert batch.until("later")["sku"] == "MG-1"
    code, told = batch.end()
    assert (code, told["done"]) == (0, 3)
    assert [rows(shop)[sku]["attempts"] for sku in SKUS] == [2, 1, 1]


def test_a_row_that_kills_its_workers_is_put_aside(shop: Path) -> None:
    batch = Running(shop, "--jobs", "1")
    for event in batch.events():
        if event["type"] == "begun" and event["sku"] == "MG-2":
            os.kill(workers(batch.process.pid)[0], signal.SIGSEGV)
    code, told = batch.end()
    assert (code, told["done"], told["failed"]) == (3, 2, 1)
    row = rows(shop)["MG-2"]
    assert (row["state"], row["code"], row["attempts"]) == ("quarantined", "E_WORKER", 2)
    assert "SIGSEGV" in row["error"]
    assert Running(shop).end()[0] == 3, "it is not tried again unasked"


def test_a_disk_that_refuses_stops_the_run_and_it_goes_on_later(shop: Path) -> None:
    code, told = Running(shop, "--jobs", "1", limit=120_000).end()
    assert code == told["code"] == 7
    assert "raise it and run the same command again" in told["error"]
    assert not half_made(shop)
    assert Running(shop).end()[0] == 0
    assert {row["state"] for row in rows(shop).values()} == {"done"}
