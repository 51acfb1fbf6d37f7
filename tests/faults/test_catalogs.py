"""Catalogs and journals as they come: poison rows, torn lines, odd clocks, two runs at once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults import harness, refusing
from tests.faults.harness import Batch, complaints, delivered, states
from tests.figures import record
from vidgen.batch import journal
from vidgen.errors import DamageError

ROWS = int(os.environ.get("ROWS", "10"))


def said(batch: Batch) -> str:
    """What the last run in a child said."""
    return batch.store.with_name("log").read_text(encoding="utf-8", errors="replace")


def ordering(calm: Batch, folder: Path, lines: list[str] | bytes) -> Batch:
    """A batch of these lines of CSV, with the calm one's pictures, settings and store."""
    shutil.copytree(calm.catalog.parent, folder / "goods")
    path = folder / "goods" / "goods.csv"
    if isinstance(lines, bytes):
        path.write_bytes(lines)
    else:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Batch(path, folder / "out", calm.store, jobs=1)


HEAD = "sku,title,price,currency,image"


def outcomes(out: Path) -> list[dict[str, object]]:
    """The manifest's rows."""
    rows = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["rows"]
    return list(rows)


def test_f06_a_reader_that_goes_away(calm: Batch, tmp_path: Path) -> None:
    """`| head -c1`, a closed stdout, a terminal that can nothing: no traceback, no bars."""
    mine = Batch(calm.catalog, tmp_path / "out", calm.store, jobs=1, more=("--json",))
    command = " ".join(mine.command())
    for script in (f"{command} | head -c1; exit ${{PIPESTATUS[0]}}", f"{command} --force >&-"):
        environment = {**os.environ, "VIDGEN_STORE": str(calm.store), "TERM": "dumb"}
        done = subprocess.run(
            ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 141), done.stderr
        assert "Traceback" not in done.stderr
        assert "\x1b" not in done.stderr
        assert not complaints(mine.out)
    assert Batch(calm.catalog, mine.out, calm.store, 1).finish().process.returncode == 0
    assert delivered(mine.out) == delivered(calm.out)


def test_f14_two_batches_in_one_folder(calm: Batch, tmp_path: Path) -> None:
    """The second is told who holds it; the lock dies with its holder, however that ends."""
    mine = Batch(calm.catalog, tmp_path / "out", tmp_path / "store", jobs=1)
    first = mine.start()
    while "to make" not in first.said and first.process.poll() is None:
        time.sleep(0.02)
    second = mine.finish()
    assert second.process.returncode == 10, second.said
    first.process.send_signal(signal.SIGKILL)
    assert first.gone()
    assert f"process {first.process.pid} on " in second.said
    assert mine.finish().process.returncode == 0
    assert delivered(mine.out) == delivered(calm.out)


@harness.long
def test_f14_two_batches_on_one_store(calm: Batch, tmp_path: Path) -> None:
    """Both make the same rows at once, each in its own folder."""
    store = tmp_path / "store"
    runs = [Batch(calm.catalog, tmp_path / name, store, jobs=1).start() for name in ("a", "b")]
    assert [run.process.wait() for run in runs] == [0, 0]
    for name in ("a", "b"):
        assert delivered(tmp_path / name) == delivered(calm.out)
        assert not complaints(tmp_path / name)


def test_f16_a_journal_cut_at_every_byte(calm: Batch) -> None:
    """What was whole is read, what was torn is dropped and said; nothing is guessed."""
    content = journal.path_of(calm.out).read_bytes()
    whole = journal.parse(content, calm.out).events
    assert len(whole) > 5
    for end in range(len(content) + 1):
        read = journal.parse(content[:end], calm.out)
        lines = content[:end].count(b"\n")
        assert read.events == whole[:lines]
        assert bool(read.note) == (not content[:end].endswith(b"\n") and end > 0)


def test_f16_damage_in_the_middle_is_repaired_from_what_was_delivered(
    calm: Batch, tmp_path: Path
) -> None:
    """Code 11, nothing is touched; after `vidgen repair` nothing is made twice."""
    out = tmp_path / "out"
    shutil.copytree(calm.out, out)
    mine = Batch(calm.catalog, out, calm.store, jobs=1)
    path = journal.path_of(out)
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0x20
    path.write_bytes(content)
    with pytest.raises(DamageError, match="is damaged"):
        journal.read(out)
    assert refusing.in_child(mine) == 11
    assert "vidgen repair" in said(mine)
    assert path.read_bytes() == content
    repair = [*mine.command()[:3], "repair", str(out)]
    assert subprocess.run(repair, capture_output=True, check=False).returncode == 0
    assert refusing.in_child(mine) == 0
    assert "0 to make, 2 up to date" in said(mine)
    assert delivered(out) == delivered(calm.out)


@pytest.mark.parametrize("year", [1970, 2099])
def test_f17_no_clock_decides_what_is_made(calm: Batch, tmp_path: Path, year: int) -> None:
    """Every file as if of 1970 or 2099, the journal's times too: nothing is made again."""
    out = tmp_path / "out"
    shutil.copytree(calm.out, out)
    events = [{**event, "wall": f"{year}-01-01T00:00:00Z"} for event in journal.read(out).events]
    journal.path_of(out).write_bytes(
        b"".join(
            journal.line_of({name: value for name, value in event.items() if name != "crc32"})
            for event in events
        )
    )
    stamp = (year - 1970) * 31_557_600.0
    for path in (*out.rglob("*"), *calm.catalog.parent.rglob("*")):
        os.utime(path, (stamp, stamp))
    mine = Batch(calm.catalog, out, calm.store, jobs=1)
    assert refusing.in_child(mine) == 0, said(mine)
    assert "0 to make, 2 up to date" in said(mine)


