"""`--variants`, `learn` and `--scenario auto`, as a user runs them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

FILM = ("--length", "6", "--platform", "tiktok", "--aspect", "9:16", "--quality", "draft")


@pytest.fixture(scope="module")
def made(
    mug: Path, shared_vidgen: Run, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Two variants of one film, finished, and what was said."""
    out = tmp_path_factory.mktemp("variants") / "out"
    done = shared_vidgen("make", mug, "-o", out, "--variants", "2", *FILM)
    assert done.returncode == 0, done.stderr
    return out, done


def test_every_variant_has_a_folder_of_its_name(
    made: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    out, done = made
    found = json.loads((out / "variants.json").read_text(encoding="utf-8"))
    names = found["names"]
    assert len(names) == 2
    assert names[0].startswith("a-pain-solution-")
    films = set()
    for name in names:
        assert name.endswith("-6s")
        bundle = json.loads((out / name / "bundle.json").read_text(encoding="utf-8"))
        assert bundle["variant"] == name
        assert name == f"{name[0]}-{bundle['scenario']}-{bundle['hook']}-{bundle['seconds']}s"
        films.add((out / name / "film_9x16.mp4").read_bytes())
        assert f"{out / name}/film_9x16.mp4" in done.stderr
    assert len(films) == 2
    (pair,) = found["pairs"]
    assert pair["distance"]["words"] >= 0.6
    assert pair["distance"]["steps"] >= 0.2
    assert f"{names[0]} and {names[1]} differ in " in done.stderr


def test_the_same_again_makes_the_same(
    made: tuple[Path, subprocess.CompletedProcess[str]], mug: Path, shared_vidgen: Run
) -> None:
    out, _ = made
    before = {path: path.read_bytes() for path in out.rglob("film_*.mp4")}
    done = shared_vidgen("make", mug, "-o", out, "--variants", "2", *FILM, "--json", "-j", "1")
    told = json.loads(done.stdout)
    assert [film["bundle"]["renders"][0]["made"] for film in told["films"]] == [0, 0]
    assert [Path(film["folder"]).name for film in told["films"]] == told["variants"]["names"]
    assert {path: path.read_bytes() for path in out.rglob("film_*.mp4")} == before


def test_results_of_variants_teach_what_to_tell_next(
    made: tuple[Path, subprocess.CompletedProcess[str]],
    mug: Path,
    shared_vidgen: Run,
    tmp_path: Path,
) -> None:
    out, _ = made
    a, b = json.loads((out / "variants.json").read_text(encoding="utf-8"))["names"]
    path = tmp_path / "results.csv"
    path.write_text(f"variant,views,完播率,clicks\n{a},4000,30%,80\n{b},4000,35%,200\nc,9,1%,10\n")
    done = shared_vidgen("learn", path, "--films", out)
    assert done.returncode == 3, "a row was refused"
    assert "line 4, clicks: 10 clicks of 9 views: more than there can be" in done.stderr
    assert "2 films, 8,000 views; clicks a view, 90 % intervals" in done.stdout
    assert "1 of 1 products have a winner" in done.stdout
    assert f"MG-01  {b}  5.00%" in done.stdout
    assert "not known yet" in done.stdout, "one film tells nothing of its scenario"
    learned = tmp_path / "learned.json"
    assert json.loads(learned.read_text(encoding="utf-8"))["kind"] == "learned.1"
    same = shared_vidgen("learn", path, "--films", out, "--json", "--learned", tmp_path / "l.json")
    assert json.loads(same.stdout)["learned"] == json.loads(learned.read_text(encoding="utf-8"))

    film = ("-o", tmp_path / "one", "--scenario", "auto", *FILM[:4])
    drawn = shared_vidgen("script", mug, *film, "--json", VIDGEN_LEARNED=str(learned))
    assert drawn.returncode == 0, drawn.stderr
    assert json.loads(drawn.stdout)["scenario"] != "reviews", "there is none to quote"


def test_wrong_orders_are_one_line(mug: Path, vidgen: Run, tmp_path: Path) -> None:
    out = ("-o", tmp_path / "out")
    many = vidgen("script", mug, *out, "--variants", "13")
    assert (many.returncode, many.stdout) == (2, "")
    assert many.stderr.strip().endswith("--variants: 13 is not a number from 1 to 12")
    gone = vidgen("script", mug, *out, "--scenario", "auto", VIDGEN_LEARNED="nowhere.json")
    assert gone.returncode == 5
    assert "nowhere.json: cannot be read" in gone.stderr
    none = vidgen("learn", tmp_path / "results.csv")
    assert none.returncode == 2
    assert "cannot be read" in none.stderr
