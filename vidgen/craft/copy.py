"""Copy patterns: what their placeholders stand for in one product, and filling them."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vidgen.craft import tongue
from vidgen.craft.argue import deals, membership, news, welcome
from vidgen.craft.money import written
from vidgen.craft.script import is_han, legible
from vidgen.model.copy import Glossary, Viewers
from vidgen.model.product import Attribute, Language, Product, Review, Row


@dataclass(frozen=True)
class Value:
    """What a placeholder stands for: its words and the ids of the facts they rest on."""

    text: str
    facts: tuple[str, ...] = ()


Values = Mapping[str, Value]

_PLACE = re.compile(r"\{([a-z0-9._]+)\}")
_ENDS = "。.!！?？；;，, "
_CLAUSES = re.compile(r"[，,。；;、！!？?]|\. | – | — ")


@lru_cache(maxsize=8192)
def places(pattern: str) -> tuple[str, ...]:
    """Names of the placeholders in a pattern, in order."""
    return tuple(_PLACE.findall(pattern))


def filled(pattern: str, values: Values) -> str:
    """The pattern with its placeholders filled; every name must be known."""
    return _PLACE.sub(lambda found: values[found[1]].text, pattern)


def cited(pattern: str, values: Values) -> tuple[str, ...]:
    """Ids of all facts that a filled pattern rests on, each once."""
    return tuple(dict.fromkeys(f for name in places(pattern) for f in values[name].facts))


def of_product(
    product: Product, language: Language, viewers: Viewers = "", glossary: Glossary | None = None
) -> dict[str, Value]:
    """Placeholders that hold for the whole product; those it has no facts for are absent."""
    found = {"name": Value(product.name, ("name",))}
    word, fact = tongue.plain_word(product, language, glossary or Glossary())
    if word:
        found["thing"] = Value(word, (fact,))
    for name, text in (
        ("brand", product.brand),
        ("category", re.split(r"[/>|｜]", product.category)[-1].strip()),
        ("audience", product.audience.rstrip(_ENDS)),
        ("description", product.description.strip()),
    ):
        if text:
            found[name] = Value(text, (name,))
    for number, review in quotable(product)[:1]:
        found |= of_review(review, number)
    if product.versus:
        found |= of_row(product.versus.rows[0], product.versus.than)
    found |= _gist(product) | _telling(product, language, glossary or Glossary())
    return found | _offered(product, language, viewers) | _priced(product, language)


def _gist(product: Product) -> dict[str, Value]:
    """{gist}, the beginning of the last selling point that has a short one."""
    for number, point in reversed(tuple(enumerate(product.points, 1))):
        clause = clauses(point)[:1]
        if clause and 3 <= len(clause[0]) <= (12 if is_han(clause[0][0]) else 36):
            return {"gist": Value(clause[0].rstrip(_ENDS), (f"point.{number}",))}
    return {}


_TELLING = {
    "stuff": r"面料|材质|材料|成分|配料|原料|fabric|material|ingredients?|composition",
    "size": r"容量|净含量|capacity|volume",
    "origin": r"产地|原产地|产区|origin|country of origin|region|grown in",
    "trace": r"溯源\w*|追溯\w*|批次|批号|采摘\w*|采收\w*|产季|检测\w*|生产日期|"
    r"traceability|batch|lot|harvest\w*|picked",
    "technique": r"工艺|手艺|技法|技艺|做法|technique|process|craft|handwork",
}
"""Attributes that a category's patterns may speak of, by the whole of their name."""


def _telling(product: Product, language: Language, glossary: Glossary) -> dict[str, Value]:
    """{stuff.name} and {stuff.value} of the first attribute of each kind; {origin} and {technique}
    are the values of theirs."""
    found: dict[str, Value] = {}
    for kind, names in _TELLING.items():
        for each in product.attributes:
            if re.fullmatch(names, each.name.strip().lower()) and len(each.value) <= 30:
                found |= of_attribute(each, kind, language, glossary)
                found[kind] = found[f"{kind}.value"]
                break
    return found


def _offered(product: Product, language: Language, viewers: Viewers) -> dict[str, Value]:
    """What comes with it: {promotion}, the day on which it {ends}, {gift}; the offer that is for
    {members} or a {welcome}, and what is {news}, in the shop's own words."""
    found: dict[str, Value] = {}
    offer = product.promotion
    parts = deals(product, viewers)
    if parts:
        whole = ("，" if language == "zh" else ", ").join(parts)
        found["promotion"] = Value(whole.rstrip(_ENDS), ("promotion",))
    if parts and offer and offer.ends:
        found["ends"] = Value(day(offer.ends, language), ("promotion.ends",))
    if product.gifts:
        joint = "、" if language == "zh" else ", "
        ids = tuple(f"gift.{number}" for number in range(1, len(product.gifts) + 1))
        found["gift"] = Value(joint.join(product.gifts), ids)
    told = [(part, "promotion") for part in parts]
    told += [(point, f"point.{number}") for number, point in enumerate(product.points, 1)]
    told += [(sentence, "description") for sentence in sentences(product.description)]
    texts = [text for text, _ in told]
    for name, place in (
        ("news", news(texts)),
        ("members", membership(texts)),
        ("welcome", welcome(texts)),
    ):
        if place >= 0:
            found[name] = Value(told[place][0].rstrip(_ENDS), (told[place][1],))
    return found


