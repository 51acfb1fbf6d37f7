"""claims: a second look at a sentence, by what it claims rather than by its words.

Rules of words cannot see a paraphrase ("nobody comes close" ranks first without the word). Here a
sentence is suspected when it holds both sides of a claim: who is compared and who wins; an ailment
and its end. That is a hint for people, never a refusal. A language model, when there is one, is
asked the same questions instead (`stages.inquire`), and its yes counts more than a cue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from vidgen.craft.disguise import undisguised
from vidgen.model.review import Claim, Finding, Severity, Text

Ask = Callable[[str, str], bool | None]
"""Answers a question about a sentence with yes or no; None when it has no answer."""

_SENTENCE = re.compile(r"(?:[^。!?！？\n.]|\.(?!\s|$))+")


def second_look(
    texts: Iterable[Text], claims: Iterable[Claim], ask: Ask | None = None
) -> tuple[Finding, ...]:
    """Sentences that seem to make one of the claims, by cues (severity review).

    With `ask`, every sentence is put to it with every question, and a yes is a finding of
    severity warn; cues are looked at only where it has no answer. What `ask` raises passes through.
    """
    types = tuple(claims)
    return tuple(
        _finding(text.where, start, sentence, claim, severity)
        for text in texts
        for start, sentence in sentences(text)
        for claim in types
        if (severity := _judged(claim, sentence, ask))
    )


def _judged(claim: Claim, sentence: str, ask: Ask | None) -> Severity | None:
    answer = ask(claim.question, sentence) if ask else None
    if answer is None:
        return "review" if _hints(claim, undisguised(sentence).text) else None
    return "warn" if answer else None


def sentences(text: Text) -> Iterator[tuple[int, str]]:
    """Every sentence of a text, with its place, without the white space around it."""
    for found in _SENTENCE.finditer(text.text):
        sentence = found[0].strip()
        if sentence:
            yield found.start() + found[0].index(sentence), sentence


def _finding(where: str, start: int, sentence: str, claim: Claim, severity: Severity) -> Finding:
    return Finding(
        where=where,
        start=start,
        end=start + len(sentence),
        text=sentence,
        rule=claim.id,
        severity=severity,
        why=claim.why,
        suggestion=claim.suggestion,
    )


def _hints(claim: Claim, plain: str) -> bool:
    return any(all(_compiled(cue).search(plain) for cue in cues) for cues in claim.cues)


@lru_cache(maxsize=256)
def _compiled(cue: str) -> re.Pattern[str]:
    return re.compile(cue)
