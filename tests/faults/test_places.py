"""Wherever it runs and whatever things are called: locales, names, file systems, versions."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import harness, refusing
from tests.faults.harness import Batch, complaints, delivered, half_made, states
from vidgen.batch import journal
from vidgen.errors import DamageError, InputError
from vidgen.files import publish
from vidgen.model.script import Brief

LOCALES: dict[str, dict[str, str]] = {
    "none": {},
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "POSIX": {"LANG": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "an ASCII console": {"PYTHONIOENCODING": "ascii:strict"},
    "a Windows console": {"PYTHONIOENCODING": "cp1252:strict"},
    "a Chinese console": {"PYTHONIOENCODING": "gb18030:strict"},
    "no terminal": {"TERM": "dumb", "COLUMNS": "20"},
}


def test_f18_locales_change_nothing(tmp_path: Path) -> None:
    """A Chinese catalog in a folder with a Chinese name is told the same in every locale."""
    folder = tmp_path / "商品"
    folder.mkdir()
    path = folder / "目录.csv"
    path.write_text("货号,商品名称,价格\nA-1,保温杯 é,¥99\n", encoding="utf-8")
    plain = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    told = set[str]()
    for name, locale in LOCALES.items():
        done = subprocess.run(
            [sys.executable, "-m", "vidgen", "feed", str(path), "--json"],
            env={**plain, **locale},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (name, done.stderr)
        assert b"Traceback" not in done.stderr
        told.add(done.stdout.decode("utf-8"))
    assert len(told) == 1
    assert "保温杯" in told.pop()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_f18_a_batch_in_the_c_locale(calm: Batch, tmp_path: Path, encoding: str) -> None:
    """Feed in any encoding, paths that the locale cannot say: the same film."""
    folder = tmp_path / "商品 ünï"
    shutil.copytree(calm.catalog.parent, folder)
    text = (folder / "goods.csv").read_text(encoding="utf-8")
    (folder / "goods.csv").write_bytes(text.encode(encoding))
    locale = LOCALES["C"] if encoding == "gb18030" else LOCALES["an ASCII console"]
    mine = Batch(folder / "goods.csv", tmp_path / "出力", calm.store, jobs=1, extra=locale)
    run = mine.finish()
    assert run.process.returncode == 0, run.said
    assert "Traceback" not in run.said
    assert delivered(mine.out) == delivered(calm.out)


NAMES = {
    "spaces": " a  b ",
    "Chinese": "夏天的白裙子",
    "emoji": "🛍️👩‍👩‍👧",
    "quotes": 'it\'s "so" `much` $HOME %s {x}',
    "newline": "a\nb\tc",
    "a dash": "--json",
    "a colon": "file:http://x",
    "bytes that are no text": os.fsdecode(b"caf\xe9\xff"),
    "long": "长" * 80,
    "right to left": "\u202egnp.exe",
}


@pytest.mark.parametrize("name", NAMES)
def test_f19_folders_of_any_name(calm: Batch, tmp_path: Path, name: str) -> None:
    """Catalog, pictures, templates, output and store all lie in a folder of that name."""
    folder = tmp_path / NAMES[name]
    shutil.copytree(calm.catalog.parent, folder / "goods")
    shutil.copytree(calm.store, folder / "store")
    mine = Batch(folder / "goods" / "goods.csv", folder / "out", folder / "store", jobs=1)
    code = refusing.in_child(mine)
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in log, log
    if name == "bytes that are no text":
        assert code in (0, 3, 4), log
    else:
        assert code == 0, log
        assert delivered(mine.out) == delivered(calm.out)
        assert not complaints(mine.out)


@pytest.mark.parametrize("name", ['夏 天\'s "1" 🛍.png', "long" * 60 + ".png", "-rf.png", "ä%s.png"])
def test_f19_pictures_of_any_name(calm: Batch, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "goods"
    shutil.copytree(calm.catalog.parent, folder)
    (folder / "p0.png").rename(folder / name)
    row = [{"sku": "S-0", "title": "Cup 0", "price": "1.00", "currency": "USD", "image": name}]
    (folder / "goods.json").write_text(json.dumps(row), encoding="utf-8")
    mine = Batch(folder / "goods.json", tmp_path / "out", calm.store, jobs=1)
    code = refusing.in_child(mine)
    log = calm.store.with_name("log").read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in log, log
    assert code == 0, log
    assert len(delivered(mine.out)) == 3


def test_f19_a_name_that_is_too_long_is_said(calm: Batch, tmp_path: Path) -> None:
    mine = Batch(calm.catalog, tmp_path / ("杯" * 90), tmp_path / "store")
    run = mine.finish()
    assert run.process.returncode == 7, run.said
    assert "the name is too long: choose a shorter one" in run.said


def test_f20_skus_that_differ_in_case_or_form_share_no_folder(calm: Batch, tmp_path: Path) -> None:
    """Also on file systems that fold case (macOS, Windows) or compose letters (NFD)."""
    folder = tmp_path / "goods"
    shutil.copytree(calm.catalog.parent, folder)
    skus = (
        "cup",
        "CUP",
        "Cup",
        "café",
        "cafe\u0301",
        "a/b",
        "a\\b",
        "a b",
        "..",
        "con",
        "杯",
        "cup ",
    )
    rows = [
        {
            "sku": sku,
            "title": f"Cup {number}",
            "price": "1.00",
            "currency": "USD",
            "image": "p0.png",
        }
        for number, sku in enumerate(skus)
    ]
    (folder / "goods.json").write_text(json.dumps(rows), encoding="utf-8")
    mine = Batch(
        folder / "goods.json", tmp_path / "out", tmp_path / "s", more=("--dry-run", "--json")
    )
    done = subprocess.run(mine.command(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    planned = [json.loads(line) for line in done.stdout.splitlines()]
    folders = [row["folder"] for row in planned if row["type"] == "row" and row["folder"]]
    assert len({name.casefold() for name in folders}) == len(folders) >= len(skus) - 2
    assert all(Path(name).name == name and name not in (".", "..") for name in folders)


def test_f10_publishing_between_file_systems_is_whole_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A work folder that somebody put elsewhere: copied beside, flushed, then renamed."""
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(source).parent != Path(target).parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(source))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    final = tmp_path / "out" / "film.mp4"
    for content in (b"first" * 1000, b"second" * 1000):
        work = tmp_path / "work" / "film.mp4"
        work.parent.mkdir(exist_ok=True)
        work.write_bytes(content)
        publish(work, final)
        assert final.read_bytes() == content
        assert not work.exists()
    assert [path.name for path in final.parent.iterdir()] == ["film.mp4"]


