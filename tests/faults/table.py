"""The faults F1–F38 and what is promised in each; their tests are found by name.

A test `test_f07_…` anywhere in `tests/faults` belongs to F7, `test_f01_f02_…` to both.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

FAULTS = {
    1: "kill -9 of the whole run: no torn file, no process left, only what was in the making again",
    2: "kill -9 of a worker: its row is tried once more; a second death puts it aside",
    3: "a worker killed for want of memory: as F2, with the hint to lower --jobs",
    4: "Ctrl-C: stops, tells the journal, 130; twice: ends at once; nothing is left running",
    5: "SIGTERM: as Ctrl-C, 143",
    6: "the reader of stdout goes away, no terminal: 141 or 0, no traceback",
    7: "disk full, quota, file size limit: stops with 7, goes on when there is room",
    8: "the disk reports errors: nothing torn, nothing false, 7",
    9: "a folder that cannot be written: 7, before the first row",
    10: "output, work and store on different file systems",
    11: "a damaged entry of the store: found, put aside, made again, the same bytes",
    12: "the store emptied during a run: made again, the run goes on",
    13: "many processes, one store, the same keys, some killed: never a wrong byte",
    14: "two runs: in one folder the second ends with 10; one store may be shared",
    15: "documents, journal, store of another version: refused by name, never guessed",
    16: "a torn journal: last line dropped; damage before it: 11, `vidgen repair`",
    17: "clocks that are wrong: nothing is decided by them",
    18: "locales, consoles and feeds that are not UTF-8: the same result",
    19: "names with spaces, signs, emoji, newlines, no text at all; names too long are said",
    20: "file systems that fold case or compose letters: no two rows share a folder",
    21: "a SKU twice: made once, told",
    22: "catalogs that are empty, huge or none",
    23: "one bad row in ten costs itself alone",
    24: "pictures that are missing, empty, cut off or none: named with their entry",
    25: "pictures of every mode, format, turn and profile: upright, right in colour",
    26: "what no font can draw: named, before any frame",
    27: "clips of every rate, size, depth and sound: thirty even frames a second",
    28: "clips that are cut off or damaged: named",
    29: "a voice that fails in thirteen ways: the offline one speaks, or the row waits",
    30: "a model that answers nonsense: the script is true and whole all the same",
    31: "models that are not here: 6 and how to get them, never a download",
    32: "no network: everything but what is online by its nature",
    33: "an encoder that lacks a codec: doctor says so; no ffmpeg program is ever run",
    34: "pictures that change or go away during a run: not kept under the old digest; tried again",
    35: "few descriptors; none, and no thread, left behind by an item",
    36: "prices, templates, settings changed between runs: what changed is made, nothing else",
    37: "libraries that print or exit: stdout stays JSON; a row is lost at most",
    38: "slow disks and network file systems: slower; doctor warns",
}
"""What is promised in each fault."""

_NAME = re.compile(r"test((?:_f\d\d)+)_")


def tests() -> dict[int, list[str]]:
    """The names of the tests of every fault, as `file::test`."""
    found: dict[int, list[str]] = {number: [] for number in FAULTS}
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            named = _NAME.match(node.name) if isinstance(node, ast.FunctionDef) else None
            if named and isinstance(node, ast.FunctionDef):
                for number in re.findall(r"\d\d", named[1]):
                    found[int(number)].append(f"{path.name}::{node.name}")
    return found


def table() -> str:
    """A Markdown table of faults and tests, for docs/reliability.md."""
    lines = ["| fault | promised | tests |", "|---|---|---|"]
    for number, names in tests().items():
        told = "; ".join(
            f"`{name.removeprefix('test_').replace('.py::test_', ': ')}`" for name in names
        )
        lines.append(f"| F{number} | {FAULTS[number]} | {told or 'none'} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
