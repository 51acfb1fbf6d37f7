"""The journal: whole after any kill, and honest about damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from vidgen.batch import journal
from vidgen.batch.journal import Journal, Read, line_of, parse, path_of, read
from vidgen.errors import DamageError, StorageError

WHERE = Path("out/.vidgen/journal.jsonl")

EVENTS = [{"ev": "started", "sku": f"连衣裙 {n}\n", "v": 1} for n in range(3)]
LINES = [line_of(event) for event in EVENTS]


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    book = Journal(tmp_path, read(tmp_path))
    book.write(*EVENTS[:2])
    book.close()
    book = Journal(tmp_path, read(tmp_path))
    book.write(EVENTS[2])
    book.close()
    found = read(tmp_path).events
    assert [event["sku"] for event in found] == [event["sku"] for event in EVENTS]
    assert [event["seq"] for event in found] == [1, 2, 3]
    assert path_of(tmp_path).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("at", range(len(b"".join(LINES)) + 1))
def test_torn_at_any_byte_loses_the_last_line_alone(at: int, tmp_path: Path) -> None:
    whole = b"".join(LINES)
    path_of(tmp_path).parent.mkdir()
    path_of(tmp_path).write_bytes(whole[:at])
    found = read(tmp_path)
    complete = whole[:at].count(b"\n")
    assert list(found.events) == EVENTS[:complete]
    assert bool(found.note) == (at != found.end)
    book = Journal(tmp_path, found)
    book.write({"ev": "end"})
    book.close()
    again = read(tmp_path)
    assert len(again.events) == complete + 1
    assert not again.note


@pytest.mark.parametrize("at", range(0, len(LINES[0] + LINES[1]), 7))
def test_damage_before_the_last_line_is_named(at: int) -> None:
    content = bytearray(b"".join(LINES))
    content[at] ^= 0x20
    with pytest.raises(DamageError, match=r"journal\.jsonl, line [12]: .*vidgen repair out"):
        parse(bytes(content), WHERE)


def test_a_last_line_with_wrong_bytes_is_dropped() -> None:
    content = b"".join(LINES)[:-5] + b"\0\0\0\0\n"
    found = parse(content, WHERE)
    assert list(found.events) == EVENTS[:2]
    assert "torn" in found.note


def test_a_newer_journal_is_not_guessed_at() -> None:
    with pytest.raises(DamageError, match="newer vidgen"):
        parse(line_of({"v": journal.VERSION + 1, "ev": "done"}), WHERE)


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    path_of(tmp_path).parent.mkdir()
    path_of(tmp_path).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="a link stands where a file of ours is needed"):
        Journal(tmp_path, Read(()))
    assert not (tmp_path / "elsewhere").exists()
