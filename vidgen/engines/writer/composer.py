"""The built-in writer: composes a script from a scenario's copy patterns and the product's facts.

It writes more lines than a film can hold, each with a rank; `stages.fit` chooses those that make
the wanted length. Every line is a pattern filled with the shop's own words and cites their facts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from vidgen.craft import copy as copies
from vidgen.craft.argue import beats_for
from vidgen.craft.copy import Value, cited, filled, places
from vidgen.craft.tongue import foreign
from vidgen.engines.writer.screen import screen_of
from vidgen.engines.writer.subjects import Subject, Subjects, unread
from vidgen.model.copy import Copy
from vidgen.model.product import Language
from vidgen.model.script import Beat, Brief, Line, Scene, Script

_OWN_PACK = 1.5
"""How much readier a pattern of the product's own category is chosen than a general one."""

_NEEDED = 2
"""How much readier one that needs a fact is chosen than one that could be said of anything."""

_LATER = 2
"""How much readier each further scene of a beat is dropped."""

_BREATH = 20.0
"""Chinese characters that an opening, a price or an end takes at most where it can be said so: all
three are in every film, and the shortest lasts 6 s."""

_SHORT = 11
"""Seconds up to which a film has no room but for an opening, a price and an end: they are chosen
among the shortest that there are (measured: else 8 s asked were 8 to 13)."""

_SHORTEST = 8
"""One in so many patterns is among the shortest."""

_SWAY = (0, 0, 1, 2, 3)
"""By how much a scene may be dropped earlier in one film than in another: films of one shop do not
all leave out the same."""

_STRONG = frozenset(
    (
        *("price", "saving", "attr.value", "attr2.value", "promotion", "ends", "brand"),
        *("choices", "members", "welcome", "news"),
    )
)
"""Placeholders whose words are emphasised."""


_ONCE = ("attr.", "point.", "gift.", "review.", "versus.")
"""Beginnings of the ids of facts that are told once in a film."""


class Composer:
    """Writes without a model; the same brief gives the same script."""

    name = "composer"
    version = "5"

    def __call__(self, brief: Brief) -> Script:
        """A complete script, longer than needed; see `stages.fit`."""
        beats = beats_for(brief.scenario, brief.viewers)
        chance = random.Random(f"{brief.seed}/{brief.product.id}/{brief.scenario.id}")
        subjects = Subjects(brief, beats, chance)
        table = _Table(brief, chance)
        scenes = (
            table.scene(beat, number, subject)
            for beat in beats
            for number, subject in enumerate(subjects.of(beat))
        )
        return Script(
            product_id=brief.product.id,
            scenario=brief.scenario.id,
            language=brief.language,
            scenes=tuple(scene for scene in scenes if scene is not None),
            writer=self.name,
        )


