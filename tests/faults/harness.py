"""What the fault tests share: a tiny catalog, runs of `vidgen batch`, and a checker of their results.

The checker believes nothing that vidgen says of itself: it decodes films with PyAV, reads pictures
with Pillow, and compares digests and sizes on its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image, ImageDraw

SCENARIO = """\
kind: scenario.1
id: blink
name: {zh: "一眼", en: "Blink"}
about: {zh: "两句话", en: "Two lines: the cheapest film there is"}
mood: calm
beats:
  - id: hook
    archetypes: [hook]
    copies:
      zh: [{say: "看。", headline: "[看]"}]
      en: [{say: "Look.", headline: "[Look]"}]
  - id: end
    archetypes: [end]
    copies:
      zh: [{say: "来。", headline: "[来]"}]
      en: [{say: "See.", headline: "[See]"}]
"""
SETTINGS = """\
templates = "mine"
scenario = "blink"
length = 6
quality = "draft"
platforms = ["tiktok"]
aspects = ["1:1"]
"""
long = pytest.mark.skipif(not os.environ.get("FAULTS"), reason="long: FAULTS=all runs it")
"""Marks a test that CI leaves out because another of its fault stands for it."""

MARK = "FAULT_RUN"
"""An environment variable by which every process of a run is known."""


def draw(path: Path, number: int) -> None:
    """A small picture that is like no other."""
    picture = Image.new("RGB", (300, 300), (200, 40 * number % 255, 90))
    inner = (20, 200 - 30 * number % 200, 60 + 20 * number % 190)
    ImageDraw.Draw(picture).ellipse((60, 60, 240, 240), fill=inner)
    picture.save(path)


def catalog(folder: Path, rows: int = 3) -> Path:
    """A catalog of so many products with a picture each, and settings for the cheapest film."""
    (folder / "mine" / "scenarios").mkdir(parents=True)
    (folder / "mine" / "scenarios" / "blink.yaml").write_text(SCENARIO, encoding="utf-8")
    (folder / "vidgen.toml").write_text(SETTINGS, encoding="utf-8")
    lines = ["sku,title,price,currency,image"]
    for number in range(rows):
        draw(folder / f"p{number}.png", number)
        lines.append(f"S-{number},Cup {number},{number + 1}.00,USD,p{number}.png")
    path = folder / "goods.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@dataclass
class Batch:
    """`vidgen batch` on a catalog, in its own output folder and store."""

    catalog: Path
    out: Path
    store: Path
    jobs: int = 2
    more: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    def start(self) -> Run:
        """Begin a run in a session of its own."""
        mark = uuid.uuid4().hex
        plain = {k: v for k, v in os.environ.items() if not k.startswith("VIDGEN_")}
        own = {"VIDGEN_STORE": str(self.store), MARK: mark}
        # A log outside the output folder, which the test may fill up or remove.
        log = self.store.with_name(f"{self.store.name}.log").open("w+", encoding="utf-8")
        process = subprocess.Popen(
            self.command(),
            env={**plain, **own, **self.extra},
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
        return Run(process, mark, Path(log.name))

    def command(self) -> list[str]:
        """The command line."""
        base = [sys.executable, "-m", "vidgen", "batch", str(self.catalog), "-o", str(self.out)]
        return [*base, "--jobs", str(self.jobs), *self.more]

    def finish(self) -> Run:
        """A run to its end."""
        run = self.start()
        run.process.wait()
        return run


@dataclass
class Run:
    """One run of a batch."""

    process: subprocess.Popen[bytes]
    mark: str
    log: Path

    @property
    def said(self) -> str:
        """What it has written on stderr."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def alive(self) -> list[int]:
        """Processes of this run that are still there, its parent among them."""
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                ours = f"{MARK}={self.mark}".encode() in path.read_bytes()
                state = (path.parent / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if ours and state != "Z":
                found.append(int(path.parent.name))
        return found

    def workers(self) -> list[int]:
        """Those that are not the parent."""
        return [pid for pid in self.alive() if pid != self.process.pid]

    def gone(self, seconds: float = 10.0) -> bool:
        """Whether all of its processes end within so many seconds."""
        until = time.monotonic() + seconds
        while self.alive():
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True

    def kill(self) -> None:
        """End what is left, so that no test leaves anything behind."""
        for pid in self.alive():
            os.kill(pid, signal.SIGKILL)
        self.process.wait()


def complaints(out: Path) -> list[str]:
    """Everything under a final name that is torn, and everything told as done that is not."""
    if not out.is_dir():
        return []
    found: list[str] = []
    for path in sorted(out.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.parts[-3:]):
            found += [f"{path}: {why}" for why in _torn(path)]
    for bundle in sorted(out.glob("*/bundle.json")):
        found += _unlike(bundle)
    return found + _falsely_done(out)


def _torn(path: Path) -> Iterator[str]:
    """Why a file is not whole."""
    try:
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".mp4":
            yield from _undecodable(path)
        elif path.suffix == ".jpg":
            with Image.open(path) as picture:
                picture.load()
        elif not path.read_bytes():
            yield "is empty"
    except (OSError, ValueError, av.FFmpegError) as error:
        yield f"{type(error).__name__}: {error}"


def _undecodable(path: Path) -> Iterator[str]:
    with av.open(str(path)) as source:
        wanted = source.streams.video[0].frames
        shown = sum(1 for _ in source.decode(video=0))
        if not shown or shown != wanted:
            yield f"{shown} of {wanted} frames"
    with av.open(str(path)) as source:
        seconds = float(sum(frame.samples for frame in source.decode(audio=0))) / 48000
        if abs(seconds - shown / 30) > 0.1:
            yield f"{seconds:.2f} s of sound beside {shown} frames"


def _unlike(bundle: Path) -> Iterator[str]:
    """Files that are not those that their bundle names."""
    for name, digest in json.loads(bundle.read_text(encoding="utf-8"))["files"].items():
        path = bundle.parent / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield f"{path}: is not the file that its bundle names"


def events(out: Path) -> list[dict[str, Any]]:
    """Every whole line of the journal; the last one may be torn, no other."""
    path = out / ".vidgen" / "journal.jsonl"
    lines = path.read_bytes().split(b"\n")[:-1] if path.is_file() else []
    told = []
    for line in lines:
        body, _, rest = line.rpartition(b',"crc32":"')
        assert rest == f'{zlib.crc32(body):08x}"}}'.encode(), f"damaged in the middle: {line!r}"
        told.append(json.loads(line))
    return told


def _falsely_done(out: Path) -> list[str]:
    """Rows that journal or manifest call done and that are not, or that were made twice."""
    told = [event["outcome"] for event in events(out) if event["ev"] == "done"]
    times = Counter((row["sku"], row["key"]) for row in told)
    found = [f"{sku}: done {count} times" for (sku, _), count in times.items() if count > 1]
    # A row that changed was made again since: only what was told last is there.
    told = list({(row["sku"], row["variant"]): row for row in told}.values())
    manifest = out / "manifest.json"
    if manifest.is_file():
        rows = json.loads(manifest.read_text(encoding="utf-8"))["rows"]
        told += [row for row in rows if row["state"] == "done"]
    for row in told:
        bundle = out / row["folder"] / "bundle.json"
        whole = bundle.is_file() and hashlib.sha256(bundle.read_bytes()).hexdigest()
        if whole != row["bundle"]:
            found.append(f"{row['sku']}: is told to be done and is not there")
    return found


def delivered(out: Path) -> dict[str, bytes]:
    """What a shop would post: the bytes of films, covers and captions by their place."""
    endings = (".mp4", ".jpg", ".srt")
    paths = [path for path in out.glob("[!.]*/[!.]*") if path.suffix in endings]
    return {str(path.relative_to(out)): path.read_bytes() for path in paths}


def states(out: Path) -> Counter[str]:
    """How many rows the manifest tells of each state."""
    rows = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["rows"]
    return Counter(row["state"] for row in rows)


def half_made(*folders: Path) -> list[Path]:
    """What lies under a name that only files in the making have."""
    return [path for folder in folders for path in folder.rglob("*.part")]
