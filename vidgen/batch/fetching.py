"""Pictures by address, of the rows that a run is about, fetched side by side before it is planned:
what a picture holds is part of its row's key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from multiprocessing.pool import ThreadPool

from vidgen.batch.choosing import Choice
from vidgen.feeds.feed import Entry
from vidgen.feeds.sheet import Understood
from vidgen.model.product import Product

Fetch = Callable[[Product], tuple[Product, tuple[str, ...]]]
"""A product with its pictures as files, and what was left out (`studio.fetching.fetched`)."""

AT_ONCE = 8
"""Products whose pictures are on their way together: a browser keeps about as many connections."""


def with_pictures(entries: tuple[Entry, ...], choice: Choice, fetch: Fetch) -> tuple[Entry, ...]:
    """The entries, those that `choice` is about with their pictures; each notes what it lacks.

    Raises what `fetch` raises.
    """
    chosen = (e for e in entries if isinstance(e, Understood) and choice.holds(e.product))
    mine = list(islice(chosen, choice.limit))
    # Its threads, unlike an executor's, do not keep a stopped run waiting for a slow host.
    with ThreadPool(AT_ONCE) as pool:
        found = pool.map(lambda entry: fetch(entry.product), mine)
    made: dict[int, Entry] = {
        id(entry): replace(entry, product=product, notes=(*entry.notes, *notes))
        for entry, (product, notes) in zip(mine, found, strict=True)
    }
    return tuple(made.get(id(entry), entry) for entry in entries)
