"""Figures of a batch: `python -m benchmarks.batch`, with `--rows N` of other films than 20.

Plan and no-op of 10,000 rows (`--many` alone); films, half on each core, against a bare encoder on
the other (`--race`, see `racing`); what one more row costs (`--overhead`); a changed price. With
`--memory` only the workers over 500 short films (some ten minutes). FIGURES=folder keeps the
no-op, R5.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import measure
from benchmarks.overhead import overhead
from benchmarks.racing import cuts_of, planned, race
from tests.figures import record
from vidgen.batch.journal import path_of
from vidgen.engines.renderer.encode import encode
from vidgen.model.cut import Cut
from vidgen.stages.split import split

EXAMPLES = Path(__file__).parents[1] / "examples" / "photos"
PHOTOS = ("flask-1.png", "flask-scene.jpg")
FILM = ("--platform", "tiktok", "--aspect", "9:16")
PRETENDED = {"platforms": ["tiktok"], "aspects": ["9:16"]}
"""The same, as settings."""

SHORT = (*FILM[:2], "--aspect", "1:1", "--length", "6", "--quality", "draft")
"""Of which many can be made."""

JOBS = 2
MANY, LONG, FEW = 10_000, 500, 4
SHOP = 200
"""Rows of the catalog in which one price changes."""


def main(root: Path, rows: int) -> None:
    """Measure all but the memory and print one line per figure: what, measured, wanted."""
    _many(root / "many")
    _race(root, rows)
    _overhead(root / "few")
    _price(root / "core0")


def _row(what: str, figure: float, wanted: str) -> None:
    print(f"{what:<66} {figure:>9.3f}   {wanted}", flush=True)


def _many(folder: Path) -> None:
    """Plan and journal a long catalog, then run it again when all is delivered."""
    _catalog(folder, MANY)
    for what, wanted in (
        ("planned, journaled, delivered in pretence", "<= 60"),
        ("again, nothing to make", "<= 5"),
    ):
        command = [sys.executable, "-m", "benchmarks.batch", "--pretend", str(folder)]
        before = _done(folder)
        cpu, wall, megabytes = _cost(command if "plan" in what else _command(folder), folder)
        _row(f"{MANY:,} rows {what}, s", wall, wanted)
        _row("    CPU, s", cpu, "")
        _row("    peak memory, MB", megabytes, "<= 500" if "plan" in what else "<= 300")
    told = {"seconds": round(wall, 2), "megabytes": round(megabytes)}
    record("R5", "benchmark", rows=MANY, **told, made=_done(folder) - before)


def _done(folder: Path) -> int:
    """How many rows the journal tells as done."""
    journal = path_of(folder / "out")
    return journal.read_bytes().count(b'"ev":"done"') if journal.is_file() else 0


def _race(root: Path, rows: int) -> None:
    """Half of the films on each core, against a bare encoder on the other one."""
    films = seconds = bare = 0.0
    made: list[dict[str, Any]] = []
    for core in range(JOBS):
        shop = root / f"core{core}"
        _catalog(shop, rows // JOBS, core * rows)
        cuts = cuts_of(*planned(shop / "goods.csv", PRETENDED, shop / "laid"))
        if core == 0:
            drawn = measure.cost(partial(_bare, cuts[0])).cpu
            alone = measure.encoder_alone(cuts[0], shop / "segment.mp4").cpu
            _row("share of H.264 in drawing and encoding a film", alone / drawn, "")
        told = race(_command(shop, jobs=1), _environment(shop), cuts, core)
        made += _manifest(shop)
        seconds, bare = seconds + told.seconds, bare + told.bare
        films += sum(row["frames"] for row in _manifest(shop))
    _row("frames a second of the batch, on one of two cores", films / seconds, "")
    _row("    of a bare encoder on the other", bare / seconds, "")
    _row("    the ratio", films / bare, ">= 0.92")
    for name in made[0]["seconds"]:
        _row(f"seconds a row in {name}", _mean(made, name), "")
    # Starting, planning, waiting, looking at photos, all sound but speech are in it.
    rest = (seconds - films / bare * seconds) / len(made) - _mean(made, "voice")
    _row("a row's share of all but speech, painting, encoding H.264, core s", rest, "")


def _overhead(shop: Path) -> None:
    """What one more row costs where its photos are known, and how long that keeps `JOBS` cores."""
    _catalog(shop, FEW)
    told = overhead(*planned(shop / "goods.csv", PRETENDED, shop / "laid"), shop)
    rest = told.pop("rest")
    _row("one more row beside speech, painting, encoding: s of a core", rest, "")
    _row("    s of the batch", rest / JOBS, "<= 0.3")
    for name, seconds in told.items():
        _row(f"    taken off it: {name}, s of a core", seconds, "")


def _mean(made: list[dict[str, Any]], step: str) -> float:
    return sum(float(row["seconds"].get(step, 0)) for row in made) / len(made)


def _price(shop: Path) -> None:
    """One price changed: frames encoded again, of all frames of a shop of `SHOP` rows."""
    made = _manifest(shop)
    frames = sum(row["frames"] for row in made) / len(made) * SHOP
    text = (shop / "goods.csv").read_text(encoding="utf-8")
    (shop / "goods.csv").write_text(text.replace("10.00", "9.50", 1), encoding="utf-8")
    before = {row["sku"]: row["key"] for row in _manifest(shop)}
    _cost(_command(shop), shop)
    changed = [row for row in _manifest(shop) if before[row["sku"]] != row["key"]]
    _row("rows made again for one changed price", len(changed), "= 1")
    again = sum(row["made"] for row in changed)
    _row(f"    frames encoded again, % of a shop of {SHOP}", 100 * again / frames, "<= 0.2")


def _memory(folder: Path) -> None:
    """Memory of the workers over a long catalog: its last fifth against its second."""
    _catalog(folder, LONG)
    process = subprocess.Popen(
        _command(folder, SHORT), env=_environment(folder), stderr=subprocess.DEVNULL
    )
    samples = []
    while process.poll() is None:
        samples.append(max(_resident(process.pid), default=0.0))
        time.sleep(1)
    held = [sample for sample in samples if sample > 0]
    fifth = len(held) // 5
    early, late = held[fifth : 2 * fifth], held[-fifth:]
    _row("films of the long catalog", len(_manifest(folder)), f"= {LONG}")
    _row("largest worker, MB", max(held), "<= 700")
    growth = sum(late) / len(late) / (sum(early) / len(early)) - 1
    _row("    growth, its last fifth against its second, %", 100 * growth, "<= 5")


def _resident(parent: int) -> Iterator[float]:
    """Megabytes of every worker of a run."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            mine = str(parent).encode() in (place / "cmdline").read_bytes().split(b"\0")
            told = (place / "status").read_text(encoding="utf-8")
        except OSError:
            continue
        held = re.search(r"VmRSS:\s+(\d+)", told)
        if mine and held:
            yield int(held[1]) / 1024


