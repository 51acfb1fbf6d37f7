"""Finding films that say nearly the same: exact, whatever their number."""

from __future__ import annotations

import itertools
import random

import pytest

from vidgen.craft.likeness import shared
from vidgen.stages.alike import Told, alike

WORDS = [
    "steel",
    "enamel",
    "mug",
    "flame",
    "lake",
    "trail",
    "cotton",
    "pouch",
    "price",
    "yours",
    "look",
    "again",
    "rim",
    "handle",
    "camp",
    "fire",
    "morning",
    "coffee",
    "pour",
    "rock",
    "drop",
    "chip",
    "shatter",
    "gift",
    "brand",
    "tower",
    "white",
]


def test_the_same_pairs_as_comparing_each_with_each() -> None:
    chance = random.Random(5)
    told = [" ".join(chance.choices(WORDS, k=chance.randint(3, 14))) for _ in range(120)]
    told += ["", "好", told[7], told[9] + " and more"]
    slow = {
        (a, b): shared(told[a], told[b])
        for a, b in itertools.combinations(range(len(told)), 2)
        if shared(told[a], told[b]) > 0.4
    }
    found = {(a, b): share for a, b, share in alike(told)}
    assert found == pytest.approx(slow)
    assert len(found) > 20


def test_nearest_names_the_narration_most_like_it() -> None:
    told = Told()
    assert told.nearest("anything") == (0.0, -1)
    for text in ("现在49元带回家", "双层加厚耳朵盖得住", "毛球可拆"):
        told.add(text)
    assert told.nearest("上手就知道，双层加厚，耳朵盖得住。")[1] == 1
