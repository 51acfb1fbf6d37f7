"""Fuzzing of everything that reads what is from outside: nothing but our own errors comes of it (S3).

Honest files are damaged by chance (bits, cuts, repeats, words of their own kind, pieces of each
other) and read. CI does a few hundred; more, or others:

    FUZZ=20000 SEED=7 FIGURES=figures python -m pytest tests/hostile/test_fuzz.py -p no:xdist -s

What is found is kept in `found/`, by target, and read again by every run.
"""

from __future__ import annotations

import io
import json
import os
import random
import wave
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from tests.batch.results import film
from tests.conftest import MUG
from tests.faults.harness import SCENARIO, SETTINGS
from tests.feeds.test_catalog import SHEET
from tests.feeds.test_give_back import PAGE
from tests.feeds.test_google import XML
from tests.feeds.test_sheet import LITEMALL, SHOPIFY
from tests.figures import record
from tests.hostile.conftest import picture
from vidgen import settings
from vidgen.batch import journal
from vidgen.batch.naming import folder_of
from vidgen.engines.eye.footage import opened, timed
from vidgen.engines.eye.opening import opened as pictured
from vidgen.engines.sound.reading import read as heard
from vidgen.engines.web.links import checked
from vidgen.errors import VidgenError
from vidgen.feeds import feed, product_file, results, sentence
from vidgen.feeds.feed import Asked
from vidgen.library import Library
from vidgen.model.timeline import Cue, CueWord, Timeline
from vidgen.stages.subtitle import subtitle

FUZZ = int(os.environ.get("FUZZ", "40"))
SEED = int(os.environ.get("SEED", "1"))
FOUND = Path(__file__).with_name("found")
TODAY = date(2026, 6, 10)

Read = Callable[[Path, bytes], object]
"""Reads a damaged file: its place (already written) and its content."""

WORDS = (
    *(
        b"0",
        b"-1",
        b"9" * 40,
        b"1e999",
        b"NaN",
        b"\xef\xbb\xbf",
        b"\0",
        b"\xff\xfe",
        b"\r",
        b"\n\n",
    ),
    *(b'"', b"'", b",", b"\t", b"{", b"}", b"[", b"]", b": ", b"- ", b"<", b">", b"&amp;", b"&#0;"),
    *(
        b"<![CDATA[",
        b"<!DOCTYPE x>",
        b"!!python/object:x ",
        b"&a *a",
        b"%s{name}",
        b"../",
        b"\\u0000",
    ),
    *(
        b"\xed\xa0\x80",
        "\u202e".encode(),
        "价格".encode(),
        "😀".encode(),
        b"null",
        b"true",
        b"[[" * 60,
    ),
)
"""What the formats mean something by."""


