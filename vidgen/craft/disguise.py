"""Text without disguise: tricks that hide a word from a reader of words are undone.

Every sign of the result knows where it came from, so that what is found in the plain text can be
shown as it was written. Nothing here knows a rule; the tables name the signs that people put in
place of others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from vidgen.craft.disguise_tables import EMOJI, SHAPES, SOUNDS

_HAN = "一-鿿"
_PAUSES = r"，。！？、；：,!?;:\n"
_SEAM = re.compile(
    rf"(?<=[{_HAN}])(?:[^\w%+#@&{_PAUSES}]|[_丨ㄧ])+(?=[{_HAN}\d])"
    rf"|(?<=\d)[^\w%+#@&.~{_PAUSES}]+(?=[{_HAN}])"
    r"|(?<=\d) (?=%)"
)
_SLASH = re.compile(rf"(?<=[{_HAN}])/(?=[{_HAN}](?:/|$|[^{_HAN}]))")
_SPELLED = re.compile(r"(?<![a-z0-9])[a-z](?:[ .\-_*·][a-z]){2,30}(?![a-z0-9])")
_LEET = re.compile(
    r"(?<=[a-z])[01345@$!](?=[a-z])|(?<![a-z0-9])[@$](?=[a-z]{3})|(?<=[a-z]{2})0(?![a-z0-9])"
)
_LETTERS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s", "!": "i"}
_ROUND = re.compile(r"(?<=\d)o+(?=[%o\d])")
_SOUNDS = tuple((re.compile(pattern), said) for pattern, said in SOUNDS)

_Cell = tuple[str, int, int]


@dataclass(frozen=True)
class Undisguised:
    """Plain text; `spans[i]` is where its sign `i` stands in the original (end exclusive)."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, at least one sign, stands in the original."""
        covered = self.spans[start:end]
        return min(span[0] for span in covered), max(span[1] for span in covered)

    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Stretches (start, end) of the plain text that stood together in the original."""
        cuts = [at for at in range(1, len(self.spans)) if self.spans[at][0] > self.spans[at - 1][1]]
        edges = [0, *cuts, len(self.spans)]
        return tuple(pairwise(edges))


def folded(text: str) -> Undisguised:
    """One width, one case, simplified characters, no accents, nothing invisible."""
    return _made(_folded(text))


def undisguised(text: str) -> Undisguised:
    """`folded`, and separators inside words, spelled letters, sounds and pictures undone."""
    cells = _pictures(_folded(text))
    cells = _replaced(cells, _SEAM, lambda found: "")
    cells = _replaced(cells, _SLASH, lambda found: "")
    cells = _replaced(cells, _SPELLED, lambda found: found[0][::2])
    cells = _replaced(cells, _LEET, lambda found: _LETTERS[found[0]])
    cells = _replaced(cells, _ROUND, lambda found: "0" * len(found[0]))
    for pattern, said in _SOUNDS:
        cells = _replaced(cells, pattern, lambda found, said=said: said)  # type: ignore[misc]
    return _made(cells)


def _made(cells: list[_Cell]) -> Undisguised:
    return Undisguised(
        "".join(cell[0] for cell in cells), tuple((start, end) for _, start, end in cells)
    )


def _folded(text: str) -> list[_Cell]:
    """One cell a sign; a sign that unfolds into several (㈠) gives them all its place."""
    cells: list[_Cell] = []
    for at, sign in enumerate(text):
        known = SHAPES.get(sign, sign)
        for part in unicodedata.normalize("NFKD", known).lower():
            if unicodedata.category(part) in ("Mn", "Cf", "Me"):
                continue
            cells.append((SHAPES.get(part, part), at, at + 1))
    return cells


def _pictures(cells: list[_Cell]) -> list[_Cell]:
    """Pictures that are read aloud, where they stand beside a Chinese character."""
    read: list[_Cell] = []
    for at, (sign, start, end) in enumerate(cells):
        beside = "".join(cell[0] for cell in cells[max(0, at - 1) : at + 2])
        said = EMOJI.get(sign) if re.search(f"[{_HAN}]", beside) else None
        read += [(part, start, end) for part in said] if said else [(sign, start, end)]
    return read


def _replaced(
    cells: list[_Cell], pattern: re.Pattern[str], said: Callable[[re.Match[str]], str]
) -> list[_Cell]:
    """Every match of `pattern` replaced; what is said in its place stands where it stood."""
    text = "".join(cell[0] for cell in cells)
    made: list[_Cell] = []
    at = 0
    for found in pattern.finditer(text):
        made += cells[at : found.start()]
        at = found.end()
        if found.start() == at:
            continue
        words = said(found)
        if len(words) == at - found.start():
            made += [(w, c[1], c[2]) for w, c in zip(words, cells[found.start() : at], strict=True)]
        else:
            made += [(w, cells[found.start()][1], cells[at - 1][2]) for w in words]
    return made + cells[at:] if at else cells
