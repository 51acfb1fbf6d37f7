"""hashtags: words of a product's name, category and brand that people may look for."""

from __future__ import annotations

import re
from collections.abc import Callable

from vidgen.craft.noun import thing
from vidgen.craft.posted import clean, tag
from vidgen.craft.script import is_han
from vidgen.craft.words import words
from vidgen.model.platform import PostRules
from vidgen.model.post import Said
from vidgen.model.product import Language, Product

_SHELVES = re.compile(r"[/>|｜,，、&]")
_NAME_PARTS = re.compile(r"[\s（）()【】\[\]|｜/,，]+")


def hashtags(
    product: Product, language: Language, rules: PostRules, may: Callable[[Said], bool]
) -> tuple[str, ...]:
    """Hashtags within the rules, best first, each once; `may` decides whether one may be posted."""
    found: dict[str, str] = {}
    for said in _candidates(product, language):
        made = tag(said.text)
        fine = 2 <= len(made) <= rules.hashtag and made.casefold() not in found
        if fine and may(said) and may(Said(text=made, facts=said.facts)):
            found[made.casefold()] = made
    return tuple(found.values())[: rules.hashtags]


def _candidates(product: Product, language: Language) -> list[Said]:
    name, category = clean(product.name), clean(product.category)
    word, fact = thing(product, language)
    leaves = [part.strip() for part in reversed(_SHELVES.split(category))]
    found = [
        Said(text=word.removeprefix("pair of "), facts=(fact,)),
        Said(text=name, facts=("name",)),
        *(Said(text=leaf, facts=("category",)) for leaf in leaves),
        Said(text=clean(product.brand), facts=("brand",)),
    ]
    for part in _NAME_PARTS.split(name) if any(map(is_han, name)) else ():
        found += [
            Said(text=piece, facts=("name",))
            for piece in words(part, "zh")
            if len(piece) > 1 and all(map(is_han, piece)) and piece not in word
        ]
    return [said for said in found if said.text]
