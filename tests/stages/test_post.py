"""Posts: true, lawful, within every platform's limits, whatever the product is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product as every

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidgen.engines import find
from vidgen.library import Library
from vidgen.model.platform import Count, Platform, PostRules, Room
from vidgen.model.post import Post
from vidgen.model.product import Attribute, Product, Promotion
from vidgen.model.review import Words
from vidgen.model.script import Brief, Scenario, Script
from vidgen.stages.lawful import Law
from vidgen.stages.paste import paste
from vidgen.stages.post import post

LIBRARY = Library()
SCENARIOS = {name: LIBRARY.scenario(name) for name in LIBRARY.names("scenarios")}
PLATFORMS = {name: LIBRARY.platform(name) for name in LIBRARY.names("platforms")}
SHELVES = {"zh": LIBRARY.posts("zh"), "en": LIBRARY.posts("en")}
WORDS = LIBRARY.words()

HAT = Product(
    id="HT-01",
    name="加厚粗针毛线帽",
    language="zh",
    brand="山屿",
    category="配饰/帽子",
    price=Decimal("89.90"),
    list_price=Decimal("129"),
    points=("双层加厚，耳朵盖得住", "毛球可拆", "弹力大，不勒头"),
    attributes=(
        Attribute(name="材质", value="30%羊毛 70%腈纶"),
        Attribute(name="帽围", value="54-60cm"),
        Attribute(name="重量", value="118g"),
    ),
    promotion=Promotion(text="第二件半价", ends=date(2026, 6, 18)),
    gifts=("防尘袋",),
    audience="骑车上班的人",
    description="冬天骑车上班，耳朵不疼了。挂在门口，出门顺手一戴。",
)
MUG = Product(
    id="MG-1",
    name="Enamel Camp Mug, 12 oz",
    language="en",
    brand="White Tower",
    category="Kitchen > Drinkware",
    price=Decimal("18.00"),
    list_price=Decimal("24.50"),
    currency="USD",
    points=("Steel core, two coats of enamel", "Works over an open flame", "Chips, never shatters"),
    attributes=(Attribute(name="Capacity", value="12 oz"), Attribute(name="Weight", value="130 g")),
    promotion=Promotion(text="Buy two, save 10%"),
    description="Made for camp mornings. Hang it on your pack by the handle.",
    link="https://shop.example/mug?id=1",
)
BARE = Product(id="B-1", name="素色窗帘", language="zh")


def brief_of(product: Product, scenario: Scenario, language: str = "", seed: int = 0) -> Brief:
    told = language or product.language
    return Brief(product=product, scenario=scenario, language=told, seed=seed)  # type: ignore[arg-type]


def composed(brief: Brief) -> Script:
    script: Script = find("writer", "composer")(brief)
    return script


def posted(
    brief: Brief, platform: Platform, script: Script | None = None, law: Law | None = None
) -> Post:
    told = script or Script(
        product_id=brief.product.id, scenario="s", language=brief.language, scenes=()
    )
    law = law or Law(WORDS, platform.regions)
    return post(brief, told, platform, SHELVES[brief.language], law)


# A second checker, which shares nothing with `ground`: every number, and every word that could be a
# claim, must stand somewhere in the product as the shop wrote it.

_CLAIMING = re.compile(
    r"最|第一|唯一|保证|永久|终身|绝对|限时|限量|仅剩|秒杀|包邮|免邮|质保|保修|退货|认证|专利|进口|有机|防水|"
    r"比.{1,6}更|全网|独家|爆款|热销|好评|半价|[一二三四五六七八九]折|买一送一|纯棉|真皮|实木|真丝|"
    r"\b(?:best|cheapest|guaranteed?|forever|lifetime|always|never|only \d+|limited|free shipping|warranty|"
    r"returns?|certified|patented|imported|organic|waterproof|made in|better than|lighter than|bestsell\w+|"
    r"half price|off|leather|cotton|silk|wool|titanium|perfect|premium)\b",
    re.IGNORECASE,
)


def _simple(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace(",", "")


def strangers(text: str, product: Product) -> Iterator[str]:
    """Numbers and claiming words of a text that the product's own texts do not hold."""
    known = _simple(product.to_json())
    numbers = {Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", known)}
    if product.price is not None and product.list_price is not None:
        numbers.add(product.list_price - product.price)
    if product.promotion and product.promotion.ends:
        numbers |= {Decimal(product.promotion.ends.month), Decimal(product.promotion.ends.day)}
    said = _simple(text)
    yield from (n for n in re.findall(r"\d+(?:\.\d+)?", said) if Decimal(n) not in numbers)
    yield from (found[0] for found in _CLAIMING.finditer(said) if found[0] not in known)


def test_the_second_checker_finds_lies() -> None:
    for lie in ("现在79元", "全网最低", "纯棉", "包邮", "史上第一"):
        assert list(strangers(lie, HAT)), lie
    for lie in ("Now $17", "the best mug", "waterproof", "free shipping", "only 3 left"):
        assert list(strangers(lie, MUG)), lie


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("product", [HAT, MUG, BARE], ids=lambda each: each.id)
def test_scripts_and_posts_say_nothing_that_the_second_checker_does_not_find(
    product: Product, scenario: str
) -> None:
    for language in ("zh", "en"):
        brief = brief_of(product, SCENARIOS[scenario], language, seed=7)
        script = composed(brief)
        said = [line.text for line in script.lines]
        said += [f"{t.text} {t.label}" for scene in script.scenes for t in scene.screen]
        for platform in PLATFORMS.values():
            made = posted(brief, platform, script, Law(Words()))
            assert made.left_out == ()
            said += [each.text for each in made.said] + list(made.hashtags)
        for text in said:
            assert list(strangers(text, product)) == [], text


def measured(text: str, count: Count) -> float:
    """Counted apart from the code under test."""
    if count == "bytes":
        return len(bytes(text, "utf-8"))
    if count == "utf-16":
        return sum(2 if ord(sign) > 0xFFFF else 1 for sign in text)
    return len(text)


def held(made: Post, rules: PostRules) -> None:
    """Everything that a platform limits."""
    if rules.title.most:
        assert made.title is not None
        size = measured(made.title.text, rules.title.count)
        assert rules.title.least <= size <= rules.title.most
        assert "…" not in made.title.text
        if rules.title_signs:
            assert all(s.isalnum() or s in rules.title_signs + " " for s in made.title.text)
    else:
        assert made.title is None
    assert measured(made.caption, rules.description.count) <= rules.description.most
    assert len(made.hashtags) <= rules.hashtags
    assert len({tag.casefold() for tag in made.hashtags}) == len(made.hashtags)
    for tag in made.hashtags:
        assert tag.isalnum()
        assert not tag.isdigit()
        assert 2 <= len(tag) <= rules.hashtag
    if made.comment is not None:
        assert measured(made.comment.text, rules.comment.count) <= rules.comment.most
    assert rules.links or "http" not in made.caption
    for part in [*(each.text for each in made.said), *made.hashtags]:
        assert all(s.isprintable() for s in part)
        assert not set("#@<>{}\n\r\t") & set(part)


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("最全网第一#@<>\u202e\u200b\x1b\n 500ml不 ("),
    min_size=1,
    max_size=160,
)


