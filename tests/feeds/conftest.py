"""What the tests of catalogs share: a feed read from bytes, with nothing of it hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vidgen.feeds import feed
from vidgen.feeds.feed import Asked, Feed

Reads = Callable[..., Feed]
"""Reads a catalog's content: `reads(content, "a.csv", today=…, images=…, mapping=…)`."""

TODAY = date(2026, 6, 10)


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Writes a content into a file (UTF-8 unless it is bytes) and reads it, on 10 June 2026."""

    def read(content: str | bytes, name: str = "catalog", **asked: object) -> Feed:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return feed.read(path, Asked(**{"today": TODAY, **asked}))  # type: ignore[arg-type]

    return read
