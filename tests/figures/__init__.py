"""The figures of reliability and security: what each counts, its target, and what was measured.

Tests call `record`, or `add` where many of them count the same; where the environment variable
FIGURES names a folder, they leave their counts there as JSON, and `python -m tests.figures FOLDER`
prints the table. A figure that was not run is shown as "not run": nothing is filled in by hand.

A test says what it counted after it was asserted: a figure of a test that failed is not there, or
is the one of an earlier run. Sums of `add` are those of one process: run them without xdist.
"""

from __future__ import annotations

import json
import os
import platform
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

FOLDER = "FIGURES"
"""The environment variable that names the folder of results."""


class Figure(NamedTuple):
    """A figure's id, what it counts, and what it should be."""

    id: str
    what: str
    target: str


FIGURES = (
    Figure("R1", "crash points tried / torn outputs / false done", "≥ 500 / 0 / 0"),
    Figure("R2", "failed system calls / silent successes / leftovers", "≥ 100 / 0 / 0"),
    Figure("R3", "damaged outputs found by the check / false alarms", "100 % of ≥ 200 / 0 of 500"),
    Figure("R4", "runs with 1–5 kills each that end as an undisturbed one", "50 of 50"),
    Figure("R5", "nothing to do on 10,000 finished rows", "≤ 5 s, ≤ 300 MB, 0 made"),
    Figure(
        "R6", "shared store: operations with kills / wrong bytes; damage found", "8,000 / 0; 100 %"
    ),
    Figure("R7", "rows, a tenth of them bad: made / reported", "1,000: 900 / 100"),
    Figure(
        "R8",
        "stopped by signals: longest / orphans / stray files",
        "≤ 5 s INT, ≤ 10 s TERM / 0 / 0",
    ),
    Figure("R9", "faults F1–F38 with a named test", "38 of 38"),
    Figure(
        "R10", "many items in one process: growth of memory / descriptors / files", "≤ 5 % / 0 / 0"
    ),
    Figure("R11", "error codes that are documented and that a test meets", "100 %"),
    Figure("S1", "hostile inputs: tracebacks / crashes / strays", "≥ 500: 0 / 0 / 0"),
    Figure("S2", "peak memory on hostile inputs: worker / parent", "≤ 1.0 GB / ≤ 300 MB"),
    Figure("S3", "fuzzed targets: executions / errors that are not ours", "8: ≥ 1e6 each / 0"),
    Figure("S4", "addresses that must not be connected to / connections", "≥ 60 / 0"),
    Figure("S5", "injected prompts / foreign facts / leaks", "≥ 200 / 0 / 0"),
    Figure("S6", "planted secrets found in anything written", "0"),
    Figure("S7", "banned calls outside their one module", "0"),
    Figure("S8", "dependencies: locked / known holes / bill of materials", "100 % / 0 / valid"),
    Figure("S9", "media opened with every whitelist", "100 %"),
    Figure("S10", "formulas or scripts alive in reports", "0"),
    Figure("S11", "mutants of the guarding modules killed", "≥ 85 %"),
)


def record(figure: str, test: str, **counts: float | str) -> None:
    """Leave one test's counts for `figure` where FIGURES says; print them in any case."""
    told = ", ".join(f"{name} {value}" for name, value in counts.items())
    print(f"\n{figure} {test}: {told}")
    if not os.environ.get(FOLDER):
        return
    folder = Path(os.environ[FOLDER])
    folder.mkdir(parents=True, exist_ok=True)
    day = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, {platform.system()}"
    result = {"figure": figure, "test": test, "day": day, "machine": machine, "counts": counts}
    (folder / f"{figure}.{test}.json").write_text(json.dumps(result, indent=1), encoding="utf-8")


_SUMS: dict[tuple[str, str], Counter[str]] = {}
"""What this process has added up, by figure and test."""


def add(figure: str, test: str, **counts: int) -> None:
    """Add to the counts of `test` for `figure` and leave the sums so far, as `record` does."""
    sums = _SUMS.setdefault((figure, test), Counter())
    # `Counter` drops nothing: a count of 0 is a figure too.
    sums.update(counts)
    if os.environ.get(FOLDER):
        record(figure, test, **sums)


def results(folder: Path) -> dict[str, list[Mapping[str, object]]]:
    """Every recorded result, by figure."""
    found: dict[str, list[Mapping[str, object]]] = {}
    for path in sorted(folder.glob("*.json")):
        result = json.loads(path.read_text(encoding="utf-8"))
        found.setdefault(result["figure"], []).append(result)
    return found


def table(folder: Path) -> str:
    """The figures with what was measured, one a line and a line more for each further result."""
    found = results(folder)
    lines = []
    for figure in FIGURES:
        lines.append(f"{figure.id:<4} {figure.what}  (target: {figure.target})")
        lines += [f"       {_told(result)}" for result in found.get(figure.id, [])] or [
            "       not run"
        ]
    return "\n".join(lines)


def _told(result: Mapping[str, object]) -> str:
    counts = result["counts"]
    assert isinstance(counts, dict)
    told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in counts.items())
    return f"{told}  [{result['test']}, {result['day']}, {result['machine']}]"
