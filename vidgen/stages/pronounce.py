"""pronounce: from what is shown to what is said, with a way back."""

from __future__ import annotations

import re
from functools import lru_cache

from vidgen.craft import numbers_en, spoken_en, spoken_zh
from vidgen.craft.units import CHINESE, ENGLISH, alternatives
from vidgen.model.media import Span, Spoken
from vidgen.model.product import Language

_MODEL = re.compile(
    r"(?<![\d.,*×xX/¥$€£-])\d{3,}(?![\d.,*×/A-Za-z-])"
    rf"(?!\s(?i:{alternatives({**CHINESE, **ENGLISH})})(?![A-Za-z]))"
    r"(?!\s?[℃%元块克斤公升毫米厘寸尺瓦根年月天支"
    r"片包袋盒瓶件条颗粒枚张本套只个双位层倍针目])"
)
"""A number that stands for itself, three digits or more: no amount, no size, no count."""


def pronounce(text: str, language: Language, terms: tuple[str, ...] = ()) -> Spoken:
    """How `text` is read aloud: money, percent, discounts, dates, times, units, codes spelled out.

    A number of three digits or more inside one of `terms` (a product's name) is a model number and
    is read digit by digit. The spans of the result cover both texts in order.
    """
    models = _models(text, terms)
    said = ""
    spans: list[Span] = []
    at = 0
    while at < len(text):
        length, spoken = _read(text, at, language, models)
        spans.append(Span(spoken=(len(said), len(said) + len(spoken)), shown=(at, at + length)))
        said += spoken
        at += length
    return Spoken(text=said, spans=tuple(spans))


def _models(text: str, terms: tuple[str, ...]) -> dict[int, int]:
    """Where model numbers stand: start → length. A number beside a unit or a sign is none."""
    found = {}
    for term in terms:
        for place in re.finditer(re.escape(term), text):
            for run in _MODEL.finditer(term):
                found[place.start() + run.start()] = len(run[0])
    return found


def _rules(language: Language) -> tuple[spoken_zh.Rule, ...]:
    return spoken_zh.RULES if language == "zh" else spoken_en.RULES


@lru_cache
def _begins(language: Language) -> re.Pattern[str]:
    """Where one of the rules may begin to read: at most characters none does."""
    named = "|".join(pattern.pattern for pattern, _ in _rules(language))
    return re.compile(re.sub(r"\(\?P<\w+>", "(?:", named))


def _read(text: str, at: int, language: Language, models: dict[int, int]) -> tuple[int, str]:
    """(characters read, what is said) at one place."""
    if at in models:
        digits = spoken_zh.digits if language == "zh" else numbers_en.digits
        return models[at], digits(text[at : at + models[at]])
    inside = at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()
    if not (inside and text[at].isalpha()) and _begins(language).match(text, at):
        for pattern, say in _rules(language):
            found = pattern.match(text, at)
            if found and found[0]:
                return len(found[0]), say(found)
    return 1, text[at]
