"""The rules of trying again."""

from __future__ import annotations

import random

from vidgen.batch.retrying import IN_A_ROW, Breaker, wait


def test_waits_double_up_to_a_bound_with_full_jitter() -> None:
    chance = random.Random(1)
    longest = [max(wait(attempt, 0.0, chance) for _ in range(500)) for attempt in range(1, 8)]
    shortest = [min(wait(attempt, 0.0, chance) for _ in range(500)) for attempt in range(1, 8)]
    assert [round(value) for value in longest] == [1, 2, 4, 8, 16, 30, 30]
    assert max(shortest) < 1
    assert wait(1, 7.5, chance) == 7.5


def test_a_failing_service_is_left_alone_then_tried_by_one_row() -> None:
    breaker = Breaker(rest=60)
    for _ in range(IN_A_ROW - 1):
        assert not breaker.failed(now=10)
    assert breaker.lets(10)
    assert not breaker.failed(now=10)
    assert not breaker.lets(69)
    assert breaker.lets(70)
    breaker.begun()
    assert not breaker.lets(70), "one row alone tries it"
    assert breaker.failed(now=71), "down: it failed after its rest"


def test_a_success_closes_it() -> None:
    breaker = Breaker(rest=60)
    for _ in range(IN_A_ROW):
        breaker.failed(now=0)
    breaker.begun()
    breaker.succeeded()
    assert breaker.lets(0)
    assert not breaker.failed(now=0)
