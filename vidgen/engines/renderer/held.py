"""held: files that libav writes in memory, and we on the disk."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def written(out: Path, content: bytes | bytearray | memoryview) -> str:
    """Write a file and return the SHA-256 (hex) of its bytes. Raises OSError when the disk refuses.

    Not by libav: it passes over some of what a disk refuses (reliability notes §0.1).
    """
    out.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


class Held:
    """A file that libav may open twice, as it does to put an mp4's index first."""

    def __init__(self) -> None:
        self.content = bytearray()

    def opened(self, *_: str | int | Mapping[str, Any]) -> _Opened:
        """The file, open once more at its beginning; takes what `io_open` of `av.open` is given."""
        return _Opened(self.content)


class _Opened(io.RawIOBase):
    def __init__(self, content: bytearray) -> None:
        self._content, self._at = content, 0

    def write(self, data: Any) -> int:
        end = self._at + len(data)
        self._content.extend(bytes(max(0, end - len(self._content))))
        self._content[self._at : end] = data
        self._at = end
        return len(data)

    def read(self, size: int = -1) -> bytes:
        end = self._at + size if size >= 0 else len(self._content)
        data = bytes(self._content[self._at : end])
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = (0, self._at, len(self._content))[whence]
        self._at = begin + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True