def _priced(product: Product, language: Language) -> dict[str, Value]:
    """{price}, {list_price} and what is saved."""
    found: dict[str, Value] = {}
    for name, price in (("price", product.price), ("list_price", product.list_price)):
        if price is not None:
            found[name] = Value(written(price, product.currency, language), (name,))
    if product.price and product.list_price and product.list_price > product.price:
        saved = product.list_price - product.price
        found["saving"] = Value(written(saved, product.currency, language), ("saving",))
    return found


def day(when: date, language: Language) -> str:
    """A day as it is said, without its year: 6月18日, June 18."""
    if language == "zh":
        return f"{when.month}月{when.day}日"
    return f"{month_name[when.month]} {when.day}"


def of_attribute(
    attribute: Attribute,
    prefix: str = "attr",
    language: Language = "zh",
    glossary: Glossary | None = None,
) -> dict[str, Value]:
    """Placeholders of one attribute: {attr.name} and {attr.value}."""
    fact = (f"attr.{attribute.name}",)
    known = glossary or Glossary()
    return {
        f"{prefix}.name": Value(tongue.label(attribute.name, language, known), fact),
        f"{prefix}.value": Value(
            tongue.value(attribute.value.rstrip(_ENDS), language, known), fact
        ),
    }


def listed(parts: Sequence[str], language: Language) -> str:
    """Several things as one says them: 红、蓝、白; red, blue and white."""
    if language == "zh":
        return "、".join(parts)
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)


def of_point(text: str, number: int) -> dict[str, Value]:
    """The placeholder of one selling point (counted from 1)."""
    return {"point": Value(text.rstrip(_ENDS), (f"point.{number}",))}


def of_review(review: Review, number: int) -> dict[str, Value]:
    """The placeholder of one review (counted from 1)."""
    return {"review": Value(review.text.rstrip(_ENDS), (f"review.{number}",))}


def quotable(product: Product) -> list[tuple[int, Review]]:
    """(number from 1, review) of the reviews that may be quoted whole.

    Up to 40 characters, 22 English words (shot grammar), in letters of the product's language: a
    quote in others would make its line one that nobody can check, and so the whole film.
    """
    return [
        (number, review)
        for number, review in enumerate(product.reviews, 1)
        if legible(review.text, product.language)
        and (
            len(review.text) <= 40
            if any(map(is_han, review.text))
            else len(review.text.split()) <= 22
        )
    ]


def of_row(row: Row, than: str) -> dict[str, Value]:
    """Placeholders of one compared thing: {row.name}, {row.ours}, {row.theirs}, {row.than}."""
    ours, theirs = f"versus.{row.name}.ours", f"versus.{row.name}.theirs"
    return {
        "row.name": Value(row.name, (ours,)),
        "row.ours": Value(row.ours, (ours,)),
        "row.theirs": Value(row.theirs, (theirs,)),
        "row.than": Value(than, (theirs,)),
    }


def clauses(text: str) -> list[str]:
    """The parts of a text between its marks of pause."""
    return [part.strip() for part in _CLAUSES.split(text) if part.strip()]


def sentences(text: str) -> tuple[str, ...]:
    """Whole sentences of a description that are short enough to be said in one breath."""
    parts = re.findall(r"[^。！？!?\n]+?(?:[。！？!?]+|\.(?=\s|$)|\n|$)", text)
    longest = 44 if any(is_han(char) for char in text) else 140
    clean = (" ".join(part.split()) for part in parts)
    return tuple(part for part in clean if 4 <= len(part) <= longest)


def pack_of(product: Product, packs: Mapping[str, tuple[str, ...]]) -> str:
    """The product's category pack: the one whose word ends last in the category, else the name.

    Of words that end together the longest tells: a face cream (面霜) is no noodles (面). Latin
    words are looked for whole, perhaps in the plural: a steak is no tea.
    """
    return pack_for(product.category, product.name, packs)


def pack_for(category: str, name: str, packs: Mapping[str, tuple[str, ...]]) -> str:
    """The pack of a product of this category and name; see `pack_of`."""
    for text in (category.lower(), name.lower()):
        found = [
            (end, len(key), name)
            for name, keys in packs.items()
            for key in keys
            if (end := _last_end(key.lower(), text))
        ]
        if found:
            return max(found)[2]
    return ""


def _last_end(key: str, text: str) -> int:
    """Where a word ends for the last time in a text; 0 where it does not stand there."""
    at = text.rfind(key)
    if at < 0 or any(map(is_han, key)):
        return at + len(key) if at >= 0 else 0
    ends = [hit.end() for hit in re.finditer(rf"\b{re.escape(key)}(?:s|es)?\b", text)]
    return max(ends, default=0)
