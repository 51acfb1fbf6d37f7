"""Every code that vidgen ends or fails a row with is in the docs, and a test meets it (R11).

A code counts as met where a test compares with it; that a code is only written somewhere in a test's
text is not enough.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import vidgen
from tests.figures import record
from vidgen.errors import Exit

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\bE_[A-Z]+\b")
ENDS = re.compile(r"(returncode|exit_code|\.code|wait\(\)|^ended|^code)$")
"""What an exit code is called where a test compares it."""

PIPE = 141
"""Ends a run whose reader went away: 128 + SIGPIPE, as a shell counts."""


def trees(folder: Path) -> Iterator[ast.AST]:
    for path in sorted(folder.rglob("*.py")):
        if path != Path(__file__):
            yield ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts in a tree that are values, not docstrings."""
    told = {id(part.value) for part in ast.walk(tree) if isinstance(part, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def row_codes() -> set[str]:
    """Every code that a row can fail with, as the code has it."""
    folder = Path(vidgen.__file__).parent
    return {text for tree in trees(folder) for text in texts(tree) if CODE.fullmatch(text)}


def compared(tree: ast.AST) -> Iterator[ast.AST]:
    """What tests compare with: both sides of assertions, and tables that tests go through."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield node.test
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            yield node.value


def row_codes_met() -> set[str]:
    return {
        code
        for tree in trees(ROOT / "tests")
        for part in compared(tree)
        for text in texts(part)
        for code in CODE.findall(text)
    }


def exits_met() -> set[int]:
    """Numbers that the end of a process, or the code of an error, is compared with in tests."""
    found: set[int] = set()
    for tree in trees(ROOT / "tests"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and ENDS.search(ast.unparse(node.left)):
                found |= set(numbers(node))
            elif isinstance(node, ast.Call) and "parametrize" in ast.unparse(node.func):
                names = ast.unparse(node.args[0])
                found |= set(numbers(node)) if re.search(r"\bcode\b", names) else set()
    return found


def numbers(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            yield node.value
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Exit":
            yield int(Exit[node.attr])


def first_cells(page: str) -> Iterator[str]:
    """The first cell of every row of a page's tables."""
    for line in (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            yield line.split("|")[1]


def test_every_code_is_documented_and_met() -> None:
    """What cannot happen is not in the code either: an exit without a test would be a promise."""
    rows, exits = row_codes(), {int(code) for code in Exit} | {PIPE}
    assert len(rows) >= 17
    told = {
        code
        for page in ("batch.md", "feeds.md")
        for cell in first_cells(page)
        for code in CODE.findall(cell)
    }
    assert rows == told
    ends = {int(n) for cell in first_cells("errors.md") for n in re.findall(r"\d+", cell)}
    assert exits == ends
    assert rows - row_codes_met() == set()
    assert exits - exits_met() == set()
    record("R11", "codes", of_rows=len(rows), exits=len(exits), documented="all", met="all")
