"""Copy patterns: what their placeholders stand for in one product, and filling them."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vidgen.craft.money import written
from vidgen.craft.noun import thing
from vidgen.craft.script import is_han, legible
from vidgen.model.product import Attribute, Language, Product, Review, Row


@dataclass(frozen=True)
class Value:
    """What a placeholder stands for: its words and the ids of the facts they rest on."""

    text: str
    facts: tuple[str, ...] = ()


Values = Mapping[str, Value]

_PLACE = re.compile(r"\{([a-z0-9._]+)\}")
_ENDS = "。.!！?？；;，, "


def places(pattern: str) -> tuple[str, ...]:
    """Names of the placeholders in a pattern, in order."""
    return tuple(_PLACE.findall(pattern))


def filled(pattern: str, values: Values) -> str:
    """The pattern with its placeholders filled; every name must be known."""
    return _PLACE.sub(lambda found: values[found[1]].text, pattern)


def cited(pattern: str, values: Values) -> tuple[str, ...]:
    """Ids of all facts that a filled pattern rests on, each once."""
    return tuple(dict.fromkeys(f for name in places(pattern) for f in values[name].facts))


def of_product(product: Product, language: Language) -> dict[str, Value]:
    """Placeholders that hold for the whole product; those it has no facts for are absent."""
    found = {"name": Value(product.name, ("name",))}
    word, fact = thing(product, language)
    if word:
        found["thing"] = Value(word, (fact,))
    for name, text in (
        ("brand", product.brand),
        ("audience", product.audience.rstrip(_ENDS)),
        ("description", product.description.strip()),
    ):
        if text:
            found[name] = Value(text, (name,))
    for number, review in quotable(product)[:1]:
        found |= of_review(review, number)
    if product.versus:
        found |= of_row(product.versus.rows[0], product.versus.than)
    return found | _offered(product, language) | _priced(product, language)


def _offered(product: Product, language: Language) -> dict[str, Value]:
    """What comes with it: {promotion}, the day on which it {ends}, {gift}."""
    found: dict[str, Value] = {}
    offer = product.promotion
    if offer:
        found["promotion"] = Value(offer.text.rstrip(_ENDS), ("promotion",))
    if offer and offer.ends:
        found["ends"] = Value(day(offer.ends, language), ("promotion.ends",))
    if product.gifts:
        joint = "、" if language == "zh" else ", "
        ids = tuple(f"gift.{number}" for number in range(1, len(product.gifts) + 1))
        found["gift"] = Value(joint.join(product.gifts), ids)
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


def of_attribute(attribute: Attribute, prefix: str = "attr") -> dict[str, Value]:
    """Placeholders of one attribute: {attr.name} and {attr.value}."""
    fact = (f"attr.{attribute.name}",)
    return {
        f"{prefix}.name": Value(attribute.name, fact),
        f"{prefix}.value": Value(attribute.value.rstrip(_ENDS), fact),
    }


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


def sentences(text: str) -> tuple[str, ...]:
    """Whole sentences of a description that are short enough to be said in one breath."""
    parts = re.findall(r"[^。！？!?\n]+?(?:[。！？!?]+|\.(?=\s|$)|\n|$)", text)
    longest = 34 if any(is_han(char) for char in text) else 110
    clean = (" ".join(part.split()) for part in parts)
    return tuple(part for part in clean if 4 <= len(part) <= longest)


def pack_of(product: Product, packs: Mapping[str, tuple[str, ...]]) -> str:
    """The product's category pack: the one whose word ends last in the category, else the name.

    Of words that end together the longest tells: a face cream (面霜) is no noodles (面).
    """
    return pack_for(product.category, product.name, packs)


def pack_for(category: str, name: str, packs: Mapping[str, tuple[str, ...]]) -> str:
    """The pack of a product of this category and name; see `pack_of`."""
    for text in (category.lower(), name.lower()):
        found = [
            (text.rfind(key) + len(key), len(key), name)
            for name, keys in packs.items()
            for key in keys
            if key in text
        ]
        if found:
            return max(found, key=lambda hit: hit[:2])[2]
    return ""
