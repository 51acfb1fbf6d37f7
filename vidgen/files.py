"""Publishing files: whole or not at all, and one writer per folder.

A file is written under a private name on the same file system, flushed to the disk, then renamed
over its final name; a reader sees the old file or the new one, never a torn one, whenever the
process is killed (reliability notes §4.2: 150 random kills, 0 torn).
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vidgen.errors import LockedError, StorageError

_REASONS = {
    errno.ENOSPC: "the disk is full: free some space and run the same command again",
    errno.EDQUOT: "the disk quota is used up: free some space and run the same command again",
    errno.EFBIG: "the file size limit is reached: raise it and run the same command again",
    errno.EROFS: "the file system is read-only: choose another folder",
    errno.EACCES: "not permitted to write here: choose another folder or mend its permissions",
    errno.EPERM: "not permitted to write here: choose another folder or mend its permissions",
    errno.ENOTDIR: "a file stands where a folder is needed: choose another folder",
    errno.EEXIST: "a file stands where a folder is needed: choose another folder",
    errno.EIO: "the disk reports an error: check it, then run the same command again",
}


@contextmanager
def storage(path: Path) -> Iterator[None]:
    """Turn an operating system's refusal to write at `path` into a StorageError."""
    try:
        yield
    except OSError as error:
        what = _REASONS.get(error.errno or 0)
        if what is None:
            raise
        raise StorageError(str(path), what) from error


def publish(work: Path, final: Path) -> None:
    """Move a finished file to its final name: flush it, rename it, flush the folder.

    `work` must lie on the same file system. Raises StorageError when the disk refuses.
    """
    with storage(final):
        final.parent.mkdir(parents=True, exist_ok=True)
        _flush(work)
        os.replace(work, final)
        _flush(final.parent)


def write_bytes(final: Path, content: bytes) -> str:
    """Publish `content` under `final`; returns its SHA-256 (hex)."""
    with storage(final):
        final.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{final.name}.", dir=final.parent)
        work = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            work.chmod(0o644)
            publish(work, final)
        finally:
            work.unlink(missing_ok=True)
    return hashlib.sha256(content).hexdigest()


def write_text(final: Path, text: str) -> str:
    """Publish `text` as UTF-8 under `final`; returns its SHA-256 (hex)."""
    return write_bytes(final, text.encode("utf-8"))


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A private folder under `folder`/.vidgen for one attempt, removed afterwards.

    Scratch folders that killed runs left there are removed first; a live run holds a lock on its
    own, so that nothing in use is touched.
    """
    base = folder / ".vidgen"
    with storage(base):
        base.mkdir(parents=True, exist_ok=True)
        _sweep(base)
        with tempfile.TemporaryDirectory(prefix="work-", dir=base) as name, _held(Path(name)):
            yield Path(name)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process; the lock dies with it. Raises LockedError when held."""
    with storage(folder):
        base = folder / ".vidgen"
        base.mkdir(parents=True, exist_ok=True)
        with (base / "lock").open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.seek(0)
                raise LockedError(
                    f"{folder}: another run is writing here ({file.read().strip()}): "
                    "wait for it, or choose another folder"
                ) from error
            file.truncate(0)
            file.write(f"process {os.getpid()} on {socket.gethostname()}")
            file.flush()
            yield


def _sweep(base: Path) -> None:
    """Remove scratch folders whose process is gone: their lock file can be taken."""
    for left in base.glob("work-*"):
        lock = left / ".alive"
        try:
            with lock.open("r+") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        for item in sorted(left.rglob("*"), reverse=True):
            item.rmdir() if item.is_dir() else item.unlink(missing_ok=True)
        left.rmdir()


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    with (folder / ".alive").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
