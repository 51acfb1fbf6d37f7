"""The noun phrase of a clause: what the thing is called, and what was said around its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from vidgen.feeds import clauses
from vidgen.feeds.lexicon import MEASURE, PERSON
from vidgen.model.product import Language


@dataclass(frozen=True)
class Named:
    """A product's name, whom it is for ("" when not said), and the clauses left around it."""

    name: str
    audience: str = ""
    around: tuple[str, ...] = ()


_OPENING_ZH = re.compile(
    r"(?:我想?要?(?:卖|推广|推荐|介绍)|我们?家?的|(?:帮我|请)?(?:做|推|写)?(?:一个|个)?(?:视频)?(?:推广|推荐|介绍)|"
    r"这款|这是|本店|本款|新款|新品|一[款件个条双只台套把张瓶盒])"
)
_FOR_ZH = (
    re.compile(r"(?:适合|适用于|专为)(?P<v>.+?)的(?P<name>[^的]{2,})"),
    re.compile(r"(?:送给?|给|为)(?P<v>.+?)(?:买|准备|用|设计|挑)?的(?P<name>[^的]{2,})"),
    re.compile(r"(?P<v>.+?)(?:专用|用)的(?P<name>[^的]{2,})"),
    re.compile(r"(?P<name>.{2,}?)(?:特别)?(?:适合|适用于)(?P<v>.{2,})"),
)
_OPENING_EN = re.compile(
    r"(?:(?:I(?:'m| am|'d like to| want to)? |we(?:'re| are| want to)? )?sell(?:ing)?|introducing|"
    r"meet|this is|here is|here's|new:|"
    r"(?:our|my|the)(?: new)?|an?|these|this|brand new)\s+",
    re.IGNORECASE,
)
_MADE = r"(?:made|crafted|knitted|woven) (?:of|from|in|with|out of)"
_AROUND_EN = re.compile(
    r"(?<!made)(?<!crafted)(?<!knitted)(?<!woven)\s"
    rf"(?=(?:for|with|in|from|to|by|has|have|holds?|keeps?|works?|{_MADE})\s)",
    re.IGNORECASE,
)
_SAID_OF = re.compile(r"\s(?=(?:that|which) )", re.IGNORECASE)
_SUM = re.compile(r"[\d一二三四五六七八九十百千万]\s?[元块]钱?$|^[\d.]+$|价\s?[\d.]*$")
"""How a clause ends that only tells a sum."""

_NO_THINGS = frozenset(
    re.findall(
        r"\S+", "透气 大气 手感 质感 颜值 气质 舒适 亲肤 好吃 好喝 好用 好看 划算 性价比 价格 多汁"
    )
)
"""Words that the tagger takes for nouns, and that name no thing."""

_NO_NOUNS = frozenset(
    re.findall(
        r"\S+",
        """
        nice cheap good great cool new old big small best better soft warm cold light lightweight
        heavy strong fast quick slow beautiful pretty cute lovely elegant simple easy cozy comfy
        comfortable durable affordable breathable washable foldable portable waterproof stylish
        amazing awesome perfect quality premium luxury fresh clean safe tough raw free vegan
        organic natural handmade white black red blue green yellow pink grey gray brown beige
        large medium extra super really very quite only sale shipping delivery today price cost
        offer deal it this that one thing things something anything everything stuff you me us
        them and or now here yes no hello thanks please wow
        """,
    )
)
"""English words that stand beside a thing's name and are none."""


def named(clause: str, language: Language) -> Named | None:
    """The name that a clause holds; None when there is no noun in it."""
    return _chinese(clause) if language == "zh" else _english(clause)


def _chinese(clause: str) -> Named | None:
    clause = _opened(clause, _OPENING_ZH)
    audience = ""
    for pattern in _FOR_ZH:
        found = pattern.fullmatch(clause)
        if found is not None:
            audience, clause = found["v"], found["name"]
            break
    before, _, after = clause.rpartition("的")
    around: list[str] = []
    if before and len(after) >= 2 and not _is_owner(before):
        around, clause = [before], after
    name, measures = _bare(clause, "zh")
    around += measures
    return Named(name, audience, tuple(around)) if _is_thing(name) else None


def _english(clause: str) -> Named | None:
    clause = _opened(clause, _OPENING_EN)
    clause, *said_of = _SAID_OF.split(clause, maxsplit=1)
    parts = [*_AROUND_EN.split(clause), *said_of]
    name, measures = _bare(parts[0], "en")
    audience, around = "", []
    for part in (*measures, *parts[1:]):
        told = clauses.audience(part, "en")
        if told and not audience:
            audience = told
        else:
            around.append(part)
    words = re.findall(r"[^\W\d_][\w'’-]*", name)
    if not words or words[-1].lower() in _NO_NOUNS:
        return None
    return Named(name, audience, tuple(around))


def _opened(clause: str, opening: re.Pattern[str]) -> str:
    """The clause without the words that only lead to it: 我想卖一款, our new."""
    while (found := opening.match(clause)) and found.end() < len(clause):
        clause = clause[found.end() :].lstrip()
    return clause


def _bare(name: str, language: Language) -> tuple[str, list[str]]:
    """A name without the measure or count at its end (a count at its beginning too), and those.

    Behind a measure the name has ended: what follows is a clause of its own, but one word still
    belongs to the measure (6 mm thick).
    """
    for pattern in MEASURE[language].values():
        for found in pattern.finditer(name):
            head, tail = name[: found.start()].strip(), name[found.end() :].strip()
            if len(head) >= 2 and language == "zh" and tail:
                continue
            if head:
                together = len(tail.split()) == 1
                rest = [name[found.start() :]] if together else [found[0], tail]
                return head, [part.strip() for part in rest if part.strip()]
            if pattern is MEASURE["en"]["count"] and tail:
                return tail, [found[0]]
    return name, []


def _is_owner(words: str) -> bool:
    """Whether the words before 的 only say whose it is (妈妈的味道): the name's own, then."""
    return re.fullmatch(rf"妈妈|爸爸|外婆|{PERSON}", words) is not None


def _is_thing(name: str) -> bool:
    """Whether a Chinese phrase ends in a noun."""
    tags = [(word, tag) for word, tag in _tagged(name) if word.strip() and tag[0] not in "xmuy"]
    if len(tags) > 1 and tags[-1][0] in ("装", "款", "版", "型"):
        tags = tags[:-1]
    if not tags or len(name) < 2 or _SUM.search(name):
        return False
    word, tag = tags[-1]
    if word in _NO_THINGS:
        return False
    return tag[0] in "nx" or tag in ("vn", "eng", "j", "l", "i") or (tag == "q" and len(tags) > 1)


@cache
def _tagger() -> Any:
    import jieba.posseg

    jieba.setLogLevel(60)
    return jieba.posseg


def _tagged(text: str) -> list[tuple[str, str]]:
    """Chinese words with their parts of speech (ICTCLAS tags, as jieba gives them)."""
    return [(pair.word, pair.flag) for pair in _tagger().cut(text)]
