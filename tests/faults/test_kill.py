"""Killed at any moment: no torn file is ever seen under its final name, the next run finishes.

CI kills a few runs; the full proof is

    KILLS=100 python -m pytest tests/faults/test_kill.py -p no:xdist -s
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

KILLS = int(os.environ.get("KILLS", "6"))


def command(product: Path, out: Path, seed: int) -> list[str]:
    film = ["--length", "6", "--quality", "draft", "--platform", "tiktok", "--aspect", "1:1"]
    base = [sys.executable, "-m", "vidgen", "make", str(product), "-o", str(out), *film]
    return [*base, "--seed", str(seed)]


def run(product: Path, out: Path, seed: int, store: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(product, out, seed),
        env={**os.environ, "VIDGEN_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def content(path: Path) -> object:
    """What must be the same in every run: JSON without what was encoded now, else the bytes."""
    if path.suffix != ".json":
        return path.read_bytes()
    value = json.loads(path.read_text(encoding="utf-8"))
    for render in value.get("renders", ()):
        del render["made"]
    return value


def published(out: Path) -> dict[str, object]:
    """Everything that can be seen under a final name."""
    return {path.name: content(path) for path in out.glob("[!.]*")}


def half_made(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


@pytest.mark.timeout(3600)
def test_f01_no_kill_tears_a_file(mug: Path, tmp_path: Path) -> None:
    out, store, chance = tmp_path / "out", tmp_path / "store", random.Random(6)
    films: list[dict[str, object]] = []
    for seed in (0, 1):
        began = time.monotonic()
        assert run(mug, out, seed, store).wait() == 0
        longest = time.monotonic() - began
        films.append(published(out))
    assert films[0]["film_1x1.mp4"] != films[1]["film_1x1.mp4"]
    kills = mid_way = 0
    while kills < KILLS:
        if chance.random() < 0.6:
            shutil.rmtree(store, ignore_errors=True)
        if chance.random() < 0.3:
            shutil.rmtree(out, ignore_errors=True)
        process = run(mug, out, kills % 2, store)
        time.sleep(chance.uniform(0, longest))
        if chance.random() < 0.5 and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        ended = process.wait()
        assert ended in (0, -signal.SIGKILL)
        kills += ended != 0
        mid_way += bool(half_made(tmp_path))
        for name, seen in (published(out) if out.exists() else {}).items():
            assert seen in (films[0][name], films[1][name]), f"{name} is torn after kill {kills}"
    assert run(mug, out, 0, store).wait() == 0
    assert published(out) == films[0]
    assert not half_made(tmp_path)
    print(f"\n{kills} kills, {mid_way} of them with something half-made on the disk, 0 torn files")
