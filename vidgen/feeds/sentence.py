"""A product from one sentence: 适合夏季通勤的白色连衣裙，199元，亚麻.

Nothing is asked and nothing is invented: every text of the product is a piece of the sentence, in
one width and with single spaces; only the names of attributes (颜色, Material) are ours. What is
not understood is a selling point, word for word.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vidgen.craft.copy import pack_of
from vidgen.craft.noun import last_word
from vidgen.craft.script import is_han
from vidgen.errors import InputError
from vidgen.feeds import clauses, fields, sums
from vidgen.feeds.lexicon import COLOUR, STUFF
from vidgen.feeds.naming import Named, named
from vidgen.model.product import Attribute, Language, Product, Promotion

WHERE = "the sentence"

LONGEST = 1000
"""Characters of a sentence; who has more to say writes a product file."""

_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_NARROW |= {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
_NARROW |= {
    ord(wide): ord(sign) for wide, sign in zip("￥％＄．－＋／～＊", "¥%$.-+/~*", strict=True)
}

_EATEN = frozenset({"food", "beauty", "book"})
_CARE = re.compile(
    "清洁|洗|护理|保养|胶水|喷雾|上光|去污|修复|"
    r"\b(?:cleaner|cleaning|polish|detergent|wash|conditioner|wax|oil|spray|soap|glue|paint|care|"
    r"candy|repair|brush|cutter|drill)\b",
    re.IGNORECASE,
)
"""Things in whose names a colour or stuff is not their own: green tea, a glass cleaner."""

_LEADING = re.compile(r"[./~\\]|[A-Za-z]:[\\/]")
_ENDING = re.compile(
    r"\.(?:ya?ml|jsonl?|ndjson|csv|tsv|tab|xlsx?|xml|txt|html?|toml|md|jpe?g|png|webp|gif|mp4|mov|"
    r"pdf|docx?|zip)$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"(?<![\d元块钱])(?<!\bw)[/\\](?=\S)")
_SAID = re.compile(r"[，。；！？、,;!?￥¥$€£]|\d\s?[元块]")


def is_sentence(text: str) -> bool:
    """Whether an argument that is no file reads like words, and not like a mistyped path."""
    told = text.strip()
    if _LEADING.match(told) or _ENDING.search(told):
        return False
    if _SEPARATOR.search(told) and not _SAID.search(told):
        return False
    return bool(re.search(r"\s", told)) or sum(map(is_han, told)) >= 2


def normal(text: str) -> str:
    """A sentence in one width (letters, digits and money), with single spaces.

    Raises InputError where it is too long or holds what no text may.
    """
    return " ".join(fields.text(WHERE, text, LONGEST).translate(_NARROW).split())


def product(text: str, packs: Mapping[str, tuple[str, ...]], today: date) -> Product:
    """What the sentence tells; `packs` are categories with the words that tell them.

    `today` says which year a day without one belongs to. Raises InputError when the sentence names
    no thing.
    """
    said = normal(text)
    return _Reader(said, "zh" if fields.is_chinese(said) else "en", today).product(packs)


def summary(product: Product) -> str:
    """One line that tells what was understood of a sentence."""
    money = [f"{a} {product.currency}" for a in (product.price,) if a is not None]
    was = [f"was {a}" for a in (product.list_price,) if a is not None]
    named = [("brand", product.brand), ("for", product.audience)]
    offer = product.promotion
    days = f" until {offer.ends}" if offer and offer.ends else ""
    parts = [
        product.name,
        *money,
        *was,
        *(f"{name} {told}" for name, told in named if told),
        *(f"{a.name} {a.value}" for a in product.attributes),
        *([f"offer {offer.text}{days}"] if offer else []),
        *(f"“{point}”" for point in product.points),
    ]
    return "understood: " + " · ".join(parts)


@dataclass
class _Reader:
    """One sentence on its way to a product: what was found so far."""

    said: str
    language: Language
    today: date
    named: Named | None = None
    brand: str = ""
    audience: str = ""
    ends: date | None = None
    last_day: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    offers: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)

    def product(self, packs: Mapping[str, tuple[str, ...]]) -> Product:
        """Everything that the sentence tells, each piece in its field."""
        costs = sums.prices(self._of_whole(self.said))
        self._clauses(costs.rest)
        if self.named is None:
            hint = "say what it is, like 白色连衣裙，199元 or white linen dress, $39.90"
            raise InputError(WHERE, f"{self.said[:60]!r} names no product", hint)
        found = Product(
            id="said-" + hashlib.sha256(self.said.encode()).hexdigest()[:12],
            name=fields.text(WHERE, self.named.name),
            language=self.language,
            brand=self.brand,
            price=costs.price,
            list_price=costs.list_price,
            currency=costs.currency or "CNY",
            points=self._listed(self.points),
            audience=self.audience,
            promotion=self._promotion(),
            source=WHERE,
        )
        return self._described(found, packs)

    def _of_whole(self, text: str) -> str:
        """Take what may stand anywhere: brand, marked attributes, sizes; the text without it."""
        told, text = clauses.marked(text)
        for name, value in told:
            self._marked(name, value)
        brand, text = clauses.maker(text)
        self.brand = self.brand or brand
        sizes, text = clauses.sizes(text)
        if sizes:
            self._attribute(clauses.LABELS[self.language]["sizes"], sizes)
        return text

    def _marked(self, name: str, value: str) -> None:
        if name.lower() in ("品牌", "brand"):
            self.brand = self.brand or value
        elif name.lower() in ("适合人群", "适用人群", "适用", "人群", "audience"):
            self.audience = self.audience or value
        else:
            self._attribute(name, value)

    def _clauses(self, text: str) -> None:
        """Sort the clauses; the first of those that are nothing else is the name."""
        left: list[tuple[int, str]] = []
        for clause in clauses.parted(text):
            if not self._sorted(clause):
                left.append((len(self.points), clause))
                self.points.append(clause)
        for place, clause in left:
            found = named(clause, self.language)
            if found is not None:
                self.named = found
                self.audience = self.audience or found.audience
                around = [part for part in found.around if not self._sorted(part)]
                self.points[place : place + 1] = around
                return

    def _sorted(self, clause: str) -> bool:
        """Put a clause where it belongs; False when it is a name or a selling point."""
        clause = clause.strip()
        ends, rest = clauses.day(clause, self.today)
        if ends is not None:
            return self._until(ends, rest.strip(" ,，"), clause)
        whom = clauses.audience(clause, self.language)
        if whom and not self.audience:
            self.audience = whom
            return True
        if clauses.is_promotion(clause):
            self.offers.append(clause)
            return True
        told = clauses.attribute(clause, self.language)
        return told is not None and self._attribute(*told)

    def _until(self, ends: date, rest: str, clause: str) -> bool:
        """An offer with its last day; a day alone belongs to the offer beside it, or is one."""
        self.ends, self.last_day = self.ends or ends, self.last_day or clause
        if rest and clauses.is_promotion(rest) and rest in self.said:
            self.offers.append(rest)
        elif rest:
            self.offers.append(clause)
        return True

    def _attribute(self, name: str, value: str) -> bool:
        """Keep an attribute; False when there is one of this name already."""
        if name in self.attributes:
            return False
        self.attributes[name] = value
        return True

    def _promotion(self) -> Promotion | None:
        text = "|".join(self.offers) or self.last_day
        return Promotion(text=fields.text(WHERE, text), ends=self.ends) if text else None

    def _described(self, found: Product, packs: Mapping[str, tuple[str, ...]]) -> Product:
        """With what the name itself tells of its kind, and of colour and stuff where it may."""
        pack = pack_of(found, packs)
        own = pack not in _EATEN and not _CARE.search(found.name)
        labels = clauses.LABELS[self.language]
        for label, pattern in (
            (labels["material"], STUFF[self.language]),
            (labels["colour"], COLOUR[self.language]),
        ):
            seen = pattern.search(found.name) if own else None
            if seen is not None:
                self.attributes.setdefault(label, seen[0])
        named = (Attribute(name=name, value=value) for name, value in self.attributes.items())
        kind = last_word(found.name) if pack else ""
        # The last word leaves letters out: of a T恤 nothing is left that stands in the sentence.
        kind = kind if kind in found.name else ""
        return found.model_copy(update={"attributes": tuple(named), "category": kind})

    def _listed(self, points: list[str]) -> tuple[str, ...]:
        if len(points) > fields.MOST:
            what = f"has {len(points)} parts, at most {fields.MOST} are allowed"
            raise InputError(WHERE, what, "write a product file: vidgen new")
        return tuple(fields.text(WHERE, point) for point in points)
