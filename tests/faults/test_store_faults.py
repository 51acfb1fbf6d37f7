"""The store under damage, deletion and company: never a wrong byte, and the work goes on.

CI tries a few; the full proof is

    DAMAGES=400 OPERATIONS=1000 python -m pytest tests/faults/test_store_faults.py -p no:xdist -s
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults import harness
from tests.figures import record
from vidgen.errors import StorageError
from vidgen.store import Store

DAMAGES = int(os.environ.get("DAMAGES", "60"))
OPERATIONS = int(os.environ.get("OPERATIONS", "25"))
CONTENT = bytes(range(256)) * 8


def writing(content: bytes) -> Callable[[Path], None]:
    def make(target: Path) -> None:
        target.write_bytes(content)

    return make


def as_folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def as_broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


HOW: dict[str, Callable[[Path, int], object]] = {
    "flip": lambda p, at: p.write_bytes(
        p.read_bytes()[:at] + bytes([p.read_bytes()[at] ^ (1 << at % 8)]) + p.read_bytes()[at + 1 :]
    ),
    "cut": os.truncate,
    "grow": lambda p, at: p.write_bytes(p.read_bytes() + b"\0" * (at + 1)),
    "empty": lambda p, at: p.write_bytes(b""),
    "gone": lambda p, at: p.unlink(),
    "folder": lambda p, at: as_folder(p),
    "link": lambda p, at: as_broken_link(p),
    "null": lambda p, at: p.write_bytes(b"null"),
    "list": lambda p, at: p.write_bytes(b"[]"),
    "words": lambda p, at: p.write_bytes(b'{"bytes": "many", "sha256": 7}'),
}


def test_f11_damaged_entries_are_found_and_made_again(tmp_path: Path) -> None:
    chance, store = random.Random(11), Store(tmp_path / "store")
    wrong = found = harmless = 0
    for turn in range(DAMAGES):
        path = store.once("segment", str(turn), writing(CONTENT), ".mp4")
        target = path if chance.random() < 0.7 else path.with_name("meta.json")
        HOW[tuple(HOW)[turn % len(HOW)]](target, chance.randrange(target.stat().st_size))
        made: list[int] = []

        def again(out: Path, made: list[int] = made) -> None:
            made.append(1)
            out.write_bytes(CONTENT)

        wrong += store.once("segment", str(turn), again, ".mp4").read_bytes() != CONTENT
        # A flipped letter in a description beside right bytes harms nobody.
        is_harmless = not made and target.name == "meta.json"
        harmless += is_harmless
        found += bool(made)
        assert made or is_harmless, f"damage {turn} was not found"
    assert wrong == 0
    record("R6", "damage", tried=DAMAGES, found=found, harmless=harmless, wrong_bytes=wrong)


@harness.long
def test_f11_a_film_made_from_a_damaged_store_has_the_same_bytes(
    mug: Path, tmp_path: Path, vidgen: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Every kind of entry damaged at once: sights, utterances, mixes, segments, films."""
    film = ("--length", "6", "--quality", "draft", "--platform", "tiktok", "--aspect", "1:1")
    assert vidgen("make", mug, "-o", tmp_path / "cold", *film).returncode == 0
    damaged = 0
    for path in (tmp_path / "store").rglob("*"):
        if path.is_file() and path.parent.name != "locks" and path.stat().st_size > 40:
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 0x10
            path.write_bytes(content)
            damaged += 1
    assert damaged > 20
    done = vidgen("make", mug, "-o", tmp_path / "again", *film)
    assert done.returncode == 0, done.stderr
    for name in ("film_1x1.mp4", "cover_1x1.jpg", "captions.srt"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "cold" / name).read_bytes()


@pytest.mark.parametrize("call", ["mkdir", "open", "stat", "replace", "utime"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_f12_a_store_emptied_while_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    """Removed just before the nth of such a call: it is made anew and the work goes on."""
    room = io if call == "open" else os
    store, real, count = Store(tmp_path / "store"), getattr(room, call), [0]

    def emptying(*arguments: Any, **named: Any) -> Any:
        count[0] += 1
        if count[0] == nth:
            shutil.rmtree(store.root, ignore_errors=True)
        return real(*arguments, **named)

    monkeypatch.setattr(room, call, emptying)
    for _ in range(2):
        store.once("segment", "k", writing(CONTENT), ".mp4")
    assert count[0] >= nth or call in ("replace", "utime")
    monkeypatch.undo()
    assert store.once("segment", "k", writing(CONTENT), ".mp4").read_bytes() == CONTENT


def test_f12_a_store_that_is_emptied_all_the_time_is_named(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")

    def emptying(target: Path) -> None:
        target.write_bytes(CONTENT)
        shutil.rmtree(store.root)

    with pytest.raises(StorageError, match=str(store.root)):
        store.once("segment", "k", emptying)


MANY = """
import random, sys, time
from pathlib import Path
from vidgen.store import Store
root, seed, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
store, chance = Store(root / "store"), random.Random(seed)
def make(target):
    with target.open("wb") as file:
        for _ in range(20):
            file.write(wanted[:100])
            file.flush()
with (root / f"told.{seed}").open("a") as told:
    for _ in range(count):
        key = str(chance.randrange(24))
        wanted = f"content {key:>2} ".encode() * 10
        while True:
            try:
                found = store.once("segment", key, make).read_bytes()
                break
            except FileNotFoundError:
                pass  # Another process dropped it in this moment.
        told.write("right\\n" if found == wanted[:100] * 20 else "WRONG\\n")
        told.flush()
        if chance.random() < 0.2:
            store.forget("segment", key) if chance.random() < 0.5 else store.prune()
"""


def test_f13_many_processes_share_keys_while_some_are_killed(tmp_path: Path) -> None:
    """Eight at once; killed ones are replaced until all operations are done."""
    chance, seeds = random.Random(13), iter(range(10**6))

    def start() -> subprocess.Popen[bytes]:
        script = [sys.executable, "-c", MANY, str(tmp_path), str(next(seeds)), str(OPERATIONS)]
        return subprocess.Popen(script)

    running, killed = [start() for _ in range(8)], 0
    while running:
        time.sleep(chance.uniform(0.0, 0.3))
        if killed < max(3, OPERATIONS // 20):
            victim = chance.choice(running)
            victim.send_signal(signal.SIGKILL)
            killed += victim.wait() == -signal.SIGKILL
            running[running.index(victim)] = start()
        assert all(process.poll() in (None, 0) for process in running), "one of them crashed"
        running = [process for process in running if process.poll() is None]
    told = [line for path in tmp_path.glob("told.*") for line in path.read_text().split()]
    assert told.count("WRONG") == 0
    assert told.count("right") >= 8 * OPERATIONS
    store = Store(tmp_path / "store")
    store.prune()
    assert not list((tmp_path / "store" / "objects").glob("??/*.part"))
    record("R6", "company", processes=8, operations=len(told), kills=killed, wrong_bytes=0)


def test_f15_a_store_of_another_layout_is_not_read(tmp_path: Path) -> None:
    """An entry says what it is; one that tells other things than its place is made again."""
    store = Store(tmp_path)
    path = store.once("segment", "k", writing(b"right"))
    meta = path.with_name("meta.json")
    told = json.loads(meta.read_text(encoding="utf-8"))
    meta.write_text(json.dumps({"layout": 99, "length": told["bytes"]}), encoding="utf-8")
    assert store.once("segment", "k", writing(b"anew")).read_bytes() == b"anew"
