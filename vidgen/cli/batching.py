"""From what was typed to a batch, and from what it came to, to words and an exit code."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from vidgen.batch.batch import Batch, workers_for
from vidgen.batch.choosing import Choice, condition, shard
from vidgen.batch.fetching import with_pictures
from vidgen.batch.pools import on_ray
from vidgen.cli import ordering, output, understanding
from vidgen.cli.live import Board, closing, exit_line, tell_plan
from vidgen.cli.stop import Stop
from vidgen.errors import Exit, InputError, SettingsError, VidgenError
from vidgen.feeds import feed
from vidgen.feeds.feed import Entry
from vidgen.settings import Settings


@dataclass(frozen=True)
class Feed:
    """A catalog and how it is to be read: pictures by address, headings by field."""

    path: Path
    images: Path | None
    mapping: Sequence[str]

    def entries(self, settings: Settings) -> tuple[Entry, ...]:
        """Its rows. SettingsError when it cannot be read or has none (nothing was started)."""
        mapping = understanding.mapping_of(self.mapping)
        asked = replace(ordering.asked(self.path, self.images, settings), mapping=mapping)
        try:
            found = feed.read(self.path, asked).entries
        except InputError as error:
            if error.where.startswith("--"):
                raise
            raise SettingsError(error.where, error.what, error.hint) from error
        if not found:
            raise SettingsError(str(self.path), "has no rows", "export the catalog again")
        return found


def batch_of(
    feed: Feed, out: Path, flags: Mapping[str, Any], asked: Mapping[str, Any], jobs: int | None
) -> Batch:
    """The batch that was asked for."""
    settings = ordering.settings_for(feed.path.parent, flags)
    choice = Choice(
        conditions=tuple(condition(text) for text in asked["where"] or ()),
        shard=shard(asked["shard"]),
        **{name: asked[name] for name in ("limit", "changed", "force")},
        **{name: asked[name] for name in ("retry_failed", "out_of_stock")},
    )
    return Batch(
        feed.path,
        out,
        settings,
        ordering.Orders(settings),
        choice,
        workers_for(settings, jobs),
    )


def placed(batch: Batch, on: str, storage: str, jobs: int | None) -> Batch:
    """The batch with its rows made there: `here`, or on the `ray` cluster of RAY_ADDRESS."""
    if on == "here":
        if storage:
            hint = "--on ray delivers there; here films go to --out"
            raise InputError("--storage", "is only for a cluster", hint)
        return batch
    pool = on_ray(storage, os.environ.get("RAY_ADDRESS", ""))
    return replace(batch, pool=pool, workers=jobs or 0)


def bounded(batch: Batch, most: float | None) -> Batch:
    """The batch that ends when so much is spent. InputError when no price says what is spent."""
    if most is None:
        return batch
    if not (batch.settings.openai_price_in or batch.settings.openai_price_out):
        hint = "set openai_price_in and openai_price_out, money per million tokens"
        raise InputError("--max-cost", "no price of a model is set", hint)
    return replace(batch, budget=most)


def run(feed: Feed, batch: Batch, *, dry: bool, as_json: bool) -> int:
    """Run, or only plan, the batch and say what came of it; the code the command ends with."""
    entries = feed.entries(batch.settings)
    if batch.settings.fetches:
        fetch = partial(ordering.fetched, settings=batch.settings)
        entries = with_pictures(entries, batch.choice, fetch)
    if dry:
        plan = batch.plan(entries)
        tell_plan(plan, batch.notes, as_json=as_json)
        return Exit.DONE
    board = Board(as_json=as_json, workers=batch.workers)
    code, error = int(Exit.BUG), ""
    try:
        # What libraries print (Ray tells of lost workers) must not reach those who read stdout.
        with Stop(), board, redirect_stdout(sys.stderr):
            ran = batch.run(entries, board, board.planned)
        code, error = ran.code, ran.stopped.error if ran.stopped else ""
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else Exit.BUG
        raise
    except VidgenError as wrong:
        code, error = wrong.exit_code, str(wrong)
    finally:
        _last_words(board, batch, code, error, as_json=as_json)
    return code


def _last_words(board: Board, batch: Batch, code: int, error: str, *, as_json: bool) -> None:
    resume = shlex.join(["vidgen", *sys.argv[1:]])
    for note in batch.notes:
        board.note(note)
    if as_json:
        output.tell(exit_line(board, batch.out, code, error, resume))
        return
    if error:
        output.tell(f"vidgen: error: {error}")
    for line in closing(board, batch.out, resume) if board.planned_yet else ():
        output.tell(line)
