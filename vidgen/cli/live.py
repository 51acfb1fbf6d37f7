"""What a batch shows while it runs: a live table on a terminal, plain lines in a log, or JSONL."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich import box
from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from vidgen.batch.planning import Plan, Row
from vidgen.batch.running import Begun, Finished, Later, Told
from vidgen.cli import output
from vidgen.model.batch import Outcome

_FAILED = ("failed", "quarantined")


class Board:
    """A watch for a batch: counts rows, shows what each worker does, tells how rows ended."""

    def __init__(self, *, as_json: bool, workers: int) -> None:
        self._json, self._workers = as_json, workers
        self._doing: dict[int, tuple[str, str]] = {}
        self._of: dict[str, int] = {}
        self._began = time.monotonic()
        self.counts: Counter[str] = Counter()
        self.ended = self.jobs = 0
        self.planned_yet = False
        self._live: Live | None = None
        if not as_json and sys.stderr.isatty():
            console = Console(stderr=True)
            self._live = Live(console=console, get_renderable=self._table, refresh_per_second=4)

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()

    @property
    def left(self) -> int:
        """Rows that are still to be made."""
        return self.jobs - self.ended

    @property
    def failed(self) -> int:
        """Rows that have no film because something went wrong, now or in an earlier run."""
        return sum(self.counts[state] for state in _FAILED)

    def planned(self, plan: Plan) -> None:
        """Told what will be done."""
        self._began, self.planned_yet = time.monotonic(), True
        self.jobs = len(plan.jobs)
        self.counts.update(row.outcome.state for row in plan.rows if row.job is None)
        if self._json:
            output.answer(json.dumps({"type": "plan", **_sums(plan)}))
        else:
            self.note(_summary(plan))
            for row in plan.rows:
                if row.job is None and row.outcome.state in _FAILED:
                    self.note(_line(row.outcome))

    def __call__(self, told: Told) -> None:
        """Told what happens."""
        if isinstance(told, Finished):
            self._finished(told.outcome)
        elif isinstance(told, Begun):
            sku = told.job.outcome.sku
            self._of[sku] = told.worker
            self._doing[told.worker] = (sku, "begins")
            self._event("begun", sku, worker=told.worker, attempt=told.attempt, why=told.job.why)
        elif isinstance(told, Later):
            self._gone(told.job.outcome.sku)
            sku = told.job.outcome.sku
            self._event("later", sku, why=told.why, seconds=round(told.seconds, 1))
            if not self._json:
                self.note(f"later   {sku}: {told.why}, again in {told.seconds:.0f} s")
        else:
            share = f" {told.step.done / told.step.total:.0%}" if told.step.total > 1 else ""
            self._doing[told.worker] = (told.job.outcome.sku, told.step.name + share)

    def note(self, text: str) -> None:
        """A line for people, above the table where there is one."""
        if self._live is not None and self._live.is_started:
            self._live.console.print(output.printable(text), markup=False, highlight=False)
        else:
            output.tell(text)

    def _finished(self, outcome: Outcome) -> None:
        self.ended += 1
        self.counts[outcome.state] += 1
        self._gone(outcome.sku)
        if self._json:
            answer = {"type": "row", **outcome.model_dump(mode="json", exclude={"parts"})}
            output.answer(json.dumps(answer, ensure_ascii=False))
        else:
            self.note(f"[{self.ended}/{self.jobs}] {_line(outcome)}")

    def _gone(self, sku: str) -> None:
        self._doing.pop(self._of.pop(sku, 0), None)

    def _event(self, kind: str, sku: str, **told: Any) -> None:
        if self._json:
            output.answer(json.dumps({"type": kind, "sku": sku, **told}, ensure_ascii=False))

    def _table(self) -> Group:
        table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
        for number in range(1, self._workers + 1):
            sku, step = self._doing.get(number, ("", "idle"))
            table.add_row(f"{number}", Text(output.printable(sku)), step)
        return Group(table, Text(self._progress()))

    def _progress(self) -> str:
        seconds = time.monotonic() - self._began
        told = f"{self.counts['done']} done, {self.failed} failed, {self.left} left"
        if not self.ended:
            return told
        rate = self.ended / seconds
        return f"{told}, {rate * 60:.1f} rows a minute, {_span(self.left / rate)} left"


def tell_plan(plan: Plan, notes: list[str], *, as_json: bool) -> None:
    """Say what a run would do: every row with why or why not, then the sums."""
    for row in plan.rows:
        if as_json:
            about = row.outcome.model_dump(mode="json", exclude={"parts"})
            why = {"why": row.job.why} if row.job else {}
            output.answer(json.dumps({"type": "row", **about, **why}, ensure_ascii=False))
        else:
            output.answer(output.printable(_planned_line(row)))
    for note in notes:
        output.tell(note)
    if as_json:
        output.answer(json.dumps({"type": "plan", **_sums(plan)}))
    else:
        output.tell(_summary(plan))


def exit_line(board: Board, out: Path, code: int, error: str, resume: str) -> str:
    """The last line on stderr as JSON."""
    told = {
        "type": "exit",
        "code": int(code),
        "error": error,
        "done": board.counts["done"],
        "failed": board.failed,
        "left": board.left,
        "manifest": str(out / "manifest.json"),
        "resume": resume,
    }
    return json.dumps(told, ensure_ascii=False)


def closing(board: Board, out: Path, resume: str) -> list[str]:
    """The last lines for people."""
    skipped = f", {board.counts['skipped']} skipped" if board.counts["skipped"] else ""
    left = f", {board.left} left" if board.left else ""
    told = f"{board.counts['done']} done, {board.failed} failed{skipped}{left}"
    lines = [f"{told}; {out / 'manifest.json'} tells each"]
    return [*lines, f"go on with: {resume}"] if board.left else lines


def _sums(plan: Plan) -> dict[str, int]:
    states: Counter[str] = Counter(row.outcome.state for row in plan.rows if row.job is None)
    failed = sum(states[state] for state in _FAILED)
    told = {"make": len(plan.jobs), "up_to_date": states["done"], "skipped": states["skipped"]}
    return {"rows": len(plan.rows), **told, "failed": failed, "gone": len(plan.gone)}


def _summary(plan: Plan) -> str:
    sums = _sums(plan)
    whys = Counter(job.why for job in plan.jobs)
    why = ", ".join(f"{count} {reason}" for reason, count in whys.most_common(6))
    gone = f"; {sums['gone']} delivered before are no longer in the catalog" if plan.gone else ""
    return (
        f"{sums['rows']} rows: {sums['make']} to make{f' ({why})' if why else ''}, "
        f"{sums['up_to_date']} up to date, {sums['skipped']} skipped, {sums['failed']} failed{gone}"
    )


def _planned_line(row: Row) -> str:
    if row.job is not None:
        return f"make    {row.outcome.sku}  {row.outcome.name}: {row.job.why}"
    if row.outcome.state == "done":
        return f"keep    {row.outcome.sku}  {row.outcome.name}: up to date"
    return _line(row.outcome)


def _line(outcome: Outcome) -> str:
    if outcome.state == "done":
        took = sum(outcome.seconds.values())
        made = f"{outcome.made} of {outcome.frames} frames encoded"
        return f"done    {outcome.sku}  {outcome.folder}/  {made}, {took:.1f} s"
    state = f"{outcome.state:<7}"
    return f"{state} {outcome.sku}{'  ' if outcome.sku else ''}{outcome.code}: {outcome.error}"


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
