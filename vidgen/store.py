"""The store: effects made once, kept by what they were made from.

    <root>/objects/ab/abcd…/data.mp4   what was made
                            meta.json  its length, SHA-256, step and key: the entry describes itself
    <root>/blobs/ab/abcd….png          a file named by its own SHA-256, for nouns to point to

An entry is complete or absent: it is filled in a private folder and renamed into place. Every read
checks length and SHA-256; what does not match is moved to <root>/damaged and made again. Many
processes may share one store; per key, one makes while the others wait.

Nothing here is synced to the disk: what a power cut tears is seen by its digest and made again,
while waiting for the disk would cost a film of 30 s about half a second (measured, 3 ms a sync).
What is delivered, and the journal, are synced.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from vidgen.errors import StorageError
from vidgen.files import PART, sha256_of, storage

_LAYOUT = 1

_EMPTIED = 3
"""Times that an entry is begun again because its folder was removed while it was filled."""

_ABSENT = (FileNotFoundError, IsADirectoryError, NotADirectoryError)
"""What reading an entry raises when something else, or nothing, stands in its place."""


@dataclass(frozen=True)
class Store:
    """A content-addressed folder of at most `limit` bytes (the least recently used go first)."""

    root: Path
    limit: int = 8 * 1024**3

    def once(self, what: str, key: str, make: Callable[[Path], None], suffix: str = "") -> Path:
        """The file that `make` writes for (`what`, `key`), made now or found from before.

        `what` names the step; `key` must hold everything that decides the bytes. `make` is given a
        path that does not exist yet and writes the file there; again if somebody empties the store
        meanwhile. Raises what `make` raises (nothing is kept then) and StorageError when the disk
        refuses.
        """
        with storage(self.root):
            self._private()
            for _ in range(_EMPTIED):
                try:
                    return self._once(what, key, make, suffix)
                except (FileNotFoundError, StorageError) as error:
                    if not self.lost(error):
                        raise
            return self._once(what, key, make, suffix)

    def _once(self, what: str, key: str, make: Callable[[Path], None], suffix: str) -> Path:
        entry = self._entry(what, key)
        found = self._read(entry, suffix)
        if found is not None:
            return found
        with self._alone(entry.name):
            found = self._read(entry, suffix)
            if found is None:
                self._put_aside(entry)
                self._fill(entry, make, suffix, what, key)
                found = entry / f"data{suffix}"
        return found

    def told(
        self,
        what: str,
        key: str,
        make: Callable[[Path], None],
        blobs: Callable[[str], Iterable[Path]],
    ) -> str:
        """The text of a JSON file that `make` writes, as `once`.

        `blobs` finds in it the paths that `keep` returned; when one of them is gone or damaged, all
        of it is made again.
        """
        text = self._text(what, key, make)
        if all(self.holds(path) for path in blobs(text)):
            return text
        self.forget(what, key)
        return self._text(what, key, make)

    def _text(self, what: str, key: str, make: Callable[[Path], None]) -> str:
        for _ in range(_EMPTIED):
            # Another process may find damage and drop the entry before it is read here.
            with suppress(FileNotFoundError):
                return self.once(what, key, make, ".json").read_text(encoding="utf-8")
        return self.once(what, key, make, ".json").read_text(encoding="utf-8")

    def has(self, what: str, key: str) -> bool:
        """Whether the entry is there (its content is checked only when it is read)."""
        return (self._entry(what, key) / "meta.json").exists()

    def forget(self, what: str, key: str) -> None:
        """Drop one entry; it is made again when it is asked for."""
        shutil.rmtree(self._entry(what, key), ignore_errors=True)

    def keep(self, made: Path) -> Path:
        """Move a finished file into the store under its own SHA-256; returns where it lies.

        `made` must lie on the store's file system (`once` hands out such paths).
        """
        digest = sha256_of(made)
        kept = self.root / "blobs" / digest[:2] / f"{digest}{made.suffix}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        os.replace(made, kept)
        return kept

    def holds(self, kept: Path) -> bool:
        """Whether a path that `keep` returned is still there with the content it is named by."""
        try:
            right = sha256_of(kept) == kept.stem
        except _ABSENT:
            return False
        with suppress(OSError):
            os.utime(kept)
        return right

    def lost(self, error: BaseException) -> bool:
        """Whether an error comes of a file of this store that somebody removed meanwhile."""
        cause: BaseException | None = error
        while cause is not None:
            named = cause.filename if isinstance(cause, FileNotFoundError) else None
            if named and Path(os.fsdecode(named)).is_relative_to(self.root):
                return True
            cause = cause.__cause__ or cause.__context__
        return False

    def prune(self) -> int:
        """Remove the least recently used until `limit` holds; returns bytes freed.

        What killed runs left half-made goes first.
        """
        self._sweep()
        shelves = ("objects/??/*", "blobs/??/*", "damaged/*")
        found = (path for shelf in shelves for path in self.root.glob(shelf))
        kept = (path for path in found if path.suffix != PART)
        entries = sorted(entry for path in kept if (entry := _usage(path)) is not None)
        over = sum(size for _, size, _ in entries) - self.limit
        freed = 0
        for _, size, path in entries:
            if freed >= over:
                break
            _remove(path)
            freed += size
        return freed

    def _private(self) -> None:
        """Make the root where there is none: for this user alone, as products may be secret yet."""
        if not self.root.exists():
            self.root.parent.mkdir(parents=True, exist_ok=True)
            self.root.mkdir(mode=0o700, exist_ok=True)

    def _entry(self, what: str, key: str) -> Path:
        name = hashlib.sha256(f"{_LAYOUT}\n{what}\n{key}".encode()).hexdigest()
        return self.root / "objects" / name[:2] / name

    def _read(self, entry: Path, suffix: str) -> Path | None:
        """The entry's file if all of it is there and right, else None."""
        data, meta = entry / f"data{suffix}", entry / "meta.json"
        try:
            told = json.loads(meta.read_text(encoding="utf-8"))
            right = data.stat().st_size == told["bytes"] and sha256_of(data) == told["sha256"]
        except (*_ABSENT, ValueError, KeyError, TypeError):
            return None
        if not right:
            return None
        with suppress(OSError):
            os.utime(meta)
        return data

    def _put_aside(self, entry: Path) -> None:
        """Move a damaged entry, if there is one, to where it can be looked at."""
        if not entry.exists():
            return
        damaged = self.root / "damaged"
        damaged.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(damaged / entry.name, ignore_errors=True)
        os.replace(entry, damaged / entry.name)

    def _fill(
        self, entry: Path, make: Callable[[Path], None], suffix: str, what: str, key: str
    ) -> None:
        work = entry.with_name(entry.name + PART)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        try:
            data = work / f"data{suffix}"
            make(data)
            told = {
                "what": what,
                "key": key,
                "bytes": data.stat().st_size,
                "sha256": sha256_of(data),
            }
            for stray in work.iterdir():
                if stray != data:
                    _remove(stray)
            meta = json.dumps(told, ensure_ascii=False)
            (work / "meta.json").write_text(meta, encoding="utf-8")
            os.replace(work, entry)
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove half-made entries whose maker is gone: its lock can be taken."""
        for left in (self.root / "objects").glob(f"??/*{PART}"):
            with (self.root / "locks" / left.stem).open("w") as file, suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Hold this key's lock; it dies with the process."""
        locks = self.root / "locks"
        locks.mkdir(parents=True, exist_ok=True)
        with (locks / name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _usage(path: Path) -> tuple[float, int, Path] | None:
    """When an entry or blob was last used and its bytes; None if another process removed it."""
    try:
        stats = [item.stat() for item in ([path] if path.is_file() else path.iterdir())]
    except FileNotFoundError:
        return None
    used = max((stat.st_mtime for stat in stats), default=0.0)
    return used, sum(stat.st_size for stat in stats), path


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
