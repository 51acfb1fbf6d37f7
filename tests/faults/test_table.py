"""Every fault has a test of its name, and the table in the docs is the one of the tests."""

from __future__ import annotations

from pathlib import Path

from tests import figures
from tests.faults import table
from tests.figures import record


def test_every_fault_has_a_test() -> None:
    named = {number for number, tests in table.tests().items() if tests}
    assert named == set(range(1, 39))
    record("R9", "named", faults=len(named), of=len(table.FAULTS))


def test_the_docs_show_this_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "reliability.md"
    assert table.table() in page.read_text(encoding="utf-8"), "python -m tests.faults.table"


def test_a_figure_that_was_not_run_says_so(tmp_path: Path) -> None:
    told = figures.table(tmp_path)
    assert told.count("not run") == len(figures.FIGURES)
    assert [line.split()[0] for line in told.splitlines() if not line.startswith(" ")] == [
        *(f"R{number}" for number in range(1, 12)),
        *(f"S{number}" for number in range(1, 12)),
    ]
