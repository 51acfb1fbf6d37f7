"""One undisturbed batch for all tests of a session that only need something to compare with."""

from __future__ import annotations

import pytest

from tests.faults import harness, refusing
from tests.faults.harness import Batch


@pytest.fixture(scope="session")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """An undisturbed batch of two products; treat its folders as read-only, its store as shared."""
    folder = tmp_path_factory.mktemp("calm")
    batch = Batch(harness.catalog(folder / "goods", 2), folder / "out", folder / "store", jobs=1)
    assert refusing.in_child(batch) == 0, (folder / "log").read_text(encoding="utf-8")
    return batch