def _bare(cut: Cut) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for segment in split(cut):
            encode(segment, Path(folder) / "segment.mp4")


def _catalog(folder: Path, rows: int, first: int = 0) -> None:
    folder.mkdir(parents=True)
    for name in PHOTOS:
        shutil.copy(EXAMPLES / name, folder)
    with (folder / "goods.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["sku", "title", "brand", "category", "price", "description", "image"])
        for number in range(first, first + rows):
            told = [f"S{number:05}", f"Steel Flask No. {number}", "White Tower", "Drinkware"]
            words = f"Keeps tea hot for {6 + number % 7} hours. Fits a bag pocket."
            table.writerow([*told, f"{10 + number % 90}.00", words, ";".join(PHOTOS)])


def _command(folder: Path, film: tuple[str, ...] = FILM, jobs: int = JOBS) -> list[str]:
    command = [sys.executable, "-m", "vidgen", "batch", str(folder / "goods.csv")]
    return [*command, "-o", str(folder / "out"), *film, "--jobs", str(jobs)]


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "VIDGEN_STORE": str(folder / "store")}


_MEASURE = """
import resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
wall, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode:
    sys.exit(done.stderr[-2000:])
print(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
"""
"""In a small process of its own: a peak counter begins at that of the one it was forked from."""


def _cost(command: list[str], folder: Path) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of a command and its children."""
    told = subprocess.run(
        [sys.executable, "-c", _MEASURE, *command],
        check=True,
        stdout=subprocess.PIPE,
        env=_environment(folder),
        text=True,
    )
    cpu, wall, megabytes = map(float, told.stdout.split())
    return cpu, wall, megabytes


def _manifest(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "out" / "manifest.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)["rows"]
    return rows


if __name__ == "__main__":
    if "--pretend" in sys.argv:
        from benchmarks import pretending

        pretending.run(Path(sys.argv[-1]), PRETENDED)
    else:
        count = int(sys.argv[sys.argv.index("--rows") + 1]) if "--rows" in sys.argv else 20
        with tempfile.TemporaryDirectory() as scratch:
            place = Path(scratch) / "shop"
            if "--many" in sys.argv:
                _many(place)
            elif "--race" in sys.argv:
                _race(place, count)
            elif "--overhead" in sys.argv:
                _overhead(place)
            elif "--memory" in sys.argv:
                _memory(place)
            else:
                main(place, count)
