"""One batch from a catalog's entries to its manifest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from math import inf
from pathlib import Path

from vidgen.batch import journal, manifest
from vidgen.batch import report as reports
from vidgen.batch.ahead import Ahead, Lead, Nothing, wanted
from vidgen.batch.apart import told_apart
from vidgen.batch.choosing import Choice
from vidgen.batch.crew import LocalCrew
from vidgen.batch.job import Job
from vidgen.batch.journal import Journal
from vidgen.batch.keying import Keys
from vidgen.batch.past import id_of, recall
from vidgen.batch.planning import Order, Plan, Planner
from vidgen.batch.pools import Pool
from vidgen.batch.running import Finished, Running, Stopped, Told, Watch
from vidgen.batch.tools import tools
from vidgen.errors import Exit
from vidgen.feeds.feed import Entry
from vidgen.feeds.sheet import Understood
from vidgen.files import only_writer
from vidgen.library import Library
from vidgen.model.batch import Manifest, Outcome
from vidgen.settings import Settings
from vidgen.store import Store
from vidgen.studio.targets import seconds_of

A_WORKER = 1.2 * 1024**3
"""Bytes of memory that are reckoned for a worker (measured peak 0.7 GB at 1080×1920)."""

TIDY = 50
"""Rows after which the store is pruned: about 1 GB of films of 30 s."""


@dataclass
class Batch:
    """A batch of films of a catalog, in the folder `out`.

    `order` makes the brief of a product, `choice` says which rows it is about, `workers` how many
    are made at once, `pool` where; with `apart` no two of its films say nearly the same. No row
    begins once models took `budget` for those before, in the money of the prices that were set.
    """

    catalog: Path
    out: Path
    settings: Settings
    order: Order
    choice: Choice = field(default_factory=Choice)
    workers: int = 1
    pool: Pool = field(default_factory=Pool)
    apart: bool = False
    budget: float = inf
    notes: list[str] = field(default_factory=list)

    def plan(self, entries: tuple[Entry, ...]) -> Plan:
        """What a run would do now; nothing is written.

        Raises EngineMissing and InputError for what would fail every row, DamageError for a
        damaged journal.
        """
        return self._planned(entries, journal.read(self.out), Keys(self.settings))

    def run(self, entries: tuple[Entry, ...], watch: Watch, planned: Callable[[Plan], None]) -> Ran:
        """Make what is to be made; `planned` is told the plan first.

        Raises as `plan`, LockedError when another run holds the folder, StorageError when the disk
        refuses. When it is interrupted, the journal and the manifest say so before it unwinds.
        """
        with only_writer(self.out):
            before = journal.read(self.out)
            keys = Keys(self.settings)
            plan = self._planned(entries, before, keys)
            book = Journal(self.out, before)
            try:
                head = manifest.about(
                    self.catalog, str(self.choice.shard), keys.settings, tools() | keys.tools
                )
                return self._run(plan, book, head, watch, planned)
            finally:
                book.close()

    def _planned(self, entries: tuple[Entry, ...], before: journal.Read, keys: Keys) -> Plan:
        if before.note:
            self.notes.append(before.note)
        amiss = partial(self.pool.amiss, self.out)
        planner = Planner(amiss, self._orders(entries), keys, recall(before.events), self.choice)
        plan = planner.plan(entries)
        for job in plan.jobs[:1]:
            # What no row could do is said once, before the first.
            seconds_of(job.brief, Library(self.settings.templates))
        return plan

    def _orders(self, entries: tuple[Entry, ...]) -> Order:
        """What makes the briefs, of the rows that the run is about apart from one another."""
        if not self.apart:
            return self.order
        products = [entry.product for entry in entries if isinstance(entry, Understood)]
        mine = [product for product in products if self.choice.holds(product)]
        order, told = told_apart(mine, self.order, self.settings)
        self.notes += told
        return order

    def _run(
        self,
        plan: Plan,
        book: Journal,
        head: Manifest,
        watch: Watch,
        planned: Callable[[Plan], None],
    ) -> Ran:
        jobs = plan.jobs
        if jobs:
            told = {"catalog": head.catalog_sha256, "rows": len(plan.rows), "jobs": len(jobs)}
            book.write({"ev": "run", **told}, sync=False)
            book.write_all(_planned_event(job) for job in jobs)
        planned(plan)
        # Without jobs no cluster is begun: a pool of this machine hires nobody until it must.
        hire = self.pool.hire if jobs else LocalCrew
        crew = hire(self.settings, self.out, self.workers)
        watched = self._tidying(watch)
        running = Running(crew, self._lead(jobs), book, self.out, watched, budget=self.budget)
        finished = False
        try:
            running.run(jobs)
            finished = running.stopped is None
        finally:
            # Also when a signal unwinds: what was made is told, and that the rest was not.
            rows = tuple(_results(plan, running))
            if jobs:
                left = sum(outcome.state == "pending" for outcome in rows)
                book.write({"ev": "end" if finished else "interrupted", "left": left})
            self._tell(manifest.filled(head, rows))
        self.pool.publish(self.out)
        if jobs:
            self._store.prune()
        return Ran(rows, running.stopped)

    def _tell(self, told: Manifest) -> None:
        """Write the manifest, and the reports on it unless they are there."""
        digest = manifest.write(self.out, told)
        if not reports.current(self.out, digest):
            reports.report(self.out)

    @property
    def _store(self) -> Store:
        return Store(self.settings.store, round(self.settings.store_gb * 1024**3))

    def _tidying(self, watch: Watch) -> Watch:
        """The watch, and the store kept within its bounds: a long catalog fills many of them."""
        ended = count(1)

        def told(event: Told) -> None:
            watch(event)
            if isinstance(event, Finished) and next(ended) % TIDY == 0:
                self._store.prune()

        return told

    def _lead(self, jobs: tuple[Job, ...]) -> Lead:
        """What runs ahead of the workers."""
        useful = jobs and self.pool.near and wanted(self.settings)
        return Ahead(self.settings, jobs) if useful else Nothing()


@dataclass(frozen=True)
class Ran:
    """What a run came to: every row, and why it stopped early (None: it did not)."""

    rows: tuple[Outcome, ...]
    stopped: Stopped | None = None

    @property
    def code(self) -> Exit:
        """The exit code of the run."""
        if self.stopped is not None:
            return self.stopped.code
        return code_of(self.rows)


def code_of(rows: tuple[Outcome, ...]) -> Exit:
    """The exit code of a run that ended with these rows; those left out on purpose do not count."""
    failed = any(row.state in ("failed", "quarantined") for row in rows)
    if not failed:
        return Exit.DONE
    return Exit.SOME_FAILED if any(row.state == "done" for row in rows) else Exit.NONE_SUCCEEDED


def _results(plan: Plan, running: Running) -> Iterator[Outcome]:
    """The plan's rows as they are now."""
    for row in plan.rows:
        yield running.ended.get(id_of(row.outcome), row.outcome) if row.job else row.outcome


def _planned_event(job: Job) -> dict[str, object]:
    about = job.outcome
    return {
        "ev": "planned",
        "job": about.key,
        "sku": about.sku,
        "variant": about.variant,
        "source": about.source,
        "why": job.why,
    }


def workers_for(settings: Settings, asked: int | None) -> int:
    """How many rows to make at once: as asked, else by cores and by free memory."""
    if asked is not None:
        return asked
    return max(1, min(settings.jobs, int(_free() / A_WORKER)))


def _free() -> float:
    """Bytes of memory that new processes can have."""
    info = Path("/proc/meminfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("MemAvailable:"):
                return float(line.split()[1]) * 1024
    return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
