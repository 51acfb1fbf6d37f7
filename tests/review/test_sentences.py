"""What the review finds in sentences written before its rules; run with -s to see the figures.

`held_out.tsv` is for measuring only: no rule is to be written for a sentence of it. Author of
sentences and rules is the same, so the figures are kinder than life (docs/review.md).
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from vidgen.library import Library
from vidgen.model.review import REGIONS, Text, Words
from vidgen.settings import load
from vidgen.stages.claims import second_look
from vidgen.stages.review import review
from vidgen.store import Store
from vidgen.studio.asking import Jury
from vidgen.studio.steps import nobody

HERE = Path(__file__).parent
LEAST = 0.95


@dataclass(frozen=True)
class Row:
    """A sentence, what it is (clean, literal, disguised, paraphrase), and what the looks say."""

    label: str
    sentence: str
    first: bool
    second: bool


def rows(half: str, words: Words) -> list[Row]:
    """Both looks at every sentence of one half."""
    with (HERE / f"{half}.tsv").open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_looked(row, words) for row in given]


def _looked(row: dict[str, str], words: Words) -> Row:
    text = (Text(where="", text=row["sentence"]),)
    region = next(region for region in REGIONS if region == row["region"])
    hits = review(text, words.rules, region=region, category=row["category"])
    first = any(hit.severity != "review" for hit in hits)
    return Row(row["label"], row["sentence"], first, bool(second_look(text, words.claims)))


@pytest.fixture(scope="module")
def words() -> Words:
    """The shipped rules."""
    return Library().words()


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_literal_and_disguised_wording_is_found(half: str, words: Words) -> None:
    looked = rows(half, words)
    wrong = [row for row in looked if row.label in ("literal", "disguised")]
    clean = [row for row in looked if row.label == "clean"]
    found = sum(row.first for row in wrong)
    alarms = sum(row.first for row in clean)
    recall, precision = found / len(wrong), found / (found + alarms)
    print(f"\n{half}: recall {found}/{len(wrong)} = {recall:.2f}, precision {precision:.2f}")
    assert recall >= LEAST
    assert precision >= LEAST


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_the_figures_of_paraphrase_are_told(half: str, words: Words) -> None:
    looked = rows(half, words)
    hidden = [row for row in looked if row.label == "paraphrase"]
    clean = [row for row in looked if row.label == "clean"]
    for name in ("first", "second"):
        found, alarms = (sum(getattr(row, name) for row in group) for group in (hidden, clean))
        told = f"paraphrase {found}/{len(hidden)}, false alarms {alarms}/{len(clean)}"
        print(f"\n{half}, {name} look: {told}")
    assert sum(row.second for row in clean) <= 0.05 * len(clean)


def test_the_figures_of_a_model_that_is_asked_are_told(
    words: Words, tiny_model: Path, tmp_path: Path
) -> None:
    """With `ASK=openai:MODEL` (or transformers:PATH) a real model is measured on the whole half.

    Else every ninth sentence is put to a tiny one of random weights: that shows that all are asked
    and answered, and its figures are worth nothing.
    """
    spec = os.environ.get("ASK", f"transformers:{tiny_model}")
    looked = [row for row in rows("held_out", words) if row.label in ("paraphrase", "clean")]
    looked = looked if "ASK" in os.environ else looked[::9]
    texts = {row: Text(where="", text=row.sentence) for row in looked}
    models = load(tmp_path, {}, os.environ).models
    ask = Jury(Store(tmp_path / "store"), models, nobody).ask(spec, texts.values(), words.claims)
    assert ask is not None
    found = {row: second_look((text,), words.claims, ask) for row, text in texts.items()}
    assert {hit.severity for hits in found.values() for hit in hits} <= {"warn"}
    told = {
        label: [bool(found[row]) for row in looked if row.label == label]
        for label in ("paraphrase", "clean")
    }
    hits, alarms = (f"{sum(told[label])}/{len(told[label])}" for label in ("paraphrase", "clean"))
    print(f"\nheld_out, asked of {spec}: paraphrase {hits}, false alarms {alarms}")


def test_the_halves_share_no_sentence(words: Words) -> None:
    dev, held_out = ({row.sentence for row in rows(half, words)} for half in ("dev", "held_out"))
    assert not dev & held_out
    assert len(dev) + len(held_out) >= 300
