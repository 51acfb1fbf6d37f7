"""When a row is tried again: the rules alone, with the time passed in.

An engine asks its service again by itself (four attempts); what is decided here is the row after
that. A worker's death is tried once more, because the same row may kill every worker it is given to
(Celery does not requeue such tasks at all for that reason).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

TRIES = 4
"""Attempts at a row whose service fails for now."""

DEATHS = 2
"""Deaths of workers after which a row is put aside."""

_FIRST, _LONGEST = 1.0, 30.0
"""Seconds: the bound of the first wait, which doubles, and the largest bound."""

IN_A_ROW = 5
"""Failures of one service, with no success between, after which it is left alone."""

REST = 60.0
"""Seconds for which it is left alone; then one row tries it."""


def wait(attempt: int, asked: float, chance: random.Random) -> float:
    """Seconds before the next attempt after so many: what the service asked for, or full jitter."""
    bound = min(_LONGEST, _FIRST * 2 ** (attempt - 1))
    return asked or chance.uniform(0, bound)


@dataclass
class Breaker:
    """Leaves a service alone that fails every time: closed, open for `REST`, then half open."""

    rest: float = REST
    failures: int = 0
    until: float = 0.0
    probing: bool = field(default=False)

    @property
    def open(self) -> bool:
        """Whether too many calls have failed in a row."""
        return self.failures >= IN_A_ROW

    def lets(self, now: float) -> bool:
        """Whether a row may begin at this time (seconds of any one clock)."""
        return not self.open or (now >= self.until and not self.probing)

    def begun(self) -> None:
        """A row begins; of an open breaker it is the one that tries."""
        self.probing = self.open

    def failed(self, now: float) -> bool:
        """The service failed again; True when it did so after a rest: it is down."""
        down = self.probing
        self.failures += 1
        self.until = now + self.rest if self.open else 0.0
        self.probing = False
        return down

    def succeeded(self) -> None:
        """A row was made: everything works."""
        self.failures, self.until, self.probing = 0, 0.0, False
