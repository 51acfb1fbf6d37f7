"""A1, A2, A4, A23, A38 to A41 and A43 to A48: names, reports, secrets, and the house itself."""

from __future__ import annotations

import ast
import csv
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, time
from html.parser import HTMLParser
from pathlib import Path

import pytest

import vidgen as package
from tests.batch.results import cup, failed, made, manifest
from tests.conftest import Vidgen
from tests.figures import record
from vidgen.batch.export import as_csv, guarded
from vidgen.batch.naming import folder_of
from vidgen.batch.past import amiss
from vidgen.batch.report import report
from vidgen.cli.output import printable
from vidgen.engines.libav import only
from vidgen.errors import DamageError
from vidgen.model.report import Post
from vidgen.stages.schedule import schedule
from vidgen.store import Store

ROOT = Path(package.__file__).parent

NAMES = (
    *(
        "../../etc/cron.d/x",
        "/abs/x",
        "C:\\x",
        "..%2f..%2fx",
        "..",
        ".",
        "a/../../b",
        "\\\\host\\x",
    ),
    *("CON", "nul.mp4", "-rf", ".htaccess", "trailing.", "trailing ", "~root", "$(id)", "`id`"),
    *("\0", "a\nb", "a\rb", "a\x1b[2Jb", "a\u202egnp.exe", "a\u200bb", "", " ", "😀", "\ud800"),
    *("x" * 5_000, "裙" * 3_000, "é" * 3_000, "|", "*", "?", '"', "<", ">", ":", "con:", "a:b"),
)


@pytest.mark.parametrize("sku", NAMES)
def test_a01_a03_a04_sku_paths(sku: str, tmp_path: Path) -> None:
    """One safe part of a path, whatever the SKU: no way up, no device, no option, no sign."""
    name = folder_of(sku)
    path = (tmp_path / name).resolve()
    assert path.parent == tmp_path
    path.mkdir()
    assert re.fullmatch(r"[\w-]+-[0-9a-f]{8}", name)
    assert name[0] not in "-.~"
    assert len(name.encode()) <= 100
    assert name.isprintable()


@pytest.mark.parametrize(
    "skus",
    [
        ("café", "cafe\u0301"),
        ("ABC", "abc", "\uff21\uff22\uff23", "Abc"),
        ("A/B", "A_B", "A-B", "A B", "A//B"),
        ("😀", "😁", "", " "),
        ("1", "01", "１"),
    ],
)
def test_a02_skus_that_look_alike(skus: tuple[str, ...]) -> None:
    """Apart even on file systems that fold case and normal forms."""
    assert len({folder_of(sku).casefold() for sku in skus}) == len(skus)


def trees() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_a23_no_shell_and_processes_in_two_places() -> None:
    """A field can hold what it likes: no shell reads it, and only our own modules are started."""
    starts: set[str] = set()
    for name, tree in trees():
        for what, node in called(tree):
            assert not [key for key in node.keywords if key.arg == "shell"], name
            assert what not in ("os.system", "os.popen", "os.spawnv", "pty.spawn"), name
            if what == "os.execv":
                # The command begins itself again where a locale is not UTF-8.
                assert name == "cli/output.py"
                assert ast.unparse(node.args[0]) == "sys.executable"
            if re.match(r"subprocess\.(Popen|run|call|check_)", what):
                starts.add(name)
                assert ast.unparse(node.args[0]).startswith("[sys.executable, '-P'"), name
    assert starts == {"child.py", "batch/child.py"}
    record("S7", "processes", modules_that_start_any=len(starts), shells=0)


BANNED = re.compile(
    r"^(eval|exec|pickle\.\w+|marshal\.\w+|shelve\.\w+|dill\.\w+|joblib\.load|torch\.load|np\.load"
    r"|numpy\.load|yaml\.load|yaml\.unsafe_load|tempfile\.mktemp|.*\.extractall|shutil\.unpack_archive)$"
)


