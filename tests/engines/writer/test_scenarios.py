"""Every scenario tells every product truly, argues in its own way, and hastens nobody falsely."""

from __future__ import annotations

import re
from datetime import date
from itertools import product as every

import pytest

from vidgen.craft.noun import thing
from vidgen.engines import find
from vidgen.library import Library
from vidgen.model.product import Product
from vidgen.model.script import Brief, Script
from vidgen.stages.ground import ground
from vidgen.stages.lawful import Law, lawful

SCENARIOS = Library().names("scenarios")
RICH = {
    "en": Product.model_validate(
        {
            "id": "MG-1",
            "name": "Enamel Camp Mug",
            "language": "en",
            "brand": "White Tower",
            "category": "Drinkware",
            "price": "18",
            "list_price": "24",
            "currency": "USD",
            "points": ("Steel core with two coats of enamel", "Works over an open flame"),
            "attributes": (
                {"name": "Volume", "value": "12 oz"},
                {"name": "Weight", "value": "140 g"},
            ),
            "promotion": {"text": "Buy two, save 10%", "ends": date(2026, 6, 18)},
            "gifts": ("Cotton pouch",),
            "audience": "campers",
            "description": "Chips, never shatters. Made for the lake and the trail.",
            "reviews": ({"text": "I dropped it on rock and poured the next coffee."},),
            "versus": {
                "than": "a ceramic mug",
                "rows": ({"name": "Weight", "ours": "140 g", "theirs": "340 g"},),
            },
        }
    ),
    "zh": Product.model_validate(
        {
            "id": "DR-1",
            "name": "法式一字肩亚麻连衣裙",
            "language": "zh",
            "brand": "云栖",
            "category": "女装/连衣裙",
            "price": "199",
            "list_price": "359",
            "points": ("领口松紧，不勒肩", "裙摆有内衬", "有口袋"),
            "attributes": (
                {"name": "面料", "value": "55%亚麻 45%棉"},
                {"name": "重量", "value": "218g"},
            ),
            "promotion": {"text": "满299减40", "ends": date(2026, 6, 18)},
            "audience": "通勤女生",
            "description": "午后的风，吹得动裙摆。洗了也不怕皱。",
            "reviews": ({"text": "比想象中凉快。"},),
        }
    ),
}
BARE = {
    "en": Product(id="B", name="Bare Lamp", language="en"),
    "zh": Product(id="B", name="素色窗帘", language="zh"),
}
HASTE = re.compile(r"\b(?:until|ends|decide by|runs)\b|截止|为止|结束|之前，自己", re.IGNORECASE)


def scripts(product: Product, scenario: str) -> list[Script]:
    compose = find("writer", "composer")
    recipe = Library().scenario(scenario)
    return [
        compose(Brief(product=product, scenario=recipe, language=product.language, seed=seed))
        for seed in range(6)
    ]


def test_there_is_a_scenario_for_every_occasion() -> None:
    assert len(SCENARIOS) >= 14
    recipes = [Library().scenario(name) for name in SCENARIOS]
    assert len({tuple(beat.id for beat in recipe.beats) for recipe in recipes}) >= 12


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("product", [*RICH.values(), *BARE.values()], ids=lambda p: p.name)
def test_whatever_is_said_is_in_the_facts_and_lawful(scenario: str, product: Product) -> None:
    known = product.to_json() + " ".join(f"{day.month} {day.day}" for day in _days(product))
    known += f" {(product.list_price or 0) - (product.price or 0)}"
    law = Law(Library().words(), ("cn",) if product.language == "zh" else ("us", "eu"))
    for script in scripts(product, scenario):
        assert ground(product, script) == ()
        verdict = lawful(script, product, law)
        assert (verdict.left_out, verdict.refused) == ((), ())
        assert [scene.beat for scene in script.scenes][0::2]
        assert {"hook", "end"} <= {scene.beat for scene in script.scenes}
        # A second, simpler reader: no digit that the product does not have.
        for number in re.findall(r"\d+", "".join(line.text for line in script.lines)):
            assert number in known


def _days(product: Product) -> list[date]:
    offer = product.promotion
    return [day for day in (offer.starts, offer.ends) if day] if offer else []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_haste_and_reviews_need_a_day_and_a_buyer(scenario: str, language: str) -> None:
    bare = RICH[language].model_copy(update={"promotion": None, "reviews": (), "versus": None})
    for script in scripts(bare, scenario):
        said = " ".join(line.text for line in script.lines)
        assert not HASTE.search(said), said
        assert not re.search(r"买过的人|买家|评价里|buyers?\b|people wrote", said), said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_scenarios_open_and_close_in_their_own_words(language: str) -> None:
    told = {
        name: {(s.lines[0].text, s.lines[-1].text) for s in scripts(RICH[language], name)}
        for name in SCENARIOS
    }
    for one, other in every(SCENARIOS, SCENARIOS):
        if one < other:
            assert not {h for h, _ in told[one]} & {h for h, _ in told[other]}, (one, other)


@pytest.mark.parametrize(
    ("name", "category", "word"),
    [
        ("全棉针织条纹四件套 新款", "床品件套", "四件套"),
        ("宠物多功能喂食器", "宠物", "喂食器"),
        ("色织华夫格夏凉被", "夏凉", "夏凉被"),
        ("毛巾三条装", "毛巾", "毛巾"),
        ("法式白色连衣裙", "女装/连衣裙", "连衣裙"),
        ("Polarized Sunglasses", "", "pair of sunglasses"),
        ("Linen Dress with Pockets", "", "dress"),
        ("Storage Baskets", "", ""),
    ],
)
def test_the_plain_word_for_a_thing(name: str, category: str, word: str) -> None:
    language = "en" if name.isascii() else "zh"
    product = Product.model_validate(
        {"id": "x", "name": name, "category": category, "language": language}
    )
    assert thing(product, product.language)[0] == word
