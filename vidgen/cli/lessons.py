"""What `vidgen learn` says: a table for each category, the A/B tests that are decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from vidgen.cli import output
from vidgen.errors import Exit
from vidgen.feeds.lines import Refused
from vidgen.model.learned import Learned, Lesson

_MOST_TESTS = 20
"""A/B tests that are told on the terminal; all are in the file."""


def show(learned: Learned, refused: Sequence[Refused], place: Path, *, as_json: bool) -> Exit:
    """Print the lessons and the rows that were refused; the code that the command ends with."""
    if as_json:
        rows = [{"where": row.where, "code": row.code, "error": row.what} for row in refused]
        answer = {"file": str(place), "learned": json.loads(learned.to_json()), "refused": rows}
        output.answer(json.dumps(answer, ensure_ascii=False))
    else:
        output.answer("\n".join(output.printable(line) for line in _lines(learned)))
        for row in refused:
            output.tell(f"refused: {row}")
        output.tell(f"{place}: for vidgen make … --scenario auto (setting: learned)")
    return Exit.SOME_FAILED if refused else Exit.DONE


def _lines(learned: Learned) -> Iterator[str]:
    yield f"{learned.films:,} films, {learned.views:,} views; {learned.goal} a view, 90 % intervals"
    for within, group in groupby(learned.lessons, key=lambda each: each.within):
        yield ""
        yield within or "all categories"
        yield from map(_row, group)
    yield from _tests(learned.tests)


def _row(lesson: Lesson) -> str:
    rate = f"{lesson.rate:8.2%} {lesson.low:8.2%} to {lesson.high:.2%}"
    counted = f"{lesson.films:>5} films {lesson.views:>11,} views"
    return f"  {lesson.trait:<9} {lesson.value:<16} {counted} {rate:<29} {lesson.verdict}"


def _tests(lessons: Sequence[Lesson]) -> Iterator[str]:
    """How many products' variants were tested against each other, and who won."""
    if not lessons:
        return
    products = {each.within for each in lessons}
    won = [each for each in lessons if each.verdict == "wins"]
    yield ""
    yield f"A/B tests: {len(won)} of {len(products)} products have a winner"
    for each in won[:_MOST_TESTS]:
        rate = f"{each.rate:.2%} ({each.low:.2%} to {each.high:.2%})"
        yield f"  {each.within}  {each.value}  {rate}, the best with a chance of {each.best:.0%}"
    if len(won) > _MOST_TESTS:
        yield f"  and {len(won) - _MOST_TESTS} more in the file"
