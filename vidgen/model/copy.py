"""Copy patterns as they are written in templates, and whom a film speaks to."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from vidgen.model.base import Noun

Viewers = Literal["", "new", "loyal", "dormant"]
"""Whom a film speaks to: "" anyone, those who never bought here, who buy often, who stopped.

Not whom the product is for: that is a fact of it (`Product.audience`).
"""


class Copy(Noun):
    """One way to say a beat: a copy pattern for the voice, with its texts on screen.

    Patterns hold placeholders in braces ({name}, {price}, {point} …, see docs/scenarios.md); one
    whose facts the product lacks is not used. In `headline`, square brackets mark the highlight and
    `/` wishes a line break. `packs` limits it to categories (empty: any), `needs` to products that
    have these placeholders too: a hook that speaks of reviews needs a review.
    """

    say: str
    headline: str = ""
    kicker: str = ""
    needs: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()


def _from_lines(told: Any) -> Any:
    """A block of text is one pattern a line: `say | headline | needs, needs`."""
    if not isinstance(told, str):
        return told
    return [_from_line(line) for line in told.splitlines() if line.strip()]


def _from_line(line: str) -> dict[str, Any]:
    say, *rest = (part.strip() for part in line.split("|"))
    if not say or len(rest) > 2:
        raise ValueError(f"no pattern (say | headline | needs): {line.strip()!r}")
    headline, needs = [*rest, "", ""][:2]
    return {
        "say": say,
        "headline": headline,
        "needs": [name.strip() for name in needs.split(",") if name.strip()],
    }


def _words(told: Any) -> Any:
    """A text is words with commas between them."""
    if not isinstance(told, str):
        return told
    return tuple(word.strip() for word in told.split(",") if word.strip())


def _pairs(told: Any) -> Any:
    """A block of text is one pair a line: 连衣裙 = dress."""
    if not isinstance(told, str):
        return told
    pairs = [line.split("=") for line in told.splitlines() if line.strip()]
    if wrong := [pair for pair in pairs if len(pair) != 2]:
        raise ValueError(f"no pair of words (Chinese = English): {'='.join(wrong[0]).strip()!r}")
    return {chinese.strip(): english.strip() for chinese, english in pairs}


Signs = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""Words that tell a category, written as a list or with commas between them."""

Pairs = Annotated[dict[str, str], BeforeValidator(_pairs)]
"""Chinese words and their English, written as a mapping or as a block with one pair a line."""

Copies = Annotated[tuple[Copy, ...], BeforeValidator(_from_lines)]
"""Patterns, written as a list or as a block of text with one a line."""


class Glossary(Noun):
    """Plain words of goods in Chinese and English, for films in the other language.

    `things` are nouns (连衣裙: dress), `labels` names of attributes, `values` of colours and such;
    Chinese first. Nothing in it may be a claim that the review looks for in the shop's own words.
    """

    things: Pairs = Field(default_factory=dict)
    labels: Pairs = Field(default_factory=dict)
    values: Pairs = Field(default_factory=dict)