def test_a45_nothing_is_unpickled_and_no_models_code_is_run() -> None:
    """Weights are safetensors; a model's own Python runs only by a variable of the environment."""
    files = calls = 0
    for name, tree in trees():
        files += 1
        for what, node in called(tree):
            calls += 1
            assert not BANNED.match(what), (name, what)
            assert "-safe" not in ast.unparse(node), name
            told = {key.arg: ast.unparse(key.value) for key in node.keywords}
            assert told.get("verify") != "False", name
            if "trust_remote_code" in told and "from_pretrained" in what:
                assert told["trust_remote_code"] == "False" or "trust" in told["trust_remote_code"]
        for part in ast.walk(tree):
            if isinstance(part, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in part.names] + [getattr(part, "module", "") or ""]
                assert not {"pickle", "marshal", "shelve", "dill"} & set(names), name
    fetching = (ROOT / "engines/writer/fetching.py").read_text()
    record("S7", "calls", files=files, calls=calls, banned=0)
    assert "*.safetensors" in fetching
    assert not re.search(r"\"\*\.(bin|pt|pth|pkl|py)\"", fetching)


def test_a45_a_file_beside_a_product_may_not_trust_code(
    mug: Path, tmp_path: Path, vidgen: Vidgen
) -> None:
    (tmp_path / "mug.yaml").write_text("name: Mug\n")
    (tmp_path / "vidgen.toml").write_text("trust_remote_code = true\n")
    told = vidgen("script", tmp_path / "mug.yaml", "-o", tmp_path / "out")
    assert told.returncode == 5
    assert "may not ask for this" in told.stderr


CELLS = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\0=1",
    "=cmd|' /C calc'!A0",
    " =1",
)


@pytest.mark.parametrize("cell", CELLS)
def test_a38_no_cell_is_a_formula(cell: str) -> None:
    assert guarded(cell).startswith("'")
    post = Post(**dict.fromkeys(("platform", "sku", "variant", "aspect", "video", "title"), cell))
    told = as_csv(schedule([post], date(2026, 7, 1), [time(12)], 1))
    cells = list(csv.reader(io.StringIO(told, newline="")))[1]
    assert not [each for each in cells if each.lstrip()[:1] in tuple("=+-@\t\r\0")]


class Seen(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


MARKUP = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{ ''.__class__ }}",
    "<base href='https://evil.example/'>",
    "::set-output name=x::y%0A::error::z",
    "![x](https://evil.example/beacon.png)",
)


@pytest.mark.parametrize("bad", MARKUP)
def test_a39_a40_nothing_in_a_report_runs_or_calls_home(tmp_path: Path, bad: str) -> None:
    """As HTML, JUnit and JSON; no step summary or annotation is ever written."""
    product = cup(bad, name=bad, category=bad, link=bad, brand=bad)
    good = made(tmp_path / "out", product, "row", source=bad, notes=(bad,))
    report(manifest(tmp_path / "out", good, failed(bad, error=bad, notes=(bad,)), catalog=bad))
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    seen = Seen(page).found
    assert [tag for tag, _ in seen].count("script") == 1
    assert not {"base", "iframe", "img", "object", "link"} & {tag for tag, _ in seen}
    for _, attributes in seen:
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:"))
    assert "default-src 'none'" in html.unescape(page)
    assert not [line for line in page.splitlines() if line.startswith("::")]
    sources = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    assert "GITHUB_STEP_SUMMARY" not in sources


OURS = {
    "engines/renderer/packets.py": "reads segments, sound and films that we have just written",
}
"""Modules that open media of our own making without white lists, and why they may."""

LISTS = {"format_whitelist", "protocol_whitelist", "codec_whitelist"}


