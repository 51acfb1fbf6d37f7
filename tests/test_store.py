"""The store: once per key, whole or absent, found damage, bounded, shared by processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidgen.errors import StorageError
from vidgen.store import Store


def writer(content: bytes, calls: list[int] | None = None) -> Callable[[Path], None]:
    def make(target: Path) -> None:
        if calls is not None:
            calls.append(1)
        assert not target.exists()
        target.write_bytes(content)

    return make


def the_entry(store: Store) -> Path:
    (meta,) = (store.root / "objects").glob("??/*/meta.json")
    return meta.parent


def test_made_once_found_again(tmp_path: Path) -> None:
    store, calls = Store(tmp_path), list[int]()
    first = store.once("segment", "k", writer(b"film", calls), ".mp4")
    again = Store(tmp_path).once("segment", "k", writer(b"other", calls), ".mp4")
    assert first == again
    assert first.suffix == ".mp4"
    assert again.read_bytes() == b"film"
    assert len(calls) == 1
    assert store.has("segment", "k")


def test_step_and_key_are_kept_apart(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.once("a", "bc", writer(b"1")) != store.once("ab", "c", writer(b"2"))


def test_an_entry_describes_itself(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.once("mix", "v1 中文", writer(b"sound"), ".wav")
    told = json.loads((the_entry(store) / "meta.json").read_text(encoding="utf-8"))
    assert told["what"] == "mix"
    assert told["key"] == "v1 中文"
    assert told["bytes"] == 5


def test_what_fails_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def fail(target: Path) -> None:
        target.write_bytes(b"half")
        raise KeyError("no")

    with pytest.raises(KeyError):
        store.once("segment", "k", fail)
    assert not store.has("segment", "k")
    assert not list((tmp_path / "objects").glob("??/*"))
    assert store.once("segment", "k", writer(b"good")).read_bytes() == b"good"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_damage_is_found_and_made_again(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    content = bytes(range(256)) * 4
    path = store.once("segment", "k", writer(content))
    target = path if data.draw(st.booleans()) else path.with_name("meta.json")
    held = bytearray(target.read_bytes())
    where = data.draw(st.integers(0, len(held) - 1))
    how = data.draw(st.sampled_from(["flip", "truncate", "empty", "gone"]))
    if how == "gone":
        target.unlink()
    else:
        held[where] ^= 0xFF
        target.write_bytes(
            {"flip": bytes(held), "truncate": bytes(held[:where]), "empty": b""}[how]
        )
    again = store.once("segment", "k", writer(content))
    assert again.read_bytes() == content
    assert store.once("segment", "k", writer(b"never made")).read_bytes() == content


def test_damage_is_put_aside_to_be_looked_at(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.once("segment", "k", writer(b"good")).write_bytes(b"evil")
    store.once("segment", "k", writer(b"good"))
    (aside,) = (tmp_path / "damaged").glob("*/data")
    assert aside.read_bytes() == b"evil"


def test_threads_wait_for_the_one_that_makes(tmp_path: Path) -> None:
    store, calls, found = Store(tmp_path), list[int](), list[Path]()

    def slow(target: Path) -> None:
        calls.append(1)
        time.sleep(0.1)
        target.write_bytes(b"x")

    def ask() -> None:
        found.append(store.once("mix", "k", slow))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1
    assert len(set(found)) == 1


def _work(root: str, seed: int) -> int:
    """Ask for keys in a process's own order; returns wrong answers."""
    store, wrong = Store(Path(root)), 0
    for turn in range(60):
        key = str((turn * 7 + seed) % 12)
        wanted = f"content {key}".encode() * 50
        wrong += store.once("segment", key, writer(wanted)).read_bytes() != wanted
    return wrong


def test_many_processes_share_one_store(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        wrong = pool.starmap(_work, [(str(tmp_path), seed) for seed in range(4)])
    assert wrong == [0, 0, 0, 0]
    assert len(list((tmp_path / "objects").glob("??/*/meta.json"))) == 12


KILLED = """
import sys, time
from pathlib import Path
from vidgen.store import Store
def make(target):
    target.write_bytes(b"half")
    print("half", flush=True)
    time.sleep(60)
Store(Path(sys.argv[1])).once("segment", "k", make, ".mp4")
"""


def test_a_killed_maker_leaves_no_entry_and_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as maker:
        assert maker.stdout is not None
        assert maker.stdout.readline() == "half\n"
        store = Store(tmp_path)
        store.prune()
        assert len(list((tmp_path / "objects").glob("??/*.part"))) == 1, "in use: not swept"
        maker.send_signal(signal.SIGKILL)
        maker.wait()
    assert not store.has("segment", "k")
    store.prune()
    assert not list((tmp_path / "objects").glob("??/*"))
    assert store.once("segment", "k", writer(b"whole"), ".mp4").read_bytes() == b"whole"


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=2500)
    for age, key in enumerate("abcd"):
        meta = store.once("segment", key, writer(key.encode() * 800)).with_name("meta.json")
        for path in (meta, meta.with_name("data")):
            os.utime(path, (1000 + age, 1000 + age))
    store.once("segment", "a", writer(b"never made"))
    assert store.prune() > 0
    assert [key for key in "abcd" if store.has("segment", key)] == ["a", "d"]
    assert store.prune() == 0


def test_blobs_are_named_by_content_and_checked(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def make(target: Path) -> None:
        side = target.with_name("side.png")
        side.write_bytes(b"picture")
        target.write_text(str(store.keep(side)), encoding="utf-8")

    kept = Path(store.once("sight", "k", make).read_text(encoding="utf-8"))
    assert kept.suffix == ".png"
    assert kept.read_bytes() == b"picture"
    assert store.holds(kept)
    kept.write_bytes(b"damaged")
    assert not store.holds(kept)
    kept.unlink()
    assert not store.holds(kept)


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(StorageError, match="a file stands where a folder is needed"):
        Store(tmp_path / "store").once("segment", "k", writer(b"x"))


def test_a_text_is_made_again_when_a_blob_it_points_to_is_gone(tmp_path: Path) -> None:
    store, calls = Store(tmp_path), list[int]()

    def make(target: Path) -> None:
        calls.append(1)
        side = target.with_name("side.png")
        side.write_bytes(b"picture")
        target.write_text(str(store.keep(side)), encoding="utf-8")

    def told() -> Path:
        return Path(store.told("sight", "k", make, lambda text: [Path(text)]))

    assert told() == told()
    assert len(calls) == 1
    told().write_bytes(b"damaged")
    assert told().read_bytes() == b"picture"
    told().unlink()
    assert told().read_bytes() == b"picture"
    assert len(calls) == 3
