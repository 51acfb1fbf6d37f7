"""Lines are as few as can be, then as even as can be, and break only where they may."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.wrap import fit, wrap

LETTERS = st.text("abcdefgh", min_size=1, max_size=14)
MARKS = st.frozensets(st.integers(1, 13), max_size=8)
ROOM = st.integers(2, 14)


def letters(line: str) -> float:
    """A measure in which every character is one pixel wide."""
    return float(len(line))


def wide(text: str, face: str, size: float, tracking: float = 0.0) -> float:
    """A measure in which every character is as wide as the em, and tracking is honoured."""
    return len(text) * size * (1 + tracking)


def fewest(text: str, marks: list[int], width: int) -> int | None:
    """The least number of lines by trying all, or None when some piece does not fit."""
    for count in range(len(marks) + 1):
        for cuts in itertools.combinations(marks, count):
            edges = [0, *cuts, len(text)]
            if all(b - a <= width for a, b in itertools.pairwise(edges)):
                return count + 1
    return None


@given(LETTERS, MARKS, ROOM)
def test_fewest_lines_and_none_too_wide(text: str, marks: frozenset[int], width: int) -> None:
    legal = sorted(mark for mark in marks if mark < len(text))
    lines = wrap(text, width, letters, frozenset(legal))
    least = fewest(text, legal, width)
    if least is not None:
        assert len(lines) == least
        assert max(map(len, lines)) <= width


@given(LETTERS, MARKS, ROOM)
def test_breaks_only_where_allowed_and_nothing_is_lost(
    text: str, marks: frozenset[int], width: int
) -> None:
    lines = wrap(text, width, letters, marks)
    assert "".join(lines) == text
    starts = list(itertools.accumulate(map(len, lines)))[:-1]
    assert set(starts) <= marks


def test_lines_are_even_not_greedy() -> None:
    assert wrap("abcdefgh", 6, letters, frozenset(range(1, 8))) == ("abcd", "efgh")


def test_a_line_ends_on_punctuation_when_it_costs_little() -> None:
    text = "一二三，四五六七八"
    assert wrap(text, 6, letters, frozenset(range(1, 9)) - {3}) == ("一二三，", "四五六七八")


def test_no_orphan_of_one_character_at_the_end() -> None:
    lines = wrap("abc de f", 7, letters, frozenset({4, 7}))
    assert lines == ("abc", "de f")


def test_newlines_always_break() -> None:
    assert wrap("ab\ncd ef", 9, letters, frozenset({6})) == ("ab", "cd ef")
    assert wrap("ab\n\ncd", 9, letters, frozenset()) == ("ab", "", "cd")


def test_a_piece_too_wide_stands_alone() -> None:
    assert wrap("ab cdefghij kl", 5, letters, frozenset({3, 12})) == ("ab", "cdefghij", "kl")


def fitted(
    text: str, *, width: float, lines: int, height: float = 1e9, least: float = 10
) -> tuple[float, tuple[str, ...]]:
    return fit(
        text,
        "en",
        wide,
        face="any",
        width=width,
        largest=100,
        smallest=least,
        max_lines=lines,
        height=height,
    )


def test_the_largest_size_is_kept_when_it_fits() -> None:
    assert fitted("abc", width=300, lines=1) == (100, ("abc",))


def test_size_goes_down_until_width_lines_and_height_hold() -> None:
    size, lines = fitted("abcde fghij", width=500, lines=1)
    assert lines == ("abcde fghij",)
    assert 0.95 * 500 / 11 <= size <= 500 / 11 * 1.002
    size, lines = fitted("abcde fghij", width=500, lines=2, height=120)
    assert ((len(lines) - 1) * 1.18 + 1) * size <= 120


def test_at_the_smallest_size_the_lines_are_returned_as_they_are() -> None:
    size, lines = fitted("a-very-long-word", width=50, lines=1, least=20)
    assert (size, lines) == (20, ("a-very-long-word",))


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=6), ROOM)
def test_more_room_never_makes_type_smaller(pieces: list[str], extra: int) -> None:
    text = " ".join(pieces)
    assert fitted(text, width=400 + 40 * extra, lines=2)[0] >= fitted(text, width=400, lines=2)[0]
