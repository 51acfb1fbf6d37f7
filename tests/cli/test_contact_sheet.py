"""`vidgen sheet` on films that vidgen made: a picture, points, exit codes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, mug: Path, shared_vidgen: Run) -> Path:
    """A short film of the mug; treat it as read-only."""
    out = tmp_path_factory.mktemp("film")
    done = shared_vidgen("make", mug, "-o", out, "-a", "9:16", "-l", "8", "--quality", "draft")
    assert done.returncode == 0, done.stderr
    return out


def test_a_sheet_lies_beside_the_film(made: Path, vidgen: Run) -> None:
    done = vidgen("sheet", made / "film_9x16.mp4", "--columns", "4")
    assert done.returncode == 0, done.stderr
    cut = json.loads((made / "cut_9x16.json").read_text(encoding="utf-8"))
    with Image.open(made / "sheet_9x16.png") as picture:
        columns = min(4, len(cut["shots"]) + 1)
        assert picture.width == 12 + columns * (216 + 12)
        assert picture.width <= 2400


def test_points_for_people_and_for_machines(made: Path, vidgen: Run) -> None:
    done = vidgen("sheet", made / "film_9x16.mp4", "--score")
    assert done.returncode == 0, done.stderr
    for name in ("Poster frame*", "Contrast*", "Truth*", "total"):
        assert name in done.stdout
    told = json.loads(vidgen("sheet", made / "film_9x16.mp4", "--score", "--json").stdout)
    assert told["total"] == sum(point["score"] for point in told["points"])
    assert told["most"] == 24
    assert "Truth" not in told["failed"]
    assert "Safe zones" not in told["failed"]


def test_too_few_points_end_in_9(made: Path, vidgen: Run) -> None:
    done = vidgen("sheet", made / "film_9x16.mp4", "--least", "24", "--json")
    told = json.loads(done.stdout)
    if told["total"] < 24:
        assert done.returncode == 9
        assert "24 wanted" in done.stderr
    done = vidgen("sheet", made / "film_9x16.mp4", "--least", "0")
    assert done.returncode == (9 if told["failed"] else 0)


def test_points_need_the_cut(made: Path, vidgen: Run, tmp_path: Path) -> None:
    shutil.copy(made / "film_9x16.mp4", tmp_path / "lone.mp4")
    done = vidgen("sheet", tmp_path / "lone.mp4", "--score")
    assert done.returncode == 2
    assert "there is no cut_lone.json beside it" in done.stderr
    assert vidgen("sheet", tmp_path / "lone.mp4").returncode == 0
    assert (tmp_path / "sheet_lone.png").is_file()
    assert len(vidgen("sheet", tmp_path / "none.mp4").stderr.splitlines()) == 1
