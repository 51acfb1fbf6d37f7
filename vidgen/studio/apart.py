"""No two films of a catalog that say nearly the same: those that would are told in another way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vidgen.errors import EngineMissing, StorageError, VidgenError
from vidgen.model.base import Noun
from vidgen.model.script import Brief
from vidgen.stages.alike import LIMIT, Told
from vidgen.stages.recast import identity, recast
from vidgen.studio import Studio

TRIES = 40
"""Other tellings of a brief that are tried before the one least like any other is taken."""

Narrate = Callable[[Sequence[Brief]], Sequence[str]]
"""What the film of each brief says, in the same order; "" where it cannot be made."""


class Close(Noun):
    """A film that shares more with another than it may, in every telling of it that was tried."""

    sku: str
    variant: str
    other: str
    share: float

    def __str__(self) -> str:
        name = f"{self.sku} {self.variant}".strip()
        return f"{name} shares {self.share:.0%} of its words with {self.other}: tell them apart"


class Parted(Noun):
    """The briefs in the order they were given, some to be told in another way; `again` of them.

    `close` are those that the facts do not let be told apart.
    """

    briefs: tuple[Brief, ...]
    again: int
    close: tuple[Close, ...] = ()


def keep_apart(briefs: Sequence[Brief], narrate: Narrate, limit: float = LIMIT) -> Parted:
    """Briefs whose films no two share more than `limit` of their words.

    Films take their turn in an order of their contents, and each is told the way that was asked
    for unless it is too like one before it; then it is recast. So neither the order of the rows
    nor the number of workers behind `narrate` matters.
    """
    told, names = Told(), list[str]()
    settled = list(briefs)
    waiting = sorted(range(len(briefs)), key=lambda at: identity(briefs[at]))
    least: dict[int, tuple[float, Brief, str]] = {}
    again = 0
    for number in range(TRIES + 1):
        tellings = [recast(briefs[at], number) for at in waiting]
        for at, brief, text in zip(waiting, tellings, narrate(tellings), strict=True):
            share, _ = told.nearest(text)
            if share > limit:
                least[at] = min(least.get(at, (2.0, brief, text)), (share, brief, text), key=_share)
                continue
            least.pop(at, None)
            settled[at] = brief
            again += number > 0
            told.add(text)
            names.append(brief.product.id)
        waiting = [at for at in waiting if at in least]
    close = [_close(brief, text, told, names) for _, brief, text in least.values()]
    settled = [least[at][1] if at in least else brief for at, brief in enumerate(settled)]
    return Parted(briefs=tuple(settled), again=again + len(close), close=tuple(close))


def _close(brief: Brief, text: str, told: Told, names: list[str]) -> Close:
    """What the film that is told all the same is most like; it is one of those told then."""
    share, other = told.nearest(text)
    told.add(text)
    names.append(brief.product.id)
    return Close(sku=brief.product.id, variant=brief.variant, other=names[other], share=share)


def _share(telling: tuple[float, Brief, str]) -> float:
    return telling[0]


def narrations(studio: Studio, briefs: Sequence[Brief]) -> tuple[str, ...]:
    """What each film says, written and voiced as it will be (both are kept); "" where it cannot be
    made, which its own run will tell. Raises EngineMissing and StorageError."""
    return tuple(_narration(studio, brief) for brief in briefs)


def _narration(studio: Studio, brief: Brief) -> str:
    try:
        script, _ = studio.write(brief)
    except (EngineMissing, StorageError):
        raise
    except VidgenError:
        return ""
    return " ".join(line.text for line in script.lines)
