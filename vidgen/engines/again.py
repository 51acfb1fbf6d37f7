"""again: asking a service once more, when it may help and not before it may."""

from __future__ import annotations

import random
import time
from email.utils import parsedate_to_datetime
from math import inf

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    stop_after_delay,
)

from vidgen.errors import EngineError

_FIRST = 1.0
"""Seconds before the second attempt at most; doubled for every further one."""

_LONGEST_ASKED = 120
"""Seconds that a service may make us wait by itself."""


def attempts(most: int, longest: float, patience: float, altogether: float = inf) -> Retrying:
    """At most so many attempts, each after an EngineError with `retry`; the last error is raised.

    Between them the bound doubles up to `longest` seconds, with jitter, unless the service said how
    long to wait; `patience` scales all waiting. None begins after `altogether` seconds.
    """

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, EngineError) else 0.0
        bound = min(longest, _FIRST * 2 ** (state.attempt_number - 1))
        # Jitter only spreads load over time; it never reaches what is made.
        return patience * (asked or random.uniform(0.5, 1.0) * bound)

    return Retrying(
        stop=stop_after_attempt(most) | stop_after_delay(altogether),
        wait=wait,
        retry=retry_if_exception(lambda error: isinstance(error, EngineError) and error.retry),
        reraise=True,
    )


def after(header: str) -> float:
    """Seconds that a `Retry-After` asks for (RFC 9110 §10.2.3: a number of them, or a date), at
    most two minutes; 0 when it asks for nothing that can be understood."""
    if header.isascii() and header.isdigit():
        return float(min(int(header[:9]), _LONGEST_ASKED))
    try:
        seconds = parsedate_to_datetime(header).timestamp() - time.time()
    except (ValueError, OverflowError):
        return 0.0
    return min(max(0.0, seconds), _LONGEST_ASKED)
