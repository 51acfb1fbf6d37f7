"""Stopping when asked: Ctrl-C (exit 130) or a termination signal (exit 143).

The first request unwinds the run, so that nothing half-made is left behind; a second one ends the
process at once (what it leaves is removed by the next run).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import Any, Self

from vidgen.errors import Exit

_CODES = {signal.SIGINT: Exit.INTERRUPTED, signal.SIGTERM: Exit.TERMINATED}


class Stop:
    """Answers the two signals while it is entered; from the main thread only."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._stop) for number in _CODES}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def check(self) -> None:
        """End the calling thread's work if a stop was asked for; workers call it as they go."""
        if self._asked.is_set():
            raise SystemExit(Exit.BUG)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        code = _CODES[signal.Signals(number)]
        if self._asked.is_set():
            os._exit(code)
        self._asked.set()
        words = "\nvidgen: stopping; the same command goes on from here\n"
        os.write(sys.stderr.fileno(), words.encode())
        sys.exit(code)
