"""review: which wordings do the rules of law, of decency and of platforms refuse?

Rules are read over the text twice: as it is (one width, one case), and with its disguises undone.
A finding always names the place and the words of the text as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from vidgen.craft.disguise import Undisguised, folded, undisguised
from vidgen.craft.script import is_han
from vidgen.craft.words import straddled
from vidgen.model.review import SEVERITIES, Finding, Region, Rule, Text, Waiver


def review(
    texts: Iterable[Text],
    rules: Iterable[Rule],
    *,
    region: Region | None = None,
    category: str | None = None,
    waivers: tuple[Waiver, ...] = (),
) -> tuple[Finding, ...]:
    """Every wording that a rule refuses, in order of the texts; () when there is none.

    `region` None means all of them. `category` None means that the goods are unknown: only rules
    for all or for general goods hold. Where findings overlap, the gravest stays.
    """
    held = [rule for rule in rules if rule.holds_for(region, category)]
    findings: list[Finding] = []
    for text in texts:
        findings += _gravest(unwaived(_hits(text, held), waivers))
    return tuple(findings)


def kind_of_goods(category: str, name: str, groups: Mapping[str, tuple[str, ...]]) -> str | None:
    """The group of goods that a merchant's category tells, else the product's name; else None."""
    for told in (category.lower(), name.lower()):
        for group, signs in groups.items():
            if signs and _telling(signs).search(told):
                return group
    return None


@lru_cache(maxsize=256)
def _telling(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words; Latin ones only whole: tea is not in steak."""
    alone = (re.escape(s) if any(map(is_han, s)) else rf"\b{re.escape(s)}s?\b" for s in signs)
    return re.compile("|".join(alone))


def unwaived(findings: Iterable[Finding], waivers: tuple[Waiver, ...]) -> list[Finding]:
    """The findings that no waiver lets pass."""
    return [
        finding
        for finding in findings
        if not any(
            waiver.rule == finding.rule and waiver.text in finding.text for waiver in waivers
        )
    ]


def _hits(text: Text, rules: list[Rule]) -> list[Finding]:
    views = [folded(text.text)]
    bare = undisguised(text.text)
    if bare.text != views[0].text:
        views.append(bare)
    return [
        _finding(text, rule, span)
        for view in views
        for rule in rules
        for span in _spans(view, rule)
    ]


def _spans(view: Undisguised, rule: Rule) -> list[tuple[int, int]]:
    """Where the rule's patterns stand in the original, without what is allowed."""
    hits = [
        found.span()
        for pattern in rule.patterns
        for found in _compiled(pattern).finditer(view.text)
        if found.end() > found.start()
    ]
    if not hits:
        return []
    innocent = [
        found.span() for pattern in rule.allow for found in _compiled(pattern).finditer(view.text)
    ]
    return [
        view.origin(*hit)
        for hit in hits
        if not any(_overlap(hit, span) for span in innocent)
        and not _inside_words(view, hit, rule.bounded)
    ]


def _inside_words(view: Undisguised, hit: tuple[int, int], bounded: bool) -> bool:
    """Is the hit no word at all, but the end of one and the beginning of the next (和服|装)?

    Pieces that stood apart in the original are judged apart: a disguise divides the hidden word
    into pieces, but does not put another word's end at its beginning (中西医药 妆盒).
    """
    if not any(is_han(sign) for sign in view.text[hit[0] : hit[1]]):
        return False
    for start, end in view.pieces():
        divided = start < hit[1] and end > hit[0] and not (start <= hit[0] and hit[1] <= end)
        if start < hit[1] and end > hit[0] and (bounded or divided):
            words = view.text[start:end]
            if straddled(words, hit[0] - start, hit[1] - start):
                return True
    return False


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _finding(text: Text, rule: Rule, span: tuple[int, int]) -> Finding:
    return Finding(
        where=text.where,
        start=span[0],
        end=span[1],
        text=text.text[span[0] : span[1]],
        rule=rule.id,
        severity=rule.severity,
        why=rule.why,
        suggestion=rule.suggestion,
    )


def _gravest(findings: list[Finding]) -> list[Finding]:
    """Of findings that overlap the gravest, of those the longest; in order of place."""
    ranked = sorted(
        findings,
        key=lambda hit: (SEVERITIES.index(hit.severity), hit.start - hit.end, hit.start, hit.rule),
    )
    kept: list[Finding] = []
    for hit in ranked:
        if not any(_overlap((hit.start, hit.end), (other.start, other.end)) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
