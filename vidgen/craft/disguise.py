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
from functools import lru_cache
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
_EMOJI = f"[{''.join(EMOJI)}]"
_PICTURE = re.compile(f"{_EMOJI}(?=[{_HAN}])|(?<=[{_HAN}]){_EMOJI}")
_SOUNDS = tuple((re.compile(pattern), said) for pattern, said in SOUNDS)

_Span = tuple[int, int]


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


@lru_cache(maxsize=512)
def folded(text: str) -> Undisguised:
    """One width, one case, simplified characters, no accents, nothing invisible.

    A sign that unfolds into several (㈠) gives them all its place.
    """
    signs: list[str] = []
    spans: list[_Span] = []
    for at, sign in enumerate(text):
        parts = _unfolded(sign)
        signs += parts
        spans += [(at, at + 1)] * len(parts)
    return Undisguised("".join(signs), tuple(spans))


@lru_cache(maxsize=512)
def undisguised(text: str) -> Undisguised:
    """`folded`, and separators inside words, spelled letters, sounds and pictures undone."""
    plain = _pictures(folded(text))
    plain = _replaced(plain, _SEAM, lambda found: "")
    plain = _replaced(plain, _SLASH, lambda found: "")
    plain = _replaced(plain, _SPELLED, lambda found: found[0][::2])
    plain = _replaced(plain, _LEET, lambda found: _LETTERS[found[0]])
    plain = _replaced(plain, _ROUND, lambda found: "0" * len(found[0]))
    for pattern, said in _SOUNDS:
        plain = _replaced(plain, pattern, lambda found, said=said: said)  # type: ignore[misc]
    return plain


@lru_cache(maxsize=4096)
def _unfolded(sign: str) -> str:
    """The signs that stand for one, each of one character; "" where it cannot be seen."""
    parts = unicodedata.normalize("NFKD", SHAPES.get(sign, sign)).lower()
    seen = (part for part in parts if unicodedata.category(part) not in ("Mn", "Cf", "Me"))
    return "".join(SHAPES.get(part, part) for part in seen)


def _pictures(plain: Undisguised) -> Undisguised:
    """Pictures that are read aloud, where they stand beside a Chinese character."""
    return _replaced(plain, _PICTURE, lambda found: EMOJI[found[0]])


def _replaced(
    plain: Undisguised, pattern: re.Pattern[str], said: Callable[[re.Match[str]], str]
) -> Undisguised:
    """Every match of `pattern` replaced; what is said in its place stands where it stood."""
    if not pattern.search(plain.text):
        return plain
    signs: list[str] = []
    spans: list[_Span] = []
    at = 0
    for found in pattern.finditer(plain.text):
        signs.append(plain.text[at : found.start()])
        spans += plain.spans[at : found.start()]
        at = found.end()
        if found.start() == at:
            continue
        words, places = said(found), plain.spans[found.start() : at]
        if len(words) != len(places):
            places = ((places[0][0], places[-1][1]),) * len(words)
        signs.append(words)
        spans += places
    text = "".join(signs) + plain.text[at:]
    return Undisguised(text, (*spans, *plain.spans[at:]))
