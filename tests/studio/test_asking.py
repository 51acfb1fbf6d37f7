"""The second look asked of models that answer, that misbehave, and that are gone."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vidgen.errors import EngineMissing, InputError
from vidgen.library import Library
from vidgen.model.review import Finding, Text
from vidgen.model.writing import Models
from vidgen.stages.claims import second_look, sentences
from vidgen.store import Store
from vidgen.studio.asking import Jury
from vidgen.studio.steps import Step

CLAIMS = Library().words().claims
TEXTS = (
    Text(where="a", text="Nobody comes close to ours. It holds 12 oz."),
    Text(where="b", text="泡一次就能扔掉拐杖！杯身很轻。"),
)
SENTENCES = 4

Serve = Callable[[Callable[[dict[str, Any]], str]], Any]


@pytest.fixture
def notes() -> list[str]:
    return []


@pytest.fixture
def jury(tmp_path: Path, notes: list[str]) -> Callable[[Models], Jury]:
    def watch(step: Step) -> None:
        notes.extend([step.note] if step.note else [])

    return lambda models: Jury(Store(tmp_path / "store"), models, watch)


def looked(jury: Jury, spec: str) -> tuple[Finding, ...]:
    return second_look(TEXTS, CLAIMS, jury.ask(spec, TEXTS, CLAIMS))


def sentence_of(body: dict[str, Any]) -> str:
    block = body["messages"][1]["content"].partition("<data>")[2].partition("</data>")[0]
    return str(json.loads(block)["sentence"])


def about_tea(body: dict[str, Any]) -> str:
    """A model that sees a cure in the sentence about crutches, and nothing else."""
    told = dict.fromkeys((claim.id for claim in CLAIMS), "no")
    return json.dumps(told | ({"CLAIM-CURE-1": "yes"} if "拐杖" in sentence_of(body) else {}))


def test_a_models_yes_is_a_warning_and_is_asked_for_once(
    endpoint: Serve, jury: Callable[[Models], Jury], notes: list[str]
) -> None:
    server = endpoint(about_tea)
    (found,) = looked(jury(server.models), "openai")
    assert (found.where, found.rule, found.severity) == ("b", "CLAIM-CURE-1", "warn")
    assert notes == [f"openai:m was asked about {SENTENCES} sentences"]
    body = server.bodies[0]
    assert body["temperature"] == 0
    assert body["response_format"]["type"] == "json_schema"
    assert looked(jury(server.models), "openai:m") == (found,)
    assert len(server.bodies) == SENTENCES, "kept replies are not asked for again"


def test_auto_asks_what_is_set_up_and_nobody_else(
    endpoint: Serve, jury: Callable[[Models], Jury], notes: list[str]
) -> None:
    assert looked(jury(Models()), "auto") == second_look(TEXTS, CLAIMS)
    assert notes == []
    (found,) = looked(jury(endpoint(about_tea).models), "auto")
    assert found.severity == "warn"


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "garbage",
        "{",
        "I'm sorry, I can't help with that.",
        "是",
        "<html>",
        "[]",
        '{"a": "yes"}',
    ],
)
def test_a_model_that_answers_nonsense_leaves_it_to_the_cues(
    reply: str, endpoint: Serve, jury: Callable[[Models], Jury], notes: list[str]
) -> None:
    server = endpoint(lambda body: reply)
    assert looked(jury(server.models), "openai") == second_look(TEXTS, CLAIMS)
    assert notes[-1].endswith(f"cues decide where it gave no answer: {SENTENCES} sentences")


def test_markdown_around_the_answer_is_seen_through(
    endpoint: Serve, jury: Callable[[Models], Jury]
) -> None:
    server = endpoint(lambda body: f"Here:\n```json\n{about_tea(body)}\n```")
    assert [found.rule for found in looked(jury(server.models), "openai")] == ["CLAIM-CURE-1"]


def test_a_model_that_is_gone_leaves_it_to_the_cues_and_that_is_said(
    jury: Callable[[Models], Jury], notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vidgen.engines.again._FIRST", 0.01)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = Models(url=f"http://127.0.0.1:{free.getsockname()[1]}/v1", remote="m")
    for spec in ("openai", "auto"):
        assert looked(jury(gone), spec) == second_look(TEXTS, CLAIMS)
        assert "could not be asked" in notes[-1]
        assert notes[-1].endswith("cues decide instead")


def test_a_real_local_model_is_held_to_yes_and_no(
    tiny_model: Path, jury: Callable[[Models], Jury], notes: list[str]
) -> None:
    models = Models(local=str(tiny_model), device="cpu", batch=3)
    ask = jury(models).ask("transformers", TEXTS, CLAIMS)
    assert ask is not None
    said = [sentence for text in TEXTS for _, sentence in sentences(text)]
    answers = {ask(claim.question, sentence) for claim in CLAIMS for sentence in said}
    assert answers <= {True, False}, "every question has an answer"
    assert notes[-1] == f"transformers:tiny was asked about {SENTENCES} sentences"


def test_who_there_is_not(jury: Callable[[Models], Jury]) -> None:
    for spec in ("composer", "gpt", "cuess"):
        with pytest.raises(InputError, match=r"--ask: .* answers nothing"):
            looked(jury(Models()), spec)
    with pytest.raises(EngineMissing, match="VIDGEN_OPENAI_MODEL"):
        looked(jury(Models()), "openai")
    assert jury(Models()).ask("cues", TEXTS, CLAIMS) is None
