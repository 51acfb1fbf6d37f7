"""Tricks are undone, and what was found is shown as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.disguise import folded, undisguised


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("国*家*级工艺", "国家级"),
        ("全 网 最 低 价", "全网最低价"),
        ("第①品牌", "第一品牌"),
        ("苐一品牌", "第一品牌"),
        ("zuì佳伴侣", "最佳"),
        ("蕞好的拖把", "最好"),
        ("嘴低价格", "最低价"),
        ("頂級工藝", "顶级工艺"),
        ("g家级标准", "国家级"),
        ("加我薇信领券", "加微信"),
        ("祛⚡斑", "祛斑"),
        ("绝.对有效", "绝对"),
        ("最🔥低🔥价", "最低价"),
        ("b.e.s.t blender", "best"),
        ("c u r e s", "cures"),
        ("h3als", "heals"),
        ("m!racle", "miracle"),
        ("mi\u200bracle", "miracle"),
        ("1OO%有效", "100%"),
        ("𝗕𝗲𝘀𝘁", "best"),
    ],
)
def test_a_trick_is_undone(written: str, word: str) -> None:
    assert word in undisguised(written).text


@pytest.mark.parametrize(
    "written",
    ["第1次使用", "第1代", "一步,二步", "小嘴巴", "喝醉了", "3.2 米", "唯有你", "pro3 max"],
)
def test_ordinary_words_stay(written: str) -> None:
    assert undisguised(written).text.replace(" ", "") == folded(written).text.replace(" ", "")


def test_the_place_is_that_of_the_original() -> None:
    written = "这是 国*家*级 工艺"
    plain = undisguised(written)
    start = plain.text.index("国家级")
    left, right = plain.origin(start, start + 3)
    assert written[left:right] == "国*家*级"


@given(st.text())
def test_every_sign_has_a_place(text: str) -> None:
    for plain in (folded(text), undisguised(text)):
        assert len(plain.text) == len(plain.spans)
        assert all(0 <= start < end <= len(text) for start, end in plain.spans)
