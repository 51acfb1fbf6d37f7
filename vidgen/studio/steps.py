"""Who is told what the studio is doing, and how long each step took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Step:
    """Progress of one step: `done` of `total` units; `note` is a line worth printing ("" if not).

    A step begins with done = 0 and ends with done = total.
    """

    name: str
    done: float
    total: float
    note: str = ""


Watch = Callable[[Step], None]
"""Told of every step; may be called from several threads."""


def nobody(step: Step) -> None:
    """A watch that looks away."""


@dataclass
class Stopwatch:
    """Runs steps, tells `watch` when each begins and ends, remembers its seconds in `took`."""

    watch: Watch
    took: dict[str, float] = field(default_factory=dict)

    def __call__(self, name: str, step: Callable[[], T]) -> T:
        """Run one step under this name and return what it returns."""
        self.watch(Step(name, 0, 1))
        begun = time.monotonic()
        result = step()
        self.took[name] = time.monotonic() - begun
        self.watch(Step(name, 1, 1))
        return result
