"""The built-in writer: composes a script from a scenario's copy patterns and the product's facts.

It writes more lines than a film can hold, each with a rank; `stages.fit` chooses those that make
the wanted length. Every line is a pattern filled with the shop's own words and cites their facts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from vidgen.craft import copy as copies
from vidgen.craft.copy import Value, cited, filled, places
from vidgen.craft.script import is_han, legible
from vidgen.engines.writer.screen import clauses, screen_of
from vidgen.model.product import Product
from vidgen.model.script import Beat, Brief, Copy, Line, Scene, Script

_OWN_PACK = 0.75
"""How often a pattern of the product's own category is preferred to a general one."""

_LATER = 2
"""How much readier each further scene of a beat is dropped."""


class Composer:
    """Writes without a model; the same brief gives the same script."""

    name = "composer"
    version = "3"

    def __call__(self, brief: Brief) -> Script:
        """A complete script, longer than needed; see `stages.fit`."""
        table = _Table(brief)
        scenes: list[Scene] = []
        told: set[str] = set()
        for beat in brief.scenario.beats:
            subjects = _subjects(beat, brief.product)
            if beat.over in ("stat", "attributes"):
                subjects = [each for each in subjects if each["attr.value"].facts[0] not in told]
                told |= {each["attr.value"].facts[0] for each in subjects}
            for number, values in enumerate(subjects):
                scene = table.scene(beat, number, {**table.values, **values})
                if scene is not None:
                    scenes.append(scene)
        return Script(
            product_id=brief.product.id,
            scenario=brief.scenario.id,
            language=brief.language,
            scenes=tuple(scenes),
            writer=self.name,
        )


class _Table:
    """What one script is composed from: the product's values, its pack, the seeded choice."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self.values = copies.of_product(brief.product, brief.language)
        self._pack = copies.pack_of(brief.product, brief.scenario.packs)
        self._chance = random.Random(f"{brief.seed}/{brief.product.id}/{brief.scenario.id}")
        self._used: set[str] = set()

    def scene(self, beat: Beat, number: int, values: dict[str, Value]) -> Scene | None:
        """One scene of a beat, or None when no pattern can be filled."""
        chosen = self._choose(beat, values)
        if chosen is None:
            return None
        scene_id = f"{beat.id}{number + 1}" if beat.over else beat.id
        rank = beat.rank + _LATER * number if beat.rank else 0
        lines = [self._line(chosen, values, f"{scene_id}.1", rank)]
        if beat.id == "offer":
            lines += self._extras(values, scene_id)
        return Scene(
            id=scene_id,
            beat=beat.id,
            archetype=beat.archetypes[0],
            lines=tuple(lines),
            screen=screen_of(self._brief, beat, chosen, values),
        )

    def _extras(self, values: dict[str, Value], scene_id: str) -> list[Line]:
        """Lines about promotion and gifts, each only if the product has one."""
        language = self._brief.language
        patterns = {
            "zh": ("活动写在这，{promotion}。", "另外送{gift}。"),
            "en": ("And right now: {promotion}.", "It comes with {gift}."),
        }[language]
        known = [p for p in patterns if all(name in values for name in places(p))]
        return [
            self._line(Copy(say=pattern), values, f"{scene_id}.{number}", 2)
            for number, pattern in enumerate(known, 2)
        ]

    def _choose(self, beat: Beat, values: dict[str, Value]) -> Copy | None:
        usable = [
            copy
            for copy in beat.copies.get(self._brief.language, ())
            if all(name in values for name in (*places(copy.say + copy.headline), *copy.needs))
            and (not copy.packs or self._pack in copy.packs)
        ]
        if not usable:
            return None
        usable = [copy for copy in usable if copy.needs] or usable
        own = [copy for copy in usable if copy.packs]
        pool = own if own and self._chance.random() < _OWN_PACK else usable
        richest = max(len(set(places(copy.say))) for copy in pool)
        if beat.id in ("offer", "hero"):
            pool = [copy for copy in pool if len(set(places(copy.say))) >= richest - 1]
        fresh = [copy for copy in pool if copy.say not in self._used]
        if not fresh and beat.over == "bridges":
            return None
        chosen = self._chance.choice(fresh or pool)
        self._used.add(chosen.say)
        return chosen

    def _line(self, copy: Copy, values: dict[str, Value], line_id: str, rank: int) -> Line:
        pattern = copy.say
        needed = tuple(fact for name in copy.needs for fact in values[name].facts)
        strong = tuple(
            values[name].text
            for name in places(pattern)
            if name
            in ("price", "saving", "attr.value", "attr2.value", "promotion", "ends", "brand")
        )
        return Line(
            id=line_id,
            text=_tidied(filled(pattern, values)),
            facts=tuple(dict.fromkeys((*cited(pattern, values), *needed))),
            emphasis=strong,
            rank=rank,
            by="composer",
        )


def _tidied(text: str) -> str:
    """No doubled ends where a filled value brought its own."""
    for doubled, single in (
        ("。。", "。"),
        ("..", "."),
        ("！。", "！"),
        ("!.", "!"),
        ("？。", "？"),
        ("?.", "?"),
        ("the The ", "the "),
    ):
        text = text.replace(doubled, single)
    return text


def _subjects(beat: Beat, product: Product) -> list[dict[str, Value]]:
    """What a beat is told over: once for the product, or once per point, attribute or sentence."""
    return _OVER[beat.over](product)[: beat.most] if beat.over else [{}]


def _points(product: Product) -> list[dict[str, Value]]:
    return [copies.of_point(text, number) for number, text in enumerate(product.points, 1)]


def _attributes(product: Product) -> list[dict[str, Value]]:
    return [copies.of_attribute(a) for a in product.attributes if _sayable(a.value)]


def _sentences(product: Product) -> list[dict[str, Value]]:
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


def _pairs(product: Product) -> list[dict[str, Value]]:
    short = [a for a in product.attributes if len(a.value) <= 16 and _sayable(a.value)]
    if len(short) < 2:
        return []
    return [{**copies.of_attribute(short[0]), **copies.of_attribute(short[1], "attr2")}]


def _stats(product: Product) -> list[dict[str, Value]]:
    return [copies.of_attribute(a) for a in product.attributes if is_stat(a.value)]


def _reviews(product: Product) -> list[dict[str, Value]]:
    return [copies.of_review(review, number) for number, review in copies.quotable(product)]


def _versus(product: Product) -> list[dict[str, Value]]:
    """The first compared thing; the others are shown beside it."""
    versus = product.versus
    return [copies.of_row(versus.rows[0], versus.than)] if versus else []


def _cards(product: Product) -> list[dict[str, Value]]:
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


_OVER: dict[str, Callable[[Product], list[dict[str, Value]]]] = {
    "points": _points,
    "attributes": _attributes,
    "sentences": _sentences,
    "list": _pairs,
    "stat": _stats,
    "reviews": _reviews,
    "versus": _versus,
    "cards": _cards,
    "bridges": lambda product: [{}] * 8,
}


def _sayable(value: str) -> bool:
    """Whether a value is short enough to be said in one breath."""
    return len(value) <= (26 if any(char > "\u2e80" for char in value) else 48)


def is_stat(value: str) -> bool:
    """Whether a value is one number with a short unit, fit to be shown huge: 12.5oz, 500ml."""
    return re.fullmatch(r"\d{1,4}(?:\.\d)?\s?[^\d\s/|~\-]{1,5}", value.strip()) is not None
