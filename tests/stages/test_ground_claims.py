"""A catalogue of lies that ground finds, and of truths in other words that it lets pass."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vidgen.model.product import Attribute, Product, Promotion, Review, Row, Versus
from vidgen.stages.ground import unsupported


def _attributes(**values: str) -> tuple[Attribute, ...]:
    return tuple(
        Attribute(name=name.replace("_", " "), value=value) for name, value in values.items()
    )


KETTLE = Product(
    id="K-1",
    name="山野保温壶 1.2L",
    language="zh",
    brand="山野",
    category="家居/水壶",
    price=Decimal("240"),
    list_price=Decimal("300"),
    points=("保温6-8小时", "不锈钢内胆，不含双酚A", "最长可用12小时续航", "2层真空", "不易变形"),
    attributes=_attributes(
        容量="500ml",
        重量="1.2kg",
        材质="55%亚麻 45%棉",
        产地="浙江",
        质保="1年质保",
        尺码="S/M/L",
        尺寸="30x40cm",
        口感="不含糖",
        防护="不防水",
        销量="1.2万件",
        屏幕="10英寸",
    ),
    promotion=Promotion(
        text="第二件半价，满299减40", starts=date(2026, 6, 1), ends=date(2026, 6, 18)
    ),
    gifts=("杯刷",),
    description="洗了也不怕皱。",
    reviews=(Review(text="比想象中轻。"),),
)

BAG = Product(
    id="B-1",
    name="Harbor Canvas Tote",
    language="en",
    brand="Northway",
    category="Bags",
    price=Decimal("60.00"),
    list_price=Decimal("80.00"),
    currency="USD",
    points=(
        "Holds up to 24 liters",
        "Not waterproof, but dries in 2 hours",
        "Fragrance-free lining",
        "Made in Portugal",
        "Never loses its shape",
        "A dozen pockets",
    ),
    attributes=_attributes(
        Weight="1.5 lb",
        Length="10 inches",
        Material="60% cotton, 40% linen",
        Battery="6-8 hours",
        Warranty="2 years",
        Power="1.2 kW",
        Sizes="S, M",
    ),
    promotion=Promotion(text="Buy two, save 10%", ends=date(2026, 6, 18)),
    gifts=("a cotton pouch",),
    versus=Versus(than="a leather tote", rows=(Row(name="Weight", ours="24 oz", theirs="48 oz"),)),
)


def found(product: Product, text: str) -> list[str]:
    """What is objected to in a text that cites every fact: none of them may support a lie."""
    every = tuple(fact.id for fact in product.facts)
    return [str(each) for each in unsupported(product, product.language, "here", (text,), every)]


LIES = {
    "numbers": [
        (KETTLE, "现在两百五十元。"),
        (KETTLE, "现在２５０元。"),
        (KETTLE, "现在②③⓪元。"),
        (KETTLE, "现在一千二百四十元。"),
        (KETTLE, "容量三点五升。"),
        (KETTLE, "第Ⅳ代，用了Ⅶ年。"),
        (KETTLE, "卖了1.3万件。"),
        (KETTLE, "三层真空。"),
        (BAG, "Holds up to twenty-five liters."),
        (BAG, "Half a dozen pockets."),
        (BAG, "A hundred and sixty dollars."),
        (BAG, "It has 1,200 pockets."),
    ],
    "units": [
        (KETTLE, "容量500L。"),
        (KETTLE, "重1.2克。"),
        (KETTLE, "重一斤二两。"),
        (KETTLE, "容量0.05升。"),
        (KETTLE, "续航12分钟。"),
        (BAG, "Weighs 1.5 kg."),
        (BAG, "It is 10 cm long."),
        (BAG, "Dries in 2 minutes."),
        (BAG, "Runs at 1.2 watts."),
    ],
    "money": [
        (KETTLE, "现在¥200。"),
        (KETTLE, "现在$240。"),
        (KETTLE, "划线价240元，现在300元。"),
        (KETTLE, "立省300元。"),
        (KETTLE, "240元起。"),
        (BAG, "Now €60."),
        (BAG, "It was listed at $60."),
        (BAG, "Save $60."),
        (BAG, "The price is $80."),
        (BAG, "From $60."),
    ],
    "discounts": [
        (KETTLE, "全场七折。"),
        (KETTLE, "半价带走。"),
        (KETTLE, "满40减299。"),
        (KETTLE, "第二件免费。"),
        (KETTLE, "买一送一。"),
        (BAG, "30% off today."),
        (BAG, "Half price."),
        (BAG, "Buy one, get one free."),
    ],
    "days and ranges": [
        (KETTLE, "到6月20日为止。"),
        (KETTLE, "到6月1日截止。"),
        (KETTLE, "从2026年6月18日开始。"),
        (KETTLE, "保温8小时。"),
        (KETTLE, "保温6-9小时。"),
        (KETTLE, "续航12小时。"),
        (BAG, "Until June 28."),
        (BAG, "Battery: 8 hours."),
        (BAG, "Holds 24 liters."),
        (BAG, "Dries in over 2 hours."),
    ],
    "materials and sizes": [
        (KETTLE, "45%亚麻，55%棉。"),
        (KETTLE, "纯棉内里。"),
        (KETTLE, "钛合金壶身。"),
        (KETTLE, "XXL也有。"),
        (KETTLE, "40x50cm。"),
        (BAG, "60% linen, 40% cotton."),
        (BAG, "Real leather handles."),
        (BAG, "Also in XL."),
    ],
    "papers and places": [
        (KETTLE, "产自江西。"),
        (KETTLE, "德国进口。"),
        (KETTLE, "有专利，通过认证。"),
        (BAG, "Made in Italy."),
        (BAG, "FDA certified."),
        (BAG, "Organic and award-winning."),
    ],
    "superlatives and promises": [
        (KETTLE, "全网最轻的壶。"),
        (KETTLE, "销量第一。"),
        (KETTLE, "永久不坏。"),
        (KETTLE, "保证不漏。"),
        (BAG, "The best tote."),
        (BAG, "The strongest canvas."),
        (BAG, "Guaranteed for a lifetime."),
        (BAG, "It always fits."),
    ],
    "comparisons": [
        (KETTLE, "比同行更保温。"),
        (KETTLE, "保温是别家的三倍。"),
        (BAG, "Lighter than any other tote."),
        (BAG, "Twice as strong."),
        (BAG, "Better than Longchamp."),
    ],
    "haste and service": [
        (KETTLE, "仅剩3件。"),
        (KETTLE, "限时秒杀。"),
        (KETTLE, "包邮到家。"),
        (KETTLE, "七天无理由退货。"),
        (KETTLE, "三年质保。"),
        (BAG, "Only 3 left."),
        (BAG, "Free shipping."),
        (BAG, "Free returns within 30 days."),
        (BAG, "With a five-year warranty."),
    ],
    "denials": [
        (KETTLE, "防水，放心用。"),
        (KETTLE, "含糖。"),
        (KETTLE, "容易变形。"),
        (KETTLE, "洗了怕皱。"),
        (BAG, "Waterproof, and dries in 2 hours."),
        (BAG, "A fragrance lining."),
        (BAG, "Not made in Portugal."),
    ],
}

TRUTHS = [
    (KETTLE, "现在二百四十元。"),
    (KETTLE, "现在两百四十元。"),
    (KETTLE, "现在¥240.00。"),
    (KETTLE, "现在２４０元。"),
    (KETTLE, "现在240块。"),
    (KETTLE, "划线价三百元，省六十元。"),
    (KETTLE, "划线价300元，现在240元，省60元。"),
    (KETTLE, "打八折。"),
    (KETTLE, "8折，也就是省20%。"),
    (KETTLE, "容量0.5升。"),
    (KETTLE, "容量五百毫升。"),
    (KETTLE, "半升的容量。"),
    (KETTLE, "壶身1.2升。"),
    (KETTLE, "壶身1200ml。"),
    (KETTLE, "重1200克。"),
    (KETTLE, "重一千二百克。"),
    (KETTLE, "重2.4斤。"),
    (KETTLE, "重１．２公斤。"),
    (KETTLE, "保温6到8小时。"),
    (KETTLE, "保温六至八小时。"),
    (KETTLE, "保温6～8个小时。"),
    (KETTLE, "保温最长8小时。"),
    (KETTLE, "保温至少6小时。"),
    (KETTLE, "最长12小时续航。"),
    (KETTLE, "续航可达720分钟以内。"),
    (KETTLE, "百分之五十五的亚麻。"),
    (KETTLE, "棉45%，亚麻55%。"),
    (KETTLE, "两层真空。"),
    (KETTLE, "②层真空。"),
    (KETTLE, "产自浙江。"),
    (KETTLE, "一年质保。"),
    (KETTLE, "质保12个月。"),
    (KETTLE, "S码、M码、L码都有。"),
    (KETTLE, "尺寸30×40厘米。"),
    (KETTLE, "屏幕25.4厘米。"),
    (KETTLE, "不防水，注意。"),
    (KETTLE, "不含糖。"),
    (KETTLE, "无糖。"),
    (KETTLE, "不易变形，也不怕皱。"),
    (KETTLE, "卖了12000件。"),
    (KETTLE, "卖了一万二千件。"),
    (KETTLE, "第二件半价。"),
    (KETTLE, "满299元减40元。"),
    (KETTLE, "到6月18日截止。"),
    (KETTLE, "六月一日开始，六月十八号结束。"),
    (KETTLE, "2026-06-18之前。"),
    (KETTLE, "下单送杯刷。"),
    (KETTLE, "买家说，比想象中轻。"),
    (KETTLE, "山野保温壶，不锈钢内胆。"),
    (KETTLE, "三句话说清楚。"),
    (BAG, "Sixty dollars."),
    (BAG, "Now $60, it was $80."),
    (BAG, "You save twenty dollars."),
    (BAG, "That's $20 less than the list price."),
    (BAG, "25% off the list price."),
    (BAG, "Holds up to twenty-four litres."),
    (BAG, "Holds up to 24 l."),
    (BAG, "Up to 24,000 ml."),
    (BAG, "Weighs 24 ounces."),
    (BAG, "One and a half pounds."),
    (BAG, "1½ lb."),
    (BAG, "25.4 cm long."),
    (BAG, "Ten inches long."),
    (BAG, "Dries in two hours."),
    (BAG, "Dries in 120 minutes."),
    (BAG, "Twelve pockets."),
    (BAG, "12 pockets."),
    (BAG, "Battery: six to eight hours."),
    (BAG, "Battery: up to 8 hours."),
    (BAG, "A warranty of 24 months."),
    (BAG, "1200 watts of power."),
    (BAG, "Sixty percent cotton, forty percent linen."),
    (BAG, "Made in Portugal."),
    (BAG, "It is not waterproof."),
    (BAG, "Free of fragrance."),
    (BAG, "Never loses its shape."),
    (BAG, "Until June 18th."),
    (BAG, "Until 18 June 2026."),
    (BAG, "Buy 2, save 10%."),
    (BAG, "Free: a cotton pouch."),
    (BAG, "Size M, or S."),
    (BAG, "Three things: canvas, pockets, Portugal."),
]


@pytest.mark.parametrize("category", LIES)
def test_every_planted_lie_is_found(category: str) -> None:
    missed = [text for product, text in LIES[category] if not found(product, text)]
    assert missed == []


def test_there_are_lies_enough() -> None:
    assert sum(map(len, LIES.values())) >= 60
    assert len(TRUTHS) >= 60


@pytest.mark.parametrize("product", [KETTLE, BAG], ids=["zh", "en"])
def test_truth_in_other_words_passes(product: Product) -> None:
    refused = {text: found(product, text) for mine, text in TRUTHS if mine is product}
    assert {text: why for text, why in refused.items() if why} == {}


@pytest.mark.parametrize("product", [KETTLE, BAG], ids=["zh", "en"])
def test_every_fact_supports_itself(product: Product) -> None:
    for fact in product.facts:
        assert (
            unsupported(product, product.language, "here", (fact.text, fact.label), (fact.id,))
            == ()
        )


def test_a_true_number_of_another_fact_is_no_support() -> None:
    said = unsupported(KETTLE, "zh", "here", ("重500毫升。",), ("attr.重量",))
    assert [each.claim for each in said] == ["500毫升"]
