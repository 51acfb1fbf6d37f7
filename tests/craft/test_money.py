"""Prices look as each language writes them, and the same on screen as in a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vidgen.craft.money import amount, written
from vidgen.model.product import Language


@pytest.mark.parametrize(
    ("value", "language", "shown", "said"),
    [
        ("1299.00", "zh", "1,299", "1,299元"),
        ("89.90", "zh", "89.9", "89.9元"),
        ("0.05", "zh", "0.05", "0.05元"),
        ("149.5", "en", "149.50", "¥149.50"),
        ("149", "en", "149", "¥149"),
    ],
)
def test_amounts(value: str, language: Language, shown: str, said: str) -> None:
    assert amount(Decimal(value), language) == shown
    assert written(Decimal(value), "CNY", language) == said


def test_a_currency_without_a_sign_is_named() -> None:
    assert written(Decimal("18.5"), "PLN", "en") == "18.50 PLN"