class _Table:
    """What one script is composed from: the product's values, its pack, the seeded choice."""

    def __init__(self, brief: Brief, chance: random.Random) -> None:
        self._brief, self._chance = brief, chance
        self._language: Language = brief.language
        scenario = brief.scenario
        self._values = copies.of_product(
            brief.product, brief.language, brief.viewers, scenario.glossary
        )
        self._pack = copies.pack_of(brief.product, scenario.packs)
        self._used: set[str] = set()
        self._told: set[str] = set()

    def scene(self, beat: Beat, number: int, subject: Subject) -> Scene | None:
        """One scene of a beat, or None when no pattern can be filled."""
        values = {**self._values, **subject}
        sayable = self._sayable(values, subject)
        chosen = self._choose(beat, beat.copies.get(self._language, ()), sayable)
        if chosen is None:
            return None
        self._told |= _once(cited(chosen.say, sayable))
        scene_id = f"{beat.id}{number + 1}" if beat.over else beat.id
        sway = self._chance.choice(_SWAY) if beat.rank > 1 or beat.over else 0
        rank = beat.rank + _LATER * number + sway if beat.rank else 0
        lines = [self._line(chosen, sayable, f"{scene_id}.1", rank)]
        lines += self._more(beat, sayable, scene_id)
        return Scene(
            id=scene_id,
            beat=beat.id,
            archetype=beat.archetypes[0],
            lines=tuple(lines),
            screen=screen_of(self._brief, beat, chosen, values),
        )

    def _sayable(self, values: dict[str, Value], subject: Subject) -> dict[str, Value]:
        """The values that the voice can read; {shown} is what it cannot, for patterns to need."""
        read = {name: v for name, v in values.items() if not foreign(v.text, self._language)}
        shown = unread(subject or {"name": self._values["name"]}, self._language)
        return {**read, "shown": Value("", shown)} if shown else read

    def _more(self, beat: Beat, values: dict[str, Value], scene_id: str) -> list[Line]:
        """Further lines of the scene, one of each shelf of `also` whose facts are still untold."""
        found: list[Line] = []
        for shelf in beat.more:
            chosen = self._choose(beat, shelf.get(self._language, ()), values)
            if chosen is not None:
                self._told |= _once(cited(chosen.say, values))
                found.append(self._line(chosen, values, f"{scene_id}.{len(found) + 2}", 2))
        return found

    def _choose(
        self, beat: Beat, patterns: Iterable[Copy], values: dict[str, Value]
    ) -> Copy | None:
        usable = [
            copy
            for copy in patterns
            if all(name in values for name in (*places(copy.say + copy.headline), *copy.needs))
            and (not copy.packs or self._pack in copy.packs)
            and ("shown" not in values or "shown" in copy.needs or beat.over in ("", "bridges"))
            # Cards sum up what was told.
            and (beat.over == "cards" or not self._told & _once(cited(copy.say, values)))
        ]
        short = self._brief.seconds <= _SHORT
        if beat.id in ("offer", "hero") and usable and not short:
            richest = max(len(set(places(copy.say))) for copy in usable)
            usable = [copy for copy in usable if len(set(places(copy.say))) >= richest - 1]
        if beat.rank == 0:
            brief = [copy for copy in usable if _weighs(filled(copy.say, values)) <= _BREATH]
            usable = brief or usable
            usable = _shortest(usable, values) if short else usable
        fresh = [copy for copy in usable if copy.say not in self._used]
        if not fresh and (beat.over == "bridges" or not usable):
            return None
        pool = fresh or usable
        chosen = self._chance.choices(pool, [_weight(copy) for copy in pool])[0]
        self._used.add(chosen.say)
        return chosen

    def _line(self, copy: Copy, values: dict[str, Value], line_id: str, rank: int) -> Line:
        pattern = copy.say
        needed = tuple(fact for name in copy.needs for fact in values[name].facts)
        strong = tuple(values[name].text for name in places(pattern) if name in _STRONG)
        return Line(
            id=line_id,
            text=_tidied(filled(pattern, values), self._language),
            facts=tuple(dict.fromkeys((*cited(pattern, values), *needed))),
            emphasis=strong,
            rank=rank,
            by="composer",
        )


def _shortest(usable: list[Copy], values: dict[str, Value]) -> list[Copy]:
    """The patterns that are said in the shortest time."""
    weights = [_weighs(filled(copy.say, values)) for copy in usable]
    most = sorted(weights)[len(weights) // _SHORTEST] if weights else 0.0
    return [copy for copy, weight in zip(usable, weights, strict=True) if weight <= most]


def _weighs(text: str) -> float:
    """About how long a text takes to say, in Chinese characters; a figure takes more than one."""
    return sum(
        0.3 if char.isascii() and not char.isdigit() else 1.7 if char.isdigit() else 1.0
        for char in text
    )


def _once(facts: tuple[str, ...]) -> set[str]:
    """Of these facts those that are told once in a film; a name and a price may come again."""
    return {fact for fact in facts if fact == "promotion" or fact.startswith(_ONCE)}


def _weight(copy: Copy) -> float:
    return (_OWN_PACK if copy.packs else 1) * (_NEEDED if copy.needs else 1)


_DOUBLED = (
    ("。。", "。"),
    ("..", "."),
    ("！。", "！"),
    ("!.", "!"),
    ("？。", "？"),
    ("?.", "?"),
    ("the The ", "the "),
)


def _tidied(text: str, language: Language) -> str:
    """No doubled ends where a filled value brought its own; English with its small manners: a
    sentence begins large, an before a vowel."""
    for doubled, single in _DOUBLED:
        text = text.replace(doubled, single)
    if language == "zh":
        return text
    text = re.sub(r"\b([Aa]) (?=[aeio]|u(?!ni|se|sb|ti))", r"\1n ", text)
    # A shop's sentence may end without a stop; the next line would run into it.
    text += "." * text[-1:].isalnum()
    return re.sub(r"(^|[.?!] )([a-z])(?=[a-z]* ?[a-z]*[:?,])", _large, text)


def _large(found: re.Match[str]) -> str:
    return found[1] + found[2].upper()
