"""The mutator changes what it says, one thing at a time, and a change that matters is killed."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.figures import mutants

SOURCE = """
def small(n: int) -> bool:
    if n < 10 and n != 5:
        return True
    raise ValueError("large")
"""


def test_every_mutant_is_another_program() -> None:
    made = [text for _, text in mutants.mutants(SOURCE)]
    assert len(made) == len(set(made)) == 8
    assert ast.unparse(ast.parse(SOURCE)) not in made
    assert any("n <= 10" in text for text in made)
    assert any("n == 5" in text for text in made)
    assert any("KeyError" in text for text in made)


def test_every_guard_and_every_test_of_it_is_there() -> None:
    for module, tests in mutants.GUARDS.items():
        assert list(mutants.mutants((mutants.ROOT / module).read_text(encoding="utf-8")))
        assert all((mutants.ROOT / name).is_file() for name in tests if name.startswith("tests/"))


def test_a_module_that_forgets_its_digits_is_killed(tmp_path: Path) -> None:
    """Names that no longer differ are the mutant; as it is, the module's tests pass."""
    place = mutants.tree(tmp_path)
    tests = ("tests/batch/test_naming.py",)
    assert not mutants.killed(place, tests)
    module = place / "vidgen" / "batch" / "naming.py"
    module.write_text(module.read_text(encoding="utf-8").replace("[:8]", "[:0]"), encoding="utf-8")
    assert mutants.killed(place, tests)
