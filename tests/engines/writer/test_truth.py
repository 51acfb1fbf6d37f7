"""A second reader, simpler than `ground` and knowing nothing of it: is every figure the shop's own?

It reads what is said and shown, letter by letter, and looks for each run of digits, each amount of
money and each Latin word among what the shop itself wrote.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

import pytest

from vidgen.engines.writer.composer import Composer
from vidgen.library import Library
from vidgen.model.copy import Viewers
from vidgen.model.product import Language, Product
from vidgen.model.script import Brief, Script
from vidgen.stages.ground import ground
from vidgen.stages.lawful import Law, lawful

SCENARIOS = Library().names("scenarios")
JAR = Product.model_validate(
    {
        "id": "FM-7",
        "name": "枣花蜂蜜 500g",
        "language": "zh",
        "brand": "后山",
        "category": "农产品/蜂蜜",
        "price": "68",
        "list_price": "88",
        "points": ("一年只取一季", "玻璃瓶装，看得见"),
        "attributes": (
            {"name": "产地", "value": "陕西佳县"},
            {"name": "采收时间", "value": "2026年5月"},
            {"name": "净含量", "value": "500g"},
            {"name": "执行标准", "value": "GB 14963-2011"},
        ),
        "promotion": {"text": "老会员专享价58元|新客立减5元", "ends": "2026-06-18"},
        "gifts": ("木勺",),
        "description": "新蜜，今年枣花开得早。",
    }
)
SCARF = Product.model_validate(
    {
        "id": "CR-2",
        "name": "Hand-Woven Scarf",
        "language": "en",
        "brand": "Loom and Hill",
        "category": "Crafts",
        "price": "74.50",
        "currency": "EUR",
        "points": ("Woven on a frame loom from 1911", "New this season: moss and rust"),
        "attributes": (
            {"name": "Technique", "value": "Twill, hand-woven"},
            {"name": "Length", "value": "180 cm"},
            {"name": "Color", "value": "Moss/Rust"},
        ),
        "promotion": {"text": "Members save 10%"},
    }
)
BARE = (
    Product(id="B-1", name="Storage Baskets", language="en"),
    Product(id="B-2", name="Apple Juice", language="en", price=Decimal("5.99"), currency="PLN"),
    Product(id="B-3", name="素色窗帘", language="zh"),
)
PRODUCTS = (JAR, SCARF, *BARE)


def told(product: Product, scenario: str, language: Language, viewers: Viewers = "") -> Script:
    recipe = Library().scenario(scenario)
    brief = Brief(product=product, scenario=recipe, language=language, viewers=viewers, seed=4)
    return Composer()(brief)


def texts(script: Script) -> list[str]:
    said = [line.text for line in script.lines]
    shown = [t for scene in script.scenes for s in scene.screen for t in (s.text, s.label) if t]
    return said + shown


def plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text)).lower()


def raw(product: Product) -> str:
    """Everything the shop wrote, with amounts as one says them and the days of its offer."""
    amounts = [product.price, product.list_price]
    if product.price and product.list_price:
        amounts.append(product.list_price - product.price)
    money = [form for a in amounts if a is not None for form in (f"{a:.2f}", f"{a:f}")]
    money += [form.rstrip("0").rstrip(".") for form in money if "." in form]
    ends = product.promotion.ends if product.promotion else None
    days = [f"{ends.month} {ends.day} {ends:%B}"] if ends else []
    return plain(" ".join((product.to_json(), *money, *days)))


def invented(product: Product, script: Script) -> list[str]:
    """Figures, and in Chinese texts Latin words, that the shop never wrote."""
    known = raw(product)
    figures = set(re.findall(r"\d+(?:\.\d+)?", known))
    found = []
    for text in map(plain, texts(script)):
        found += [f"{n} in {text}" for n in re.findall(r"\d+(?:\.\d+)?", text) if n not in figures]
        if re.search(r"[\u4e00-\u9fff]", text):
            found += [f"{w} in {text}" for w in re.findall(r"[a-z]{3,}", text) if w not in known]
    return found


def test_the_second_reader_sees_what_is_invented() -> None:
    script = told(JAR, "pain-solution", "zh")
    line = script.scenes[0].lines[0].model_copy(update={"text": "只要67元，Manuka同款"})
    scene = script.scenes[0].model_copy(update={"lines": (line,)})
    lied = script.model_copy(update={"scenes": (scene, *script.scenes[1:])})
    assert [each.split()[0] for each in invented(JAR, lied)] == ["67", "manuka"]


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_invented_in_either_language(scenario: str, language: Language) -> None:
    law = Law(Library().words(), ("cn",) if language == "zh" else ("us", "eu"))
    for product in PRODUCTS:
        script = told(product, scenario, language)
        assert invented(product, script) == []
        assert ground(product, script) == ()
        verdict = lawful(script, product, law)
        assert (verdict.left_out, verdict.refused) == ((), ())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_english_voice_is_never_given_chinese(scenario: str) -> None:
    script = told(JAR, scenario, "en")
    assert not re.search(r"[\u4e00-\u9fff]", "".join(line.text for line in script.lines))
    assert any("枣花" in text for text in texts(script)), "it is shown as the shop wrote it"


def test_produce_says_where_it_grew_and_crafts_how_they_are_made() -> None:
    jar = {t for name in SCENARIOS for t in (x.text for x in told(JAR, name, "zh").lines)}
    assert any("陕西佳县" in text for text in jar)
    assert any("采收时间" in text for text in jar)
    assert not any("GB" in text for text in jar)
    scarf = {t for name in SCENARIOS for t in (x.text for x in told(SCARF, name, "en").lines)}
    assert any("Twill, hand-woven" in text for text in scarf)
