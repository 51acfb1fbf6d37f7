"""Line breaking: even lines at legal breaks, and the largest size at which a text fits."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Protocol

from vidgen.craft.words import breaks
from vidgen.model.product import Language


class Measure(Protocol):
    """Tells how wide one line of text is when painted, in pixels."""

    def __call__(self, text: str, face: str, size: float, tracking: float = 0.0) -> float: ...


_ENDS = "，。！？；：、,.!?;:"
_OVERFLOW = 1e6


def wrap(
    text: str, width: float, advance: Callable[[str], float], allowed: frozenset[int]
) -> tuple[str, ...]:
    """Break `text` into the fewest lines of at most `width` pixels, as even as they can be.

    `advance` measures a line; `allowed` are positions a line may begin at. Newlines in the text
    always break. Lines that end on punctuation are favoured; a last line of one or two characters
    is avoided. A piece wider than `width` stands alone on its line, too wide.
    """
    lines: list[str] = []
    at = 0
    for part in text.split("\n"):
        inner = frozenset(b - at for b in allowed if at < b < at + len(part))
        lines += _wrap_part(part, width, advance, sorted(inner))
        at += len(part) + 1
    return tuple(lines)


def _wrap_part(
    text: str, width: float, advance: Callable[[str], float], inner: list[int]
) -> list[str]:
    marks = [0, *inner, len(text)]
    least = _fewest(text, width, advance, marks)
    total = advance(text)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(least):
        row: dict[int, tuple[float, int]] = {}
        for first, (cost, _from) in best[-1].items():
            for last in range(first + 1, len(marks)):
                line = text[marks[first] : marks[last]].strip()
                price = cost + _price(
                    line, advance(line), width, total / least, last == len(marks) - 1
                )
                if last not in row or price < row[last][0]:
                    row[last] = (price, first)
        best.append(row)
    cuts = [len(marks) - 1]
    for row in reversed(best[1:]):
        cuts.append(row[cuts[-1]][1])
    cuts.reverse()
    return [text[marks[a] : marks[b]].strip() for a, b in itertools.pairwise(cuts)]


def _fewest(text: str, width: float, advance: Callable[[str], float], marks: list[int]) -> int:
    count, first = 0, 0
    while first < len(marks) - 1:
        last = first + 1
        while (
            last + 1 < len(marks) and advance(text[marks[first] : marks[last + 1]].strip()) <= width
        ):
            last += 1
        count, first = count + 1, last
    return max(1, count)


def _price(line: str, size: float, width: float, even: float, final: bool) -> float:
    price = ((size - even) / max(width, 1.0)) ** 2
    if size > width * 1.002:
        price += _OVERFLOW + size
    if final:
        return price + (0.5 if len(line) <= 2 else 0.0)
    return price - (0.045 if line[-1:] in _ENDS else 0.0)


def fit(  # noqa: PLR0913 - a fit is a text, its face and its box
    text: str,
    language: Language,
    measure: Measure,
    *,
    face: str,
    width: float,
    largest: float,
    smallest: float,
    max_lines: int,
    tracking: float = 0.0,
    terms: tuple[str, ...] = (),
    height: float = float("inf"),
    leading: float = 1.18,
) -> tuple[float, tuple[str, ...]]:
    """The largest size (pixels) and its lines at which `text` fits `width`, `height`, `max_lines`.

    Sizes go down in steps of about 4 %. At `smallest` the lines are returned as they are, even
    if they do not fit: the caller decides what to drop.
    """
    allowed = breaks(text, language, terms)
    size = largest
    while True:
        current = size

        def advance(line: str, size: float = current) -> float:
            return measure(line, face, size, tracking)

        lines = wrap(text, width, advance, allowed)
        tall = ((len(lines) - 1) * leading + 1) * size
        wide = max(advance(line) for line in lines)
        if (len(lines) <= max_lines and wide <= width * 1.002 and tall <= height) or (
            size <= smallest
        ):
            return size, lines
        size = max(smallest, round(size * 0.96, 1))
