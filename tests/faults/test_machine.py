"""The machine and what changes under a run: no network, little of everything, noisy libraries."""

from __future__ import annotations

import json
import os
import resource
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from tests.conftest import draw_camp, draw_mug
from tests.faults import harness
from tests.faults.harness import Batch, complaints, delivered, states
from tests.figures import record
from vidgen.cli import checkup, machine
from vidgen.engines.eye.classic import Classic
from vidgen.errors import EngineMissing, InputError
from vidgen.model.media import Asset, Sight
from vidgen.model.product import Media
from vidgen.settings import Settings
from vidgen.store import Store
from vidgen.studio.looking import look
from vidgen.studio.steps import nobody

SHIMS = f"{Path(__file__).parent / 'shims'}:{os.environ.get('PYTHONPATH', '')}"


@harness.long
@pytest.mark.skipif(not shutil.which("unshare"), reason="cutting the network needs unshare")
def test_f32_without_any_network_everything_is_made(calm: Batch, tmp_path: Path) -> None:
    mine = Batch(calm.catalog, tmp_path / "out", tmp_path / "store", jobs=1)
    cut = ["unshare", "-rn", *mine.command(), "--limit", "1"]
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("not permitted to cut the network here")
    environment = {**os.environ, "VIDGEN_STORE": str(mine.store)}
    done = subprocess.run(cut, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert states(mine.out)["done"] == 1


def test_f32_nothing_is_connected_to(calm: Batch, tmp_path: Path) -> None:
    """Where every connection fails the film is the same; nothing was even looked up."""
    cut = {"PYTHONPATH": SHIMS, "FAULT_NETWORK": "cut"}
    run = Batch(calm.catalog, tmp_path / "out", calm.store, jobs=1, extra=cut).finish()
    assert run.process.returncode == 0, run.said
    assert delivered(tmp_path / "out") == delivered(calm.out)


@pytest.mark.parametrize("codec", ["libx264", "aac"])
def test_f33_an_encoder_that_lacks_a_codec_is_named_by_doctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codec: str
) -> None:
    """Films are encoded in-process by PyAV: there is no ffmpeg program to be missing or wrong."""
    monkeypatch.setattr(av, "codecs_available", set(av.codecs_available) - {codec})
    settings = Settings(store=tmp_path)
    found = {each.what: each for each in checkup.examine(settings, online=False)}["encoder"]
    assert found.code == EngineMissing.exit_code
    assert codec in found.told
    assert "reinstall av" in found.told


