"""The plain word for a product: 连衣裙, mug, pair of jeans."""

from __future__ import annotations

import re

from vidgen.craft.script import is_han
from vidgen.craft.words import words
from vidgen.model.product import Language, Product

_CLASSES = frozenset(
    (
        *("宠物", "居家", "家居", "家纺", "母婴", "服饰", "女装", "男装", "童装", "美妆", "个护"),
        *("数码", "食品", "零食", "厨具", "餐厨", "户外", "运动", "配饰", "箱包", "百货", "日用"),
        *("生鲜", "礼品"),
    )
)
"""Shelves of a shop, which are no word for a thing on them."""

_PAIRS = frozenset(
    (
        *("shoes", "sneakers", "plimsolls", "trainers", "boots", "sandals", "slippers", "loafers"),
        *("heels", "sunglasses", "glasses", "goggles", "jeans", "pants", "trousers", "shorts"),
        *("leggings", "socks", "gloves", "mittens", "earbuds", "headphones", "earphones"),
        *("earrings", "scissors", "chopsticks", "skis"),
    )
)
"""English things that come in twos."""


def thing(product: Product, language: Language) -> tuple[str, str]:
    """The word, and the id of the fact it was taken from.

    From the category's last part if the name tells the same thing, else from the name; "" where no
    word can stand after "this" (an English plural that is no pair).
    """
    if language == "en":
        word = last_word(product.name).lower()
        plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
        if word in _PAIRS:
            return f"pair of {word}", "name"
        return ("" if plural or not word.isalpha() else word), "name"
    leaf = re.split(r"[/>|｜]", product.category)[-1].strip()
    segment = _main_part(product.name)
    if len(leaf) > 1 and leaf not in _CLASSES and leaf in segment:
        rest = segment.rpartition(leaf)[2]
        return (leaf + rest if len(rest) == 1 else leaf), "name"
    last = last_word(product.name)
    return (leaf, "category") if leaf and len(last) > 4 else (last, "name")


def last_word(name: str) -> str:
    """The word that ends what a name says the product is."""
    if not any(map(is_han, name)):
        tokens = re.split(r"[,(–—]| - | with | for ", name)[0].split()
        lettered = [token for token in tokens if token.isalpha()]
        return lettered[-1] if lettered else name
    segment = _main_part(name)
    pieces = [word for word in words(segment, "zh") if any(map(is_han, word))]
    last = pieces[-1] if pieces else segment
    if len(pieces) > 1 and (len(last) == 1 or len(pieces[-2]) == 1):
        last = pieces[-2] + last
    return last


def _main_part(name: str) -> str:
    """The first part of a Chinese name that is more than a size or a label: 全棉四件套 新款."""
    parts = [part for part in re.split(r"[\s（）()【】\[\]|｜/]+", name) if part]
    told = [part for part in parts if sum(map(is_han, part)) >= 3]
    return (told or parts or [name])[0]
