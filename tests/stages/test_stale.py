"""What makes a finished film untrue, and what does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vidgen.model.product import Attribute, Product, Promotion, Review, Variant
from vidgen.model.render import Burned
from vidgen.stages.stale import gone, stale

TODAY = date(2026, 6, 20)

DRESS = Product(
    id="DR-1",
    name="法式碎花裙",
    language="zh",
    price=Decimal("199"),
    list_price=Decimal("259"),
    points=("亚麻混纺", "收腰"),
    attributes=(Attribute(name="面料", value="55%亚麻 45%棉"),),
    description="轻盈一夏。下摆及踝，走起来有风。",
    gifts=("同色发带",),
    reviews=(Review(text="很凉快"),),
    variants=(
        Variant(options=(Attribute(name="颜色", value="蓝"),)),
        Variant(options=(Attribute(name="颜色", value="白"),)),
    ),
    promotion=Promotion(text="满2件8折", starts=date(2026, 6, 1), ends=date(2026, 6, 18)),
)


def burned(*ids: str) -> list[Burned]:
    facts = [DRESS.fact(fact_id) for fact_id in ids]
    return [Burned(id=fact.id, text=fact.text, unit=fact.unit) for fact in facts if fact]


def changed(now: dict[str, object], *ids: str, said: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    product = DRESS.model_copy(update=now)
    found = stale(burned(*ids), product, TODAY, DRESS, said)
    return [(change.fact, change.why, change.film, change.now) for change in found]


def test_a_price_that_fell() -> None:
    now: dict[str, object] = {"price": Decimal("179")}
    assert changed(now, "name", "price") == [("price", "changed", "199 CNY", "179 CNY")]
    assert changed(now, "saving") == [("saving", "changed", "60 CNY", "80 CNY")]


def test_a_promotion_that_ended_is_told_with_its_day() -> None:
    today_s: dict[str, object] = {"promotion": None}
    assert changed(today_s, "promotion", "promotion.ends") == [
        ("promotion", "ended", "满2件8折", "ended on 2026-06-18"),
        ("promotion.ends", "ended", "2026-06-18", "ended on 2026-06-18"),
    ]
    early = stale(burned("promotion"), DRESS.model_copy(update=today_s), date(2026, 5, 1), DRESS)
    assert [(change.why, change.now) for change in early] == [("not yet", "begins on 2026-06-01")]


def test_stock_row_and_currency() -> None:
    assert changed({"availability": "out_of_stock"}, "name") == [
        ("availability", "out of stock", "for sale", "out of stock")
    ]
    was_out = DRESS.model_copy(update={"availability": "out_of_stock"})
    assert stale(burned("name"), was_out, TODAY, was_out) == ()
    assert changed({"currency": "HKD"}, "price")[0][2:] == ("199 CNY", "199 HKD")
    assert gone(0).why == "gone"
    assert "2 rows that cannot be read" in gone(2).now


@pytest.mark.parametrize(
    ("now", "ids"),
    [
        ({"price": Decimal("199.00")}, ["price", "saving"]),
        ({"points": ("收腰", "亚麻混纺", "新的")}, ["point.1", "point.2"]),
        ({"gifts": ("袋子", "同色发带")}, ["gift.1"]),
        ({"reviews": (Review(text="好"), Review(text="很凉快"))}, ["review.1"]),
        ({"name": "法式碎花裙 "}, ["name"]),
        ({"variants": (*DRESS.variants, DRESS.variants[0])}, ["variant.颜色"]),
        ({"price": Decimal("9"), "description": "", "points": ()}, ["name", "attr.面料"]),
        ({"list_price": None, "promotion": None}, ["price", "name"]),
    ],
)
def test_no_false_alarm(now: dict[str, object], ids: list[str]) -> None:
    assert changed(now, *ids) == []


@pytest.mark.parametrize(
    ("now", "fact", "why"),
    [
        ({"points": ("收腰",)}, "point.1", "changed"),
        ({"points": ()}, "point.1", "gone"),
        ({"attributes": (Attribute(name="面料", value="100%涤纶"),)}, "attr.面料", "changed"),
        ({"attributes": ()}, "attr.面料", "gone"),
        ({"price": None}, "price", "gone"),
        ({"name": "碎花裙"}, "name", "changed"),
        ({"variants": DRESS.variants[:1]}, "variant.颜色", "changed"),
        ({"promotion": Promotion(text="满3件8折")}, "promotion", "changed"),
    ],
)
def test_claims_that_changed(now: dict[str, object], fact: str, why: str) -> None:
    assert [found[:2] for found in changed(now, fact)] == [(fact, why)]


def test_of_a_description_only_what_is_quoted_counts() -> None:
    said = ("下摆及踝，走起来有风",)
    longer: dict[str, object] = {"description": "全新上市！下摆及踝，走起来有风。可机洗。"}
    assert changed(longer, "description", said=said) == []
    other: dict[str, object] = {"description": "轻盈一夏。下摆及膝，走起来有风。"}
    assert changed(other, "description", said=said)[0][:2] == ("description", "changed")
    assert changed(other, "description", said=("轻盈一夏",)) == []
    denied: dict[str, object] = {"description": "轻盈一夏。不是下摆及踝，走起来有风。"}
    assert changed(denied, "description", said=said), "a sentence is taken whole"
    assert changed(longer, "description", said=(*said, "写手的话")), "nothing in it says this"
    assert changed(longer, "description"), "without the script nobody knows what was quoted"