@harness.long
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="mounting needs root")
def test_f10_output_store_and_work_on_three_file_systems(calm: Batch, tmp_path: Path) -> None:
    mine = Batch(calm.catalog, tmp_path / "out", tmp_path / "store", jobs=1)
    (mine.out / ".vidgen").mkdir(parents=True)
    mine.store.mkdir()
    script = (
        f"mount -t tmpfs tmpfs {mine.out} && mkdir {mine.out}/.vidgen\n"
        f"mount -t tmpfs tmpfs {mine.out}/.vidgen && mount -t tmpfs tmpfs {mine.store}\n"
        f"export VIDGEN_STORE={mine.store}; {' '.join(mine.command())}; code=$?\n"
        f"cp -r {mine.out} {tmp_path}/seen; exit $code"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert delivered(tmp_path / "seen") == delivered(calm.out)
    assert not half_made(tmp_path / "seen")


def test_f15_what_a_newer_vidgen_wrote_is_never_guessed(calm: Batch, tmp_path: Path) -> None:
    """Its documents are refused by name; its journal ends the batch with 11 before anything."""
    text = (calm.out / next(calm.out.glob("S-0*")).name / "brief.json").read_text(encoding="utf-8")
    newer = text.replace(f'"kind": "{Brief.KIND}"', '"kind": "brief.99"')
    assert newer != text
    with pytest.raises(InputError, match=r"this is a 'brief\.99', not a 'brief\.\d+'"):
        Brief.from_json(newer, "brief.json")
    line = journal.line_of({"v": journal.VERSION + 1, "seq": 1, "ev": "run"})
    with pytest.raises(DamageError, match="newer vidgen"):
        journal.parse(line, Path("journal.jsonl"))
    out = tmp_path / "out"
    (out / ".vidgen").mkdir(parents=True)
    (out / ".vidgen" / "journal.jsonl").write_bytes(line)
    mine = Batch(calm.catalog, out, calm.store)
    assert refusing.in_child(mine) == 11
    assert (out / ".vidgen" / "journal.jsonl").read_bytes() == line
    assert not delivered(out)


def test_f15_documents_of_this_version_are_read_back(calm: Batch) -> None:
    """What a batch delivered, every document of it, can be read by the same vidgen."""
    assert states(calm.out) == {"done": 2}
    for path in calm.out.glob("S-0*/*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        assert told["kind"].partition(".")[0] == path.stem.partition("_")[0]
