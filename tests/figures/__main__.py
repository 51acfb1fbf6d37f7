"""Print the table of figures.

python -m tests.figures FOLDER    from the results that runs left there (FIGURES=FOLDER pytest …)
python -m tests.figures --run     runs what counts, as short as in CI, and prints its table
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import figures

COUNTING = ("tests/faults", "tests/hostile", "tests/figures", "tests/studio/test_injections.py")
"""The tests that leave counts."""


def main() -> int:
    """Print the table; returns the exit code (that of pytest with --run)."""
    if sys.argv[1:] == ["--run"]:
        with tempfile.TemporaryDirectory() as results:
            # Sums are those of one process.
            tests = [sys.executable, "-m", "pytest", *COUNTING, "-s", "-p", "no:xdist"]
            code = subprocess.call(tests, env={**os.environ, figures.FOLDER: results})
            print(figures.table(Path(results)))
            return code
    folder = Path(sys.argv[1] if sys.argv[1:] else os.environ.get(figures.FOLDER, "figures"))
    if not folder.is_dir():
        print(f"{folder}: no such folder; nothing was run yet", file=sys.stderr)
    print(figures.table(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
