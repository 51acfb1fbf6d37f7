"""Running a plan on a pool of another kind: values in, events out, rows tried again or put aside."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen.batch.ahead import Nothing
from vidgen.batch.crew import Died, Ended, Event
from vidgen.batch.job import Job, Report
from vidgen.batch.journal import Journal, Read, read
from vidgen.batch.past import recall
from vidgen.batch.retrying import IN_A_ROW, TRIES
from vidgen.batch.running import Later, Running, Told
from vidgen.errors import Exit
from vidgen.feeds.product_file import read as product_of
from vidgen.library import Library
from vidgen.model.batch import Outcome
from vidgen.model.script import Brief

Answer = Callable[[Job], Event]


class Elsewhere:
    """A pool that answers at once, after sending every job through JSON, as a cluster would."""

    def __init__(self, answer: Answer) -> None:
        self._answer, self._events = answer, deque[Event]()
        self.given: list[str] = []
        self.closed = False

    @property
    def free(self) -> int:
        return 1 - len(self._events)

    def give(self, job: Job) -> int:
        self.given.append(job.outcome.sku)
        self._events.append(self._answer(Job.model_validate_json(job.model_dump_json())))
        return 1

    def events(self, timeout: float) -> list[Event]:
        assert timeout >= 0
        return [self._events.popleft()] if self._events else []

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def jobs(mug: Path) -> tuple[Job, ...]:
    scenario = Library().scenario("pain-solution")
    brief = Brief(product=product_of(mug), scenario=scenario, language="en")
    rows = [Outcome(sku=f"S{n}", name="Mug", key=f"k{n}", folder=f"S{n}") for n in range(8)]
    return tuple(Job(brief=brief, outcome=row) for row in rows)


def done(job: Job) -> Event:
    return Ended(job, Report(outcome=job.outcome.model_copy(update={"state": "done"})))


def failing(job: Job, code: str = "E_SERVICE", stop: int = 0) -> Event:
    told = {"state": "failed", "code": code, "error": "edge: down"}
    outcome = job.outcome.model_copy(update=told)
    return Ended(job, Report(outcome=outcome, service="edge", stop=stop, after=0.001))


def run(jobs: tuple[Job, ...], answer: Answer, out: Path) -> tuple[Running, list[Told]]:
    told: list[Told] = []
    crew = Elsewhere(answer)
    running = Running(crew, Nothing(), Journal(out, Read(())), out, told.append, rest=0.01)
    running.run(jobs)
    assert crew.closed
    return running, told


def test_every_job_ends_once_and_is_journaled(jobs: tuple[Job, ...], tmp_path: Path) -> None:
    running, _ = run(jobs, done, tmp_path)
    assert [outcome.state for outcome in running.ended.values()] == ["done"] * 8
    past = recall(read(tmp_path).events)
    assert past.delivered == running.ended
    assert {outcome.attempts for outcome in past.ends.values()} == {1}


def test_only_the_last_may_take_what_others_leave(jobs: tuple[Job, ...], tmp_path: Path) -> None:
    seen: dict[str, bool] = {}

    def answer(job: Job) -> Event:
        seen[job.outcome.sku] = job.last
        return done(job)

    run(jobs, answer, tmp_path)
    assert [sku for sku, last in seen.items() if last] == ["S7"]


def test_a_service_that_comes_back_costs_no_row(jobs: tuple[Job, ...], tmp_path: Path) -> None:
    left = [2]

    def answer(job: Job) -> Event:
        left[0] -= 1
        return failing(job) if left[0] >= 0 else done(job)

    running, told = run(jobs, answer, tmp_path)
    assert running.stopped is None
    assert {outcome.state for outcome in running.ended.values()} == {"done"}
    assert sum(isinstance(event, Later) for event in told) == 2


def test_one_row_is_tried_so_often_and_no_more(jobs: tuple[Job, ...], tmp_path: Path) -> None:
    running, _ = run(jobs, lambda j: failing(j) if j.outcome.sku == "S0" else done(j), tmp_path)
    first = running.ended["S0", ""]
    assert (first.state, first.code, first.attempts) == ("failed", "E_SERVICE", TRIES)
    assert sum(outcome.state == "done" for outcome in running.ended.values()) == 7


def test_a_service_that_is_down_stops_the_run(jobs: tuple[Job, ...], tmp_path: Path) -> None:
    running, _ = run(jobs, failing, tmp_path)
    assert running.stopped is not None
    assert running.stopped.code == Exit.SERVICE
    assert isinstance(running.crew, Elsewhere)
    assert len(running.crew.given) == IN_A_ROW + 1, "five in a row, then one after the rest"


def test_a_worker_that_dies_twice_puts_the_row_aside(jobs: tuple[Job, ...], tmp_path: Path) -> None:
    def answer(job: Job) -> Event:
        return Died(job, "SIGKILL") if job.outcome.sku == "S3" else done(job)

    running, _ = run(jobs, answer, tmp_path)
    aside = running.ended["S3", ""]
    assert (aside.state, aside.code, aside.attempts) == ("quarantined", "E_WORKER", 2)
    assert "SIGKILL" in aside.error
    assert "lower --jobs" in aside.error
    assert sum(outcome.state == "done" for outcome in running.ended.values()) == 7


def test_a_full_disk_stops_the_run(jobs: tuple[Job, ...], tmp_path: Path) -> None:
    running, _ = run(jobs, lambda job: failing(job, "E_STORAGE", Exit.STORAGE), tmp_path)
    assert running.stopped is not None
    assert running.stopped.code == Exit.STORAGE
    assert len(running.ended) == 1
