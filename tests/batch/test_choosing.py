"""Which rows: conditions, shards."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import Any

import pytest

from vidgen.batch.choosing import Choice, Shard, condition, shard
from vidgen.errors import InputError
from vidgen.model.product import Product


def product(**told: Any) -> Product:
    return Product(**{"id": "DR-26", "name": "Dress", "language": "en", **told})


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("sku=DR-*", True),
        ("sku=dr-26", True),
        ("sku=DR-2", False),
        ("brand!=Acme", True),
        ("brand=", True),
        ("category = summer dresses", True),
        ("category=summer*", True),
        ("price<100", True),
        ("price<=99.90", True),
        ("price>=100", False),
        ("price=99.9", True),
        ("price!=99.9", False),
        ("list_price<1000", False),
        ("list_price!=5", True),
    ],
)
def test_conditions(text: str, holds: bool) -> None:
    one = product(category="Summer Dresses", price=Decimal("99.90"))
    assert condition(text).holds(one) is holds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sku", "is not FIELD=VALUE"),
        ("prise<3", "did you mean 'price'"),
        ("price<cheap", "'cheap' is no number"),
        ("price<nan", "is no number"),
        ("brand<A", "is compared with = or !="),
    ],
)
def test_what_is_no_condition_is_refused(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        condition(text)


def test_every_sku_is_in_one_shard_alone() -> None:
    skus = [f"S{n}" for n in range(300)]
    shards = [Shard(number, 3) for number in (1, 2, 3)]
    held = [[sku for sku in skus if each.holds(sku)] for each in shards]
    assert sorted(chain.from_iterable(held)) == sorted(skus)
    assert min(map(len, held)) > 60
    assert held[0] == [sku for sku in reversed(skus) if shards[0].holds(sku)][::-1]


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "a/b", "1/0"])
def test_what_is_no_shard_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not I/N"):
        shard(text)


def test_all_conditions_must_hold() -> None:
    choice = Choice(conditions=(condition("sku=DR-*"), condition("price<5")))
    assert not choice.holds(product(price=Decimal(9)))
    assert choice.holds(product(price=Decimal(4)))
