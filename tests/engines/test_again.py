"""Asking a service again: how often, and what it may ask for itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from vidgen.engines import again
from vidgen.errors import EngineError


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("0", 0),
        ("100000", 120),
        ("9" * 5000, 120),
        ("", 0),
        ("soon", 0),
        ("-3", 0),
        ("³", 0),
    ],
)
def test_seconds_that_a_service_asks_for(header: str, seconds: float) -> None:
    assert again.after(header) == seconds


@pytest.mark.parametrize(("ahead", "seconds"), [(30, 30), (9000, 120), (-60, 0)])
def test_a_date_is_so_many_seconds_from_now(ahead: float, seconds: float) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=ahead), usegmt=True)
    assert again.after(date) == pytest.approx(seconds, abs=2)


def failing(error: EngineError) -> tuple[list[int], EngineError]:
    """What an engine that fails every time is asked, and what is told in the end."""
    asked: list[int] = []

    def ask() -> None:
        asked.append(len(asked))
        raise error

    with pytest.raises(EngineError) as told:
        again.attempts(3, 10.0, 0.001)(ask)
    return asked, told.value


def test_what_may_pass_is_asked_again_and_told_as_it_was() -> None:
    error = EngineError("web", "HTTP 503", retry=True)
    assert failing(error) == ([0, 1, 2], error)


def test_what_will_not_pass_is_asked_once() -> None:
    error = EngineError("web", "HTTP 404")
    assert failing(error) == ([0], error)


def test_none_begins_when_the_time_is_over() -> None:
    asked = []

    def ask() -> None:
        asked.append(1)
        raise EngineError("edge", "silent", retry=True, after=50.0)

    with pytest.raises(EngineError):
        again.attempts(100, 1.0, 0.001, altogether=0.2)(ask)
    assert 1 < len(asked) < 100
