"""What is slow but needs no core runs ahead of the renderers: a model's scripts, an online voice.

    python -m vidgen.batch.ahead PARENT    first line: settings; then some briefs a line → answers

It is the same studio code on the same store, for rows that come next: a language model writes in
its own batches, two rows are voiced at a time. What it makes, the workers find; what fails here,
the row itself meets again and tells. With the composer and the offline voice nothing runs ahead.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from queue import SimpleQueue
from typing import Protocol

from vidgen.batch.child import Teller, die_with, end, hire, send
from vidgen.batch.job import Job
from vidgen.errors import VidgenError
from vidgen.model.script import Brief
from vidgen.settings import Settings
from vidgen.studio import Studio
from vidgen.studio.authors import COMPOSER
from vidgen.studio.opening import studio_of
from vidgen.studio.steps import nobody
from vidgen.studio.voicing import OFFLINE

VOICES_AT_ONCE = 2
"""Rows voiced at the same time: free services refuse those who ask for more."""


class Lead(Protocol):
    """Says which jobs may begin, because what they need from outside is there."""

    def ready(self, job: Job) -> bool:
        """Whether this job may begin."""

    def begun(self) -> None:
        """One more job has begun: look further ahead."""

    def close(self) -> None:
        """Nothing more is needed."""


class Nothing:
    """Nothing runs ahead: every job may begin at once."""

    def ready(self, job: Job) -> bool:
        """See `Lead.ready`."""
        return True

    def begun(self) -> None:
        """See `Lead.begun`."""

    def close(self) -> None:
        """See `Lead.close`."""


def wanted(settings: Settings) -> bool:
    """Whether anything of these settings is written or spoken by an outside engine."""
    writer, voice = (name.partition(":")[0] for name in (settings.writer, settings.voice))
    return writer != COMPOSER or voice != OFFLINE


@dataclass
class Ahead:
    """A process that prepares jobs, never more than a few batches before they begin."""

    settings: Settings
    jobs: tuple[Job, ...]
    written: set[str] = field(default_factory=set)
    over: bool = False
    _asked: int = 0
    _begun: int = 0

    def __post_init__(self) -> None:
        self._left = iter(self.jobs)
        self._process = hire("vidgen.batch.ahead", [], subprocess.DEVNULL)
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._lines.put(self.settings.model_dump_json())
        for work in (self._listen, self._speak):
            threading.Thread(target=work, daemon=True).start()
        self._ask()

    def ready(self, job: Job) -> bool:
        """See `Lead.ready`; all are, when the process is gone."""
        return self.over or job.outcome.key in self.written

    def begun(self) -> None:
        """See `Lead.begun`."""
        self._begun += 1
        self._ask()

    def close(self) -> None:
        """See `Lead.close`."""
        end(self._process)

    def _ask(self) -> None:
        batch = self.settings.model_batch
        while self._asked - self._begun < 2 * batch:
            some = list(islice(self._left, batch))
            if not some:
                return
            self._asked += len(some)
            told = [[job.outcome.key, job.brief.model_dump(mode="json")] for job in some]
            self._lines.put(json.dumps(told))

    def _speak(self) -> None:
        """Pass lines on; a pipe is full for as long as a model is busy with what came before."""
        while self._process.poll() is None:
            send(self._process, self._lines.get())

    def _listen(self) -> None:
        said = self._process.stdout
        for line in said or ():
            self.written.add(json.loads(line)["ready"])
        self.over = True


def main(parent: int) -> None:
    """Serve until stdin ends, or the process `parent` does."""
    die_with(parent)
    teller = Teller()
    lines = iter(sys.stdin.readline, "")
    settings = Settings.model_validate_json(next(lines))
    studio = studio_of(settings, nobody)
    with ThreadPoolExecutor(VOICES_AT_ONCE) as pool:
        for line in lines:
            told = [(key, Brief.model_validate(brief)) for key, brief in json.loads(line)]
            with suppress(VidgenError):
                studio.drafted([brief for _, brief in told])
            for key in pool.map(lambda each: _voiced(studio, *each), told):
                teller.tell({"ready": key})


def _voiced(studio: Studio, key: str, brief: Brief) -> str:
    with suppress(VidgenError):
        studio.write(brief)
    return key


if __name__ == "__main__":
    main(int(sys.argv[1]))
