"""ground: is everything that is said or shown found in the product's facts?

An independent reader: it knows nothing of how a line was written. It re-reads every number with its
unit, day, price, share, material, origin, superlative, promise and "not" of a text and looks for
them in the facts that the text cites. The same claim in another notation or unit is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vidgen.craft.numerals import in_digits
from vidgen.craft.script import is_han
from vidgen.model.product import Fact, Language, Product
from vidgen.model.script import Script
from vidgen.stages.ground_numbers import number_claims
from vidgen.stages.ground_words import word_claims
from vidgen.stages.known import known


@dataclass(frozen=True)
class Finding:
    """One claim without a fact: where it stands, the claim, why it is refused."""

    where: str
    claim: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: “{self.claim}” {self.why}"


def ground(product: Product, script: Script) -> tuple[Finding, ...]:
    """Every claim in lines and screen texts that the cited facts do not support; () when true."""
    facts, findings = product.facts, list[Finding]()
    for scene in script.scenes:
        for line in scene.lines:
            where, texts = f"line {line.id}", (line.text, line.say)
            findings += _unsupported(facts, script.language, where, texts, line.facts)
        for text in scene.screen:
            where = f"scene {scene.id}, {text.role}"
            texts = (text.text, text.label)
            findings += _unsupported(facts, script.language, where, texts, text.facts)
    return tuple(findings)


def unsupported(
    product: Product,
    language: Language,
    where: str,
    texts: Iterable[str],
    cited: tuple[str, ...],
) -> tuple[Finding, ...]:
    """Every claim of some texts, standing at `where`, that the facts they cite do not support."""
    return _unsupported(product.facts, language, where, texts, cited)


def _unsupported(
    facts: tuple[Fact, ...],
    language: Language,
    where: str,
    texts: Iterable[str],
    cited: tuple[str, ...],
) -> tuple[Finding, ...]:
    ids = {fact.id for fact in facts} | {"brand", "category"}
    found = [
        Finding(where, fact_id, "is cited but is no fact of the product")
        for fact_id in cited
        if fact_id not in ids
    ]
    held = known(facts, cited)
    for text in filter(None, texts):
        said = in_digits(_WISHED.sub("", text).replace("\n", " "))
        claims = (*number_claims(said, held), *word_claims(said, held))
        found += [Finding(where, claim, why) for claim, why in claims]
        found += _strangers(where, text, facts, language)
    return tuple(dict.fromkeys(found))


_WISHED = re.compile(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])")
"""A line break inside Chinese words, which are read as if it were not there."""
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]+")
_LATIN = re.compile(r"[A-Za-z]{3,}")


def _strangers(where: str, text: str, facts: tuple[Fact, ...], language: Language) -> list[Finding]:
    """Names that are nowhere in the product's facts: another's brand, an invented model."""
    chinese = language == "zh" and any(map(is_han, text))
    names = (_LATIN if chinese else _CAPITAL).findall(text)
    if not names:
        return []
    told = " ".join(f"{fact.label} {fact.text} {fact.unit}" for fact in facts).lower()
    return [
        Finding(where, name, "is a name that no fact of the product has")
        for name in names
        if name.lower() not in told
    ]