def test_f21_a_sku_given_twice_is_made_once_and_told(calm: Batch, tmp_path: Path) -> None:
    first = "S-0,Cup 0,1.00,USD,p0.png"
    lines = [HEAD, first, first, "S-0,Another cup,2.00,USD,p1.png"]
    mine = ordering(calm, tmp_path, lines)
    code = refusing.in_child(mine)
    assert code == 3, said(mine)
    rows = outcomes(mine.out)
    assert [row["state"] for row in rows].count("done") == 1
    told = [row for row in rows if row["state"] == "failed"]
    assert told
    assert all(row["code"] and "S-0" in str(row["error"]) for row in told)
    assert not complaints(mine.out)
    done = [name for name in delivered(mine.out) if name.endswith(".mp4")]
    assert len(done) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 5),
        (HEAD.encode() + b"\n", 5),
        (b"colour,shoe size\nred,42\n", 5),
        (b"\xff\xfe\x00\xd8\x00\xd8", 5),
        (b"PK\x03\x04 not a workbook", 5),
    ],
    ids=["empty", "heading alone", "other columns", "no text", "no table"],
)
def test_f22_catalogs_that_are_none_start_nothing(
    calm: Batch, tmp_path: Path, content: bytes, code: int
) -> None:
    mine = ordering(calm, tmp_path, content)
    assert refusing.in_child(mine) in (code, 4), said(mine)
    assert "Traceback" not in said(mine)
    assert "vidgen: error: " in said(mine) or "E_" in said(mine)
    assert not delivered(mine.out)


def test_f22_a_row_of_five_megabytes_costs_itself_alone(calm: Batch, tmp_path: Path) -> None:
    lines = [HEAD, f"S-9,{'big ' * 1_300_000},1.00,USD,p0.png", "S-0,Cup 0,1.00,USD,p0.png"]
    mine = ordering(calm, tmp_path, lines)
    code = refusing.in_child(mine)
    assert code in (0, 3, 5), said(mine)
    assert "Traceback" not in said(mine)
    if code != 5:
        assert states(mine.out)["done"] >= 1


def test_f23_one_bad_row_in_ten_costs_itself_alone(calm: Batch, tmp_path: Path) -> None:
    """The others are made; each bad one is told with its code, its place and what to do."""
    lines = [HEAD]
    for number in range(ROWS):
        picture = "p0.png" if number % 10 else ("none.png" if number % 20 else "goods.csv")
        lines.append(f"S-{number},Cup 0,1.00,USD,{picture}")
    mine = ordering(calm, tmp_path, lines)
    assert refusing.in_child(mine) == 3, said(mine)
    bad = (ROWS + 9) // 10
    rows = outcomes(mine.out)
    failed = [row for row in rows if row["state"] == "failed"]
    assert len(failed) == bad
    assert len(rows) - len(failed) == ROWS - bad
    for row in failed:
        assert str(row["code"]).startswith("E_")
        assert "(" in str(row["error"])
        assert "goods.csv, line " in str(row["source"])
    assert not complaints(mine.out)
    record("R7", "rows", rows=ROWS, bad=bad, made=ROWS - bad, reported=len(failed))


def test_f26_what_no_font_can_draw_is_named_and_costs_its_row_alone(
    calm: Batch, tmp_path: Path
) -> None:
    """Thai, Devanagari, Arabic: the character and the text it stands in, before any frame."""
    lines = [HEAD, "S-0,Cup 0,1.00,USD,p0.png"]
    titles = ("แก้วน้ำ", "कप बड़ा", "كوب كبير", "Cup \U00013000")
    lines += [f"T-{n},{title},1.00,USD,p0.png" for n, title in enumerate(titles)]
    mine = ordering(calm, tmp_path, lines)
    assert refusing.in_child(mine) == 3, said(mine)
    failed = [row for row in outcomes(mine.out) if row["state"] == "failed"]
    assert len(failed) == len(titles)
    assert all(row["code"] == "E_INPUT" for row in failed), failed
    assert all("U+" in str(row["error"]) and "no glyph" in str(row["error"]) for row in failed)
    assert states(mine.out)["done"] == 1


def test_f36_what_changed_between_two_runs_is_made_and_nothing_else(
    calm: Batch, tmp_path: Path
) -> None:
    """One price: one row, for that reason; a template: all. The old film stays until then."""
    mine = ordering(calm, tmp_path, calm.catalog.read_text(encoding="utf-8").splitlines())
    assert refusing.in_child(mine) == 0, said(mine)
    before = delivered(mine.out)
    text = mine.catalog.read_text(encoding="utf-8")
    mine.catalog.write_text(text.replace("Cup 1,2.00", "Cup 1,2.50"), encoding="utf-8")
    assert refusing.in_child(mine) == 0, said(mine)
    assert "1 to make (1 price), 1 up to date" in said(mine)
    after = delivered(mine.out)
    assert before.keys() == after.keys()
    assert {name.partition("/")[0][:3] for name in after if after[name] != before[name]} <= {"S-1"}
    template = mine.catalog.parent / "mine" / "scenarios" / "blink.yaml"
    template.write_text(harness.SCENARIO.replace("Look.", "Look!"), encoding="utf-8")
    assert refusing.in_child(mine) == 0, said(mine)
    assert "2 to make (2 templates)" in said(mine)
    assert not complaints(mine.out)
