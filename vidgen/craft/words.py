"""Word boundaries: where Chinese and English text may be divided, and where never."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from vidgen.craft.script import is_cjk, is_han
from vidgen.model.product import Language

NO_LINE_START = "，。！？、；：）》」』”’…·%,.!?;:)℃"
NO_LINE_END = "（《「『“‘(¥$"
_CLINGING = frozenset("的了吗呢吧着过地得们完到出来去上下掉起住开")
_LATIN = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[.,:/×*'’&+\-][A-Za-z0-9À-ɏ]+)*[%℃℉°]?")
_UNIT = frozenset("元块折米克斤升片件个支瓶盒只双年月日天号度倍层色款寸码")


@cache
def _cutter() -> Any:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return jieba


@lru_cache(maxsize=2048)
def words(text: str, language: Language, terms: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Pieces of `text`, in order, that join to `text` again.

    English is divided at spaces (a space belongs to the word before it). Chinese is divided into
    words by jieba; `terms` (product names and the like), Latin words, numbers and a number with its
    unit are never divided.
    """
    if not text:
        return ()
    if language == "en" and not any(is_han(char) for char in text):
        return tuple(re.findall(r"\S+\s*|\s+", text))
    whole = {*terms, *(run for term in terms for run in shared_runs(text, term))}
    fixed = [re.escape(term) for term in sorted(whole, key=lambda t: (-len(t), t)) if term]
    pattern = re.compile("|".join([*fixed, _LATIN.pattern]))
    pieces: list[str] = []
    at = 0
    for found in pattern.finditer(text):
        pieces += _cutter().cut(text[at : found.start()]) if found.start() > at else []
        pieces.append(found.group())
        at = found.end()
    pieces += _cutter().cut(text[at:]) if at < len(text) else []
    return tuple(_joined(pieces))


def straddled(text: str, start: int, end: int) -> bool:
    """Is `text[start:end]` cut out of two Chinese words: does one reach over either of its ends?

    Only words of the dictionary count (鞋帽和服装: 和|服装, so 和服 is none); a longer word that
    holds the whole stretch is no objection.
    """
    return any(
        (left < start < right < end) or (start < left < end < right)
        for left, right in _stretches(text)
    )


@lru_cache(maxsize=256)
def _stretches(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of every word of a Chinese text, without guesses at unknown ones."""
    found: list[tuple[int, int]] = []
    for piece in _cutter().cut(text, HMM=False):
        start = found[-1][1] if found else 0
        found.append((start, start + len(piece)))
    return tuple(found)


def shared_runs(text: str, term: str) -> frozenset[str]:
    """Stretches of three or more characters that a text and a product's name have in common.

    A name's parts (一字肩 of 法式一字肩白色连衣裙) are words of this product even where a general
    dictionary does not know them.
    """
    found: set[str] = set()
    for start in range(len(text) - 2):
        end = start + 3
        if not is_han(text[start]) or text[start:end] not in term:
            continue
        while end < len(text) and text[start : end + 1] in term:
            end += 1
        if not any(text[start:end] in other for other in found):
            found.add(text[start:end])
    return frozenset(found)


def _joined(pieces: list[str]) -> list[str]:
    """Put units back behind their numbers and signs of money before them."""
    joined: list[str] = []
    for piece in pieces:
        before = joined[-1] if joined else ""
        unit = before[-1:].isdigit() and piece[:1] in _UNIT and len(piece) <= 2
        if before and (unit or before in "¥$€£" or piece in "%％℃"):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


@lru_cache(maxsize=2048)
def breaks(text: str, language: Language, terms: tuple[str, ...] = ()) -> frozenset[int]:
    """Positions before which a line may begin: word boundaries that typography allows."""
    allowed: set[int] = set()
    at = 0
    before = ""
    for piece in words(text, language, terms):
        if at and _may_break(before, piece):
            allowed.add(at)
        at += len(piece)
        before = piece
    return frozenset(allowed)


def _may_break(before: str, piece: str) -> bool:
    if piece[0] in NO_LINE_START or before[-1] in NO_LINE_END or piece.isspace():
        return False
    if before[-1] == " ":
        return True
    if piece in _CLINGING or (before[-1].isdigit() and is_han(piece[0])):
        return False
    return is_cjk(before[-1]) or is_cjk(piece[0])
