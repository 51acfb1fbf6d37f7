"""The second look: by type of claim, by cues or by a model that is asked."""

from __future__ import annotations

from vidgen.library import Library
from vidgen.model.review import Text
from vidgen.stages.claims import second_look

CLAIMS = Library().words().claims


def test_a_hint_names_the_sentence_and_the_type() -> None:
    text = Text(where="here", text="杯身很轻。同行都追不上我们！")
    (hint,) = second_look([text], CLAIMS)
    assert hint.rule == "CLAIM-COMPARISON-1"
    assert hint.severity == "review"
    assert text.text[hint.start : hint.end] == hint.text == "同行都追不上我们"


def test_both_sides_of_a_claim_are_needed() -> None:
    assert second_look([Text(where="", text="别家也有这种颜色")], CLAIMS) == ()


def test_a_model_is_asked_every_question_instead() -> None:
    asked: list[tuple[str, str]] = []

    def ask(question: str, sentence: str) -> bool:
        asked.append((question, sentence))
        return "heals" in question

    (found,) = second_look([Text(where="", text="A cup of tea.")], CLAIMS, ask)
    assert (found.rule, found.severity) == ("CLAIM-CURE-1", "warn")
    assert asked == [(claim.question, "A cup of tea") for claim in CLAIMS]


def test_cues_decide_where_the_model_has_no_answer() -> None:
    text = Text(where="", text="Nobody comes close to ours! A cup of tea.")
    (hint,) = second_look([text], CLAIMS, lambda question, sentence: None)
    assert (hint.text, hint.severity) == ("Nobody comes close to ours", "review")


def test_a_models_no_silences_the_cues() -> None:
    text = Text(where="", text="Nobody comes close to ours!")
    assert second_look([text], CLAIMS, lambda question, sentence: False) == ()