def damaged(files: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the files after one to six changes; one in forty is cut off as well."""
    content = chance.choice(files)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(content))
        to = min(len(content), at + chance.randint(0, 64))
        content = content[:at] + instead(content[at:to], files, chance) + content[to:]
    return content if chance.random() < 0.975 else content[: chance.randint(0, len(content))]


def instead(piece: bytes, files: Sequence[bytes], chance: random.Random) -> bytes:
    """What stands where this piece stood."""
    other = chance.choice(files)
    begin = chance.randint(0, len(other))
    bits = bytes([piece[0] ^ 1 << chance.randrange(8)]) + piece[1:] if piece else b""
    return chance.choice(
        (
            *(bits, bits, b"", chance.choice(WORDS), chance.choice(WORDS) + piece),
            *(piece * chance.randint(2, 20), chance.randbytes(len(piece))),
            other[begin : begin + 64],
        )
    )


def unpacked(files: Sequence[bytes], chance: random.Random) -> bytes:
    """A workbook in one of whose parts something is damaged; half of the time the archive itself."""
    if chance.random() < 0.5:
        return damaged(files, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(chance.choice(files))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    hurt = chance.choice(sorted(parts))
    with zipfile.ZipFile(out, "w") as book:
        for name, content in parts.items():
            book.writestr(name, damaged([content], chance) if name == hurt else content)
    return out.getvalue()


def catalog(path: Path, _: bytes) -> object:
    return feed.read(path, Asked(today=TODAY))


def product(path: Path, _: bytes) -> object:
    return product_file.read(path)


def told(path: Path, _: bytes) -> object:
    """Settings of a folder of its own."""
    path.rename(path.with_name("vidgen.toml"))
    return settings.load(path.parent, {}, {})


def scenario(path: Path, _: bytes) -> object:
    own = path.parent / "own" / "scenarios"
    own.mkdir(parents=True, exist_ok=True)
    path.rename(own / "blink.yaml")
    return Library(path.parent / "own").scenario("blink")


def shown(path: Path, _: bytes) -> object:
    return pictured(path)


def played(path: Path, _: bytes) -> object:
    with opened(path) as source:
        return sum(1 for _ in timed(source))


def sounding(path: Path, _: bytes) -> object:
    return heard(str(path), 48_000)


def remembered(path: Path, content: bytes) -> object:
    return journal.parse(content, path)


def clicked(path: Path, _: bytes) -> object:
    return results.read(path)


def said(_: Path, content: bytes) -> object:
    text = content.decode("utf-8", "surrogateescape")
    return sentence.product(text, {}, TODAY) if sentence.is_sentence(text) else None


def linked(_: Path, content: bytes) -> object:
    return checked(content.decode("utf-8", "surrogateescape"))


def named(path: Path, content: bytes) -> object:
    """The one target that has no error to end in: every SKU has a folder, and it is safe."""
    name = folder_of(content.decode("utf-8", "surrogateescape"))
    assert (path.parent / name).resolve().parent == path.parent.resolve()
    assert name.isprintable()
    assert len(name.encode()) <= 100
    return name


def captioned(_: Path, content: bytes) -> object:
    """Captions hold what was said in one block of three lines, whatever that was."""
    text = content.decode("utf-8", "replace")
    cue = Cue(id="1", clip="1", start=0, end=30, words=(CueWord(text=text, start=0, end=30),))
    made = subtitle(Timeline.model_construct(cues=(cue,), fps=30))
    assert made.startswith("1\n00:00:00,000 --> 00:00:01,000\n")
    assert "\n\n" not in made.rstrip("\n")
    return made


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for line in (
        ["sku", "name", "price", "images"],
        ["1", "Mug", 18, "a.jpg"],
        ["2", "杯", "9元", ""],
    ):
        book.active.append(line)
    book.save(out)
    return out.getvalue()


def tone() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(random.Random(1).randbytes(9_600))
    return out.getvalue()


class Target(NamedTuple):
    """What is read: the name its file gets, honest files, the reader, and how files are damaged."""

    name: str
    files: tuple[bytes, ...]
    read: Read
    damage: Callable[[Sequence[bytes], random.Random], bytes] = damaged


def in_bytes(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


GOODS = [{"sku": "1", "name": "Mug", "price": "18", "points": ["a", "b"], "images": ["a.jpg"]}]
EVENT = journal.line_of({"v": 1, "ev": "run", "jobs": 3})
RESULTS = "platform,video,date,impressions,clicks\ntiktok,film_9x16.mp4,2026-06-01,1000,12\n"


@cache
def targets() -> dict[str, Target]:
    """Everything that reads what is from outside."""
    return {
        "csv": Target("a.csv", in_bytes(SHEET, SHOPIFY, LITEMALL), catalog),
        "json": Target(
            "a.json", in_bytes(json.dumps(GOODS), json.dumps({"products": GOODS})), catalog
        ),
        "jsonl": Target("a.jsonl", in_bytes(f"{json.dumps(GOODS[0])}\n" * 3), catalog),
        "xml": Target("a.xml", in_bytes(XML), catalog),
        "html": Target("a.html", in_bytes(PAGE), catalog),
        "xlsx": Target("a.xlsx", (workbook(),), catalog, unpacked),
        "yaml": Target("a.yaml", in_bytes(MUG.partition("media:")[0]), product),
        "product_json": Target(
            "p.json", in_bytes(json.dumps({"name": "Mug", "points": ["a"]})), product
        ),
        "toml": Target("a.toml", in_bytes(SETTINGS), told),
        "template": Target("t.yaml", in_bytes(SCENARIO), scenario),
        "picture": Target("a.jpg", tuple(map(picture, ("JPEG", "PNG", "WEBP"))), shown),
        "clip": Target("a.mp4", (film(),), played),
        "sound": Target("a.wav", (tone(),), sounding),
        "journal": Target("j.jsonl", (EVENT * 3,), remembered),
        "results": Target("r.csv", in_bytes(RESULTS), clicked),
        "sentence": Target(
            "s.txt", in_bytes("白塔保温杯 500ml 199元，双层不锈钢", "Mug, $18, two coats"), said
        ),
        "address": Target(
            "u.txt", in_bytes("https://cdn.example:443/a.jpg?k=v#x", "http://[::1]/"), linked
        ),
        "file_name": Target("n.txt", in_bytes("CUP-1", "café/裙 ../x", "😀"), named),
        "captions": Target("c.txt", in_bytes("Steel core", "钢芯 {\\p1} <b>x</b>"), captioned),
    }


def survives(target: Target, content: bytes, folder: Path) -> bool:
    """Whether the file was read, rather than refused; anything but an error of ours passes on."""
    path = folder / target.name
    path.write_bytes(content)
    try:
        target.read(path, content)
    except VidgenError:
        return False
    return True


NAMES = tuple(targets())


@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", NAMES)
def test_s3_nothing_but_our_own_errors(name: str, tmp_path: Path) -> None:
    target, chance = targets()[name], random.Random(f"{SEED} {name}")
    read = 0
    for number in range(FUZZ):
        content = target.damage(target.files, chance)
        try:
            read += survives(target, content, tmp_path)
        except Exception as error:
            kept = tmp_path / f"{name}-{SEED}-{number}"
            kept.write_bytes(content)
            raise AssertionError(f"{kept}: {type(error).__name__}: {error}") from error
    record("S3", f"{name}_{SEED}", executions=FUZZ, read_all_the_same=read, errors_not_ours=0)


@pytest.mark.parametrize("name", NAMES)
def test_s3_honest_files_are_read(name: str, tmp_path: Path) -> None:
    """What is damaged was read before it was: a target that refuses everything tries nothing."""
    target = targets()[name]
    read = [survives(target, content, tmp_path) for content in target.files]
    assert any(read)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: path.parent.name)
def test_s3_what_was_found_once(path: Path, tmp_path: Path) -> None:
    """Files on which something else than an error of ours was raised, before that was mended."""
    survives(targets()[path.parent.name], path.read_bytes(), tmp_path)
