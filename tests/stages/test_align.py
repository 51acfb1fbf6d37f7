"""align: shown words get the times of their spoken forms, in order and inside the utterance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.model.media import Asset, Mark, Speech, Utterance
from vidgen.model.product import Language
from vidgen.model.script import Line
from vidgen.stages.align import align
from vidgen.stages.pronounce import pronounce

ASSET = Asset(sha256="0" * 64, path="said.wav", kind="audio")


def voiced(text: str, language: Language, *marks: tuple[int, float], seconds: float) -> Speech:
    """`text` as a voice said it that reported these marks."""
    utterance = Utterance(
        audio=ASSET,
        seconds=seconds,
        marks=tuple(Mark(at=at, seconds=when) for at, when in marks),
        engine="test",
        voice="v",
    )
    return align(Line(id="a", text=text), pronounce(text, language), utterance, language)


def test_words_take_the_times_of_the_voice() -> None:
    speech = voiced(
        "Two coats of enamel", "en", (0, 0.1), (4, 0.5), (10, 1.0), (13, 1.2), seconds=2
    )
    assert [(word.text, round(word.start, 3)) for word in speech.words] == [
        ("Two", 0.0),
        ("coats", 0.5),
        ("of", 1.0),
        ("enamel", 1.2),
    ]
    assert speech.words[-1].end == pytest.approx(2.0)


def test_a_price_is_one_word_for_as_long_as_it_is_said() -> None:
    text = "Now $18.50 only"
    said = pronounce(text, "en").text
    only = said.index("only")
    speech = voiced(text, "en", (0, 0.0), (4, 0.4), (only, 2.0), seconds=2.4)
    price = next(word for word in speech.words if "18.50" in word.text)
    assert text[price.at[0] : price.at[1]] == price.text
    assert price.start == pytest.approx(0.4)
    # The space before "only" is said too, in a voice's time: a little less than to its mark.
    assert 1.8 < price.end <= 2.0


def test_without_marks_time_is_shared_out() -> None:
    speech = voiced("露营办公室都能用", "zh", seconds=4.0)
    assert speech.words[0].start == 0.0
    assert speech.words[-1].end == pytest.approx(4.0)
    length = [(word.end - word.start) / len(word.text) for word in speech.words]
    assert length == pytest.approx([0.5] * len(length))


def test_punctuation_is_no_word() -> None:
    speech = voiced("骑车上班，耳朵不疼了。", "zh", seconds=3.0)
    assert not {"，", "。"} & {word.text for word in speech.words}
    assert "".join(word.text for word in speech.words) == "骑车上班耳朵不疼了"


def test_a_line_said_otherwise_than_shown_spreads_its_words() -> None:
    line = Line(id="a", text="WOW 好", say="哇哦真的非常好")
    spoken = pronounce(line.say, "zh")
    utterance = Utterance(audio=ASSET, seconds=2.0, marks=(), engine="t", voice="v")
    words = align(line, spoken, utterance, "zh").words
    assert [word.text for word in words] == ["WOW", "好"]
    assert words[-1].end == pytest.approx(2.0)


TEXTS = st.text("白色连衣裙只要¥1,299.50元3折500ml。， abc-", min_size=1, max_size=30)
MARKS = st.lists(st.tuples(st.integers(0, 80), st.floats(0, 5)), max_size=12)


@given(TEXTS, MARKS, st.sampled_from(["zh", "en"]))
def test_words_are_in_order_whatever_the_voice_reports(
    text: str, marks: list[tuple[int, float]], language: Language
) -> None:
    said = len(pronounce(text, language).text)
    speech = voiced(text, language, *(m for m in marks if m[0] < said), seconds=5.0)
    times = [moment for word in speech.words for moment in (word.start, word.end)]
    assert times == sorted(times)
    assert all(0 <= moment <= 5.0 for moment in times)
    for word in speech.words:
        assert text[word.at[0] : word.at[1]] == word.text
    assert [w.at for w in speech.words] == sorted(w.at for w in speech.words)
