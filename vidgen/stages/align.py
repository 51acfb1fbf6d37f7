"""align: when every shown word of a line is said."""

from __future__ import annotations

from bisect import bisect_right

from vidgen.craft.words import words
from vidgen.model.media import Mark, Speech, Spoken, Utterance, Word
from vidgen.model.product import Language
from vidgen.model.script import Line


def align(
    line: Line,
    spoken: Spoken,
    utterance: Utterance,
    language: Language,
    terms: tuple[str, ...] = (),
) -> Speech:
    """The speech of a line: its shown words with the times at which their spoken forms are heard.

    Words keep their order and never overlap; between two marks of the voice, time is shared out
    evenly by spoken characters. When the line's `say` differs from its text, shown words are
    spread over the utterance by their share of the text.
    """
    clock = _Clock(spoken, utterance)
    scale = 1.0
    if line.say:
        scale = len(line.say) / max(1, len(line.text))
    found: list[Word] = []
    at = 0
    for piece in words(line.text, language, terms):
        text = piece.strip()
        start = at + len(piece) - len(piece.lstrip())
        at += len(piece)
        if not any(char.isalnum() for char in text):
            continue
        span = (start, start + len(text))
        begin = clock(_to_spoken(spoken, span[0] * scale))
        end = clock(_to_spoken(spoken, span[1] * scale))
        begin = max(begin, found[-1].end if found else 0.0)
        found.append(Word(text=text, at=span, start=begin, end=max(end, begin)))
    return Speech(
        line=line.id,
        spoken=spoken.text,
        audio=utterance.audio,
        seconds=utterance.seconds,
        words=tuple(found),
        engine=utterance.engine,
        voice=utterance.voice,
    )


def _to_spoken(spoken: Spoken, shown: float) -> float:
    """The place in the spoken text that stands for a place in the shown one."""
    for span in spoken.spans:
        if shown <= span.shown[1]:
            length = span.shown[1] - span.shown[0]
            share = (shown - span.shown[0]) / length if length else 0.0
            return span.spoken[0] + share * (span.spoken[1] - span.spoken[0])
    return float(len(spoken.text))


class _Clock:
    """Seconds of a place in the spoken text, by straight lines between the voice's marks."""

    def __init__(self, spoken: Spoken, utterance: Utterance) -> None:
        marks = sorted(utterance.marks, key=lambda mark: (mark.at, mark.seconds))
        ends = [
            Mark(at=0, seconds=0.0),
            *marks,
            Mark(at=len(spoken.text), seconds=utterance.seconds),
        ]
        self._places: list[float] = []
        self._times: list[float] = []
        for mark in ends:
            if self._places and mark.at <= self._places[-1]:
                continue
            self._places.append(float(mark.at))
            self._times.append(max(mark.seconds, self._times[-1] if self._times else 0.0))

    def __call__(self, place: float) -> float:
        index = min(bisect_right(self._places, place), len(self._places) - 1)
        if index == 0:
            return self._times[0]
        left, right = self._places[index - 1], self._places[index]
        share = min(1.0, max(0.0, (place - left) / (right - left)))
        return self._times[index - 1] + share * (self._times[index] - self._times[index - 1])
