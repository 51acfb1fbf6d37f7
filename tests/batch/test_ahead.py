"""What runs ahead: a model's scripts are asked for once, in batches, before the renderers begin."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Endpoint
from vidgen.batch.ahead import wanted
from vidgen.settings import Settings

Vidgen = Callable[..., subprocess.CompletedProcess[str]]


Serve = Callable[[Callable[[dict[str, Any]], str]], Endpoint]


@pytest.fixture
def model(endpoint: Serve) -> Endpoint:
    """A model that answers every question with an empty object."""
    return endpoint(lambda body: "{}")


Written = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def written(model: Endpoint, mug: Path, shared_vidgen: Vidgen, tmp_path: Path) -> Written:
    """A batch of three rows that a model writes, two at a time, with further options."""
    shutil.copy(mug.parent / "mug.png", tmp_path)
    rows = [f"MG-{n},Enamel Mug {n},White Tower,1{n}.00,mug.png" for n in range(3)]
    text = "\n".join(["sku,title,brand,price,image", *rows, ""])
    (tmp_path / "goods.csv").write_text(text, encoding="utf-8")
    film = ("--length", "6", "--quality", "draft", "--platform", "tiktok", "--aspect", "1:1")
    command = ("batch", tmp_path / "goods.csv", "-o", tmp_path / "out", *film)
    url = model.models.url

    def run(*more: str, **environment: str) -> subprocess.CompletedProcess[str]:
        told = {"VIDGEN_OPENAI_URL": url, "VIDGEN_MODEL_BATCH": "2", **environment}
        return shared_vidgen(*command, "--writer", "openai:m", *more, **told)

    return run


def test_each_question_is_asked_once(model: Endpoint, written: Written) -> None:
    done = written()
    assert done.returncode == 0, done.stderr
    assert "3 done" in done.stderr
    asked = [json.dumps(body) for body in model.bodies]
    assert len(asked) >= 3
    assert len(asked) == len(set(asked)), "the workers find what was asked ahead of them"


@pytest.mark.parametrize(
    ("settings", "is_wanted"),
    [
        (Settings(), False),
        (Settings(voice="espeak:en-us"), False),
        (Settings(voice="edge"), True),
        (Settings(voice="auto"), True),
        (Settings(writer="openai:m"), True),
    ],
)
def test_only_what_comes_from_outside(settings: Settings, is_wanted: bool) -> None:
    assert wanted(settings) is is_wanted


def test_a48_no_row_begins_once_the_money_is_spent(written: Written, tmp_path: Path) -> None:
    """Each reply costs two: the first row spends more than one, so it is the only one."""
    price = {"VIDGEN_OPENAI_PRICE_IN": "1000000", "VIDGEN_OPENAI_PRICE_OUT": "1000000"}
    alone = written("--max-cost", "1")
    assert alone.returncode == 2
    assert "no price of a model is set" in alone.stderr
    stopped = written("--max-cost", "1", "--jobs", "1", **price)
    assert stopped.returncode == 9, stopped.stderr
    assert "2 rows left" in stopped.stderr
    assert states(tmp_path) == ["done", "pending", "pending"]
    assert written("--max-cost", "1000", **price).returncode == 0
    assert states(tmp_path) == ["done"] * 3


def states(folder: Path) -> list[str]:
    told = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    return sorted(row["state"] for row in told["rows"])
