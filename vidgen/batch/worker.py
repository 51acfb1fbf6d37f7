"""A worker: a process that makes one row after another and ends with the one that hired it.

    python -m vidgen.batch.worker OUT PARENT    first line: settings; then a job a line → answers

Answers are `{"step": …}` while it works and `{"report": …}` in the end. They go out on a private
copy of stdout: what libraries print cannot reach it.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vidgen.batch.job import Job
from vidgen.batch.making import make
from vidgen.settings import Settings
from vidgen.studio.opening import studio_of
from vidgen.studio.steps import Step, nobody

_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that this process gets when its parent dies (Linux)."""

_BREATH = 0.25
"""Seconds between two answers on the same step: a film tells of every frame."""


class _Teller:
    """Sends answers, of steps only as many as a person can read; called from several threads."""

    def __init__(self, handle: int) -> None:
        self._lock = threading.Lock()
        self._pipe = os.fdopen(handle, "w", encoding="utf-8")
        self._last: tuple[str, float] = ("", 0.0)

    def tell(self, answer: Mapping[str, Any]) -> None:
        """One answer, now."""
        with self._lock:
            self._pipe.write(json.dumps(answer, ensure_ascii=True) + "\n")
            self._pipe.flush()

    def step(self, step: Step) -> None:
        """One step, unless the same was told just before."""
        name, at = self._last
        now = time.monotonic()
        if step.note or step.name != name or now - at >= _BREATH:
            self._last = (step.name, now)
            self.tell({"step": [step.name, step.done, step.total, step.note]})


def main(out: Path, parent: int) -> None:
    """Serve until stdin ends, or the process `parent` does."""
    _die_with(parent)
    faulthandler.enable()
    private = os.dup(1)
    os.dup2(2, 1)
    teller = _Teller(private)
    lines = iter(sys.stdin.readline, "")
    settings = Settings.model_validate_json(next(lines))
    studio = studio_of(settings.model_copy(update={"jobs": 1}), nobody)
    for line in lines:
        report = make(Job.model_validate_json(line), studio, out, teller.step)
        teller.tell({"report": report.model_dump(mode="json")})


def _die_with(parent: int) -> None:
    """End when the parent ends, however it does: a killed run leaves no worker behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the run that hired this worker is gone")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
