"""How much of one narration stands in another, by the pieces of their text."""

from __future__ import annotations


def letters(text: str) -> str:
    """A text's letters and digits alone, small: spaces and punctuation removed."""
    return "".join(char for char in text.lower() if char.isalnum())


def grams(text: str, n: int = 5) -> frozenset[str]:
    """Every run of `n` letters and digits of a text; a shorter text is one piece."""
    plain = letters(text)
    if len(plain) <= n:
        return frozenset((plain,)) if plain else frozenset()
    return frozenset(plain[at : at + n] for at in range(len(plain) - n + 1))


def shared(a: str, b: str, n: int = 5) -> float:
    """The share, 0 to 1, of the smaller text's pieces that the other has too.

    Two films of one shop count as alike above 0.4 of their 5-character pieces.
    """
    ours, theirs = grams(a, n), grams(b, n)
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0.0
