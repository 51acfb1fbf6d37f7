"""`vidgen make "white linen dress, $39.90"`: a film from one sentence and a folder of photos."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vidgen.cli import ordering
from vidgen.errors import InputError
from vidgen.settings import Settings

Run = Callable[..., subprocess.CompletedProcess[str]]

DRESS = "white linen dress for summer commutes, $39.90"


def value(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_film_from_a_sentence_and_photos(vidgen: Run, mug: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = "Enamel camp mug by White Tower, 12 oz, $18, works over an open flame"
    how = ("--length", "6", "--aspect", "1:1", "--quality", "draft", "--mood", "none")
    done = vidgen("make", said, "--media", mug.parent, "-o", out, *how)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0] == (
        "understood: Enamel camp mug · 18 USD · brand White Tower · Size 12 oz · "
        "Material Enamel · “works over an open flame”"
    )
    assert (out / "film_1x1.mp4").stat().st_size > 10_000
    product = value(out / "brief.json")["product"]
    assert (product["name"], product["price"]) == ("Enamel camp mug", "18")
    assert len(product["media"]) == 2


@pytest.mark.parametrize(
    ("sentence", "language", "price"),
    [("适合夏季通勤的白色连衣裙，199元，亚麻", "zh", "199元"), (DRESS, "en", "$39.90")],
)
def test_both_languages(
    sentence: str, language: str, price: str, shared_vidgen: Run, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = shared_vidgen("script", sentence, "-o", out)
    assert done.returncode == 0, done.stderr
    assert price in done.stdout
    assert value(out / "script.json")["language"] == language


def test_what_was_understood_can_be_edited(shared_vidgen: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert shared_vidgen("script", DRESS, "-o", out).returncode == 0
    brief = value(out / "brief.json")
    brief["product"]["name"] = "white linen shirt dress"
    (out / "brief.json").write_text(json.dumps(brief), encoding="utf-8")
    again = shared_vidgen("script", out / "brief.json", "-o", out)
    assert again.returncode == 0, again.stderr
    assert value(out / "script.json")["product_id"] == brief["product"]["id"]
    assert value(out / "brief.json")["product"]["name"] == "white linen shirt dress"
    other = shared_vidgen("script", "black linen dress, $39.90", "-o", out)
    assert other.returncode == 2
    assert "holds the film of another product" in other.stderr


@pytest.mark.parametrize(
    ("argument", "what"),
    [
        ("my dress.yaml", "my dress.yaml"),
        ("photos/dress", "photos/dress"),
        ("dress", "dress"),
        ("so nice and cheap", "names no product"),
        ("白" * 200 + "裙，" * 500, "at most 1,000"),
    ],
)
def test_mistakes_are_one_line(argument: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        ordering.product(Path(argument), None, None, None, Settings())
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_sentence_has_no_sku() -> None:
    with pytest.raises(InputError, match="--sku: a sentence tells of one product"):
        ordering.product(Path(DRESS), "a", None, None, Settings())
