"""Figures of a batch. `python -m benchmarks.batch [--rows N | --many | --memory]`

Plan and no-op of 10,000 rows, then N films (20) twice: speed against bare encoders in between,
because the machine's own speed drifts; overhead a row, a changed price. `--many` measures the long catalog alone, `--memory` the workers over 500 short films
(some ten minutes). FIGURES=folder keeps the no-op, R5.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tests.figures import record
from vidgen.batch.journal import path_of
from vidgen.model.cut import Cut

EXAMPLES = Path(__file__).parents[1] / "examples" / "photos"
PHOTOS = ("flask-1.png", "flask-scene.jpg")
FILM = ("--platform", "tiktok", "--aspect", "9:16")
PRETENDED = {"platforms": ["tiktok"], "aspects": ["9:16"]}
"""The same, as settings."""

SHORT = (*FILM[:2], "--aspect", "1:1", "--length", "6", "--quality", "draft")
"""Of which many can be made."""

JOBS = 2
MANY, LONG = 10_000, 500
SHOP = 200
"""Rows of the catalog in which one price changes."""


def main(rows: int) -> None:
    """Measure everything and print one line per figure: what, measured, wanted."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        _many(root / "many")
        shop = root / "shop"
        first = _first(shop, rows)
        bare = _bare_encoders(shop)
        again = _first(root / "again", rows)
        _against(bare, first, again, _manifest(shop))
        _price(shop, rows)


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


def _first(shop: Path, rows: int) -> float:
    """Make all films; the seconds it took."""
    _catalog(shop, rows)
    cpu, wall, _ = _cost(_command(shop), shop)
    _row("seconds for all films", wall, "")
    _row("    cores busy meanwhile", cpu / wall / JOBS, "")
    return wall


def _bare_encoders(shop: Path) -> float:
    """Seconds in which as many processes only draw and encode the same segments."""
    cuts = sorted((shop / "out").glob("*/cut_*.json"))
    begun = time.perf_counter()
    with ProcessPoolExecutor(JOBS) as pool:
        list(pool.map(_bare, cuts))
    bare = time.perf_counter() - begun
    drawn, encoded = _parted(cuts[0])
    _row("    share of H.264 in drawing and encoding", encoded / (drawn + encoded), "")
    return bare


def _against(bare: float, first: float, again: float, made: list[dict[str, Any]]) -> None:
    """The batch against bare encoders."""
    rows, frames, wall = len(made), sum(row["frames"] for row in made), (first + again) / 2
    _row("frames a second of the batch", frames / wall, "")
    _row("    of two bare encoders of the same segments", frames / bare, "")
    _row("    the ratio", bare / wall, ">= 0.92")
    spent = {
        name: sum(row["seconds"].get(name, 0) for row in made) / rows for name in made[0]["seconds"]
    }
    for name, seconds in spent.items():
        _row(f"seconds a row in {name}", seconds, "")
    # Starting, planning, waiting, photos and all sound but speech are in it.
    rest = (wall - bare) / rows - spent.get("voice", 0.0) / JOBS
    _row("overhead a row: all but speech, painting, encoding H.264, s", rest, "<= 0.3")
    _row("    in seconds of a core", rest * JOBS, "")


def _price(shop: Path, rows: int) -> None:
    """One price changed: frames encoded again, of all frames of a shop of `SHOP` rows."""
    frames = sum(row["frames"] for row in _manifest(shop)) / rows * SHOP
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


def _bare(cut: Path) -> None:
    from vidgen.engines.renderer.encode import encode
    from vidgen.stages.split import split

    for segment in split(Cut.from_json(cut.read_text(encoding="utf-8"), str(cut))):
        with tempfile.TemporaryDirectory() as folder:
            encode(segment, Path(folder) / "segment.mp4")


def _parted(cut: Path) -> tuple[float, float]:
    """Seconds of drawing a film's segments, and of encoding what was drawn, on one core."""
    import av

    from vidgen.engines.renderer.compose import Composer
    from vidgen.engines.renderer.encode import open_stream, planes_of
    from vidgen.stages.split import split

    drawn = encoded = 0.0
    for segment in split(Cut.from_json(cut.read_text(encoding="utf-8"), str(cut))):
        begun = time.perf_counter()
        composer = Composer(segment)
        frames = []
        for number in range(segment.frames):
            frames.append(av.VideoFrame(segment.width, segment.height, "yuv420p"))
            composer.draw(number, planes_of(frames[-1]))
            frames[-1].pts = number
        between = time.perf_counter()
        with av.open(io.BytesIO(), "w", format="mp4") as container:
            stream = open_stream(container, segment)
            for frame in frames:
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        drawn += between - begun
        encoded += time.perf_counter() - between
    return drawn, encoded


def _catalog(folder: Path, rows: int) -> None:
    folder.mkdir(parents=True)
    for name in PHOTOS:
        shutil.copy(EXAMPLES / name, folder)
    with (folder / "goods.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["sku", "title", "brand", "category", "price", "description", "image"])
        for number in range(rows):
            told = [f"S{number:05}", f"Steel Flask No. {number}", "White Tower", "Drinkware"]
            words = f"Keeps tea hot for {6 + number % 7} hours. Fits a bag pocket."
            table.writerow([*told, f"{10 + number % 90}.00", words, ";".join(PHOTOS)])


def _command(folder: Path, film: tuple[str, ...] = FILM) -> list[str]:
    command = [sys.executable, "-m", "vidgen", "batch", str(folder / "goods.csv")]
    return [*command, "-o", str(folder / "out"), *film, "--jobs", str(JOBS)]


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
    elif "--many" in sys.argv or "--memory" in sys.argv:
        with tempfile.TemporaryDirectory() as scratch:
            (_many if "--many" in sys.argv else _memory)(Path(scratch) / "shop")
    else:
        main(int(sys.argv[sys.argv.index("--rows") + 1]) if "--rows" in sys.argv else 20)
