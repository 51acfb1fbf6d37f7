"""Findings of the review, looked for in a file and told to people and machines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from vidgen import __version__
from vidgen.cli import ordering
from vidgen.cli.output import printable
from vidgen.cli.progress import Steps
from vidgen.craft.near import nearest
from vidgen.errors import InputError
from vidgen.feeds import texts
from vidgen.library import Library
from vidgen.model.review import (
    ALL,
    REGIONS,
    SEVERITIES,
    Finding,
    Region,
    Severity,
    Text,
    Waiver,
    Words,
)
from vidgen.stages.claims import second_look
from vidgen.stages.review import kind_of_goods, review, unwaived
from vidgen.studio.asking import Jury

LEVELS: dict[Severity, str] = {"block": "error", "warn": "warning", "review": "note"}
"""Severities as SARIF 2.1.0 (section 3.27.10) calls them."""


@dataclass(frozen=True)
class Asked:
    """What a review is to hold against a text: rules, whose law, which goods, what is waived."""

    words: Words
    region: Region | None
    category: str | None
    waivers: tuple[Waiver, ...]


@dataclass(frozen=True)
class Found:
    """A finding and where it stands: a file, its line and column (from 1) where known."""

    file: Path
    at: tuple[int, int] | None
    finding: Finding

    def __str__(self) -> str:
        place = ":".join(str(part) for part in self.at) if self.at else self.finding.where
        return printable(f"{self.file.as_posix()}:{place} {self.finding}")


def asked(file: Path, region: str, category: str | None) -> Asked:
    """The options, checked (InputError), with the rules and waivers of the file's settings."""
    settings = ordering.settings_for(file.parent, {})
    words = Library(settings.templates).words()
    if region not in (ALL, *REGIONS):
        known = ", ".join((*REGIONS, ALL))
        raise InputError("--region", f"there is no region {region!r}", f"known: {known}")
    told = {group for rule in words.rules for group in rule.categories} | set(words.groups)
    if category is not None and category not in told:
        raise InputError(
            "--category",
            f"there is no category {category!r}{nearest(category, sorted(told))}",
            f"known: {', '.join(sorted(told))}",
        )
    law = next((known for known in REGIONS if known == region), None)
    _refuse_unknown("vidgen.toml, review.waive", settings.review.waive, words)
    return Asked(words, law, category, settings.review.waive)


def look(
    file: Path, sku: str | None, known: Asked, asking: str | None
) -> tuple[texts.Reading, tuple[Found, ...]]:
    """What was read of a file, and every finding in it, in order.

    `asking` is who answers the questions of the second look (see `studio.asking`); None for no
    second look at all.
    """
    reading = texts.read(file, sku)
    hints = _hints(file, reading, known, asking) if asking else {}
    found: list[Found] = []
    for page, begin in zip(reading.pages, reading.begins(), strict=True):
        where = page.texts[0].where if page.texts else ""
        _refuse_unknown(f"{file}, {where}", page.waivers, known.words)
        found += [
            Found(file, texts.place(reading.text, text, hit.start, begin), hit)
            for text in page.texts
            for hit in _hits(text, page, known, hints)
        ]
    return reading, tuple(found)


def _hints(
    file: Path, reading: texts.Reading, known: Asked, asking: str
) -> dict[Text, tuple[Finding, ...]]:
    """What the second look finds in each text; the sentences of all texts are asked together."""
    settings = ordering.settings_for(file.parent, {})
    said = [text for page in reading.pages for text in page.texts]
    with Steps(quiet=False) as steps:
        studio = ordering.studio_of(settings, steps)
        ask = Jury(studio.store, settings.models, steps).ask(asking, said, known.words.claims)
    return {text: second_look((text,), known.words.claims, ask) for text in said}


def _hits(
    text: Text, page: texts.Page, known: Asked, hints: dict[Text, tuple[Finding, ...]]
) -> tuple[Finding, ...]:
    waivers = known.waivers + page.waivers
    hits = review(
        (text,),
        known.words.rules,
        region=known.region,
        category=known.category or kind_of_goods(page.category, page.name, known.words.groups),
        waivers=waivers,
    )
    return (*hits, *unwaived(hints.get(text, ()), waivers))


def _refuse_unknown(where: str, waivers: tuple[Waiver, ...], words: Words) -> None:
    """A waiver of a rule that is not there waives nothing, and would never be noticed."""
    ids = [rule.id for rule in words.rules] + [claim.id for claim in words.claims]
    for waiver in waivers:
        if waiver.rule not in ids:
            what = f"there is no rule {waiver.rule!r}{nearest(waiver.rule, ids)}"
            raise InputError(where, what, "a finding names its rule")


def summary(file: Path, found: tuple[Found, ...]) -> str:
    """One line for people: how many of which severity."""
    counts = {
        severity: sum(item.finding.severity == severity for item in found)
        for severity in SEVERITIES
    }
    told = ", ".join(f"{count} {severity}" for severity, count in counts.items() if count)
    return f"{file}: {told or 'nothing to object to'}"


def as_json(found: tuple[Found, ...]) -> str:
    """An array of findings, each with its file and, where known, its line and column."""
    rows = [
        {
            "file": item.file.as_posix(),
            "line": item.at[0] if item.at else None,
            "column": item.at[1] if item.at else None,
            **item.finding.model_dump(mode="json"),
        }
        for item in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_sarif(found: tuple[Found, ...], known: Asked) -> str:
    """A SARIF 2.1.0 log with one run; the rules listed are those that were found."""
    basis = {rule.id: rule.basis for rule in known.words.rules}
    rules = {item.finding.rule: item.finding for item in found}
    ids = sorted(rules)
    driver = {
        "name": "vidgen",
        "version": __version__,
        "rules": [
            _rule(rules[rule_id], basis.get(rule_id, ()), known.words.laws) for rule_id in ids
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, ids.index(item.finding.rule)) for item in found],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(finding: Finding, basis: tuple[str, ...], laws: dict[str, str]) -> dict[str, Any]:
    rests = "; ".join(laws.get(code, code) for code in basis)
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.why},
        "help": {"text": finding.suggestion + (f" ({rests})" if rests else "")},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"tags": list(basis)},
    }


def _result(item: Found, index: int) -> dict[str, Any]:
    finding = item.finding
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(item.file.as_posix())}}
    if item.at is not None:
        line, column = item.at
        physical["region"] = {
            "startLine": line,
            "startColumn": column,
            "endColumn": column + max(len(finding.text), 1),
            "snippet": {"text": finding.text},
        }
    told = f"“{finding.text}” {finding.why} → {finding.suggestion}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": told},
        "locations": [
            {"physicalLocation": physical, "logicalLocations": [{"name": finding.where}]}
        ],
    }
