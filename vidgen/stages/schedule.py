"""When is which film posted? So many a day and platform, at given times, in the order given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from vidgen.model.report import Post, Slot


def schedule(
    posts: Iterable[Post], start: date, times: Sequence[time], per_day: int
) -> tuple[Slot, ...]:
    """Every post with its day and time, in the order of time; each platform has its own queue.

    On a platform, the first `per_day` of `times` (at least as many) are taken every day from
    `start` on.
    """
    counts: Counter[str] = Counter()
    slots = []
    for post in posts:
        day, place = divmod(counts[post.platform], per_day)
        counts[post.platform] += 1
        moment = sorted(times)[place]
        slots.append(Slot(day=start + timedelta(days=day), time=moment, post=post))
    return tuple(sorted(slots, key=lambda slot: (slot.day, slot.time)))
