"""A pool of another kind: it films nothing, and says that everything is delivered.

With it a catalog of thousands of rows is planned, journaled and delivered in seconds, so that the
batch itself can be measured.
"""

from __future__ import annotations

import hashlib
import sys
from collections import deque
from pathlib import Path
from typing import Any

from vidgen.batch.crew import Ended, Event
from vidgen.batch.job import Job, Report
from vidgen.batch.pools import Pool
from vidgen.cli import batching
from vidgen.model.batch import Outcome
from vidgen.model.render import BUNDLE, Bundle, Burned, Render
from vidgen.model.script import Line, Scene, Script
from vidgen.settings import Settings

FILM: dict[str, Any] = {
    "platform": "tiktok",
    "aspect": "9:16",
    "width": 1080,
    "height": 1920,
    "frames": 300,
    "seconds": 12.0,
    "lufs": -14.0,
    "peak": -1.5,
    "segments": 8,
    "made": 8,
}
"""What is said of every film that is not there."""


class Pretender:
    """Ends every job at once with a bundle that holds nothing."""

    def __init__(self, settings: Settings, out: Path, size: int) -> None:
        self._out, self._given = out, deque[Job]()

    @property
    def free(self) -> int:
        """Room for some jobs."""
        return 8 - len(self._given)

    def give(self, job: Job) -> int:
        """Take a job."""
        self._given.append(job)
        return 1

    def events(self, timeout: float) -> list[Event]:
        """All of them are done."""
        found: list[Event] = []
        while self._given:
            job = self._given.popleft()
            found.append(Ended(job, Report(outcome=_delivered(job, self._out))))
        return found

    def close(self) -> None:
        """Nothing is held."""


def _story(job: Job) -> Script:
    line = Line(id="hook", text=job.outcome.name)
    scene = Scene(id="hook", beat="hook", archetype="hook", lines=(line,))
    return Script(
        product_id=job.outcome.sku,
        scenario=job.brief.scenario.id,
        language=job.brief.language,
        scenes=(scene,),
    )


def _bundle(job: Job, files: dict[str, str]) -> Bundle:
    path, brief = "film_9x16.mp4", job.brief
    film = Render(path=path, sha256=files[path], **FILM)
    facts = tuple(Burned(id=fact.id, text=fact.text) for fact in brief.product.facts)
    return Bundle(
        product_id=job.outcome.sku,
        name=job.outcome.name,
        key=job.outcome.key,
        renders=(film,),
        covers=(),
        files=files,
        facts=facts,
        writer="composer",
        voice="espeak",
        version="0",
        language=brief.language,
    )


def _delivered(job: Job, out: Path) -> Outcome:
    """A folder with all that a report reads of it, and an empty film."""
    folder = out / job.outcome.folder
    folder.mkdir(exist_ok=True)
    files = {"film_9x16.mp4": "", "script.json": _story(job).to_json(), "captions.srt": ""}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    bundle = _bundle(job, {name: _digest(text) for name, text in files.items()}).to_json()
    (folder / BUNDLE).write_text(bundle, encoding="utf-8")
    size = sum((folder / name).stat().st_size for name in files)
    told = {"state": "done", "bundle": _digest(bundle), "bytes": size, "frames": 300}
    return job.outcome.model_copy(update=told)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def run(folder: Path, film: dict[str, Any]) -> None:
    """The batch of the shop in `folder`, with this pool in place of the local one."""
    feed = batching.Feed(folder / "goods.csv", None, [])
    none = dict.fromkeys(("where", "shard", "limit"))
    asked = none | dict.fromkeys(("changed", "force", "retry_failed", "out_of_stock"), False)
    order = batching.batch_of(feed, folder / "out", film, asked, 2)
    order.pool = Pool(hire=Pretender)
    sys.exit(batching.run(feed, order, dry=False, as_json=False))
