"""What the beats of a script are told over: points, attributes, sentences, and who gets which.

No fact is told twice in one film: attributes are dealt out among the beats before anything is
written.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from vidgen.craft import copy as copies
from vidgen.craft.copy import Value, clauses
from vidgen.craft.script import is_han, legible
from vidgen.craft.tongue import foreign
from vidgen.model.copy import Glossary
from vidgen.model.product import Attribute, Language, Product
from vidgen.model.script import Beat, Brief

Subject = dict[str, Value]
"""Placeholders that hold for one scene."""

_DULL = re.compile(
    r"标准|安全类别|安全技术|提示|型号|货号|编号|执行|备注|注意|standard|model|sku|mpn|gtin|ean|"
    r"notice|note|warning",
    re.IGNORECASE,
)
"""Attributes that nobody buys for; they are told last."""

_CODE = re.compile(r"^(?:GB|QB|FZ|HG|Q)\b|GB/?T?\s?\d|/T\s?\d{4}|\d{4}-\d{4}", re.IGNORECASE)
"""A value that is the number of a standard; nobody says those."""

_PAIRED = 0.6
"""How often two attributes are told in one breath, where there are enough."""


class Subjects:
    """What every beat of one script is told over; the same brief gives the same."""

    def __init__(self, brief: Brief, beats: tuple[Beat, ...], chance: random.Random) -> None:
        self._product, self._language = brief.product, brief.language
        self._glossary = brief.scenario.glossary
        self._dealt = _dealt(brief.product, {beat.over for beat in beats}, chance)

    def of(self, beat: Beat) -> list[Subject]:
        """Once for the product (an empty subject), or once for each thing the beat is told over."""
        if not beat.over:
            return [{}]
        return self._over(beat)[: beat.most]

    def _over(self, beat: Beat) -> list[Subject]:
        if beat.over in _DEALT:
            return self._attributes(beat.over)
        if beat.over == "bridges":
            return [{} for _ in range(beat.most)]
        return _OVER[beat.over](self._product)

    def _attributes(self, over: str) -> list[Subject]:
        mine = self._dealt.get(over, [])
        if over == "choices":
            return [_choice(each, self._language, self._glossary) for each in mine]
        told = [copies.of_attribute(each, "attr", self._language, self._glossary) for each in mine]
        if over != "list":
            return told
        second = [
            copies.of_attribute(each, "attr2", self._language, self._glossary) for each in mine
        ]
        return [{**told[0], **second[1]}] if len(mine) == 2 else []


def _points(product: Product) -> list[Subject]:
    return [copies.of_point(text, number) for number, text in enumerate(product.points, 1)]


def _versus(product: Product) -> list[Subject]:
    """The first compared thing; the others are shown beside it."""
    versus = product.versus
    return [copies.of_row(versus.rows[0], versus.than)] if versus else []


def _dealt(product: Product, over: set[str], chance: random.Random) -> dict[str, list[Attribute]]:
    """Which beat tells which attribute: numbers, choices, a pair, and the rest one by one."""
    left = [e for e in product.attributes if _sayable(e.value) and not _CODE.search(e.value)]
    dealt: dict[str, list[Attribute]] = {}
    for name, fits in (("stat", is_stat), ("choices", is_choice)):
        if name in over:
            dealt[name] = [each for each in left if fits(each.value) and not _dull(each)][:1]
            left = [each for each in left if each not in dealt[name]]
    bright = [each for each in left if not _dull(each)]
    chance.shuffle(bright)
    short = [each for each in bright if len(each.value) <= 16]
    if "list" in over and len(short) >= 2 and chance.random() < _PAIRED:
        dealt["list"] = short[:2]
        bright = [each for each in bright if each not in short[:2]]
    dealt["attributes"] = bright + [each for each in left if _dull(each)]
    return dealt


def _dull(attribute: Attribute) -> bool:
    return _DULL.search(attribute.name) is not None


def _choice(attribute: Attribute, language: Language, glossary: Glossary) -> Subject:
    """{attr.name} and {choices}, its values as one says them."""
    subject = copies.of_attribute(attribute, "attr", language, glossary)
    told = subject["attr.value"]
    parts = [part.strip() for part in told.text.split("/")]
    return {**subject, "choices": Value(copies.listed(parts, language), told.facts)}


def _sentences(product: Product) -> list[Subject]:
    """Sentences of the description that do not say again what a selling point says."""
    points = [_letters(point) for point in product.points]
    return [
        {"sentence": Value(text, ("description",))}
        for text in copies.sentences(product.description)
        if legible(text, product.language)
        and not any(_letters(text) in point or point in _letters(text) for point in points)
    ]


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _reviews(product: Product) -> list[Subject]:
    return [copies.of_review(review, number) for number, review in copies.quotable(product)]


def _cards(product: Product) -> list[Subject]:
    """Three points in a few characters each, where the points have such beginnings."""
    found = [
        Value(clause, (f"point.{number}",))
        for number, point in enumerate(product.points, 1)
        for clause in clauses(point)[:1]
        if 2 <= len(clause) <= (6 if is_han(clause[0]) else 16)
    ]
    if len(found) < 3:
        return []
    return [{f"card{number}": value for number, value in enumerate(found[:3], 1)}]


_DEALT = frozenset(("attributes", "list", "stat", "choices"))
"""What beats are told over that share the attributes among them."""

_OVER: dict[str, Callable[[Product], list[Subject]]] = {
    "points": _points,
    "sentences": _sentences,
    "reviews": _reviews,
    "versus": _versus,
    "cards": _cards,
}


def _sayable(value: str) -> bool:
    """Whether a value is short enough to be said in one breath."""
    return len(value) <= (26 if any(char > "\u2e80" for char in value) else 48)


def is_stat(value: str) -> bool:
    """Whether a value is one number with a short unit, fit to be shown huge: 12.5oz, 500ml."""
    return re.fullmatch(r"\d{1,4}(?:\.\d)?\s?(?:%|[^\d\s/|~\-%]{1,5})", value.strip()) is not None


_RATE = re.compile(r"\d\s?[^\d/]*/\s?(?:㎡|m²|m2|[a-z]{1,3}\b|[一-龥]$)", re.IGNORECASE)
"""A quantity per something: 360g/㎡, 5次/天."""


def is_choice(value: str) -> bool:
    """Whether a value is a few things to choose from: 酒红/墨绿/米白, S/M/L."""
    parts = [part.strip() for part in value.split("/")]
    if _RATE.search(value):
        return False
    longest = 6 if any(map(is_han, value)) else 14
    return 2 <= len(parts) <= 5 and all(
        1 <= len(part) <= longest and not re.search(r"[%：:*+]", part) for part in parts
    )


def unread(subject: Subject, language: Language) -> tuple[str, ...]:
    """Facts of a subject that the film's voice cannot read; () where it reads all of it."""
    held = [value for value in subject.values() if foreign(value.text, language)]
    return tuple(dict.fromkeys(fact for value in held for fact in value.facts))
