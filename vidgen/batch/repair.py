"""Rebuilding a damaged journal from what was delivered: the manifest and the bundles.

Lines whose checksum is right are kept; a row that only a damaged line told of is taken from the
manifest when its bundle lies there as the manifest says. What cannot be proved is left out: the
next run makes it again, out of the store.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vidgen.batch import journal, manifest
from vidgen.batch.journal import Event, Journal, Read
from vidgen.batch.past import amiss, id_of, recall
from vidgen.errors import InputError
from vidgen.files import only_writer, storage
from vidgen.model.batch import Outcome


@dataclass(frozen=True)
class Repaired:
    """What was rebuilt: events kept, rows taken from the manifest, lines that were lost; `aside` is
    where the damaged journal lies now."""

    kept: int
    taken: int
    lost: int
    aside: Path | None = None


def repair(out: Path) -> Repaired:
    """Rebuild the journal of the batch in `out`; the damaged one is put aside.

    Raises InputError when `out` holds no batch, LockedError when a run holds it, StorageError when
    the disk refuses.
    """
    path = journal.path_of(out)
    if not path.is_file() and not (out / manifest.NAME).is_file():
        raise InputError(str(out), "holds no batch", "`vidgen batch CATALOG -o OUT` makes one")
    with only_writer(out):
        with storage(path):
            content = path.read_bytes() if path.is_file() else b""
        lines = content.split(b"\n")
        kept = [event for line in lines if line and (event := journal.event_of(line))]
        lost = sum(bool(line) for line in lines) - len(kept)
        taken = list(_proved(out, kept))
        if not lost and not taken and content.endswith(b"\n"):
            return Repaired(len(kept), 0, 0)
        aside = _put_aside(path) if content else None
        book = Journal(out, Read(()))
        try:
            book.write_all([*kept, *(_end(outcome) for outcome in taken)])
        finally:
            book.close()
        return Repaired(len(kept), len(taken), lost, aside)


def _proved(out: Path, kept: list[Event]) -> Iterator[Outcome]:
    """Rows of the manifest that the kept events do not tell of, whose films lie there."""
    if not (out / manifest.NAME).is_file():
        return
    known = recall(kept).ends
    for outcome in manifest.read(out).rows:
        there = outcome.state == "done" and not amiss(out, outcome)
        if there and known.get(id_of(outcome)) != outcome:
            yield outcome


def _end(outcome: Outcome) -> Event:
    return {"ev": "done", "job": outcome.key, "outcome": outcome.model_dump(mode="json")}


def _put_aside(path: Path) -> Path:
    """Rename the damaged journal to the first free `journal.damaged-N.jsonl`."""
    number = 1
    while (aside := path.with_name(f"journal.damaged-{number}.jsonl")).exists():
        number += 1
    with storage(aside):
        os.replace(path, aside)
    return aside
