"""The journal: what happened in a batch, one line an event, each with its own checksum.

    <out>/.vidgen/journal.jsonl   {"v":1,"seq":7,"run":"…","wall":"…","ev":"done",…,"crc32":"…"}

Events: `run`, `planned`, `started`, `retry`, the ends (`done`, `failed`, `skipped`, `quarantined`),
`interrupted`, `end`. Lines are only ever appended, by the one process that holds the folder. A last
line that a kill or a full disk tore is dropped; damage before it is named (DamageError), because
what stands there cannot be guessed: `vidgen repair` rebuilds it from what was delivered.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vidgen.errors import DamageError
from vidgen.files import WORK, flush, storage

VERSION = 1

NAME = "journal.jsonl"

Event = Mapping[str, Any]

_CHECK = b',"crc32":"'
_TAIL = len(_CHECK) + 8 + len(b'"}')


@dataclass(frozen=True)
class Read:
    """The events of a journal; `end` is where the last whole line ends, `note` says what was
    dropped after it ("" for nothing)."""

    events: tuple[Event, ...]
    end: int = 0
    note: str = ""


def path_of(out: Path) -> Path:
    """Where the journal of a batch lies."""
    return out / WORK / NAME


def line_of(event: Event) -> bytes:
    """An event as a line of the journal."""
    body = json.dumps(event, ensure_ascii=True, separators=(",", ":")).encode()[:-1]
    return body + _CHECK + f'{zlib.crc32(body):08x}"}}\n'.encode()


def event_of(line: bytes) -> Event | None:
    """The event in a line (without its end), or None when the line is not as it was written."""
    body, check = line[:-_TAIL], line[-_TAIL:]
    if check != _CHECK + f'{zlib.crc32(body):08x}"}}'.encode():
        return None
    try:
        told: Event = json.loads(body + b"}")
        return told if type(told["v"]) is int else None
    except (ValueError, LookupError, TypeError):
        # The sum is right and the line is not ours: somebody else wrote it.
        return None


def parse(content: bytes, where: Path) -> Read:
    """The events in a journal's bytes.

    Raises DamageError when a line before the last is damaged, or a newer vidgen wrote it.
    """
    events: list[Event] = []
    at = 0
    while at < len(content):
        stop = content.find(b"\n", at)
        line = content[at : stop if stop >= 0 else len(content)]
        event = event_of(line) if stop >= 0 else None
        if event is None:
            if 0 <= stop < len(content) - 1:
                hint = f"`vidgen repair {where.parent.parent}` rebuilds it from what was delivered"
                raise DamageError(f"{where}, line {len(events) + 1}: is damaged ({hint})")
            note = f"{where}: its last line was torn when a run was killed; it is dropped"
            return Read(tuple(events), at, note)
        if event["v"] > VERSION:
            raise DamageError(f"{where}: comes from a newer vidgen (update vidgen)")
        events.append(event)
        at = stop + 1
    return Read(tuple(events), at)


def read(out: Path) -> Read:
    """The journal of a batch; no events where there is none yet."""
    path = path_of(out)
    with storage(path):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return Read(())
    return parse(content, path)


class Journal:
    """Appends events; only for the one writer of the folder. Closed by leaving it."""

    def __init__(self, out: Path, before: Read) -> None:
        """Open for appending after `before`, dropping a torn line. StorageError as `files`."""
        self._path = path_of(out)
        self._seq = len(before.events)
        self.run = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        with storage(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
            self._handle = os.open(self._path, flags, 0o600)
            os.ftruncate(self._handle, before.end)
            flush(self._path.parent)

    def write(self, *events: Event, sync: bool = True) -> None:
        """Append events; with `sync`, wait once until all of them are on the disk."""
        self.write_all(events, sync=sync)

    def write_all(self, events: Iterable[Event], *, sync: bool = True) -> None:
        """As `write`."""
        wall = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        lines = bytearray()
        for event in events:
            self._seq += 1
            head = {"v": VERSION, "seq": self._seq, "run": self.run, "wall": wall}
            lines += line_of({**head, **event})
        with storage(self._path):
            _write(self._handle, lines)
            if sync:
                os.fsync(self._handle)

    def close(self) -> None:
        """Nothing more is written."""
        os.close(self._handle)


def _write(handle: int, lines: bytes | bytearray) -> None:
    """All of it: a disk that fills up takes a part first and refuses the rest."""
    left = memoryview(lines)
    while left:
        left = left[os.write(handle, left) :]
