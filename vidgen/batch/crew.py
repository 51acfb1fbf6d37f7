"""The local pool: worker processes that make one row at a time, watched and replaced.

Any other pool (another machine, a cluster) is a `Crew` too: it takes jobs while it has room, and
tells what became of them as events. Jobs and reports are JSON values.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol, cast

from vidgen.batch.child import end, hire, kill, send
from vidgen.batch.job import Job, Report
from vidgen.files import WORK, storage
from vidgen.settings import Settings
from vidgen.studio.steps import Step

QUIET = 1800.0
"""Seconds without a word after which a worker counts as hung and is killed; the longest silence of
a healthy one is a local model writing a batch of scripts, minutes on a slow machine."""

MOST_CORES = 4
"""Cores that one film may keep busy: each costs it some 0.3 GB of memory."""

_LAST_WORDS = 4096
"""Bytes of a dead worker's log that are looked at for its last line."""


@dataclass(frozen=True)
class Stepped:
    """A worker tells how far its job is."""

    job: Job
    worker: int
    step: Step


@dataclass(frozen=True)
class Ended:
    """A job ended, one way or the other."""

    job: Job
    report: Report


@dataclass(frozen=True)
class Died:
    """The process that made the job died; `how` tells what is known of it."""

    job: Job
    how: str


Event = Stepped | Ended | Died


class Crew(Protocol):
    """A pool of workers."""

    @property
    def free(self) -> int:
        """How many more jobs can be given now."""

    def give(self, job: Job) -> int:
        """Have a job made; returns the number of the worker that makes it."""

    def events(self, timeout: float) -> list[Event]:
        """What happened since; waits at most so many seconds for the first."""

    def close(self) -> None:
        """End at once; what is being made is abandoned."""


@dataclass
class _Worker:
    number: int
    process: subprocess.Popen[bytes]
    log: Path
    job: Job | None = None
    heard: float = 0.0
    begun: bytearray = field(default_factory=bytearray)

    @property
    def said(self) -> IO[bytes]:
        """The pipe in which it answers."""
        return cast(IO[bytes], self.process.stdout)


class LocalCrew:
    """At most `size` processes on this machine, each in a session of its own, so that Ctrl-C
    reaches only the run that hired them; they die with it."""

    def __init__(self, settings: Settings, out: Path, size: int) -> None:
        jobs = min(size, MOST_CORES)
        self._settings = settings.model_copy(update={"jobs": jobs}).model_dump_json()
        self._out, self._size = out, size
        self._workers: dict[int, _Worker] = {}
        self._selector = selectors.DefaultSelector()

    @property
    def free(self) -> int:
        """See `Crew.free`."""
        return self._size - sum(worker.job is not None for worker in self._workers.values())

    def give(self, job: Job) -> int:
        """See `Crew.give`."""
        idle = [worker for worker in self._workers.values() if worker.job is None]
        worker = idle[0] if idle else self._hire()
        worker.job, worker.heard = job, time.monotonic()
        send(worker.process, job.model_dump_json())
        return worker.number

    def events(self, timeout: float) -> list[Event]:
        """See `Crew.events`."""
        found: list[Event] = []
        for key, _ in self._selector.select(timeout):
            found += self._hear(key.data)
        now = time.monotonic()
        for worker in list(self._workers.values()):
            if worker.job is not None and now - worker.heard > QUIET:
                kill(worker.process)
        return found

    def close(self) -> None:
        """See `Crew.close`."""
        for worker in self._workers.values():
            kill(worker.process)
        for worker in self._workers.values():
            self._bury(worker)
        self._workers.clear()

    def _hire(self) -> _Worker:
        number = next(n for n in range(1, self._size + 1) if n not in self._workers)
        log = self._out / WORK / f"worker-{number}.log"
        with storage(log), log.open("wb") as errors:
            process = hire("vidgen.batch.worker", [str(self._out)], errors)
        worker = _Worker(number, process, log)
        os.set_blocking(worker.said.fileno(), False)
        self._selector.register(worker.said, selectors.EVENT_READ, worker)
        self._workers[number] = worker
        send(process, self._settings)
        return worker

    def _hear(self, worker: _Worker) -> list[Event]:
        """Everything a worker has said; its death, when it will say no more."""
        said = worker.said.read(1 << 20)
        if said is None:
            return []
        if not said:
            return self._lost(worker)
        worker.heard = time.monotonic()
        *lines, rest = bytes(worker.begun + said).split(b"\n")
        worker.begun = bytearray(rest)
        return [event for line in lines if (event := self._understood(worker, line)) is not None]

    def _understood(self, worker: _Worker, line: bytes) -> Event | None:
        told, job = json.loads(line), worker.job
        if job is None:
            return None
        if "step" in told:
            return Stepped(job, worker.number, Step(*told["step"]))
        worker.job = None
        return Ended(job, Report.model_validate(told["report"]))

    def _lost(self, worker: _Worker) -> list[Event]:
        self._bury(worker)
        del self._workers[worker.number]
        return [Died(worker.job, _how(worker))] if worker.job is not None else []

    def _bury(self, worker: _Worker) -> None:
        self._selector.unregister(worker.said)
        end(worker.process)


def _how(worker: _Worker) -> str:
    """How a worker ended, with the last thing it said on stderr."""
    code = worker.process.returncode
    with worker.log.open("rb") as log:
        log.seek(max(0, log.seek(0, os.SEEK_END) - _LAST_WORDS))
        words = log.read().decode("utf-8", "replace").strip().splitlines()
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return name + (f", {words[-1][:200]}" if words else "")
