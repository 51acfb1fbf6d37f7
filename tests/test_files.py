"""Publishing, the folder lock, and what the disk's refusals turn into."""

from __future__ import annotations

import errno
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vidgen.errors import Exit, LockedError, StorageError
from vidgen.files import PART, WORK, only_writer, publish, storage, work_folder, write_text


def left_over(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(PART)]


def test_what_is_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    digest = write_text(tmp_path / "deep" / "a.json", "价格 199")
    assert (tmp_path / "deep" / "a.json").read_text(encoding="utf-8") == "价格 199"
    assert re.fullmatch("[0-9a-f]{64}", digest)
    assert not left_over(tmp_path)


def test_publishing_replaces_the_old_file_whole(tmp_path: Path) -> None:
    final = tmp_path / "film.mp4"
    final.write_bytes(b"old")
    with work_folder(tmp_path) as work:
        (work / "new").write_bytes(b"new film")
        assert final.read_bytes() == b"old"
        publish(work / "new", final)
    assert final.read_bytes() == b"new film"
    assert not left_over(tmp_path)


def test_a_work_folder_goes_away_when_the_work_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with work_folder(tmp_path) as work:
            (work / "half").write_bytes(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not left_over(tmp_path)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "not permitted"),
        (errno.EIO, "reports an error"),
        (errno.EDQUOT, "quota"),
    ],
)
def test_refusals_become_one_line(tmp_path: Path, number: int, word: str) -> None:
    with pytest.raises(StorageError, match=word) as caught, storage(tmp_path):
        raise OSError(number, os.strerror(number))
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == Exit.STORAGE


def test_other_errors_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError), storage(tmp_path):
        raise ConnectionResetError(errno.ECONNRESET, "reset")


def test_a_file_where_a_folder_is_needed(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StorageError, match="a file stands where a folder is needed"):
        write_text(tmp_path / "out" / "a.json", "x")
    with pytest.raises(StorageError, match="a file stands"), only_writer(tmp_path / "out"):
        pass


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    final = tmp_path / "script.json"
    write_text(final, "old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StorageError, match="size limit"):
            write_text(final, "new " * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert final.read_text() == "old"
    assert not left_over(tmp_path)


HOLD = """
import sys, time
from pathlib import Path
from vidgen.files import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_writer_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        told = f"process {holder.pid} on "
        with pytest.raises(LockedError, match=told) as caught, only_writer(tmp_path):
            pass
        assert caught.value.exit_code == Exit.LOCKED
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with only_writer(tmp_path):
            assert str(os.getpid()) in (tmp_path / WORK / "lock").read_text()


def test_the_next_writer_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / WORK / f"x{PART}").mkdir(parents=True)
    (tmp_path / WORK / f"x{PART}" / "film.mp4").write_bytes(b"half")
    (tmp_path / f".abc{PART}").write_text("half")
    (tmp_path / "film.mp4").write_bytes(b"whole")
    with only_writer(tmp_path):
        assert not left_over(tmp_path)
    assert (tmp_path / "film.mp4").read_bytes() == b"whole"
