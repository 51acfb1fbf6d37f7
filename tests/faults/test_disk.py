"""A disk that refuses: one line, exit code 7, nothing torn, and the same command goes on later."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vidgen import files
from vidgen.errors import Exit, StorageError
from vidgen.files import only_writer, work_folder, write_text
from vidgen.store import Store

FILM = ["--length", "6", "--quality", "draft", "--platform", "tiktok", "--aspect", "1:1"]


def make(
    product: Path, out: Path, store: Path, limit: int | None
) -> subprocess.CompletedProcess[str]:
    """`vidgen make` in a process that may write no file larger than `limit` bytes."""

    def restrict() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "vidgen", "make", str(product), "-o", str(out), *FILM],
        env={**os.environ, "VIDGEN_STORE": str(store)},
        preexec_fn=restrict,
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The one line in which a run that the disk stopped says so."""
    assert done.returncode == Exit.STORAGE, done.stderr
    assert "Traceback" not in done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("vidgen: error: ")]
    return line


def test_f07_files_that_cannot_grow(mug: Path, tmp_path: Path) -> None:
    """From the first small file to the last large one, each limit stops another step."""
    out, store = tmp_path / "out", tmp_path / "store"
    for limit in (1_000, 50_000, 400_000, 1_500_000):
        told = refusal(make(mug, out, store, limit))
        assert "the file size limit is reached: raise it and run the same command again" in told
        assert not list(out.glob("*.mp4"))
        assert not list(tmp_path.rglob("*.part"))
        for path in out.glob("*.json"):
            json.loads(path.read_text(encoding="utf-8"))
    assert make(mug, out, store, None).returncode == 0
    assert (out / "film_1x1.mp4").exists()


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("unshare"), reason="mounting a small disk needs root"
)
@pytest.mark.parametrize("kilobytes", [100, 1500, 5000])
def test_f07_a_disk_that_is_full(mug: Path, tmp_path: Path, kilobytes: int) -> None:
    """Output folder and store on a disk of this size, which the film does not fit on."""
    disk = tmp_path / "disk"
    disk.mkdir()
    vidgen = f"{sys.executable} -m vidgen make {mug} -o {disk}/out {' '.join(FILM)}"
    script = (
        f"mount -t tmpfs -o size={kilobytes}k tmpfs {disk} && VIDGEN_STORE={disk}/store {vidgen};"
        f' code=$?; find {disk} -name "*.part"; find {disk} -name "*.mp4" -path "*/out/*"; exit $code'
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, check=False
    )
    assert "the disk is full: free some space and run the same command again" in refusal(done)
    assert done.stdout == ""


@pytest.mark.parametrize("place", ["/sys/vidgen-test", "/proc/vidgen-test", "/dev/null"])
def test_f09_folders_that_cannot_be_written(mug: Path, tmp_path: Path, place: str) -> None:
    assert place in refusal(make(mug, Path(place), tmp_path / "store", None))
    assert place in refusal(make(mug, tmp_path / "out", Path(place), None))
    assert not list((tmp_path / "out").glob("*.mp4"))


CALLS = ("fsync", "replace", "open", "mkdir")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], list[int]]]:
    """Make the Nth of the operating system's calls that write fail as on a full disk."""

    def arm(nth: int) -> list[int]:
        count = [0]

        def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                count[0] += 1
                if count[0] == nth:
                    raise OSError(errno.ENOSPC, "No space left on device")
                return real(*arguments, **named)

            return call

        for name in CALLS:
            monkeypatch.setattr(os, name, wrap(getattr(os, name)))
        return count

    yield arm
    monkeypatch.undo()


def write_whole(target: Path) -> None:
    target.write_bytes(b"whole")


def one_film(folder: Path) -> None:
    """What a run does to the disk, without the film."""
    store = Store(folder / "store")
    with only_writer(folder / "out"), work_folder(folder / "out") as work:
        part = store.once("segment", "k", write_whole)
        film = work / "film.mp4"
        film.write_bytes(part.read_bytes())
        files.publish(film, folder / "out" / "film.mp4")
        write_text(folder / "out" / "bundle.json", "{}")
    store.prune()


def test_f07_every_single_call_may_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: Callable[[int], list[int]]
) -> None:
    """Fail the first call, then the second … until none is left to fail."""
    nth, failed = 0, 0
    while True:
        nth += 1
        folder = tmp_path / str(nth)
        folder.mkdir()
        count = failing(nth)
        try:
            one_film(folder)
        except StorageError:
            failed += 1
        finally:
            monkeypatch.undo()
        for name, whole in (("film.mp4", "whole"), ("bundle.json", "{}")):
            path = folder / "out" / name
            assert not path.exists() or path.read_text() == whole
        one_film(folder)
        assert (folder / "out" / "bundle.json").read_text() == "{}"
        assert not list(folder.rglob("*.part"))
        if count[0] < nth:
            break
    assert failed > 10
