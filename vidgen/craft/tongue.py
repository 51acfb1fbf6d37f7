"""A product told in the other language: what can be said of it, and the plain words that can be.

Nothing is translated but plain words of a glossary, letter for letter. What stands in a script
that the voice of the film cannot read is shown as the shop wrote it, and not said.
"""

from __future__ import annotations

import re

from vidgen.craft.noun import last_word, thing
from vidgen.craft.script import is_han
from vidgen.model.copy import Glossary
from vidgen.model.product import Language, Product

_PARTS = re.compile(r"\s*[/、，,]\s*")


def foreign(text: str, language: Language) -> bool:
    """Whether a film's voice cannot read a text: an English one cannot read Chinese characters.

    A Chinese voice reads Latin words.
    """
    return language == "en" and any(map(is_han, text))


def plain_word(product: Product, language: Language, glossary: Glossary) -> tuple[str, str]:
    """The plain word for a product and the id of the fact it was taken from; see `noun.thing`."""
    han = any(map(is_han, product.name))
    if language == "en" and han:
        for text, fact in ((product.name, "name"), (product.category, "category")):
            found = [(text.rfind(key) + len(key), len(key), key) for key in glossary.things]
            held = [hit for hit in found if hit[2] in text]
            if held:
                return glossary.things[max(held)[2]], fact
        return "", "name"
    if language == "zh" and not han:
        word = last_word(product.name).lower()
        for english in (word, word.removesuffix("s"), word.removesuffix("es")):
            for chinese, told in glossary.things.items():
                if english == told:
                    return chinese, "name"
    return thing(product, language)


def label(text: str, language: Language, glossary: Glossary) -> str:
    """The name of an attribute in the film's language where the glossary has it, else as it is."""
    return _word(text, language, glossary.labels)


def value(text: str, language: Language, glossary: Glossary) -> str:
    """A value whose every part the glossary has, or needs no translation; else as it is."""
    if not _other(text, language):
        return text
    parts = [_word(part, language, glossary.values) for part in _PARTS.split(text)]
    if any(_other(part, language) and not _bare(part) for part in parts):
        return text
    return "/".join(parts)


def _word(text: str, language: Language, pairs: dict[str, str]) -> str:
    if not _other(text, language):
        return text
    if language == "en":
        return pairs.get(text, text)
    wanted = text.lower()
    return next((chinese for chinese, english in pairs.items() if english == wanted), text)


def _other(text: str, language: Language) -> bool:
    """Whether a text is written in the other language."""
    han = any(map(is_han, text))
    return han if language == "en" else not han and any(map(str.isalpha, text))


def _bare(text: str) -> bool:
    """A size or a quantity, alike in both languages: XL, 54-60cm."""
    return len(text) <= 3 or any(map(str.isdigit, text))
