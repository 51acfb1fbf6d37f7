"""Which scenario tells a product: those whose facts it has, by what was learned of their films."""

from __future__ import annotations

from vidgen.craft.copy import of_product
from vidgen.library import Library
from vidgen.model.product import Language, Product
from vidgen.model.script import Scenario


def fitting(product: Product, language: Language, library: Library) -> tuple[Scenario, ...]:
    """Every scenario whose `needs` the product's facts meet, in alphabetical order."""
    known = of_product(product, language)
    all_ = (library.scenario(name) for name in library.names("scenarios"))
    return tuple(each for each in all_ if all(need in known for need in each.needs))
