"""typeset: one caption gets its size, its lines and the place of every word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vidgen.craft.words import NO_LINE_START
from vidgen.craft.wrap import Measure, wrap
from vidgen.model.style import Captions
from vidgen.model.timeline import Cue, CueWord
from vidgen.shots.kit.page import Frame

CAPTION_SCALE = {"tall": 1.0, "wide": 0.72, "square": 0.66}
"""Caption sizes by canvas against 9:16 (tokens, `scale`)."""


@dataclass(frozen=True)
class Spot:
    """A word of a caption at (x, y) pixels, and its advance width; `shown` is without its marks."""

    word: CueWord
    shown: str
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Typeset:
    """A set caption: pixels of an em, its lines, top left and extent of its block, its words."""

    cue: Cue
    size: float
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    spots: tuple[Spot, ...]
    centred: bool


def typeset(cue: Cue, frame: Frame, tokens: Captions, measure: Measure) -> Typeset:
    """Set a cue at the foot of the safe area, in at most two lines if the smallest size allows.

    Tall pages set it at the left margin (in the manner "card", too, centred over the room left of
    the platform's buttons), others in the middle.
    """
    return _Setter(frame, tokens, measure).set(cue)


def raised(set_: Typeset, frame: Frame) -> Typeset:
    """The same caption at the head of the safe area."""
    by = set_.top - (frame.safe[1] + set_.size)
    spots = tuple(replace(spot, y=spot.y - by) for spot in set_.spots)
    return replace(set_, top=set_.top - by, spots=spots)


class _Setter:
    def __init__(self, frame: Frame, tokens: Captions, measure: Measure) -> None:
        self._tokens, self._measure = tokens, measure
        self._scale = frame.unit * CAPTION_SCALE[frame.shape]
        boxed = tokens.manner in ("plate", "card")
        air = tokens.size * self._scale
        self._bottom = frame.safe[3] - 6 * frame.unit - (tokens.pad[1] * air if boxed else 0.0)
        aside = tokens.pad[0] * air if boxed else 0.0
        self._left = frame.safe[0] + aside
        self._right = frame.right(self._bottom - 3 * air, self._bottom) - aside
        self._centred = frame.shape != "tall" or tokens.manner == "card"
        self._middle = frame.width / 2 if frame.shape != "tall" else (self._left + self._right) / 2
        widest = tokens.width * frame.unit * (1.0 if frame.shape == "tall" else 1.25)
        self._width = min(widest, self._right - self._left)

    def set(self, cue: Cue) -> Typeset:
        size, rows = self._fit(cue)
        wide = max(self._advance(cue, row, size) for row in rows)
        tall = ((len(rows) - 1) * self._tokens.leading + 1) * size
        left = self._middle - wide / 2 if self._centred else self._left
        top = self._bottom - tall
        spots: list[Spot] = []
        for number, row in enumerate(rows):
            x = left + ((wide - self._advance(cue, row, size)) / 2 if self._centred else 0.0)
            y = top + number * size * self._tokens.leading
            spots += self._spots(cue, row, size, (x, y))
        lines = tuple(cue.glue.join(cue.words[n].text for n in row) for row in rows)
        return Typeset(cue, size, lines, left, top, wide, tall, tuple(spots), self._centred)

    def _fit(self, cue: Cue) -> tuple[float, tuple[tuple[int, ...], ...]]:
        """The size and, per line, the numbers of the words on it."""
        size, least = self._tokens.size * self._scale, self._tokens.min * self._scale
        while True:
            rows = self._rows(cue, size)
            wide = max(self._advance(cue, row, size) for row in rows)
            if (len(rows) <= 2 and wide <= self._width) or size <= least:
                return size, rows
            size = max(least, size * 0.96)

    def _rows(self, cue: Cue, size: float) -> tuple[tuple[int, ...], ...]:
        starts, at = [], 0
        for word in cue.words:
            starts.append(at)
            at += len(word.text) + len(cue.glue)
        legal = frozenset(
            start
            for start, word in zip(starts, cue.words, strict=True)
            if start and word.text[0] not in NO_LINE_START
        )
        face = self._tokens.face
        broken = wrap(cue.text, self._width, lambda text: self._measure(text, face, size), legal)
        rows, number = [], 0
        for line in broken:
            row: list[int] = []
            length = -len(cue.glue)
            while number < len(cue.words) and length < len(line):
                length += len(cue.words[number].text) + len(cue.glue)
                row.append(number)
                number += 1
            rows.append(tuple(row))
        return tuple(row for row in rows if row)

    def _advance(self, cue: Cue, row: tuple[int, ...], size: float) -> float:
        text = cue.glue.join(cue.words[n].text for n in row)
        return self._measure(text, self._tokens.face, size)

    def _spots(
        self, cue: Cue, row: tuple[int, ...], size: float, place: tuple[float, float]
    ) -> list[Spot]:
        spots = []
        for position, number in enumerate(row):
            word = cue.words[number]
            shown = word.text.rstrip("，。！？、；：,.!?;:")
            through = self._advance(cue, (*row[:position], number), size)
            own = self._measure(word.text, self._tokens.face, size)
            width = self._measure(shown, self._tokens.face, size) if shown else 0.0
            spots.append(Spot(word, shown, place[0] + through - own, place[1], width))
        return spots
