"""What earlier runs made, as the journal tells it, and whether it still lies there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from vidgen.batch.journal import Event
from vidgen.batch.naming import folder_of
from vidgen.model.batch import Outcome
from vidgen.model.render import BUNDLE

Id = tuple[str, str]
"""What a row is told apart by: its SKU and its variant."""

ENDS = frozenset({"done", "failed", "skipped", "quarantined"})
"""Events that end a row; they hold its outcome."""

AGAIN = frozenset({"E_SERVICE", "E_STORAGE", "E_LOCKED", "E_MISSING", "E_CHANGED"})
"""Codes of failures that may pass: the same command tries those rows again."""


@dataclass
class Past:
    """The last outcome of every row that ended, and the last that was delivered."""

    ends: dict[Id, Outcome] = field(default_factory=dict)
    delivered: dict[Id, Outcome] = field(default_factory=dict)


def id_of(outcome: Outcome) -> Id:
    """What this outcome's row is told apart by."""
    return outcome.sku, outcome.variant


def recall(events: Iterable[Event]) -> Past:
    """What the events of a journal add up to."""
    past = Past()
    latest: dict[Id, Event] = {}
    done: dict[Id, Event] = {}
    for event in events:
        if event["ev"] in ENDS:
            row = event["outcome"]["sku"], event["outcome"].get("variant", "")
            latest[row] = event
            if event["ev"] == "done":
                done[row] = event
    past.ends = {row: Outcome.model_validate(event["outcome"]) for row, event in latest.items()}
    past.delivered = {
        row: past.ends[row] if latest[row] is event else Outcome.model_validate(event["outcome"])
        for row, event in done.items()
    }
    return past


def amiss(out: Path, outcome: Outcome) -> str:
    """Why what was delivered is not there as it was ("" when it is).

    Compares the bundle's own digest and the size of all its files; their contents are not read.
    """
    folder = out / outcome.folder
    if outcome.folder != folder_of(outcome.sku):
        return "its folder changed"
    try:
        content = (folder / BUNDLE).read_bytes()
        return compared(outcome, content, lambda name: (folder / name).stat().st_size)
    except OSError:
        return "files are missing"


def compared(outcome: Outcome, content: bytes, size_of: Callable[[str], int]) -> str:
    """Why a bundle is not what was delivered ("" when it is): `content` is its bundle.json,
    `size_of` tells the bytes of each of its files, and what that raises passes through."""
    if hashlib.sha256(content).hexdigest() != outcome.bundle:
        return "its bundle changed"
    size = sum(size_of(name) for name in json.loads(content)["files"])
    return "" if size == outcome.bytes else "files changed"
