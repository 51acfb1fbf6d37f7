"""post: what is written beside a film on one platform, from the same facts, under the same lock.

Every sentence is a copy pattern filled with the shop's own words and cites their facts. One that no
fact supports, or that the platform's law blocks, is left out and told; what does not fit is left
out silently, the film's own facts last.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from vidgen.craft import copy as copies
from vidgen.craft.copy import Value, Values, cited, filled, places
from vidgen.craft.posted import clean, cut, fits, length
from vidgen.model.copy import Copy
from vidgen.model.platform import Platform, Room
from vidgen.model.post import Omitted, Post, Said
from vidgen.model.product import Product
from vidgen.model.review import Text
from vidgen.model.script import Brief, Script
from vidgen.stages.ground import unsupported
from vidgen.stages.hashtags import hashtags
from vidgen.stages.lawful import Law, findings

Shelves = Mapping[str, tuple[Copy, ...]]

_POINTS, _ATTRIBUTES, _SENTENCES = 8, 6, 3
"""Most selling points, attributes and sentences of the description that a post tells."""

_ORDER = ("opening", "sentence", "point", "attribute", "audience", "offer", "promotion", "gift")
"""How a description reads; room is given in another order, see `_wishes`."""

_WITHIN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_LINK, _LONGEST_LINK = re.compile(r"https?://[\w.-]+(?:[:/?#]|$)"), 300


def post(brief: Brief, script: Script, platform: Platform, shelves: Shelves, law: Law) -> Post:
    """The post for one platform; `law` is that of its regions. The same input, the same post."""
    return _Desk(brief, script, platform, shelves, law).post()


class _Desk:
    """One post on its way: what may be said, by which patterns, and what was left out."""

    def __init__(
        self, brief: Brief, script: Script, platform: Platform, shelves: Shelves, law: Law
    ) -> None:
        self._brief, self._platform, self._shelves, self._law = brief, platform, shelves, law
        self._rules = platform.post
        self._product = brief.product
        self._told = tuple(dict.fromkeys(fact for line in script.lines for fact in line.facts))
        self._values = _cleaned(copies.of_product(self._product, brief.language))
        self._chance = random.Random(f"{brief.seed}/{self._product.id}/{platform.id}/post")
        self._left_out: dict[str, str] = {}

    def post(self) -> Post:
        """Everything that may be said there and fits."""
        rules, product = self._rules, self._product
        tags = hashtags(product, self._brief.language, rules, lambda said: not self._why_not(said))
        draft = Post(
            product_id=product.id,
            platform=self._platform.id,
            language=self._brief.language,
            hashtags=tags,
            hashtags_inside=rules.hashtags_inside,
            link=self._link(),
        )
        return draft.model_copy(
            update={
                "title": self._title(),
                "description": self._description(draft),
                "comment": self._comment(),
                "left_out": tuple(Omitted(text=t, why=w) for t, w in self._left_out.items()),
            }
        )

    def _title(self) -> Said | None:
        room = self._rules.title
        if not room.most:
            return None
        points = [*(point for point in _points(self._product, self._told)), {}]
        for point in points:
            for said in self._ways("title", point):
                if fits(said.text, room) and self._signs(said.text) and self._may(said):
                    return said
        for said in self._shorter(room):
            if fits(said.text, room) and self._may(said):
                return said
        return None

    def _shorter(self, room: Room) -> Iterator[Said]:
        """What a title is when no pattern fits: the name cut, else the plain word, else nothing."""
        for name in ("name", "thing"):
            if value := self._values.get(name):
                text = "".join(s if self._signs(s) else " " for s in value.text)
                yield Said(
                    text=cut(" ".join(text.split()), room, self._brief.language), facts=value.facts
                )
        yield from self._ways("title.plain", {})

    def _signs(self, text: str) -> bool:
        allowed = self._rules.title_signs
        return not allowed or all(s.isalnum() or s == " " or s in allowed for s in text)

    def _description(self, draft: Post) -> tuple[Said, ...]:
        kept: list[tuple[int, Said]] = []
        if not self._rules.description.most:
            return ()
        for shelf, said in self._wishes():
            tried = sorted([*kept, (_ORDER.index(shelf), said)], key=lambda each: each[0])
            whole = draft.model_copy(update={"description": tuple(each for _, each in tried)})
            room = self._rules.description
            if length(whole.caption, room.count) <= room.most and self._may(said):
                kept = tried
        return tuple(said for _, said in kept)

    def _wishes(self) -> Iterator[tuple[str, Said]]:
        """What a description should tell, the most wanted first."""
        product, told = self._product, self._told
        once: list[Values] = [{}]
        offers = [(name, once) for name in ("offer", "promotion", "gift") if self._rules.offers]
        lists: list[tuple[str, list[Values]]] = [
            ("opening", once),
            ("point", _points(product, told)[:3]),
            *offers,
            ("audience", once),
            ("point", _points(product, told)[3:_POINTS]),
            ("attribute", _attributes(product, told)[:_ATTRIBUTES]),
            ("sentence", _sentences(product)[:_SENTENCES]),
        ]
        for shelf, subjects in lists:
            for values in subjects:
                yield from ((shelf, said) for said in islice(self._ways(shelf, values), 1))

    def _comment(self) -> Said | None:
        if not self._rules.comment.most:
            return None
        first: Values = next(iter(_attributes(self._product, self._told)), {})
        ways = (
            said for said in self._ways("comment", first) if fits(said.text, self._rules.comment)
        )
        return next((said for said in ways if self._may(said)), None)

    def _ways(self, shelf: str, more: Values) -> Iterator[Said]:
        """A shelf's patterns that can be filled, those that tell most first, else by chance."""
        values = {**self._values, **_cleaned(more)}
        own = self._shelves.get(f"{shelf}.{self._platform.id}", ())
        usable = [
            copy
            for copy in own or self._shelves.get(shelf, ())
            if all(name in values for name in (*places(copy.say), *copy.needs))
        ]
        self._chance.shuffle(usable)
        usable.sort(key=lambda copy: -len(set(places(copy.say)) - {"brand"}) - len(copy.needs))
        for copy in usable:
            facts = cited(copy.say, values)
            yield Said(text=clean(_tidied(filled(copy.say, values))), facts=facts)

    def _link(self) -> str:
        link = self._product.link
        odd = any(sign.isspace() or not sign.isprintable() for sign in link)
        if not self._rules.links or odd or len(link) > _LONGEST_LINK:
            return ""
        return link if _LINK.match(link) else ""

    def _may(self, said: Said) -> bool:
        """May this be posted? What may not is remembered with its reason."""
        why = self._why_not(said)
        if why:
            self._left_out.setdefault(said.text, why)
        return not why

    def _why_not(self, said: Said) -> str:
        language = self._brief.language
        untrue = unsupported(self._product, language, "post", (said.text,), said.facts)
        if untrue:
            return "; ".join(f"“{each.claim}” {each.why}" for each in untrue)
        text = Text(where="post", text=said.text)
        hits = findings((text,), self._product, self._law)
        return "; ".join(str(hit) for hit in hits if hit.severity == "block")