@pytest.mark.parametrize("name", PLATFORMS)
@given(told=HOSTILE, brand=HOSTILE, point=HOSTILE, language=st.sampled_from(["zh", "en"]))
@settings(max_examples=8)
def test_whatever_the_product_is_called_the_limits_hold(
    name: str, told: str, brand: str, point: str, language: str
) -> None:
    product = MUG.model_copy(update={"name": told, "brand": brand, "points": (point, *MUG.points)})
    held(
        posted(brief_of(product, SCENARIOS["story"], language), PLATFORMS[name]),
        PLATFORMS[name].post,
    )


@pytest.mark.parametrize(("name", "product"), every(PLATFORMS, [HAT, MUG, BARE]))
def test_an_ordinary_product_has_a_whole_post(name: str, product: Product) -> None:
    rules = PLATFORMS[name].post
    brief = brief_of(product, SCENARIOS["pain-solution"])
    made = posted(brief, PLATFORMS[name], composed(brief))
    held(made, rules)
    assert made.description
    assert bool(made.hashtags) == bool(rules.hashtags)
    assert (made.comment is not None) == bool(rules.comment.most)
    assert made == posted(brief, PLATFORMS[name], composed(brief))
    assert Post.from_json(made.to_json(), "test") == made
    for each in made.said:
        assert all(product.fact(fact) for fact in each.facts)


def test_prices_and_links_only_where_a_platform_lets() -> None:
    brief = brief_of(MUG, SCENARIOS["pain-solution"])
    assert "$" not in posted(brief, PLATFORMS["amazon"]).caption
    assert "save" not in posted(brief, PLATFORMS["amazon"]).caption.lower()
    assert MUG.link in posted(brief, PLATFORMS["youtube"]).caption
    assert MUG.link not in posted(brief, PLATFORMS["reels"]).caption
    odd = MUG.model_copy(update={"link": "javascript:alert(1)"})
    other = posted(brief_of(odd, SCENARIOS["pain-solution"]), PLATFORMS["youtube"])
    assert "javascript" not in other.caption


def test_a_long_name_is_cut_between_words_and_keeps_its_numbers_whole() -> None:
    long = MUG.model_copy(
        update={
            "name": "Enamel Camp Mug with a handle (blue), not waterproof, 12 oz and more to say of it"
        }
    )
    for most in range(8, 80):
        room = PLATFORMS["amazon"].post.model_copy(update={"title": Room(most=most)})
        platform = PLATFORMS["amazon"].model_copy(update={"post": room})
        made = posted(brief_of(long, SCENARIOS["story"]), platform)
        assert made.title is not None
        title = made.title.text
        assert len(title) <= most
        if long.name.startswith(title):
            rest = long.name[len(title) :]
            assert not (title[-1:].isalnum() and rest[:1].isalnum()), title
            assert not re.search(r"(?:\b(?:with|a|not|and|of|12)|[(,])$", title), title


def test_what_may_not_be_said_is_left_out_and_told() -> None:
    loud = HAT.model_copy(update={"points": ("全网最低价", "毛球可拆"), "category": "国家级"})
    brief = brief_of(loud, SCENARIOS["pain-solution"])
    made = posted(brief, PLATFORMS["douyin"])
    text = " ".join((made.caption, made.title.text if made.title else ""))
    assert "最低" not in text
    assert "国家级" not in text
    assert "毛球可拆" in text
    assert any("全网最低价" in each.text and each.why for each in made.left_out)
    assert "[没有写进去的]" in paste(made)


def test_the_pasted_text_holds_every_part() -> None:
    brief = brief_of(MUG, SCENARIOS["pain-solution"])
    made = posted(brief, PLATFORMS["youtube"], composed(brief))
    text = paste(made)
    assert text.startswith("[Title]\n")
    assert "\n[Description]\n" in text
    assert "#Mug" in text
    assert made.comment is not None
    assert text.endswith(f"[Pinned comment]\n{made.comment.text}\n")
