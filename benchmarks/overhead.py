"""What a row of a batch costs beside speech, painting and encoding, in seconds of a core.

A row is made as a worker makes it, once its photos are known, but every segment is there at once:
it was encoded before. What speech, the cover's painting and AAC take meanwhile is taken off.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from vidgen import studio
from vidgen.batch.job import Job
from vidgen.batch.making import make
from vidgen.engines.renderer import encode, still, track
from vidgen.model.cut import Segment
from vidgen.store import Store
from vidgen.studio import Studio
from vidgen.studio.steps import nobody


def overhead(jobs: tuple[Job, ...], maker: Studio, folder: Path) -> dict[str, float]:
    """Seconds of a core a row, the median of all jobs but the first: `rest`, and what was taken
    off it (`speak`, `jpeg`, `track`)."""
    films: dict[str, bytes] = {}
    digests: dict[str, str] = {}
    real = encode.encode

    def kept(segment: Segment, out: Path, progress: Callable[[int], None] | None = None) -> str:
        digest = real(segment, out, progress)
        films[segment.digest()] = out.read_bytes()
        digests[segment.digest()] = digest
        return digest

    def replayed(segment: Segment, out: Path, progress: Callable[[int], None] | None = None) -> str:
        out.write_bytes(films[segment.digest()])
        return digests[segment.digest()]

    first, again = (replace(maker, store=Store(folder / name), jobs=1) for name in ("a", "b"))
    with patch.object(encode, "encode", kept):
        _made(jobs, first, folder / "first")
    with patch.object(encode, "encode", replayed):
        rows = _made(jobs, again, folder / "again")
    return {name: statistics.median(row[name] for row in rows[1:]) for name in rows[0]}


def _made(jobs: tuple[Job, ...], maker: Studio, out: Path) -> list[dict[str, float]]:
    out.mkdir()
    rows = []
    for job in jobs:
        apart = {"speak": 0.0, "jpeg": 0.0, "track": 0.0}
        with ExitStack() as stack:
            for place, name in ((studio, "speak"), (still, "jpeg"), (track, "track")):
                stack.enter_context(patch.object(place, name, _timed(place, name, apart)))
            begun = time.process_time()
            report = make(job, maker, out, nobody)
            whole = time.process_time() - begun
        if report.outcome.state != "done":
            raise RuntimeError(report.outcome.error)
        rows.append({"rest": whole - sum(apart.values()), **apart})
    return rows


def _timed(place: Any, name: str, apart: dict[str, float]) -> Callable[..., Any]:
    real = getattr(place, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        begun = time.thread_time()
        try:
            return real(*arguments, **named)
        finally:
            apart[name] += time.thread_time() - begun

    return timed
