"""Whom a film speaks to changes what it argues, and only with what the shop wrote."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vidgen.craft.argue import beats_for, deals
from vidgen.engines.writer.composer import Composer
from vidgen.library import Library
from vidgen.model.copy import Viewers
from vidgen.model.product import Attribute, Product, Promotion
from vidgen.model.script import Brief, Script

HOODIE = Product(
    id="HD-5",
    name="加绒连帽卫衣",
    language="zh",
    brand="原野",
    category="男装/卫衣",
    price=Decimal("189"),
    list_price=Decimal("259"),
    points=("双面绒，早晚不冷", "袖口螺纹不松"),
    attributes=(Attribute(name="颜色", value="蓝/灰/白"), Attribute(name="克重", value="360g")),
    promotion=Promotion(text="秋季新品|老会员专享价169元|新客立减20元", ends=date(2026, 11, 11)),
    description="骑车上班的早晨，套上就走。",
)
PLAIN = HOODIE.model_copy(update={"promotion": None})
SCENARIOS = Library().names("scenarios")
WHOM: tuple[Viewers, ...] = ("new", "loyal", "dormant")


def told(product: Product, viewers: Viewers, scenario: str, seed: int = 0) -> Script:
    recipe = Library().scenario(scenario)
    return Composer()(
        Brief(product=product, scenario=recipe, language="zh", viewers=viewers, seed=seed)
    )


def said(script: Script) -> str:
    return "".join(line.text for line in script.lines)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_is_told_another_argument(scenario: str) -> None:
    orders = {tuple(s.beat for s in told(HOODIE, w, scenario).scenes) for w in ("", *WHOM)}
    assert len(orders) == 4
    opened = [{told(HOODIE, w, scenario, n).lines[0].text for n in range(3)} for w in ("", *WHOM)]
    assert not set.intersection(*opened[:2])
    assert not set.intersection(*opened[2:])


def test_newcomers_see_life_before_figures_and_regulars_the_reverse() -> None:
    recipe = Library().scenario("pain-solution")
    place = {w: [beat.id for beat in beats_for(recipe, w)] for w in WHOM}
    assert place["new"].index("scene") < place["new"].index("detail")
    assert place["loyal"].index("detail") < place["loyal"].index("scene")
    assert place["dormant"][1] == "deal"
    assert {beats[0] for beats in place.values()} == {"hook"}
    assert {beats[-1] for beats in place.values()} == {"end"}


@pytest.mark.parametrize(
    ("viewers", "parts"),
    [
        ("", ("秋季新品", "老会员专享价169元", "新客立减20元")),
        ("new", ("秋季新品", "新客立减20元")),
        ("loyal", ("秋季新品", "老会员专享价169元")),
        ("dormant", ("秋季新品", "老会员专享价169元")),
    ],
)
def test_an_offer_is_told_to_those_it_is_for(viewers: Viewers, parts: tuple[str, ...]) -> None:
    assert deals(HOODIE, viewers) == parts


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_haste_members_and_news_are_the_shops_to_tell(scenario: str) -> None:
    for viewers in WHOM:
        for seed in range(2):
            words = said(told(PLAIN, viewers, scenario, seed))
            assert not any(sign in words for sign in ("截止", "日之前", "会员", "新品", "这回"))


def test_members_hear_of_their_price_and_the_dormant_of_the_day() -> None:
    loyal = {said(told(HOODIE, "loyal", "pain-solution", seed)) for seed in range(2)}
    assert all("老会员专享价169元" in words or "秋季新品" in words for words in loyal)
    assert any("会员" in words for words in loyal)
    assert not any("新客" in words for words in loyal)
    dormant = {said(told(HOODIE, "dormant", "pain-solution", seed)) for seed in range(2)}
    assert all("11月11日" in words for words in dormant)
