"""Word boundaries and line breaks, as tokens of the art direction demand them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.words import NO_LINE_END, NO_LINE_START, breaks, shared_runs, words
from vidgen.craft.wrap import fit, wrap
from vidgen.engines.renderer.fonts import lacking, measure, missing
from vidgen.model.paint import Group, Placed, Run, Text

NAME = "法式一字肩白色连衣裙"
COPY = st.text(
    "买保温杯怕踩坑？500ml，的了跑鞋不锈钢 iPhone15¥199（新）%。", min_size=1, max_size=40
)


@given(COPY)
def test_pieces_join_to_the_text(text: str) -> None:
    assert "".join(words(text, "zh")) == text


@given(COPY)
def test_no_line_begins_or_ends_wrongly(text: str) -> None:
    for at in breaks(text, "zh"):
        assert text[at] not in NO_LINE_START
        assert text[at - 1] not in NO_LINE_END
        assert not (text[at - 1].isdigit() and text[at].isdigit())


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("304不锈钢保温杯500ml", "500ml"),
        ("只要199元带走", "199元"),
        ("限时8.5折", "8.5折"),
        ("适配iPhone 15", "iPhone"),
        ("涨到20%了", "20%"),
        ("一字肩显锁骨", "一字肩"),
    ],
)
def test_numbers_units_and_names_stay_whole(text: str, whole: str) -> None:
    assert any(whole in piece for piece in words(text, "zh", (NAME,)))


def test_a_product_name_is_never_divided() -> None:
    assert NAME in words(f"来看{NAME}，很好看", "zh", (NAME,))
    assert shared_runs("一字肩显锁骨，白色连衣裙", NAME) == {"一字肩", "白色连衣裙"}


@given(COPY, st.floats(120, 900))
def test_wrapping_loses_nothing_and_fits(text: str, width: float) -> None:
    lines = wrap(text, width, lambda line: measure(line, "sans-900", 60), breaks(text, "zh"))
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    widest_piece = max(measure(piece.strip(), "sans-900", 60) for piece in words(text, "zh"))
    if widest_piece * 2.5 < width:
        assert max(measure(line, "sans-900", 60) for line in lines) <= width * 1.01


def test_lines_are_even_and_leave_no_orphan() -> None:
    size, lines = fit(
        "双层加厚的毛线帽耳朵也盖得住",
        "zh",
        measure,
        face="sans-900",
        width=700,
        largest=132,
        smallest=60,
        max_lines=3,
    )
    assert size > 60
    assert len(lines) in (2, 3)
    assert min(len(line) for line in lines) > 2


def test_english_is_never_hyphenated() -> None:
    _, lines = fit(
        "Works over an open flame",
        "en",
        measure,
        face="sans-900",
        width=420,
        largest=132,
        smallest=40,
        max_lines=4,
    )
    assert " ".join(lines) == "Works over an open flame"


def test_lacking_glyphs_are_named() -> None:
    assert missing("保温杯℃¥½é—…", "sans-900") == ()
    assert missing("火🔥了", "sans-500") == ("🔥",)
    bad = Text(lines=((Run(text="热卖🔥"),),), face="sans-900", size=40, colour="#FFFFFF")
    assert lacking(Group(w=9, h=9, parts=(Placed(of=bad),))) == (("🔥", "热卖🔥"),)
