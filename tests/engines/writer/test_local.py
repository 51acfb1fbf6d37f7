"""The local writer with a tiny model of random weights: whatever it writes has the schema's form."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from vidgen.engines.writer import shelf
from vidgen.engines.writer.fetching import fetch
from vidgen.engines.writer.local import Transformers
from vidgen.errors import EngineError, EngineMissing, InputError
from vidgen.model.writing import Asked, Message, Models


def question(seed: int = 0, most: int = 30, words: str = "Say two lines.") -> Asked:
    text = {"type": "string", "minLength": 4, "maxLength": most}
    facts = {
        "type": "array",
        "items": {"type": "string", "enum": ["name", "attr.材质"]},
        "maxItems": 2,
    }
    line = {
        "type": "object",
        "properties": {"text": text, "facts": facts},
        "required": ["text", "facts"],
        "additionalProperties": False,
    }
    return Asked(
        messages=(
            Message(role="system", content="You are a writer."),
            Message(role="user", content=words),
        ),
        answer={
            "type": "object",
            "properties": {"hook.1": line, "end.1": line},
            "required": ["hook.1", "end.1"],
            "additionalProperties": False,
        },
        tokens=400,
        seed=seed,
    )


def check(text: str, most: int = 30) -> None:
    told: dict[str, Any] = json.loads(text)
    assert list(told) == ["hook.1", "end.1"]
    for line in told.values():
        assert 4 <= len(line["text"]) <= most
        assert set(line["facts"]) <= {"name", "attr.材质"}


def test_even_random_weights_write_what_the_schema_asks_for(tiny_model: Path) -> None:
    models = Models(local=str(tiny_model), device="cpu")
    asked = [question(seed) for seed in range(20)]
    replies = Transformers().replies(asked, models)
    for reply in replies:
        check(reply.text)
        assert 0 < reply.tokens_out <= 400
        assert reply.tokens_in > 10
    assert len({reply.text for reply in replies}) == 20


def test_a_reply_does_not_depend_on_its_batch(tiny_model: Path) -> None:
    asked = [question(seed, most=20 + seed, words="Say. " * (seed + 1)) for seed in range(5)]
    alone = Models(local=str(tiny_model), device="cpu", batch=1)
    together = Models(local=str(tiny_model), device="cpu", batch=4)
    one = [reply.text for reply in Transformers().replies(asked, alone)]
    assert one == [reply.text for reply in Transformers().replies(asked, together)]


def test_a_reply_that_runs_out_of_tokens_is_cut_off(tiny_model: Path) -> None:
    asked = question().model_copy(update={"tokens": 8})
    reply = Transformers().replies([asked], Models(local=str(tiny_model), device="cpu"))[0]
    assert reply.tokens_out == 8


def test_a_model_without_a_chat_template(tiny_model: Path, tmp_path: Path) -> None:
    folder = copied(tiny_model, tmp_path)
    (folder / "chat_template.jinja").unlink()
    check(Transformers().replies([question()], Models(local=str(folder), device="cpu"))[0].text)


def test_a_template_that_knows_no_system_turn(tiny_model: Path, tmp_path: Path) -> None:
    folder = copied(tiny_model, tmp_path)
    (folder / "chat_template.jinja").write_text(
        "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no') }}{% endif %}"
        "{{ m.content }}{% endfor %}",
        encoding="utf-8",
    )
    check(Transformers().replies([question()], Models(local=str(folder), device="cpu"))[0].text)


def test_a_prompt_longer_than_the_context(tiny_model: Path, tmp_path: Path) -> None:
    folder = copied(tiny_model, tmp_path)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(
        json.dumps({**config, "max_position_embeddings": 32}), encoding="utf-8"
    )
    models = Models(local=str(folder), device="cpu")
    with pytest.raises(EngineError, match="its context of 32 tokens is too short"):
        Transformers().replies([question(words="Say it. " * 30)], models)


def test_code_that_came_with_a_model_does_not_run(tiny_model: Path, tmp_path: Path) -> None:
    folder = copied(tiny_model, tmp_path)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config |= {
        "model_type": "strange",
        "auto_map": {"AutoConfig": "evil.Evil", "AutoModelForCausalLM": "evil.Evil"},
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    trap = tmp_path / "it ran"
    (folder / "evil.py").write_text(
        f"open({str(trap)!r}, 'w')\nclass Evil: pass\n", encoding="utf-8"
    )
    with pytest.raises(EngineError, match="cannot be loaded"):
        Transformers().replies([question()], Models(local=str(folder), device="cpu"))
    assert not trap.exists()


def test_weights_that_are_cut_off(tiny_model: Path, tmp_path: Path) -> None:
    folder = copied(tiny_model, tmp_path)
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:500])
    with pytest.raises(EngineError, match="cannot be loaded"):
        Transformers().replies([question()], Models(local=str(folder), device="cpu"))


def test_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    for local, what in (
        ("", "set VIDGEN_MODEL"),
        ("owner/name", "vidgen models fetch owner/name"),
        (str(tmp_path), "holds no whole causal language model"),
    ):
        with pytest.raises(EngineMissing, match=what):
            Transformers().identity(Models(local=local))


def test_packages_that_are_not_there(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "PACKAGES", ("torch", "nowhere_to_be_found"))
    with pytest.raises(
        EngineMissing, match=r"needs nowhere_to_be_found: pip install 'vidgen\[models\]'"
    ):
        Transformers().replies([question()], Models(local=str(tiny_model)))


def test_models_in_the_hubs_cache_are_found_when_they_are_whole(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    for name in ("models--a--whole", "models--b--part", "models--c--pinned"):
        shutil.copytree(tiny_model, tmp_path / name / "snapshots" / "abc")
    (tmp_path / "models--a--whole" / "refs").mkdir()
    (tmp_path / "models--a--whole" / "refs" / "main").write_text("abc", encoding="utf-8")
    (tmp_path / "models--b--part" / "snapshots" / "abc" / "model.safetensors").unlink()
    assert [name for name, _ in shelf.on_disk()] == ["a/whole", "c/pinned"]
    assert Transformers().identity(Models(local="a/whole")) == "transformers:a/whole"
    assert Transformers().identity(Models(local=str(tiny_model))) == "transformers:tiny"


def test_the_fingerprint_follows_the_files(tiny_model: Path, tmp_path: Path) -> None:
    folder = copied(tiny_model, tmp_path)
    models = Models(local=str(folder))
    before = Transformers().fingerprint(models)
    assert before == Transformers().fingerprint(models)
    (folder / "chat_template.jinja").write_text("other", encoding="utf-8")
    assert before != Transformers().fingerprint(models)


def test_fetching_offline_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(EngineError, match="the hub cannot be reached for owner/name"):
        fetch("owner/name")


@pytest.mark.parametrize("name", ["", "name", "../etc/passwd", "a/b/c", "https://x/y", "a/b@"])
def test_what_is_no_hub_id(name: str) -> None:
    with pytest.raises(InputError, match="is no hub id"):
        fetch(name)


def copied(model: Path, to: Path) -> Path:
    return Path(shutil.copytree(model, to / "copy"))
