"""Which scenario tells a product: of those whose facts it has, by what was learned of films."""

from __future__ import annotations

from vidgen.craft.copy import of_product
from vidgen.library import Library
from vidgen.model.learned import Learned
from vidgen.model.product import Language, Product
from vidgen.model.script import Scenario
from vidgen.stages.choose import choose
from vidgen.studio.learning import category_of

AUTO = "auto"
"""The scenario that is drawn for each product."""


def drawn(
    product: Product, language: Language, seed: int, library: Library, learned: Learned | None
) -> tuple[Scenario, ...]:
    """The scenarios that fit a product, in the order of one draw (`stages.choose`)."""
    known = {each.id: each for each in fitting(product, language, library)}
    category = category_of(product.category, product.name, library.packs())
    names = choose(tuple(known), category, learned, f"{seed}/{product.id}")
    return tuple(known[name] for name in names)


def fitting(product: Product, language: Language, library: Library) -> tuple[Scenario, ...]:
    """Every scenario whose `needs` the product's facts meet, in alphabetical order."""
    told = of_product(product, language)
    every = (library.scenario(name) for name in library.names("scenarios"))
    return tuple(each for each in every if all(need in told for need in each.needs))
