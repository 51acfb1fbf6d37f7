"""How much two narrations share."""

from __future__ import annotations

from vidgen.craft.likeness import grams, shared


def test_the_same_words_are_wholly_shared_whatever_stands_between_them() -> None:
    assert shared("Now $24.00, yours!", "now 24 00 yours") == 1.0
    assert shared("现在49元，带回家。", "现在49元带回家") == 1.0


def test_what_differs_counts_against_the_smaller_text() -> None:
    assert shared("abcdefgh", "abcdefghijklmnop") == 1.0
    assert shared("abcdefgh", "abcdeXYZW") == 0.25
    assert shared("保温杯", "棉麻连衣裙") == 0.0


def test_a_text_shorter_than_a_piece_is_one_piece() -> None:
    assert grams("好。") == {"好"}
    assert shared("", "anything") == 0.0
