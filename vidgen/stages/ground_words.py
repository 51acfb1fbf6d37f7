"""Words of a text that claim what the cited facts do not say, or say the opposite of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from vidgen.craft.claim_words import CONCEPTS, GIFTS, IMPLIED, LITERALS
from vidgen.stages.ground_numbers import NOWHERE, Objection
from vidgen.stages.known import Known

_OPPOSITE = "is the opposite of what the cited facts say"

_NAMES = tuple(CONCEPTS)
_CONCEPT = re.compile(
    "|".join(f"(?P<c{at}>{pattern})" for at, pattern in enumerate(CONCEPTS.values()))
)
_LITERAL = re.compile(LITERALS)
_OUTERMOST = re.compile(r"\|(?![^(]*\))")
"""Between the outermost alternatives of a pattern."""


def _begins(pattern: str) -> re.Pattern[str]:
    """Where one of a pattern's alternatives begins.

    Without groups, and with those that begin at a word's edge tried only there, this is found more
    than ten times faster than which of them it is.
    """
    parts = _OUTERMOST.split(pattern)
    edged = "|".join(part.removeprefix(r"\b") for part in parts if part.startswith(r"\b"))
    return re.compile("|".join([rf"\b(?:{edged})", *(p for p in parts if not p.startswith(r"\b"))]))


_CONCEPT_BEGINS = _begins("|".join(CONCEPTS.values()))
_LITERAL_BEGINS = _begins(LITERALS)
_GIFT = re.compile(GIFTS)
_SIZE = re.compile(
    r"(?<![a-z\d])(?:xxs|xs|xl|xxl|xxxl|[2-6]xl)(?![a-z])|(?<![a-z])[sml]码|均码|\bone size\b|"
    r"\bsize [sml\d]+\b"
)
_PLACE = re.compile(
    r"(?:产自|原产于|进口自|产地[是为:：])(?!什么|哪)([\u4e00-\u9fff]{2})|\b(?:made|grown|"
    r"brewed) in ([a-z]+)"
)
_NO_BEFORE = re.compile(
    r"(?:不(?!仅|但|只|光|止|同|错|少|锈)|没有?|無|无|非|未|免|零|"
    r"拒绝)[含是能可用会加添再有需必太够很任何]{0,2}$"
    r"|(?:\b(?:not|no|never|without|non|free (?:of|from)|zero|lacks?|contains no|cannot)\b|"
    r"n['’]t\b)[ -]"
    r"(?:(?:a|an|the|any|be|been|added|made|with|of|really|fully)[ -]){0,3}$|\bun$"
)
_NO_AFTER = re.compile(r"^(?:[ -]free\b(?! (?:shipping|gift))|-?less\b)")
_KEPT = frozenset(
    {"wrinkle free", "non-slip", "non-toxic", "unbreakable", "rust proof", "leakproof"}
)
"""Claims whose own words hold a "no"."""

_DENIED_HAN = re.compile(
    r"(?:不含|不会|不易|没有|不|无|未)(?!仅|但|只|光|止|锈|同|错|过|少|妨|断|如|论|数|线|法|管|"
    r"得|由|来|是|要|用)"
    r"([\u4e00-\u9fff]{2}|[\u4e00-\u9fff](?=[，。,.;；!?\s]|$))"
)
_DENIED_LATIN = re.compile(
    r"(?:\b(?:not|no|never|without|cannot|free (?:of|from))\b|n['’]t\b)\s+(?:(?:a|an|the|any|"
    r"be|to|get|need)\s+)*"
    r"([a-z]{4,})|\b([a-z]{4,})[- ]free\b|\bnon-?([a-z]{4,})|\bun(scented|coated|dyed|bleached|"
    r"treated|lined)\b"
)
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|e)$")


def word_claims(text: str, known: Known) -> Iterator[Objection]:
    """Objections to the words of a text in digits and lower case."""
    held = concepts(known.text)
    for claim, said, denied in _concepts(text):
        if (claim, denied) not in held:
            yield said, _OPPOSITE if (claim, not denied) in held else NOWHERE
    yield from (
        (found[0], NOWHERE)
        for found in _all(_LITERAL, _LITERAL_BEGINS, text)
        if found[0] not in known.text
    )
    for found in _SIZE.finditer(text):
        size = found[0].removesuffix("码").removeprefix("size ")
        if not re.search(rf"(?<![a-z\d]){size}(?![a-z\d])", known.text):
            yield found[0], NOWHERE
    if not known.cites("gift", "promotion"):
        yield from (
            (found[0], NOWHERE) for found in _GIFT.finditer(text) if found[0] not in known.text
        )
    for found in _PLACE.finditer(text):
        if (found[1] or found[2]) not in known.text:
            yield found[0], NOWHERE
    yield from ((word, _OPPOSITE) for word in _flipped(text, known.text))


@lru_cache(maxsize=512)
def concepts(text: str) -> frozenset[tuple[str, bool]]:
    """What a text claims: (concept, is it denied?), with what is implied."""
    found = {(claim, denied) for claim, _, denied in _concepts(text)}
    implied = {
        (other, False) for claim, denied in found if not denied for other in IMPLIED.get(claim, ())
    }
    return frozenset(found | implied)


def _concepts(text: str) -> Iterator[tuple[str, str, bool]]:
    for found in _all(_CONCEPT, _CONCEPT_BEGINS, text):
        claim = _NAMES[int((found.lastgroup or "c0")[1:])]
        yield claim, found[0], claim not in _KEPT and _denied(text, *found.span())


def _all(whole: re.Pattern[str], begins: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `whole.finditer` gives."""
    at = 0
    while begun := begins.search(text, at):
        found = whole.match(text, begun.start())
        at = max(found.end() if found else 0, begun.start() + 1)
        if found:
            yield found


def _denied(text: str, start: int, end: int) -> bool:
    return bool(_NO_BEFORE.search(text[max(0, start - 28) : start]) or _NO_AFTER.match(text[end:]))


def _flipped(text: str, known: str) -> Iterator[str]:
    """Words of which the facts say no and the text yes, or the reverse."""
    for words in (_han, _latin):
        yes, no = words(text)
        held_yes, held_no = words(known)
        yield from sorted({w for w in held_no - held_yes if w in yes} - no)
        yield from sorted({w for w in no - yes if w in held_yes} - held_no)


def _latin(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the English words of a text: those affirmed, those denied."""
    denied = [next(filter(None, found.groups())) for found in _DENIED_LATIN.finditer(text)]
    spared = _DENIED_LATIN.sub(" ", text)
    return frozenset(map(_stem, re.findall(r"[a-z]{4,}", spared))), frozenset(map(_stem, denied))


def _stem(word: str) -> str:
    shorter = _ENDING.sub("", word)
    return shorter if len(shorter) > 2 else word


def _han(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Pairs of Chinese characters of a text: those affirmed, those denied (不透: a single one)."""
    denied = frozenset(found[1] for found in _DENIED_HAN.finditer(text))
    spared = _DENIED_HAN.sub(" ", text)
    pairs = {
        pair
        for run in re.findall(r"[\u4e00-\u9fff]+", spared)
        for pair in map("".join, pairwise(run))
    }
    ends = set(re.findall(r"[\u4e00-\u9fff](?=[，。,.;；!?]|$)", spared))
    return frozenset(pairs | ends), denied
