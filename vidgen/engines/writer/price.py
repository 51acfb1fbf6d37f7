"""Texts on screen for the price of a composed scene."""

from __future__ import annotations

from vidgen.craft.argue import deals
from vidgen.craft.copy import Value
from vidgen.craft.money import amount, sign
from vidgen.craft.tongue import foreign
from vidgen.model.script import Brief, ScreenText


def price_card(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    """The price, what it was, what is saved, the offers for these viewers and the gifts."""
    product = brief.product
    name = ScreenText(role="name", text=product.name, facts=("name",))
    if product.price is None:
        return [name]
    chinese = brief.language == "zh"
    mark = sign(product.currency)
    texts = [
        ScreenText(
            role="price", text=amount(product.price, brief.language), label=mark, facts=("price",)
        ),
        name,
    ]
    if product.list_price and product.list_price > product.price:
        texts += [
            ScreenText(
                role="old_price",
                text=f"{mark}{amount(product.list_price, brief.language)}",
                label="划线价" if chinese else "List price",
                facts=("list_price",),
            ),
            ScreenText(
                role="saving",
                text=f"{mark}{amount(product.list_price - product.price, brief.language)}",
                label="立省" if chinese else "Save",
                facts=("saving",),
            ),
        ]
    texts += [
        ScreenText(role="gift", text=part, facts=("promotion",))
        for part in deals(product, brief.viewers)[:3]
    ]
    return texts + _gifts(brief)


def _gifts(brief: Brief) -> list[ScreenText]:
    """Gifts with a word before them; those in a foreign script stand alone."""
    word = "赠 " if brief.language == "zh" else "Free: "
    return [
        ScreenText(
            role="gift",
            text=gift if foreign(gift, brief.language) else word + gift,
            facts=(f"gift.{number}",),
        )
        for number, gift in enumerate(brief.product.gifts, 1)
    ]
