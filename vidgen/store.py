"""The store: effects made once, kept by what they were made from.

    <root>/objects/ab/abcd…/data.mp4   what was made
                            meta.json  its length, SHA-256, step and key: the entry describes itself

An entry is complete or absent: it is filled in a private folder and renamed into place. Every read
checks length and SHA-256; what does not match is moved to <root>/damaged and made again. Many
processes may share one store; per key, one makes while the others wait.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from vidgen.files import storage, write_text

_LAYOUT = 1


@dataclass(frozen=True)
class Store:
    """A content-addressed folder of at most `limit` bytes (the least recently used go first)."""

    root: Path
    limit: int = 8 * 1024**3

    def once(self, what: str, key: str, make: Callable[[Path], None], suffix: str = "") -> Path:
        """The file that `make` writes for (`what`, `key`), made now or found from before.

        `what` names the step; `key` must hold everything that decides the bytes. `make` is given a
        path that does not exist yet and writes the file there. Raises what `make` raises (nothing
        is kept then) and StorageError when the disk refuses.
        """
        entry = self._entry(what, key)
        with storage(self.root):
            found = self._read(entry, suffix)
            if found is not None:
                return found
            with self._alone(entry.name):
                found = self._read(entry, suffix)
                if found is None:
                    self._fill(entry, make, suffix, what, key)
                    found = entry / f"data{suffix}"
        return found

    def has(self, what: str, key: str) -> bool:
        """Whether the entry is there (its content is checked only when it is read)."""
        return (self._entry(what, key) / "meta.json").exists()

    def forget(self, what: str, key: str) -> None:
        """Drop one entry; it is made again when it is asked for."""
        shutil.rmtree(self._entry(what, key), ignore_errors=True)

    def prune(self) -> int:
        """Remove the least recently used entries until `limit` holds; returns bytes freed."""
        entries = []
        for meta in (self.root / "objects").glob("??/*/meta.json"):
            with suppress(OSError):
                size = sum(item.stat().st_size for item in meta.parent.iterdir())
                entries.append((meta.stat().st_mtime, size, meta.parent))
        over = sum(size for _, size, _ in entries) - self.limit
        freed = 0
        for _, size, entry in sorted(entries):
            if freed >= over:
                break
            shutil.rmtree(entry, ignore_errors=True)
            freed += size
        return freed

    def _entry(self, what: str, key: str) -> Path:
        name = hashlib.sha256(f"{_LAYOUT}\n{what}\n{key}".encode()).hexdigest()
        return self.root / "objects" / name[:2] / name

    def _read(self, entry: Path, suffix: str) -> Path | None:
        """The entry's file if all of it is there and right; a wrong one is put aside."""
        data, meta = entry / f"data{suffix}", entry / "meta.json"
        try:
            told = json.loads(meta.read_text(encoding="utf-8"))
            right = data.stat().st_size == told["bytes"] and _sha256(data) == told["sha256"]
        except FileNotFoundError:
            if not entry.exists():
                return None
            right = False
        except (ValueError, KeyError, TypeError):
            right = False
        if not right:
            self._put_aside(entry)
            return None
        with suppress(OSError):
            os.utime(meta)
        return data

    def _put_aside(self, entry: Path) -> None:
        damaged = self.root / "damaged"
        damaged.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(damaged / entry.name, ignore_errors=True)
        with suppress(OSError):
            os.replace(entry, damaged / entry.name)

    def _fill(
        self, entry: Path, make: Callable[[Path], None], suffix: str, what: str, key: str
    ) -> None:
        entry.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".new-", dir=entry.parent))
        try:
            data = work / f"data{suffix}"
            make(data)
            told = {"what": what, "key": key, "bytes": data.stat().st_size, "sha256": _sha256(data)}
            with data.open("rb") as file:
                os.fsync(file.fileno())
            for stray in work.iterdir():
                if stray != data:
                    stray.unlink()
            write_text(work / "meta.json", json.dumps(told, ensure_ascii=False))
            os.replace(work, entry)
        finally:
            shutil.rmtree(work, ignore_errors=True)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Hold this key's lock; it dies with the process."""
        locks = self.root / "locks"
        locks.mkdir(parents=True, exist_ok=True)
        with (locks / name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