def _cleaned(values: Values) -> dict[str, Value]:
    return {name: Value(clean(value.text), value.facts) for name, value in values.items()}


def _tidied(text: str) -> str:
    """No doubled ends where a filled value brought its own; no space between Chinese words."""
    text = _WITHIN.sub("", text)
    for end in "。.！!？?":
        for other in "。.":
            text = text.replace(end + other, end)
    return text


def _points(product: Product, told: tuple[str, ...]) -> list[Values]:
    """The selling points, those that the film tells first."""
    found: list[Values] = [
        copies.of_point(t, at) for at, t in enumerate(product.points, 1) if t.strip()
    ]
    return sorted(found, key=lambda each: _rank(each, "point", told))


def _attributes(product: Product, told: tuple[str, ...]) -> list[Values]:
    """The attributes, those that the film tells first."""
    found: list[Values] = [copies.of_attribute(a) for a in product.attributes if len(a.value) <= 60]
    return sorted(found, key=lambda each: _rank(each, "attr.value", told))


def _rank(values: Values, name: str, told: tuple[str, ...]) -> int:
    fact = values[name].facts[0]
    return told.index(fact) if fact in told else len(told)


def _sentences(product: Product) -> list[Values]:
    return [
        {"sentence": Value(text, ("description",))}
        for text in copies.sentences(product.description)
    ]
