"""Which font a character is set in: signs that both scripts share follow their neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.script import chinese, is_cjk, is_han


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("保温杯500ml", "中中中lllll"),
        ("It’s “big” — 3×5 cm…", "llllllllllllllllllll"),
        ("适合“Air Max”的人…", "中中中lllllll中中中中"),
        ("60×40厘米", "lllll中中"),
        ("联名×品牌", "中中中中中"),
        ("don’t也行", "lllll中中"),
        ("夏天 — 冬天", "中中l中l中中"),
        ("20℃，5‰", "ll中中l中"),
        ("Ωμ Я ≥→①", "lllll中中中"),
    ],
)
def test_scripts_by_context(text: str, sets: str) -> None:
    assert "".join("中" if own else "l" for own in chinese(text)) == sets


@given(st.text())
def test_one_answer_for_every_character(text: str) -> None:
    found = chinese(text)
    assert len(found) == len(text)
    assert all(own for char, own in zip(text, found, strict=True) if is_han(char))


@given(st.text("abc XYZ 123 .,;:'\"-“”‘’…—·×"))
def test_a_line_without_ideographs_is_latin_throughout(text: str) -> None:
    assert not any(chinese(text))


def test_ideographs_kana_and_full_width_signs_are_chinese() -> None:
    assert all(map(is_cjk, "国々あア（，。％龘"))
    assert not any(map(is_cjk, "aé½£€™ßЯΩ"))