def media_opened() -> Iterator[tuple[str, set[str], bool]]:
    """Every call that opens media: its file, the white lists it is given, whether it writes."""
    for name, tree in trees():
        known = {
            ast.unparse(target): keys_of(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
        }
        for what, node in called(tree):
            if what != "av.open":
                continue
            told = {key.arg: key.value for key in node.keywords}
            mode = told.get("mode", node.args[1] if node.args[1:] else None)
            writes = mode is not None and ast.unparse(mode) == "'w'"
            options = told.get("options")
            lists = known.get(ast.unparse(options), keys_of(options)) if options else set()
            yield name, lists & LISTS, writes


def keys_of(node: ast.AST) -> set[str]:
    """The texts that are keys of a dictionary that is written out, or made by `libav.only`."""
    if isinstance(node, ast.BinOp):
        return keys_of(node.left) | keys_of(node.right)
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "only":
        return set(only("", ()))
    keys = node.keys if isinstance(node, ast.Dict) else []
    return {
        key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_a17_a18_every_file_from_outside_is_opened_with_every_white_list() -> None:
    """Containers, protocols and decoders; no other module of ours opens media at all."""
    reading = [(name, lists) for name, lists, writes in media_opened() if not writes]
    outside = [(name, lists) for name, lists in reading if name not in OURS]
    assert {name for name, _ in reading} - {name for name, _ in outside} == set(OURS)
    assert len(outside) >= 5
    assert [name for name, lists in outside if lists != LISTS] == []
    sources = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    assert not re.search(r"VideoCapture|cv2\.imread|cv2\.imdecode", sources)
    told = {"with_every_list": len(outside), "of_our_own_files": len(reading) - len(outside)}
    record("S9", "media", opened_from_outside=len(outside), **told, ffmpeg_programs=0)


def test_a03_terminals_see_no_orders() -> None:
    assert printable("a\x1b[2J\u202e\nb\r\0") == "a\\x1b[2J\\u202e b\\r\\x00"


KEYS = {
    "VIDGEN_OPENAI_KEY": "sk-canary-1",
    "OPENAI_API_KEY": "sk-canary-2",
    "AWS_SECRET_ACCESS_KEY": "canary-3",
    "HF_TOKEN": "hf_canary-4",
}


def test_a41_no_secret_reaches_what_is_made_or_said(
    mug: Path, tmp_path: Path, vidgen: Vidgen
) -> None:
    """Keys stand in no file, no message and no child's environment; nor in a vidgen.toml."""
    out = tmp_path / "out"
    told = vidgen("script", mug, "-o", out, "--writer", "auto", **KEYS)
    broken = vidgen("script", mug, "-o", out, "--writer", "nonsense", "--json", **KEYS)
    said = told.stdout + told.stderr + broken.stdout + broken.stderr
    made_files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for key in KEYS.values():
        assert key not in said
        assert key.encode() not in made_files
    assert "Traceback" not in said
    (tmp_path / "vidgen.toml").write_text("openai_key = 'sk-canary-5'\n")
    (tmp_path / "mug.yaml").write_text("name: Mug\n")
    refused = vidgen("script", tmp_path / "mug.yaml", "-o", out)
    assert refused.returncode == 5
    assert "canary" not in refused.stderr


def test_a43_what_the_store_holds_is_checked(tmp_path: Path) -> None:
    """Other bytes under a right key are made again; a description that lies is no entry."""
    store = Store(tmp_path)

    def make(path: Path) -> None:
        path.write_bytes(b"right")

    found = store.once("step", "key", make)
    for content in (b"wrong", b"", b"right and more"):
        found.write_bytes(content)
        assert store.once("step", "key", make).read_bytes() == b"right"
    found.with_name("meta.json").write_text(json.dumps({"bytes": 5, "sha256": "0" * 64}))
    assert store.once("step", "key", make).read_bytes() == b"right"
    found.with_name("meta.json").write_text("[" * 100)
    assert store.once("step", "key", make).read_bytes() == b"right"


def test_a44_a_journal_that_tells_of_what_is_not_there(tmp_path: Path) -> None:
    """Done is what lies in the row's own folder with the bytes it was delivered with."""
    sku = "CUP-1"
    row = made(tmp_path, cup(sku), folder_of(sku))
    content = (tmp_path / row.folder / "bundle.json").read_bytes()
    names = json.loads(content)["files"]
    size = sum((tmp_path / row.folder / name).stat().st_size for name in names)
    told = {"bundle": hashlib.sha256(content).hexdigest(), "bytes": size}
    row = row.model_copy(update=told)
    assert amiss(tmp_path, row) == ""
    assert (
        amiss(tmp_path, row.model_copy(update={"folder": "../elsewhere"})) == "its folder changed"
    )
    assert amiss(tmp_path, row.model_copy(update={"bundle": "0" * 64})) == "its bundle changed"
    assert amiss(tmp_path, row.model_copy(update={"bytes": size + 10**6})) == "files changed"
    (tmp_path / row.folder / "bundle.json").unlink()
    assert amiss(tmp_path, row) == "files are missing"
    for folder in ("/etc", "a\\..\\b", "a\0b"):
        manifest(tmp_path, failed("X", folder=folder))
        with pytest.raises(DamageError):
            report(tmp_path)


def test_a46_every_dependency_is_pinned() -> None:
    """What CI and a release install is one exact version of each package."""
    lines = (Path(__file__).parents[2] / "constraints.txt").read_text().splitlines()
    pins = [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]
    assert len(pins) > 20
    assert not [pin for pin in pins if not re.match(r"^[\w.\[\]-]+==[\w.+!-]+", pin)]
    told = {"packages": len(pins), "of_one_exact_version": len(pins)}
    not_done = {"known_holes": "not looked up", "bill_of_materials": "none"}
    record("S8", "pins", **told, with_hashes=sum("--hash" in line for line in lines), **not_done)


STARTS = "from vidgen.cli import main; main()"
"""What the installed command does; -P as an installed command has no current folder either."""


def test_a47_the_current_folder_is_no_place_for_programs(tmp_path: Path, mug: Path) -> None:
    """Neither modules, nor an .env, nor an ffmpeg that lie where we are run are used."""
    shop = tmp_path / "shop"
    shop.mkdir()
    canary = tmp_path / "pwned"
    trap = f"open({str(canary)!r}, 'a').write(__name__ + chr(10))\n"
    modules = ("json", "base64", "ctypes", "PIL", "numpy", "av", "sitecustomize", "usercustomize")
    for name in modules:
        (shop / f"{name}.py").write_text(trap)
    (shop / ".env").write_text("VIDGEN_STYLE=nonsense\nFFMPEG_BINARY=./ffmpeg\n")
    (shop / "ffmpeg").write_text(f"#!/bin/sh\ntouch {canary}\n")
    (shop / "ffmpeg").chmod(0o755)
    plain = {k: v for k, v in os.environ.items() if not k.startswith("VIDGEN_")}
    told = subprocess.run(
        [sys.executable, "-P", "-c", STARTS, "script", str(mug), "-o", str(tmp_path / "out")],
        cwd=shop,
        env={**plain, "VIDGEN_STORE": str(tmp_path / "store"), "PYTHONPATH": str(ROOT.parent)}
        | {"PATH": f"{shop}:{plain['PATH']}", "FFMPEG_BINARY": "./ffmpeg"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert not canary.exists(), canary.read_text()


def test_a48_a_run_can_be_bounded_and_told_before(shop: Path, vidgen: Vidgen) -> None:
    """Ten thousand rows: so many and no more, planned without making anything."""
    rows = "".join(f"{n},Mug {n},18\n" for n in range(300))
    (shop / "goods.csv").write_text("sku,name,price\n" + rows)
    out = shop.parent / "out"
    told = vidgen("batch", shop / "goods.csv", "-o", out, "--limit", "3", "--dry-run", "--json")
    assert told.returncode == 0, told.stderr
    assert not list(out.rglob("*.mp4"))
    assert told.stdout.count("Mug ") <= 3
