"""alike: which of many narrations share more of their words than two films of a shop may?"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from vidgen.craft.likeness import grams

LIMIT = 0.4
"""Share of the shorter narration's 5-character pieces above which two films are alike."""


class Told:
    """Narrations told so far, by the pieces they hold: an inverted index, nothing left out.

    A question takes about as long as there are narrations that share a common phrase with it.
    """

    def __init__(self) -> None:
        self._sizes = array("I")
        self._holders: dict[str, array[int]] = {}

    def add(self, narration: str) -> None:
        """Remember one more; it is known by how many there were before it."""
        pieces = grams(narration)
        for piece in pieces:
            self._holders.setdefault(piece, array("I")).append(len(self._sizes))
        self._sizes.append(max(1, len(pieces)))

    def shares(self, narration: str) -> NDArray[np.float64]:
        """What it shares with each narration told so far (`craft.likeness.shared`), 0 to 1."""
        pieces = grams(narration)
        sizes = np.array(self._sizes, dtype=np.int64)
        held = [self._holders[piece] for piece in pieces if piece in self._holders]
        found = (
            np.concatenate([np.array(each, np.int64) for each in held])
            if held
            else np.array([], np.int64)
        )
        counts = np.bincount(found, minlength=len(sizes))
        return counts / np.minimum(sizes, max(1, len(pieces)))

    def nearest(self, narration: str) -> tuple[float, int]:
        """(what it shares, number) of the narration most like it; (0.0, -1) before the first."""
        shares = self.shares(narration)
        if not len(shares):
            return 0.0, -1
        at = int(shares.argmax())
        return float(shares[at]), at


def alike(narrations: Iterable[str], limit: float = LIMIT) -> tuple[tuple[int, int, float], ...]:
    """(earlier, later, share) of every two narrations that share more than `limit`; exact."""
    told = Told()
    found: list[tuple[int, int, float]] = []
    for number, narration in enumerate(narrations):
        shares = told.shares(narration)
        found += [(int(at), number, float(shares[at])) for at in np.flatnonzero(shares > limit)]
        told.add(narration)
    return tuple(found)
