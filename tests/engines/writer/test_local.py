"""A real causal model, untaught: its answers keep to the schema all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vidgen.engines.writer.local import Local, on_disk
from vidgen.errors import EngineMissing
from vidgen.model.writing import Ask, Message
from vidgen.stages.write import parse


def question(*ids: str, longest: int = 12) -> Ask:
    texts = {each: {"type": "string", "minLength": 2, "maxLength": longest} for each in ids}
    inner = {
        "type": "object",
        "properties": texts,
        "required": list(ids),
        "additionalProperties": False,
    }
    return Ask(
        messages=(
            Message(role="system", content="Write."),
            Message(role="user", content="A mug. 一只杯子。"),
        ),
        answer={
            "type": "object",
            "properties": {"lines": inner},
            "required": ["lines"],
            "additionalProperties": False,
        },
        most=400,
    )


def test_an_untaught_model_answers_in_the_schema(tiny_chat: Path) -> None:
    replies = Local(str(tiny_chat))([question("hook.1", "offer.1"), question("end.1")])
    for reply, ids in zip(replies, (["hook.1", "offer.1"], ["end.1"]), strict=True):
        assert list(json.loads(reply.text)["lines"]) == ids
        assert list(parse(reply.text)) == ids
        assert all(2 <= len(text) <= 12 for text in json.loads(reply.text)["lines"].values())
        assert reply.tokens_in > 10
        assert reply.tokens_out > 10


def test_the_same_question_gets_the_same_answer(tiny_chat: Path) -> None:
    asks = [question("a"), question("b", longest=30)]
    together = Local(str(tiny_chat))(asks)
    alone = [Local(str(tiny_chat))([each])[0] for each in asks]
    assert [each.text for each in together] == [each.text for each in alone]


def test_a_model_that_is_not_there() -> None:
    assert not on_disk("nowhere/at-all")
    with pytest.raises(EngineMissing, match="vidgen models"):
        Local("nowhere/at-all")


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "cook-book"}')
    with pytest.raises(EngineMissing, match="cannot be used") as caught:
        Local(str(tmp_path))([question("a")])
    assert "\n" not in str(caught.value)