@harness.long
def test_f33_no_ffmpeg_program_is_ever_run(calm: Batch, tmp_path: Path) -> None:
    """One that hangs and one that lies stand first on the PATH; nobody asks them."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("ffmpeg", "ffprobe", "espeak", "espeak-ng", "convert"):
        path = programs / name
        path.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\nsleep 600\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
    extra = {"PATH": f"{programs}:{os.environ['PATH']}"}
    run = Batch(calm.catalog, tmp_path / "out", tmp_path / "store", 1, ("--limit", "1"), extra)
    assert run.finish().process.returncode == 0
    assert not (tmp_path / "asked").exists()


class Meddling(Classic):
    """An eye during whose look somebody replaces the file."""

    version = "meddling"

    def __init__(self, meddle: Callable[[Path], object]) -> None:
        super().__init__()
        self.meddle = meddle

    def __call__(self, asset: Asset, work: Path) -> Sight:
        self.meddle(Path(asset.path))
        return super().__call__(asset, work)


@pytest.mark.parametrize(
    ("how", "told"), [("replaced", "changed while"), ("removed", "No such file")]
)
def test_f34_a_picture_that_changes_while_it_is_looked_at_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, told: str
) -> None:
    """Else what was seen of the new one would be shown for the old one for ever."""
    path, store = tmp_path / "a.png", Store(tmp_path / "store")
    draw_mug(path)
    held = path.read_bytes()
    draw_camp(tmp_path / "b.png")
    meddling: dict[str, Callable[[Path], object]] = {
        "replaced": lambda target: shutil.copyfile(tmp_path / "b.png", target),
        "removed": Path.unlink,
    }
    monkeypatch.setattr("vidgen.studio.looking.find", lambda *_: Meddling(meddling[how]))
    with pytest.raises(InputError, match=told):
        look((Media(path=str(path)),), store, nobody)
    path.write_bytes(held)
    monkeypatch.setattr("vidgen.studio.looking.find", lambda *_: Meddling(lambda _: None))
    (sight,) = look((Media(path=str(path)),), store, nobody)
    assert sight.kind == "packshot"


def test_f34_a_picture_that_is_away_for_a_while_costs_one_run(calm: Batch, tmp_path: Path) -> None:
    """Removed after the plan was made, back later: the same command makes the row."""
    folder = tmp_path / "goods"
    shutil.copytree(calm.catalog.parent, folder)
    mine = Batch(folder / "goods.csv", tmp_path / "out", calm.store, jobs=1)
    removing = {"PYTHONPATH": SHIMS, "FAULT_REMOVE": str(folder / "p1.png")}
    run = Batch(mine.catalog, mine.out, mine.store, 1, (), removing).finish()
    assert run.process.returncode == 3, run.said
    assert states(mine.out) == {"done": 1, "failed": 1}
    assert "p1.png: cannot be read" in run.said
    shutil.copyfile(calm.catalog.with_name("p1.png"), folder / "p1.png")
    assert mine.finish().process.returncode == 0
    assert delivered(mine.out) == delivered(calm.out)
    assert not complaints(mine.out)


@harness.long
def test_f35_few_descriptors_are_enough(calm: Batch, tmp_path: Path) -> None:
    """64 open files at once, for the run and for each of its workers."""

    def restrict() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))

    mine = Batch(calm.catalog, tmp_path / "out", tmp_path / "store", jobs=1)
    environment = {**os.environ, "VIDGEN_STORE": str(mine.store)}
    done = subprocess.run(
        mine.command(),
        env=environment,
        preexec_fn=restrict,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert delivered(mine.out) == delivered(calm.out)


def test_f35_items_leave_no_descriptor_and_no_thread(calm: Batch, tmp_path: Path) -> None:
    """One process makes the same product again and again, each time anew from the store."""
    items = int(os.environ.get("ITEMS", "6"))
    code = (
        "import os, sys, threading, resource\n"
        "from pathlib import Path\n"
        "from vidgen.library import Library\n"
        "from vidgen.model.script import Brief\n"
        "from vidgen.store import Store\n"
        "from vidgen.studio import Studio\n"
        "brief = Brief.from_json(Path(sys.argv[1]).read_text(encoding='utf-8'), 'brief')\n"
        "studio, out = Studio(Store(Path(sys.argv[2])), Library(None), jobs=1), Path(sys.argv[3])\n"
        "for item in range(int(sys.argv[4])):\n"
        "    studio.make(brief, out / str(item))\n"
        "    pages = int(Path('/proc/self/statm').read_text().split()[1])\n"
        "    print(len(os.listdir('/proc/self/fd')), threading.active_count(), pages)\n"
    )
    (folder,) = calm.out.glob("S-0*")
    told = [str(folder / "brief.json"), str(calm.store), str(tmp_path / "out"), str(items)]
    done = subprocess.run(
        [*calm.command()[:1], "-c", code, *told], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    seen = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    handles, threads, pages = zip(*seen[1:], strict=True)
    assert max(handles) == handles[0]
    assert max(threads) == threads[0]
    grown = pages[-1] / pages[0] - 1
    assert grown < 0.05
    record("R10", "items", items=items, descriptors=0, threads=0, memory=f"{grown:+.1%}")


def test_f37_noisy_libraries_reach_neither_stdout_nor_the_result(
    calm: Batch, tmp_path: Path
) -> None:
    """A library prints at every picture: stdout is JSON alone, and the films are the same."""
    noisy = {"PYTHONPATH": SHIMS, "FAULT_NOISE": "1", "FAULT_EVERYWHERE": "1"}
    mine = Batch(calm.catalog, tmp_path / "out", calm.store, jobs=1, more=("--json",))
    environment = {**os.environ, "VIDGEN_STORE": str(mine.store), **noisy}
    done = subprocess.run(
        mine.command(), env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert delivered(mine.out) == delivered(calm.out)
    for line in done.stdout.splitlines():
        json.loads(line)


def test_f37_a_library_that_exits_costs_its_row_alone(calm: Batch, tmp_path: Path) -> None:
    exits = {"PYTHONPATH": SHIMS, "FAULT_EXIT": "p0.png"}
    mine = Batch(calm.catalog, tmp_path / "out", calm.store, jobs=1, extra=exits)
    run = mine.finish()
    assert run.process.returncode == 3, run.said
    assert states(mine.out) == {"done": 1, "failed": 1}
    assert "E_BUG" in run.said
    assert not complaints(mine.out)


def test_f38_doctor_tells_of_a_store_on_a_network() -> None:
    """Locks and renames are only as good as the file system: NFS and SMB are said to be doubtful."""
    root = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
    share = "2 1 0:50 / /mnt/share rw - nfs4 host:/x rw\n"
    assert machine.file_system(Path("/home/me"), root + share) == ("ext4", "")
    kind, warning = machine.file_system(Path("/mnt/share/store"), root + share)
    assert kind == "nfs4"
    assert "locks may not hold" in warning
