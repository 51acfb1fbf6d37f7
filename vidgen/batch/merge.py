"""Shards of one run become one result: their manifests joined, the films left where they lie."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from vidgen.batch import manifest as manifests
from vidgen.batch.results import manifest_of
from vidgen.errors import InputError
from vidgen.model.batch import Manifest, Outcome, State

_BEST: tuple[State, ...] = ("done", "failed", "quarantined", "skipped", "pending")
"""Of a row that several shards have: the one that went furthest."""

_NUMBERS = re.compile(r"\d+")


def merge(outs: Sequence[Path], out: Path, *, partial: bool = False) -> Manifest:
    """Write into `out` the manifest of all shards; the caller makes the reports.

    Folders are named from `out`, wherever the shards lie. The order is that of the catalog, however
    the shards are given. Raises InputError when they are not of one run (another catalog, other
    settings, another vidgen), when two made a product from different contents, or when a shard is
    missing and the result may not be `partial`.
    """
    parts = [(place, manifest_of(place)) for place in outs]
    first = parts[0][1]
    for place, part in parts[1:]:
        _same_run(place, part, first)
    shards = [part.shard for _, part in parts if part.shard]
    missing = _missing(shards)
    if missing and not partial:
        hint = "give its folder too, or --partial to go on without"
        raise InputError("merge", f"shard {', '.join(missing)} is missing", hint)
    joined = first.model_copy(
        update={
            "shard": "+".join(sorted(set(shards), key=_in_order)) if missing else "",
            "tools": _tools([part.tools for _, part in parts]),
            "rows": _rows(parts, out),
        }
    )
    manifests.write(out, joined)
    return joined


def _same_run(place: Path, part: Manifest, first: Manifest) -> None:
    for what in ("catalog_sha256", "settings", "version"):
        if getattr(part, what) != getattr(first, what):
            name = {"catalog_sha256": "catalog", "version": "vidgen"}.get(what, what)
            hint = "run every shard on the same files with the same options"
            raise InputError(str(place), f"was made with another {name} than the first", hint)


def _missing(shards: Sequence[str]) -> list[str]:
    """The shards of which none of these is one: `2/3` when there are `1/3` and `3/3`."""
    counts = {shard.partition("/")[2] for shard in shards}
    if len(counts) > 1:
        what = f"shards of {' and of '.join(sorted(counts))} do not belong together"
        raise InputError("merge", what)
    wanted = {f"{i}/{n}" for n in counts for i in range(1, int(n) + 1)}
    return sorted(wanted - set(shards), key=_in_order)


def _rows(parts: Sequence[tuple[Path, Manifest]], out: Path) -> tuple[Outcome, ...]:
    found: dict[tuple[str, ...], tuple[Path, Outcome]] = {}
    for place, part in parts:
        for row in part.rows:
            # Rows that are no products have no SKU: they are told apart by where they stand.
            ident = (row.sku, row.variant) if row.sku else ("", row.source, row.error)
            other = found.get(ident)
            if other is not None and other[1].key != row.key:
                what = f"{row.sku or row.source} was made from other contents in {other[0]}"
                raise InputError(str(place), what, "run the batch again in one of them")
            if other is None or _BEST.index(row.state) < _BEST.index(other[1].state):
                found[ident] = (place, row)
    moved = [_moved(place, row, out) for place, row in found.values()]
    return tuple(sorted(moved, key=lambda row: (_in_order(row.source), row.sku, row.variant)))


def _moved(place: Path, row: Outcome, out: Path) -> Outcome:
    """The row with its folder named from `out`."""
    if not row.folder:
        return row
    folder = os.path.relpath(place.resolve() / row.folder, out.resolve())
    return row.model_copy(update={"folder": str(PurePosixPath(Path(folder)))})


def _in_order(text: str) -> tuple[str, list[int]]:
    """Sorts `goods.csv, line 9` before `goods.csv, line 10`."""
    return _NUMBERS.sub("", text), [int(number) for number in _NUMBERS.findall(text)]


def _tools(parts: Sequence[dict[str, str]]) -> dict[str, str]:
    """What made the films; where machines differ, each value once."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {
        name: " | ".join(dict.fromkeys(part[name] for part in parts if name in part))
        for name in names
    }
