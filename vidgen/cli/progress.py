"""Progress of the studio's steps on stderr: bars with time left, or plain lines in a log."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from vidgen.cli import output
from vidgen.cli.stop import Stop
from vidgen.studio.steps import Step

_MARKS = 4
"""In a log, a long step says how far it is at every quarter."""

_SOON = 2.0
"""Seconds left below which nothing more is said."""


class Steps:
    """A watch for the studio that shows its steps; while it is entered, the run can be stopped.

    `took` holds the seconds of every step so far.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.took: dict[str, float] = {}
        self._begun: dict[str, float] = {}
        self._bars: dict[str, TaskID] = {}
        self._marked: dict[str, int] = {}
        self._lock = threading.Lock()
        self._stop = Stop()
        self._quiet = quiet
        self._progress: Progress | None = None
        if not quiet and sys.stderr.isatty():
            self._progress = Progress(
                TextColumn("{task.description:<9}"),
                BarColumn(bar_width=36),
                TaskProgressColumn(),
                TimeElapsedColumn(),
                TextColumn("left"),
                TimeRemainingColumn(compact=True),
                console=Console(stderr=True),
            )

    def __enter__(self) -> Self:
        self._stop.__enter__()
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()
        self._stop.__exit__(kind, error, trace)

    def __call__(self, step: Step) -> None:
        """Told by the studio, perhaps from several threads."""
        self._stop.check()
        with self._lock:
            now = time.monotonic()
            new = step.name not in self._begun
            begun = self._begun.setdefault(step.name, now)
            self.took[step.name] = now - begun
            if step.note:
                self._note(step.note)
            if self._progress is not None:
                self._show(self._progress, step)
            elif not self._quiet:
                self._log(step, now - begun, new=new)

    def _note(self, note: str) -> None:
        if self._progress is not None:
            self._progress.console.print(output.printable(note), markup=False, highlight=False)
        else:
            output.tell(note)

    def _show(self, progress: Progress, step: Step) -> None:
        if step.name not in self._bars:
            self._bars[step.name] = progress.add_task(step.name, total=None)
        total = None if step.done == 0 and step.total == 1 else step.total
        progress.update(self._bars[step.name], completed=step.done, total=total)

    def _log(self, step: Step, seconds: float, *, new: bool) -> None:
        if new:
            output.tell(f"{step.name} …")
        share = step.done / step.total if step.total else 1.0
        mark = int(share * _MARKS)
        if _MARKS > mark > self._marked.get(step.name, 0):
            self._marked[step.name] = mark
            left = seconds / share - seconds
            if left >= _SOON:
                output.tell(f"{step.name} {share:.0%}, about {left:.0f} s left")
