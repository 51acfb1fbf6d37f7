"""Running a plan: jobs given to a crew, what becomes of them journaled, tried again where it may
help, until nothing is left or the run must stop."""

from __future__ import annotations

import heapq
import random
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from vidgen.batch import crew as crews
from vidgen.batch.ahead import Lead
from vidgen.batch.crew import Crew, Died, Ended, Stepped
from vidgen.batch.job import Job, Report
from vidgen.batch.journal import Journal
from vidgen.batch.making import SERVICE
from vidgen.batch.past import Id, id_of
from vidgen.batch.retrying import DEATHS, REST, TRIES, Breaker, wait
from vidgen.errors import Exit, LockedError, StorageError
from vidgen.files import only_writer
from vidgen.model.batch import Outcome
from vidgen.studio.steps import Step

WORKER = "E_WORKER"
"""The code of a row that killed its workers."""

_GLANCE = 0.1
"""Seconds between two looks at what runs ahead, while a worker waits for it."""

_PATIENCE = 5.0
"""Seconds to wait for an event before looking at the clock again."""


@dataclass(frozen=True)
class Begun:
    """A worker begins with a job, for the `attempt`-th time."""

    job: Job
    worker: int
    attempt: int


@dataclass(frozen=True)
class Later:
    """A job is put back, to be tried again in so many seconds."""

    job: Job
    why: str
    seconds: float


@dataclass(frozen=True)
class Finished:
    """A row has ended for this run."""

    outcome: Outcome


Told = Begun | Later | Finished | Stepped

Watch = Callable[[Told], None]
"""Told what happens, from one thread."""


@dataclass
class Stopped:
    """Why a run stopped early."""

    code: Exit
    error: str


