"""Reading aloud, and the way back from spoken to shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.model.media import Asset, Mark, Utterance
from vidgen.model.product import Language
from vidgen.model.script import Line
from vidgen.stages.align import align
from vidgen.stages.pronounce import pronounce

ZH = {
    "到手价¥1,299.00": "到手价一千二百九十九元",
    "限时3.5折": "限时三五折",
    "9折": "九折",
    "500ml大容量": "五百毫升大容量",
    "20℃也暖": "二十摄氏度也暖",
    "-18℃急冻": "零下十八摄氏度急冻",
    "16:30开抢": "十六点三十分开抢",
    "9:05见": "九点零五分见",
    "11.11大促": "双十一大促",
    "iPhone 15可用": "iPhone 十五可用",
    "304不锈钢内胆": "三零四不锈钢内胆",
    "帽围54-60cm": "帽围五十四到六十厘米",
    "满299减40": "满二百九十九减四十",
    "2026-06-01起": "二零二六年六月一日起",
    "12.5oz丹宁": "十二点五盎司丹宁",
    "55%亚麻": "百分之五十五亚麻",
    "送2双袜子": "送两双袜子",
    "200*230cm": "二百乘二百三十厘米",
    "电话13800138000": "电话幺三八零零幺三八零零零",
    "疾风420": "疾风四二零",
    "第二件半价": "第二件半价",
    "第2件半价": "第二件半价",
    "5G手机": "五G手机",
    "2月14日": "二月十四日",
    "6月18日-6月20日": "六月十八日到六月二十日",
    "9:00-21:00": "九点到二十一点",
    "16:9大屏": "十六比九大屏",
    "系统2.0版": "系统二点零版",
    "V2.0": "V二点零",
    "138-0013-8000": "幺三八零零幺三八零零零",
    "020-88886666": "零二零八八八八六六六六",
    "货号0123": "货号零一二三",
    "95后": "九五后",
    "2kg": "两公斤",
    "220g/㎡": "二百二十克每平方米",
    "¥12/件": "十二元每件",
    "尺码S/M/L": "尺码S、M、L",
    "12cm×8cm": "十二厘米乘八厘米",
    "¥299-¥399": "二百九十九元到三百九十九元",
    "≥90%": "至少百分之九十",
    "100+种": "一百多种",
    "220-240V": "二百二十到二百四十伏",
    "185*160*100MM": "一百八十五乘一百六十乘一百毫米",
    "33cm×31cm×10cm": "三十三厘米乘三十一厘米乘十厘米",
    "385mmX135mm": "三百八十五毫米乘一百三十五毫米",
    "S-2XL": "S到二XL",
    "GB 18401-2010": "GB一八四零一杠二零一零",
    "枕套*2": "枕套两个",
    "剪刀*1+针梳*1": "剪刀一个加针梳一个",
    "直径50cm*高5cm": "直径五十厘米，高五厘米",
    "54+-3kg": "五十四正负三公斤",
    "2人份": "两人份",
}
EN = {
    "Now $1,299.00": "Now one thousand two hundred ninety-nine dollars",
    "$18.50": "eighteen dollars fifty",
    "20% off": "twenty percent off",
    "at 16:30": "at sixteen thirty",
    "12 oz": "twelve ounces",
    "54-60 cm": "fifty-four to sixty centimeters",
    "iPhone 15": "iPhone fifteen",
    "304 stainless": "three zero four stainless",
    "2-year warranty": "two year warranty",
    "on 2026-06-01": "on June first, twenty twenty-six",
    "20℃": "twenty degrees Celsius",
    "240 PLN": "two hundred forty zlotys",
    "11.11 sale": "eleven eleven sale",
    "XJ420": "XJ four two zero",
    "10 oz": "ten ounces",
    "$100": "one hundred dollars",
    "1 oz": "one ounce",
    "$0.99": "ninety-nine cents",
    "$.99": "ninety-nine cents",
    "$18.05": "eighteen dollars and five cents",
    "£9.99": "nine pounds ninety-nine",
    "$18-$24": "eighteen to twenty-four dollars",
    "5–7 days": "five to seven days",
    "the 1st": "the first",
    "9am": "nine am",
    "2x faster": "two times faster",
    "a 3-in-1 kit": "a three in one kit",
    "1 in 5": "one in five",
    "fits 10 in one go": "fits ten in one go",
    "8 x 10 in": "eight by ten inches",
    '5.5" x 3"': "five point five inches by three inches",
    "since 1998": "since nineteen ninety-eight",
    "in 2000 g": "in two thousand grams",
    "June 1, 2026": "June first, twenty twenty-six",
    "5G": "five G",
    "4K": "four K",
    "24/7": "twenty-four seven",
    "18/10 steel": "eighteen ten steel",
    "1 1/2 cups": "one and a half cups",
    "SKU 0123": "SKU zero one two three",
    "12 fl oz": "twelve fluid ounces",
    "~5 hours": "about five hours",
    "w/ lid": "with lid",
}


@pytest.mark.parametrize(("shown", "said"), ZH.items())
def test_chinese(shown: str, said: str) -> None:
    assert pronounce(shown, "zh", ("疾风420",)).text == said


@pytest.mark.parametrize(("shown", "said"), EN.items())
def test_english(shown: str, said: str) -> None:
    assert pronounce(shown, "en").text == said


@given(
    st.text("买了¥1,2990.5%℃折ml cm-~:iPhone元件双。，", max_size=30), st.sampled_from(["zh", "en"])
)
def test_spans_cover_both_texts(text: str, language: Language) -> None:
    spoken = pronounce(text, language)
    shown_at = spoken_at = 0
    for span in spoken.spans:
        assert span.shown[0] == shown_at
        assert span.spoken[0] == spoken_at
        assert span.shown[1] > span.shown[0]
        shown_at, spoken_at = span.shown[1], span.spoken[1]
    assert shown_at == len(text)
    assert spoken_at == len(spoken.text)
    assert not any(char.isdigit() for char in spoken.text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("绿豆糕 200克", "绿豆糕 二百克"),
        ("300根水洗棉床单", "三百根水洗棉床单"),
        ("160*230羊毛地毯", "一百六十乘二百三十羊毛地毯"),
        ("疾风420", "疾风四二零"),
        ("XJ 420 Pro", "XJ 四二零 Pro"),
    ],
)
def test_only_a_number_that_stands_alone_in_a_name_is_a_model(name: str, said: str) -> None:
    assert pronounce(name, "zh", (name,)).text == said


@given(st.integers(0, 99_999), st.sampled_from(["oz", "$", "lb", "ft"]))
def test_english_counts_agree_with_their_words(count: int, unit: str) -> None:
    said = pronounce(f"${count}" if unit == "$" else f"{count} {unit}", "en").text
    one = said.endswith(("ounce", "dollar", "pound", "foot"))
    assert one == (count == 1)


def test_a_shown_price_lasts_as_long_as_its_spoken_words() -> None:
    line = Line(id="a", text="只要199元，快来")
    spoken = pronounce(line.text, "zh")
    assert spoken.text == "只要一百九十九元，快来"
    asset = Asset(sha256="0" * 64, path="a.wav", kind="audio")
    marks = tuple(Mark(at=n, seconds=n * 0.2) for n in range(len(spoken.text)))
    voiced = Utterance(audio=asset, seconds=2.2, marks=marks, engine="t", voice="t")
    speech = align(line, spoken, voiced, "zh")
    price = next(word for word in speech.words if word.text == "199元")
    assert price.start == pytest.approx(0.4)
    assert price.end == pytest.approx(1.6)
    assert line.text[price.at[0] : price.at[1]] == "199元"
    assert all(
        a.end <= b.start + 1e-9 for a, b in zip(speech.words, speech.words[1:], strict=False)
    )
