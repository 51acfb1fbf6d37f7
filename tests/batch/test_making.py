"""Making one row: which code it fails with, and whether the run goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen.batch import planning
from vidgen.batch.choosing import Choice
from vidgen.batch.job import Job
from vidgen.batch.keying import Digests, Keys, photos_of
from vidgen.batch.making import make
from vidgen.batch.past import Past
from vidgen.batch.planning import Planner
from vidgen.errors import (
    DamageError,
    EngineError,
    EngineMissing,
    Exit,
    InputError,
    LockedError,
    ReviewError,
    StorageError,
    VidgenError,
)
from vidgen.feeds.product_file import read as product_of
from vidgen.feeds.sheet import Understood
from vidgen.files import only_writer
from vidgen.library import Library
from vidgen.model.batch import Outcome
from vidgen.model.script import Brief
from vidgen.settings import Settings
from vidgen.store import Store
from vidgen.studio import Studio
from vidgen.studio.steps import nobody


@pytest.fixture
def job(mug: Path) -> Job:
    brief = Brief(
        product=product_of(mug), scenario=Library().scenario("pain-solution"), language="en"
    )
    photos = {"photos": photos_of(brief, Digests())}
    row = Outcome(sku="S", name="Mug", key="k", folder="s", source="goods.csv, line 2")
    return Job(brief=brief, outcome=row.model_copy(update={"parts": photos}))


def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> Studio:
    """A studio that does this instead of a film."""
    monkeypatch.setattr(Studio, "make", lambda *_, **__: act())
    return Studio(Store(tmp_path / "store"), Library())


ENDS: tuple[tuple[BaseException, str, int], ...] = (
    (InputError("mug.png", "is missing"), "E_INPUT", 0),
    (ReviewError(("hook.1: untrue",)), "E_REVIEW", 0),
    (EngineMissing("espeak", "is not installed"), "E_MISSING", Exit.MISSING),
    (EngineError("edge", "refused"), "E_ENGINE", 0),
    (EngineError("edge", "is down", retry=True), "E_SERVICE", 0),
    (StorageError("out", "the disk is full"), "E_STORAGE", Exit.STORAGE),
    (LockedError("s is in use"), "E_LOCKED", 0),
    (DamageError("film.mp4: is torn"), "E_DAMAGED", 0),
    (ZeroDivisionError("ours"), "E_BUG", 0),
    (SystemExit("a library's"), "E_BUG", 0),
)


@pytest.mark.parametrize(("error", "code", "stop"), ENDS)
def test_the_code_of_a_row_by_what_failed_it(
    job: Job,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: str,
    stop: int,
) -> None:
    """Code, row, cause; a bug of ours keeps its traceback beside the films, not in the message."""

    def act() -> None:
        raise error

    told = make(job, failing(tmp_path, monkeypatch, act), tmp_path / "out", nobody)
    assert (told.outcome.state, told.outcome.code, told.stop) == ("failed", code, stop)
    assert "\n" not in told.outcome.error
    if isinstance(error, VidgenError):
        assert told.outcome.error == str(error)
    else:
        assert told.outcome.error.startswith("goods.csv, line 2: ")
        assert (tmp_path / "out" / ".vidgen" / "errors" / "k.txt").is_file()


def test_a_folder_in_use_is_told_by_its_own_code(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = failing(tmp_path, monkeypatch, lambda: pytest.fail("made in a folder in use"))
    with only_writer(tmp_path / "out" / "s"):
        assert make(job, studio, tmp_path / "out", nobody).outcome.code == "E_LOCKED"


def test_photos_that_change_meanwhile_are_told_by_their_own_code(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the row then fails with is no fault of its own: the same command makes it later."""
    planned = job.outcome.model_copy(update={"parts": {"photos": "those of the plan"}})
    changed = Job(brief=job.brief, outcome=planned)

    def act() -> None:
        raise InputError("mug.png", "is missing")

    for studio in (
        failing(tmp_path, monkeypatch, act),
        failing(tmp_path, monkeypatch, lambda: None),
    ):
        told = make(changed, studio, tmp_path / "out", nobody)
        assert (told.outcome.code, told.stop) == ("E_CHANGED", 0)


def test_two_skus_of_one_folder_are_told_before_anything_is_made(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty-two bits of a digest can meet; here they always do."""
    monkeypatch.setattr(planning, "folder_of", lambda sku: "cup-00000000")
    entries = tuple(
        Understood(job.brief.product.model_copy(update={"id": sku, "source": f"line {sku}"}))
        for sku in ("A", "B")
    )
    keys = Keys(Settings())
    planner = Planner(
        lambda _: "",
        lambda product: job.brief.model_copy(update={"product": product}),
        keys,
        Past(),
        Choice(),
    )
    first, second = planner.plan(entries).rows
    assert first.job is not None
    assert (second.job, second.outcome.code) == (None, "E_FOLDER")
    assert second.outcome.error == "line B: 'B' and 'A' share a folder: rename one"