@dataclass
class Running:
    """One run: `ended` fills with the rows that ended in it; `stopped` says why it ended early.

    `rest` is how long a failing service is left alone, seconds; `budget` the money after which no
    row begins, see `Bundle.cost`.
    """

    crew: Crew
    lead: Lead
    journal: Journal
    out: Path
    watch: Watch
    rest: float = REST
    budget: float = inf
    ended: dict[Id, Outcome] = field(default_factory=dict)
    stopped: Stopped | None = None
    spent: float = 0.0
    ready: deque[Job] = field(default_factory=deque)
    waiting: list[tuple[float, int, Job]] = field(default_factory=list)
    attempts: dict[Id, int] = field(default_factory=dict)
    deaths: dict[Id, int] = field(default_factory=dict)
    busy: dict[Id, Job] = field(default_factory=dict)
    breakers: dict[str, Breaker] = field(default_factory=dict)
    chance: random.Random = field(default_factory=random.Random)

    def run(self, jobs: tuple[Job, ...]) -> None:
        """Make all jobs, or as many as can be made before the run must stop.

        Whatever ends it early, what was in the making is abandoned whole: no part of it is seen.
        """
        self.ready.extend(jobs)
        try:
            while (self._more or self.busy) and self.stopped is None:
                self._give()
                for event in self.crew.events(self._patience()):
                    self._take(event)
        finally:
            self.lead.close()
            self.crew.close()
            for job in self.busy.values():
                self._sweep(job)
        left = len(self.ready) + len(self.waiting)
        if left and self.stopped is None:
            what = f"--max-cost: {self.spent:.2f} of {self.budget:.2f} are spent, {left} rows left"
            self.stopped = Stopped(Exit.REFUSED, what)

    @property
    def _more(self) -> bool:
        """Whether another row may begin, now or later."""
        return bool(self.ready or self.waiting) and self.spent < self.budget

    def _give(self) -> None:
        if not self._more:
            return
        now = time.monotonic()
        while self.waiting and self.waiting[0][0] <= now:
            self.ready.append(heapq.heappop(self.waiting)[2])
        while self.ready and self.crew.free and self._open(self.ready[0], now):
            job = self.ready.popleft()
            job = job.model_copy(update={"last": not (self.ready or self.waiting)})
            self.lead.begun()
            row = id_of(job.outcome)
            attempt = self.attempts[row] = self.attempts.get(row, 0) + 1
            for breaker in self.breakers.values():
                breaker.begun()
            self.busy[row] = job
            # Losing this line with the power costs nothing: a row that did not end is made again.
            told = {"sku": row[0], "variant": row[1], "job": job.outcome.key, "attempt": attempt}
            self.journal.write({"ev": "started", **told}, sync=False)
            self.watch(Begun(job, self.crew.give(job), attempt))

    def _open(self, job: Job, now: float) -> bool:
        """Whether this job may begin: what it needs is there, no service is being left alone."""
        return self.lead.ready(job) and all(b.lets(now) for b in self.breakers.values())

    def _patience(self) -> float:
        """Seconds to wait for the crew before something else can be done."""
        now = time.monotonic()
        if self.ready and self.crew.free and not self.lead.ready(self.ready[0]):
            return _GLANCE
        due = [when for when, _, _ in self.waiting[:1]]
        due += [breaker.until for breaker in self.breakers.values() if breaker.open]
        soonest = min((when - now for when in due if when > now), default=_PATIENCE)
        return min(_PATIENCE, soonest)

    def _take(self, event: crews.Event) -> None:
        if isinstance(event, Stepped):
            self.watch(event)
            return
        self.busy.pop(id_of(event.job.outcome), None)
        if isinstance(event, Ended):
            self._ended(event.job, event.report)
        else:
            self._died(event)

    def _ended(self, job: Job, report: Report) -> None:
        self.spent += report.outcome.cost
        if report.stop:
            self.stopped = Stopped(Exit(report.stop), report.outcome.error)
            self._end(report.outcome)
        elif report.outcome.code == SERVICE:
            self._service_failed(job, report)
        else:
            if report.outcome.state == "done":
                for breaker in self.breakers.values():
                    breaker.succeeded()
            self._end(report.outcome)

    def _service_failed(self, job: Job, report: Report) -> None:
        """Try again later; a service that is down stops the run, for no row can do without it."""
        breaker = self.breakers.setdefault(report.service, Breaker(self.rest))
        if breaker.failed(time.monotonic()):
            self.stopped = Stopped(Exit.SERVICE, report.outcome.error)
        attempt = self.attempts[id_of(job.outcome)]
        if attempt >= TRIES or self.stopped is not None:
            self._end(report.outcome)
            return
        self._again(job, report.outcome.error, wait(attempt, report.after, self.chance))

    def _died(self, event: Died) -> None:
        row = id_of(event.job.outcome)
        self.deaths[row] = self.deaths.get(row, 0) + 1
        self._sweep(event.job)
        if self.deaths[row] < DEATHS:
            self._again(event.job, f"its worker died ({event.how})", 0.0)
            return
        hint = "look at its photos and clips, or lower --jobs if memory is short"
        what = f"{event.job.outcome.source}: its worker died twice ({event.how}): {hint}"
        told = {"state": "quarantined", "code": WORKER, "error": what}
        self._end(event.job.outcome.model_copy(update=told))

    def _again(self, job: Job, why: str, seconds: float) -> None:
        sku, variant = id_of(job.outcome)
        told = {"sku": sku, "variant": variant, "job": job.outcome.key, "why": why}
        self.journal.write({"ev": "retry", **told, "after": round(seconds, 1)}, sync=False)
        when = time.monotonic() + seconds
        heapq.heappush(self.waiting, (when, len(self.ended) + sum(self.attempts.values()), job))
        self.watch(Later(job, why, seconds))

    def _end(self, outcome: Outcome) -> None:
        row = id_of(outcome)
        attempts = self.attempts.get(row, 0)
        ended = outcome.model_copy(update={"attempts": attempts})
        told = ended.model_dump(mode="json")
        self.journal.write({"ev": ended.state, "job": ended.key, "outcome": told})
        self.ended[row] = ended
        self.watch(Finished(ended))

    def _sweep(self, job: Job) -> None:
        """Remove what a killed worker left half-made in its row's folder."""
        folder = self.out / job.outcome.folder
        if folder.is_dir() and not folder.is_symlink():
            # Another run holds it, or the disk refuses: the next writer sweeps.
            with suppress(LockedError, StorageError), only_writer(folder):
                pass


__all__ = ["Begun", "Finished", "Later", "Running", "Step", "Stepped", "Stopped", "Told", "Watch"]
