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
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TextIO

from vidgen.errors import LockedError, StorageError

WORK = ".vidgen"
"""Name of vidgen's own corner in a folder it writes to."""

PART = ".part"
"""Ending of names that files and folders have only while they are made."""

_REASONS = {
    errno.ENOSPC: "the disk is full: free some space and run the same command again",
    errno.EDQUOT: "the disk quota is used up: free some space and run the same command again",
    errno.EFBIG: "the file size limit is reached: raise it and run the same command again",
    errno.EROFS: "the file system is read-only: choose another folder",
    errno.EACCES: "not permitted to write here: choose another folder or mend its permissions",
    errno.EPERM: "not permitted to write here: choose another folder or mend its permissions",
    errno.ENOTDIR: "a file stands where a folder is needed: choose another folder",
    errno.EEXIST: "a file stands where a folder is needed: choose another folder",
    errno.ENOENT: "this folder cannot be made: choose another",
    errno.ENAMETOOLONG: "the name is too long: choose a shorter one",
    errno.ELOOP: "a link stands where a file of ours is needed: remove it",
    errno.EIO: "the disk reports an error: check it, then run the same command again",
}


@contextmanager
def storage(path: Path) -> Iterator[None]:
    """Turn an operating system's refusal to write at `path` into a StorageError.

    Only for writing: a missing input must be looked for before.
    """
    try:
        yield
    except OSError as error:
        what = _REASONS.get(error.errno or 0)
        if what is None:
            raise
        raise StorageError(str(path), what) from error


def publish(work: Path, final: Path) -> None:
    """Move a finished file to its final name: flush it, rename it, flush the folder.

    A file that lies on another file system is copied beside its final name first. Raises
    StorageError when the disk refuses.
    """
    with storage(final):
        final.parent.mkdir(parents=True, exist_ok=True)
        flush(work)
        try:
            os.replace(work, final)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _replace_from_afar(work, final)
        flush(final.parent)


def _replace_from_afar(work: Path, final: Path) -> None:
    """What `os.replace` does, between file systems (EXDEV)."""
    near = final.with_name(f".{final.name}{PART}")
    try:
        shutil.copyfile(work, near)
        flush(near)
        os.replace(near, final)
    finally:
        near.unlink(missing_ok=True)
    work.unlink()


def write_bytes(final: Path, content: bytes) -> str:
    """Publish `content` under `final`; returns its SHA-256 (hex)."""
    with storage(final):
        final.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=final.parent)
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
def work_folder(folder: Path) -> Iterator[Path]:
    """A private folder on the file system of `folder`, to make files in; removed afterwards.

    What cannot be removed then is removed by the next writer of `folder`.
    """
    base = folder / WORK
    with storage(base):
        _own(base)
        name = tempfile.mkdtemp(suffix=PART, dir=base)
    try:
        yield Path(name)
    finally:
        shutil.rmtree(name, ignore_errors=True)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process; the lock dies with it. Raises LockedError when held.

    What killed runs left half-made in the folder is removed first.
    """
    with storage(folder):
        base = folder / WORK
        _own(base)
        handle = os.open(base / "lock", os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        lock = os.fdopen(handle, "a+", encoding="utf-8")
    with lock:
        _take(lock, folder)
        with storage(folder):
            _sweep(folder)
        yield


def _own(base: Path) -> None:
    """Make our corner of a folder, or find it; StorageError when somebody put a link there."""
    base.mkdir(parents=True, exist_ok=True, mode=0o700)
    if base.is_symlink():
        what = "is a link, and what is written there would land elsewhere: remove it"
        raise StorageError(str(base), what)


def _take(lock: TextIO, folder: Path) -> None:
    """Lock the file and write into it who holds it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        raise LockedError(
            f"{folder}: another run is writing here ({lock.read().strip()}): "
            "wait for it, or choose another folder"
        ) from error
    with storage(folder):
        lock.truncate(0)
        lock.write(f"process {os.getpid()} on {socket.gethostname()}")
        lock.flush()


def _sweep(folder: Path) -> None:
    """Remove what killed runs left half-made; only the folder's one writer may call this."""
    for left in (*folder.glob(f".*{PART}"), *(folder / WORK).glob(f"*{PART}")):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes; raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def regular(path: Path) -> BufferedReader:
    """A regular file, open for reading; no part of its path may be a link.

    Raises OSError; a link, a folder, a pipe or a device is told as FileNotFoundError, so that
    nobody learns what lies where nothing may be read (reliability notes A5, A6, A8).
    """
    *folders, name = path.absolute().parts
    at = os.open(folders[0], _FOLDER)
    try:
        for part in folders[1:]:
            inner = os.open(part, _FOLDER, dir_fd=at)
            os.close(at)
            at = inner
        if not stat.S_ISREG(os.stat(name, dir_fd=at, follow_symlinks=False).st_mode):
            raise _missing(path)
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=at)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise _missing(path) from error
        raise
    except ValueError as error:  # a NUL, or half a surrogate pair
        raise _missing(path) from error
    finally:
        os.close(at)
    # It may have been changed for a pipe or a device in between.
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _missing(path)
    return open(handle, "rb")


_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW
"""How folders on the way are opened: where O_PATH is known, they need not be readable."""


def is_regular(path: Path) -> bool:
    """Whether `regular` would open it."""
    try:
        regular(path).close()
    except OSError:
        return False
    return True


def _missing(path: Path) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
