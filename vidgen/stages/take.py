"""take: which lines of a model's answer may be said.

Every answer is hostile until checked: a line is taken only when it is readable, of its language and
length, made of plain words and the product's own, and says nothing that the facts do not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from vidgen.craft.plain import plain
from vidgen.craft.script import is_han
from vidgen.craft.words import words
from vidgen.model.product import Fact, Language, Product
from vidgen.model.script import Brief, Line, Script
from vidgen.model.writing import Rejection
from vidgen.stages.ground import ground
from vidgen.stages.write import longest

Judge = Callable[[Script], Mapping[str, str]]
"""Line id → why that line may not be said, for the lines of a script that may not."""


class Check(NamedTuple):
    """What a model's lines are held against: plain words that claim nothing, and a judge."""

    vocabulary: frozenset[str]
    judge: Judge = lambda script: {}


_SHORTER, _ROOM = 0.4, 6
"""How much shorter than the draft's a line may be, less some characters."""

_FAMILIAR = 0.6
"""Share of a line's words that must be the product's or in the plain vocabulary: less is no
sentence about this product, whatever it is."""

_MARKS = " ,.!?:;'\"“”‘’，。！？：；、…—-{}[]/"

_UNSAYABLE = re.compile(r"https?:|www\.|[<>{}\[\]|\\`#*_~^]|\.(?:com|cn|net|org)\b", re.IGNORECASE)
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufffd\U0001f000-\U0001faff]")


def take(
    brief: Brief, draft: Script, texts: Mapping[str, str], by: str, check: Check
) -> tuple[Script, tuple[Rejection, ...]]:
    """The draft with every line of `texts` that may be said; and those that were not taken.

    A line that is not taken stays as it was drafted.
    """
    known = check.vocabulary | _own(brief)
    worded = {
        line.id: _worded(brief.product, line, texts[line.id], by)
        for line in draft.lines
        if line.id in texts
    }
    refused = {
        line.id: why
        for line in draft.lines
        if line.id in worded and (why := _unfit(brief, line, worded[line.id], known))
    }
    tried = _with(draft, {k: v for k, v in worded.items() if k not in refused})
    refused |= _untrue(brief.product, tried, worded)
    refused |= {line: why for line, why in check.judge(tried).items() if line in worded}
    kept = {key: line for key, line in worded.items() if key not in refused}
    missing = {line.id: "no text came for it" for line in draft.lines if line.id not in texts}
    order = [line.id for line in draft.lines]
    reasons = refused | missing
    return _with(draft, kept), tuple(
        Rejection(line=each, text=texts.get(each, ""), why=reasons[each])
        for each in order
        if each in reasons
    )


def _worded(product: Product, line: Line, text: str, by: str) -> Line:
    """The line in a model's words, citing the facts it was drafted on and those it now names."""
    said = plain(text)
    # A description may hold anything: only a line that was drafted on it may rest on it.
    named = [fact.id for fact in product.facts if fact.kind != "description" and _names(said, fact)]
    strong = tuple(part for part in line.emphasis if part in text)
    cited = tuple(dict.fromkeys((*line.facts, *named)))
    return line.model_copy(
        update={"text": text, "say": "", "facts": cited, "emphasis": strong, "by": by}
    )


def _names(said: str, fact: Fact) -> bool:
    """Whether a plain text repeats a fact, or a quantity of it."""
    told = plain(fact.text)
    if len(told) > 1 and told in said:
        return True
    return any(number in re.findall(r"\d+(?:[.,]\d+)*", said) for number in _numbers(told))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def _with(script: Script, lines: Mapping[str, Line]) -> Script:
    scenes = tuple(
        scene.model_copy(update={"lines": tuple(lines.get(x.id, x) for x in scene.lines)})
        for scene in script.scenes
    )
    return script.model_copy(update={"scenes": scenes})


def _unfit(brief: Brief, draft: Line, line: Line, known: frozenset[str]) -> str:
    """Why a line cannot be said at all, "" if it can."""
    text = line.text
    if not text.strip():
        return "is empty"
    if _UNSAYABLE.search(text) or _UNPRINTED.search(text):
        return "holds markup, an address or signs that cannot be said"
    if len(text) > longest(draft.text) or len(text) < len(draft.text) * _SHORTER - _ROOM:
        return f"is {len(text)} characters long, {len(draft.text)} were asked for"
    han = sum(map(is_han, text))
    if brief.language == "zh" and han < 0.4 * len(re.sub(r"[\W\d]", "", text)):
        return "is not Chinese"
    if brief.language == "en" and han:
        return "is not English"
    share = familiar(brief, text, known)
    return "" if share >= _FAMILIAR else "is no plain sentence about this product"


def familiar(brief: Brief, text: str, known: frozenset[str]) -> float:
    """Share, 0 to 1, of a text's letters that are in known words."""
    found = [word.strip(_MARKS).lower() for word in _cut(text, brief)]
    found = [word for word in found if word and not any(map(str.isdigit, word))]
    whole = sum(map(len, found))
    return sum(len(word) for word in found if _is_known(word, known)) / whole if whole else 1.0


def _cut(text: str, brief: Brief) -> tuple[str, ...]:
    return words(text, brief.language, (brief.product.name, brief.product.brand))


def _is_known(word: str, known: frozenset[str]) -> bool:
    if word in known:
        return True
    if any(map(is_han, word)):
        return len(word) == 1 or all(part in known for part in word)
    stems = (
        word.removesuffix(end) for end in ("s", "es", "ed", "d", "ing", "er", "ly", "'s", "’s")
    )
    return any(stem in known for stem in stems if len(stem) > 2)


def _own(brief: Brief) -> frozenset[str]:
    """The words of the product's facts."""
    facts = brief.product.facts
    return vocabulary((part for fact in facts for part in (fact.text, fact.label)), brief.language)


def vocabulary(texts: Iterable[str], language: Language) -> frozenset[str]:
    """The words of these texts in lower case, and their ideographs."""
    found: set[str] = set()
    for text in texts:
        for word in words(text.lower(), language):
            clean = word.strip(_MARKS)
            found |= {clean, *(char for char in clean if is_han(char))}
    return frozenset(found)


def _untrue(product: Product, script: Script, worded: Mapping[str, Line]) -> dict[str, str]:
    findings = ground(product, script)
    told: dict[str, str] = {}
    for finding in findings:
        line = finding.where.removeprefix("line ")
        if line in worded:
            told.setdefault(line, str(finding))
    return told
