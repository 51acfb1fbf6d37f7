"""Mutants of the modules that guard: how many are killed by their own tests (S11).

    FIGURES=figures python -m tests.figures.mutants 8     # eight of each module, drawn with SEED

A mutant is the module with one comparison turned, one condition settled, one number moved, one
error not raised. It lives in a copy of the tree, where the module's own tests are run; it is killed
when they fail or do not end. Some mutants mean the same as the module and survive rightly; they are
counted as survivors all the same.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.figures import record

ROOT = Path(__file__).parents[2]
PATIENCE = 300
"""Seconds; a mutant whose tests run longer never ends."""

_WEB = ("tests/hostile/test_web.py", "-k", "(a09 or a10 or a11) and not unless_asked")
GUARDS: dict[str, tuple[str, ...]] = {
    "vidgen/files.py": ("tests/test_files.py", "tests/hostile/test_paths.py"),
    "vidgen/store.py": ("tests/test_store.py", "tests/hostile/test_house.py", "-k", "store or a43"),
    "vidgen/batch/journal.py": ("tests/batch/test_journal.py",),
    "vidgen/batch/naming.py": (
        "tests/batch/test_naming.py",
        "tests/hostile/test_house.py",
        "-k",
        "naming or a01 or a02",
    ),
    "vidgen/engines/web/links.py": _WEB,
    "vidgen/engines/web/addresses.py": _WEB,
    "vidgen/engines/web/dialing.py": _WEB,
    "vidgen/engines/renderer/check.py": (
        "tests/engines/renderer/test_check.py",
        "tests/faults/test_outputs.py",
    ),
}
"""The modules that guard paths, store, journal, names, addresses and films, and their own tests."""

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Every mutant of a module: what was changed, by line, and the whole text."""
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        for how in range(len(_changes(node))):
            other = copy.deepcopy(tree)
            twin = list(ast.walk(other))[number]
            told = _changes(twin)[how]
            for field, value in told.items():
                setattr(twin, field, value)
            line = getattr(node, "lineno", 0)
            yield (
                f"line {line}: {type(node).__name__} {sorted(told)}",
                ast.unparse(ast.fix_missing_locations(other)),
            )


def _changes(node: ast.AST) -> list[dict[str, object]]:
    """The ways in which a node is changed: field → its new value."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
        return [{"ops": [_TURNED[type(node.ops[0])](), *node.ops[1:]]}]
    if isinstance(node, ast.BoolOp):
        return [{"op": ast.Or() if isinstance(node.op, ast.And) else ast.And()}]
    if isinstance(node, ast.If | ast.IfExp):
        return [{"test": ast.Constant(value)} for value in (True, False)]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return [{"value": node.value + 1}]
    if isinstance(node, ast.Raise) and node.exc is not None:
        return [{"exc": ast.parse("KeyError('mutant')", mode="eval").body, "cause": None}]
    return []


def tree(folder: Path) -> Path:
    """A copy of the code and its tests; what they only read is linked."""
    for name in ("vidgen", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("templates", "assets", "examples", "docs", "pyproject.toml", "constraints.txt"):
        os.symlink(ROOT / name, folder / name)
    return folder


def killed(place: Path, tests: tuple[str, ...]) -> bool:
    """Whether the tests fail, or do not end, in the tree at `place`."""
    plain = {key: value for key, value in os.environ.items() if key != "FIGURES"}
    command = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        *tests,
        "-x",
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
    ]
    try:
        done = subprocess.run(
            command,
            cwd=place,
            env={**plain, "PYTHONPATH": str(place), "OUTPUTS": "60", "GOOD": "3"},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main(each: int) -> None:
    """Draw so many mutants of each module and tell how many were killed."""
    chance = random.Random(int(os.environ.get("SEED", "1")))
    tried = dead = 0
    with tempfile.TemporaryDirectory() as scratch:
        place = tree(Path(scratch))
        for modules, (name, tests) in enumerate(GUARDS.items(), 1):
            source = (ROOT / name).read_text(encoding="utf-8")
            if killed(place, tests):
                sys.exit(f"{name}: its tests fail without a mutant")
            known = list(mutants(source))
            for what, text in chance.sample(known, min(each, len(known))):
                (place / name).write_text(text, encoding="utf-8")
                gone = killed(place, tests)
                tried, dead = tried + 1, dead + gone
                print(f"{name}, {what}: {'killed' if gone else 'SURVIVED'}", flush=True)
            (place / name).write_text(source, encoding="utf-8")
            record(
                "S11",
                "mutants",
                modules=modules,
                tried=tried,
                killed=dead,
                rate=f"{dead / tried:.0%}",
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 4)
