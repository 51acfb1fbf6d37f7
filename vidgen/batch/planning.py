"""What a run will do: every row of the catalog to be made, with why, or left, with why not.

What needs the whole catalog in view, like keeping films of neighbours apart, belongs into
`Planner.plan`, where all its products are known and no key is made yet: a brief's seed is part of
its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vidgen.batch.choosing import Choice
from vidgen.batch.job import Job
from vidgen.batch.keying import Keys, differing, key_of
from vidgen.batch.naming import folder_of
from vidgen.batch.past import AGAIN, Id, Past, amiss, id_of
from vidgen.feeds.feed import Entry
from vidgen.feeds.lines import Refused
from vidgen.feeds.sheet import Understood
from vidgen.model.batch import Outcome
from vidgen.model.product import Product
from vidgen.model.script import Brief

Order = Callable[[Product], Brief]
"""The brief for a product, as the settings say."""


@dataclass(frozen=True)
class Row:
    """One row of the plan: what is known of it, and the job when it is to be made."""

    outcome: Outcome
    job: Job | None = None


@dataclass(frozen=True)
class Plan:
    """Every row that a run is about, in the catalog's order; `gone` are SKUs that were delivered
    earlier and are no longer in the catalog."""

    rows: tuple[Row, ...]
    gone: tuple[str, ...] = ()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The rows that are to be made."""
        return tuple(row.job for row in self.rows if row.job is not None)


@dataclass(frozen=True)
class Planner:
    """Plans rows for the folder `out`: `order` makes briefs, `keys` their keys."""

    out: Path
    order: Order
    keys: Keys
    past: Past
    choice: Choice

    def plan(self, entries: tuple[Entry, ...]) -> Plan:
        """The plan for a catalog's entries.

        Rows that the run is not about stay as they were delivered, or are left out.
        """
        rows = tuple(self._rows(entries))
        there = {entry.product.id for entry in entries if isinstance(entry, Understood)}
        gone = tuple(sku for sku, _ in self.past.delivered if sku not in there)
        return Plan(rows, gone)

    def _rows(self, entries: tuple[Entry, ...]) -> Iterator[Row]:
        taken = 0
        folders: dict[str, str] = {}
        for entry in entries:
            if isinstance(entry, Refused):
                if not self.choice.conditions and self.choice.shard.number == 1:
                    yield Row(_refused(entry))
                continue
            mine = self.choice.holds(entry.product)
            if not mine or (self.choice.limit is not None and taken >= self.choice.limit):
                kept = self.past.ends.get((entry.product.id, ""))
                if kept is not None and self.choice.shard.holds(entry.product.id):
                    yield Row(kept)
                continue
            taken += 1
            yield self._row(entry, folders)

    def _row(self, entry: Understood, folders: dict[str, str]) -> Row:
        product = entry.product
        folder = folder_of(product.id)
        first = folders.setdefault(folder, product.id)
        about = Outcome(
            sku=product.id,
            name=product.name,
            key="",
            folder=folder,
            source=product.source,
            notes=entry.notes,
        )
        if first != product.id:
            what = f"{product.source}: {product.id!r} and {first!r} share a folder: rename one"
            return Row(_ended(about, "failed", "E_FOLDER", what))
        if product.availability == "out_of_stock" and not self.choice.out_of_stock:
            what = f"{product.source}: is out of stock (--include-out-of-stock makes it)"
            return Row(_ended(about, "skipped", "E_STOCK", what))
        brief = self.order(product)
        parts = self.keys.parts(brief)
        return self._decided(about.model_copy(update={"key": key_of(parts), "parts": parts}), brief)

    def _decided(self, about: Outcome, brief: Brief) -> Row:
        """The row with a job, or as it ended before."""
        row = id_of(about)
        why = self._why(about, row)
        last = self.past.ends.get(row)
        if not why and last is not None:
            # Where the row stands and what its notes say may have changed; its films have not.
            told = {"source": about.source, "name": about.name}
            return Row(last.model_copy(update=told))
        return Row(about, Job(brief=brief, outcome=about, why=why or "new"))

    def _why(self, about: Outcome, row: Id) -> str:
        """Why a row is made ("" when it is left as it is)."""
        last = self.past.ends.get(row)
        if self.choice.force:
            return "forced"
        if last is None or last.state == "skipped":
            return "new"
        if last.key != about.key:
            return ", ".join(differing(last.parts, about.parts)) or "new"
        return "" if self.choice.changed else self._unfinished(last)

    def _unfinished(self, last: Outcome) -> str:
        """Why a row of which nothing changed is made again ("" when it is not)."""
        if last.state == "done":
            return amiss(self.out, last)
        if last.code in AGAIN:
            return "failed for now"
        return "failed" if self.choice.retry_failed else ""


def _ended(about: Outcome, state: str, code: str, error: str) -> Outcome:
    return about.model_copy(update={"state": state, "code": code, "error": error})


def _refused(entry: Refused) -> Outcome:
    """A row of the catalog that is no product."""
    return Outcome(
        sku="",
        name="",
        key="",
        source=entry.where,
        state="failed",
        code=entry.code,
        error=str(entry),
    )
