"""A whole catalog of one category: no film repeats another, each rests on its own row alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest
from catalogs import dresses, mugs

from vidgen.craft.likeness import grams, shared
from vidgen.engines.writer.composer import Composer
from vidgen.library import Library
from vidgen.model.product import Product
from vidgen.model.script import Brief
from vidgen.settings import Settings
from vidgen.stages.fit import fit

MOST = 0.4
"""The share of its five-letter pieces that a narration may have in common with another."""

SPEED = {"zh": 4.6, "en": 15.5}
"""Characters a second, as the offline voice was measured; the words need no voice here."""


def narrations(products: list[Product]) -> dict[str, str]:
    """What is said of each product with everything as a batch has it by default."""
    settings = Settings()
    scenario = Library().scenario(settings.scenario)
    told = {}
    for product in products:
        brief = Brief(
            product=product,
            scenario=scenario,
            language=product.language,
            seconds=settings.length,
            seed=settings.seed,
        )
        draft = Composer()(brief)
        lengths = {x.id: len(x.text) / SPEED[product.language] for x in draft.lines}
        told[product.id] = " ".join(x.text for x in fit(draft, lengths, brief.seconds).lines)
    return told


def likest(told: dict[str, str]) -> tuple[float, str, str]:
    """The two that share most; every pair is looked at, through an index of their pieces."""
    pieces = {name: grams(text) for name, text in told.items()}
    holders = defaultdict(list)
    for name, held in pieces.items():
        for piece in held:
            holders[piece].append(name)
    common: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        common.update(combinations(names, 2))
    a, b = max(common, key=lambda ab: common[ab] / min(len(pieces[ab[0]]), len(pieces[ab[1]])))
    return shared(told[a], told[b]), told[a], told[b]


@pytest.mark.parametrize("products", [dresses(200), mugs(200)], ids=["zh", "en"])
def test_no_two_of_two_hundred_films_are_alike(products: list[Product]) -> None:
    told = narrations(products)
    assert len(told) == 200
    share, one, other = likest(told)
    assert share <= MOST, f"{share:.2f}\n{one}\n{other}"


def test_a_film_does_not_depend_on_other_rows() -> None:
    together = narrations(dresses(12))
    assert narrations(dresses(12)[5:6]) == {"DR-005": together["DR-005"]}
