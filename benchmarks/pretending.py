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
from vidgen.settings import Settings

BUNDLE = b'{"files": {"captions.srt": ""}}'


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
            folder = self._out / job.outcome.folder
            folder.mkdir(exist_ok=True)
            (folder / "captions.srt").write_bytes(b"")
            (folder / "bundle.json").write_bytes(BUNDLE)
            told = {"state": "done", "bundle": hashlib.sha256(BUNDLE).hexdigest()}
            found.append(Ended(job, Report(outcome=job.outcome.model_copy(update=told))))
        return found

    def close(self) -> None:
        """Nothing is held."""


def run(folder: Path, film: dict[str, Any]) -> None:
    """The batch of the shop in `folder`, with this pool in place of the local one."""
    feed = batching.Feed(folder / "goods.csv", None, [])
    none = dict.fromkeys(("where", "shard", "limit"))
    asked = none | dict.fromkeys(("changed", "force", "retry_failed", "out_of_stock"), False)
    order = batching.batch_of(feed, folder / "out", film, asked, 2)
    order.pool = Pool(hire=Pretender)
    sys.exit(batching.run(feed, order, dry=False, as_json=False))
