"""ground finds what no fact supports, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vidgen.model.product import Attribute, Product, Promotion
from vidgen.model.script import Line, Scene, ScreenText, Script
from vidgen.stages.ground import ground


def _attributes(**values: str) -> tuple[Attribute, ...]:
    return tuple(Attribute(name=name, value=value) for name, value in values.items())


DRESS = Product(
    id="D-1",
    name="方领亚麻连衣裙",
    language="zh",
    brand="南枝",
    category="女装/连衣裙",
    price=Decimal("219.00"),
    list_price=Decimal("369"),
    points=("腰线提高，显腿长", "里衬到膝，不透", "两侧有口袋"),
    attributes=_attributes(
        面料="55%亚麻 45%棉",
        裙长="112cm",
        尺码="S/M/L/XL",
        颜色="米白/豆绿/黑",
        洗涤="30℃以下手洗",
        执行标准="GB/T 23328",
    ),
    promotion=Promotion(text="满299减40", starts=date(2026, 6, 1), ends=date(2026, 6, 18)),
    gifts=("同色发带",),
    audience="通勤的你",
    description="上班穿它，周末也穿它。领口不高不低，低头不走光。",
)

MUG = Product(
    id="M-1",
    name="搪瓷露营杯 350ml",
    language="zh",
    brand="石湾",
    category="家居/杯具",
    price=Decimal("45"),
    points=("可以直接上明火", "磕碰掉瓷不碎"),
    attributes=_attributes(容量="350ml", 材质="搪瓷 钢胎", 重量="176g"),
)

HEADPHONES = Product(
    id="H-1",
    name="Aria Over-Ear Headphones",
    language="en",
    brand="Northway",
    category="Electronics > Headphones",
    price=Decimal("79.00"),
    list_price=Decimal("119.00"),
    currency="USD",
    points=(
        "40 hours of play on one charge",
        "Folds flat into its case",
        "Soft ear pads you can swap",
    ),
    attributes=_attributes(Weight="218 g", Material="aluminium, fabric", Color="Black/Sand"),
    gifts=("a braided cable",),
)


def findings(
    product: Product, text: str, *facts: str, screen: ScreenText | None = None
) -> list[str]:
    scene = Scene(
        id="s",
        beat="b",
        archetype="feature",
        lines=(Line(id="s.1", text=text, facts=facts),),
        screen=(screen,) if screen else (),
    )
    script = Script(product_id=product.id, scenario="t", language=product.language, scenes=(scene,))
    return [str(found) for found in ground(product, script)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("现在219元，省150元。", ("price", "saving")),
        ("现在¥219.00，划线价369元。", ("price", "list_price")),
        ("现在二百一十九元。", ("price",)),
        ("面料55%亚麻、45%棉，裙长112厘米。", ("attr.面料", "attr.裙长")),
        ("百分之五十五的亚麻。", ("attr.面料",)),
        ("一件能穿去上班的裙子。", ("description",)),
        ("看看南枝这款，方领亚麻连衣裙。", ("brand", "name")),
    ],
)
def test_what_the_facts_say_passes(text: str, facts: tuple[str, ...]) -> None:
    assert findings(DRESS, text, *facts) == []


@pytest.mark.parametrize(
    ("text", "facts", "claim"),
    [
        ("现在209元。", ("price",), "209元"),
        ("现在２０９元。", ("price",), "209"),
        ("现在两百零九元。", ("price",), "209"),
        ("现在369元。", ("price",), "369元"),
        ("现在$219。", ("price",), "$219"),
        ("现在219元，省200元。", ("price", "saving"), "200元"),
        ("全场五折。", ("price",), "5"),
        ("面料100%亚麻。", ("attr.面料",), "100%"),
        ("55%真丝。", ("attr.面料",), "真丝"),
        ("裙长112毫米。", ("attr.裙长",), "112毫米"),
        ("裙长112cm。", ("attr.面料",), "112cm"),
        ("史上最低价219元。", ("price",), "最低"),
        ("全网第一的连衣裙。", ("name",), "全网"),
        ("保证不透。", ("point.2",), "保证"),
        ("穿三年都不坏。", ("point.2",), "3"),
        ("限时秒杀。", ("price",), "秒杀"),
        ("专利面料。", ("attr.面料",), "专利"),
        ("透气又防水。", ("point.2",), "防水"),
        ("Dior 同款。", ("name",), "Dior"),
        ("满199减40。", ("promotion",), "199"),
        ("好评如潮。", ("name",), "好评"),
        ("现在219元。", ("prize",), "prize"),
    ],
)
def test_a_planted_lie_is_found(text: str, facts: tuple[str, ...], claim: str) -> None:
    found = findings(DRESS, text, *facts)
    assert any(any(char in line for char in claim) for line in found), found
    assert all(line.startswith("line s.1: ") for line in found)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("It was listed at $119. Now it's $79. You save $40.", ("list_price", "price", "saving")),
        ("Power? 40 hours of play on one charge.", ("point.1",)),
        ("Forty hours of play on one charge.", ("point.1",)),
        ("Meet the Aria Over-Ear Headphones, by Northway.", ("name", "brand")),
        ("They weigh 218 grams.", ("attr.Weight",)),
    ],
)
def test_english_truth_passes(text: str, facts: tuple[str, ...]) -> None:
    assert findings(HEADPHONES, text, *facts) == []


@pytest.mark.parametrize(
    ("text", "facts", "claim"),
    [
        ("Now only $69.", ("price",), "$69"),
        ("Now 79 euros.", ("price",), "79 euros"),
        ("Sixty hours of play.", ("point.1",), "60"),
        ("40 minutes of play.", ("point.1",), "40 minutes"),
        ("Half price today.", ("price",), "50%"),
        ("The best headphones.", ("name",), "best"),
        ("Made of titanium.", ("attr.Material",), "titanium"),
        ("Waterproof, too.", ("point.2",), "waterproof"),
        ("Comes with a lifetime warranty.", ("name",), "lifetime"),
        ("Better than Bose.", ("name",), "Bose"),
        ("Free shipping.", ("price",), "free shipping"),
        ("Only 3 left.", ("price",), "3"),
    ],
)
def test_an_english_lie_is_found(text: str, facts: tuple[str, ...], claim: str) -> None:
    found = findings(HEADPHONES, text, *facts)
    assert any(
        any(word.strip("$") in line.lower() for word in claim.lower().split()) for line in found
    ), found


def test_screen_texts_are_read_too() -> None:
    lie = ScreenText(role="number", text="500", label="容量", facts=("attr.容量",))
    assert findings(MUG, "看这里。", screen=lie) == ["scene s, number: “500” is in no cited fact"]
    true = ScreenText(role="number", text="350", label="容量", facts=("attr.容量",))
    assert findings(MUG, "看这里。", screen=true) == []


def test_what_is_said_is_read_as_well_as_what_is_shown() -> None:
    line = Line(id="s.1", text="看价格。", say="现在19块。", facts=("price",))
    scene = Scene(id="s", beat="b", archetype="offer", lines=(line,))
    script = Script(product_id="M-1", scenario="t", language="zh", scenes=(scene,))
    assert [found.claim for found in ground(MUG, script)] == ["19块"]
