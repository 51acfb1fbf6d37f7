"""The films of one batch told apart: those that would say nearly the same are told another way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from vidgen.batch.planning import Order
from vidgen.model.product import Product
from vidgen.model.script import Brief
from vidgen.settings import Settings
from vidgen.studio.apart import keep_apart, narrations
from vidgen.studio.opening import studio_of
from vidgen.studio.steps import nobody


def told_apart(
    products: Sequence[Product], order: Order, settings: Settings
) -> tuple[Order, tuple[str, ...]]:
    """`order` for these products such that no two films share more words than they may, and what
    is to be said of it.

    Every script is written and voiced for it; the store keeps both, so that the run does not do it
    again. Raises EngineMissing and StorageError.
    """
    parted = keep_apart(
        [order(product) for product in products], partial(narrations, studio_of(settings, nobody))
    )
    found = {brief.product.id: brief for brief in parted.briefs}

    def another(product: Product) -> Brief:
        return found.get(product.id) or order(product)

    again = (f"{parted.again} films told another way, apart from the others",) * bool(parted.again)
    return another, (*again, *map(str, parted.close))
