"""caption: a voiced line becomes captions that appear in time with its words."""

from __future__ import annotations

import itertools

from vidgen.model.media import Speech
from vidgen.model.product import Language
from vidgen.model.script import Line
from vidgen.model.timeline import Cue, CueWord

LONGEST: dict[Language, int] = {"zh": 20, "en": 46}
"""Characters of one caption: two lines of at most 14 (zh) or 32 (en) always hold it, with room
for a balanced break (shot grammar, Captions)."""

_IDEAL: dict[Language, float] = {"zh": 11.0, "en": 28.0}
_CLAUSE_ENDS = "，。！？；：、,.!?;:—…"
_SILENT_ENDS = "，。；：、,.;:"
_HOLD = 0.12
"""Seconds a caption stays after its last word."""


def caption(line: Line, speech: Speech, clip: str, window: tuple[int, int], fps: int) -> list[Cue]:
    """Cues for one line whose speech starts at frame `window[0]`; none outlives `window[1]`.

    Every shown word appears in exactly one cue, in order. A sentence too long for one caption is
    broken in time, at clause ends where it can be. `clip` is the clip the cues belong to.
    """
    language: Language = "zh" if any("\u4e00" <= char <= "\u9fff" for char in line.text) else "en"
    pieces = _pieces(line, speech)
    groups = _group([len(text) for text, *_ in pieces], [text for text, *_ in pieces], language)
    start, latest = window
    cues: list[Cue] = []
    for number, (first, last) in enumerate(groups):
        words = [
            CueWord(
                text=text,
                start=start + round(begin * fps),
                end=start + round(end * fps),
                strong=strong,
            )
            for text, begin, end, strong in pieces[first:last]
        ]
        words = _tidy(words)
        until = start + round((pieces[last - 1][2] + _HOLD) * fps)
        if last < len(pieces):
            until = min(until, start + round(pieces[last][1] * fps))
        cues.append(
            Cue(
                id=f"{line.id}.{number}",
                clip=clip,
                start=words[0].start,
                end=max(min(until, latest), words[0].start + 1),
                words=tuple(words),
                glue="" if language == "zh" else " ",
            )
        )
    return cues


def _pieces(line: Line, speech: Speech) -> list[tuple[str, float, float, bool]]:
    """(shown text with its punctuation, start, end, strong) per word, times in seconds."""
    strong = [
        (at, at + len(part))
        for part in line.emphasis
        if part
        for at in [line.text.find(part)]
        if at >= 0
    ]
    pieces: list[tuple[str, float, float, bool]] = []
    joined = False
    for number, word in enumerate(speech.words):
        begin = word.at[0] if number else 0
        more = number + 1 < len(speech.words)
        until = speech.words[number + 1].at[0] if more else len(line.text)
        raw = line.text[begin:until]
        marked = any(word.at[0] < b and a < word.at[1] for a, b in strong)
        text = raw.strip()
        if joined:
            last = pieces.pop()
            pieces.append((f"{last[0]} {text}", last[1], word.end, last[3] or marked))
        else:
            pieces.append((text, word.start, word.end, marked))
        joined = more and raw.endswith(" ") and _latin_in_chinese(line.text, until)
    return [piece for piece in pieces if piece[0]]


def _latin_in_chinese(text: str, at: int) -> bool:
    """Whether a space before `at` joins two Latin words inside a Chinese sentence (iPhone 15)."""
    if not any("\u4e00" <= char <= "\u9fff" for char in text):
        return False
    before, after = text[:at].rstrip()[-1:], text[at : at + 1]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _group(sizes: list[int], texts: list[str], language: Language) -> list[tuple[int, int]]:
    """Break the words into runs of at most LONGEST characters: even, at clause ends if possible."""
    longest, ideal = LONGEST[language], _IDEAL[language]
    glue = 0 if language == "zh" else 1
    count = len(sizes)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        for first in range(end):
            size = sum(sizes[first:end]) + glue * (end - first - 1)
            if size > longest and end - first > 1:
                continue
            cost = best[first][0] + ((size - ideal) / ideal) ** 2 + 0.25
            if end < count and texts[end - 1][-1] not in _CLAUSE_ENDS:
                cost += 0.9
            if cost < best[end][0]:
                best[end] = (cost, first)
    groups: list[tuple[int, int]] = []
    end = count
    while end:
        groups.append((best[end][1], end))
        end = best[end][1]
    return groups[::-1]


def _tidy(words: list[CueWord]) -> list[CueWord]:
    """Drop the pause mark at the caption's end and let each word last until the next begins."""
    tidy = [
        word.model_copy(update={"end": max(following.start, word.start + 1)})
        for word, following in itertools.pairwise(words)
    ]
    last = words[-1]
    shown = last.text.rstrip(_SILENT_ENDS) or last.text
    return [*tidy, last.model_copy(update={"text": shown, "end": max(last.end, last.start + 1)})]
