"""What the review reads and says: rules of wording, waivers, and findings."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from vidgen.model.base import Document, Noun

Severity = Literal["block", "warn", "review"]
"""block: unlawful, not to be shown; warn: unlawful unless proof is at hand; review: look again."""

Region = Literal["cn", "us", "eu"]

SEVERITIES: tuple[Severity, ...] = ("block", "warn", "review")
"""The gravest first."""

REGIONS: tuple[Region, ...] = ("cn", "us", "eu")

ALL = "all"
"""The category of a rule that holds for all goods."""

GENERAL = "general"
"""The category of a rule that holds for all goods that are no registered drug or device."""

REGISTERED = frozenset({"drug", "medical_device"})
"""Categories to which `general` rules do not apply."""


_ID = r"^[A-Z]+(-[A-Z]+)*-\d+$"


_LITERAL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
"""Repeats without an end can take time beyond all bounds on a hostile text."""


class Rule(Noun):
    """One rule of wording.

    `patterns` are regular expressions over text without disguise (vidgen.craft.disguise: lower
    case, simplified characters); `allow` are those of innocent wording: a hit that overlaps one is
    none. With `bounded`, a hit that begins or ends inside a Chinese word is none. `basis` names
    the law; `why` and `suggestion` are for a merchant.
    """

    id: str = Field(pattern=_ID)
    regions: tuple[Region, ...] = Field(min_length=1)
    categories: tuple[str, ...] = (ALL,)
    severity: Severity
    patterns: tuple[str, ...] = Field(min_length=1)
    allow: tuple[str, ...] = ()
    bounded: bool = False
    why: str = Field(min_length=1)
    suggestion: str = Field(min_length=1)
    basis: tuple[str, ...] = ()

    @field_validator("patterns", "allow")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        return _checked(patterns)

    def holds_for(self, region: Region | None, category: str | None) -> bool:
        """Does the rule apply there (None: anywhere) to goods of this category (None: unknown)?"""
        if region is not None and region not in self.regions:
            return False
        if ALL in self.categories or (category is not None and category in self.categories):
            return True
        return GENERAL in self.categories and category not in REGISTERED


class Claim(Noun):
    """A type of claim: the question that tells it, and its cues.

    `cues` are alternatives; a sentence hints at the claim when it holds every pattern of one.
    """

    id: str = Field(pattern=_ID)
    question: str = Field(min_length=1)
    cues: tuple[tuple[str, ...], ...] = ()
    why: str = Field(min_length=1)
    suggestion: str = Field(min_length=1)

    @field_validator("cues")
    @classmethod
    def _compiles(cls, cues: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(_checked(cue) for cue in cues)


def _checked(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        if _ENDLESS.search(_LITERAL.sub("", pattern)):
            raise ValueError(f"{pattern!r} repeats without an end: write {{0,20}} for * or +")
    return patterns


class Words(Document):
    """A file of rules and claims.

    `groups` are words, by category, that tell goods of it; `laws` are public names of what rules
    rest on, by the code in their `basis`.
    """

    KIND: ClassVar[str] = "words.1"

    rules: tuple[Rule, ...] = ()
    claims: tuple[Claim, ...] = ()
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    laws: dict[str, str] = Field(default_factory=dict)


class Waiver(Noun):
    """Permission for what a rule refuses: a reason is a must.

    Empty `text` waives the rule everywhere, else only findings whose text as written contains it.
    """

    rule: str = Field(min_length=1)
    reason: str = Field(min_length=1, pattern=r"\S")
    text: str = ""


class Text(Noun):
    """Something to read: `where` it stands (a field, a scene, a line), and what is written."""

    where: str
    text: str


class Finding(Noun):
    """One wording that a rule refuses.

    `start` and `end` are positions in the text as it was given (characters, end exclusive), and
    `text` is what is written there.
    """

    where: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    rule: str
    severity: Severity
    why: str
    suggestion: str

    def __str__(self) -> str:
        written = f"{self.severity} {self.rule} “{self.text}” {self.why}"
        return f"{written} → {self.suggestion}"
