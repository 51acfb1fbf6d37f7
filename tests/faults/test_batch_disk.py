"""A batch on a disk that refuses: it stops with one line and 7, and goes on when there is room.

CI refuses a few calls; the full proof refuses the first, the second … until none is left:

    REFUSALS=1000 FIGURES=figures python -m pytest tests/faults/test_batch_disk.py -p no:xdist -s

SLICE=2/3 takes every third from the second on, so that three such runs make a full one.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import harness, refusing
from tests.faults.harness import Batch, complaints, delivered, half_made, states
from tests.figures import record

REFUSALS = int(os.environ.get("REFUSALS", "5"))
SLICE, SLICES = (int(part) for part in os.environ.get("SLICE", "1/1").split("/"))
KEPT = frozenset({"segment", "mix", "track", "sight"})
"""Steps whose results the sweep finds in the store, so that a run takes a second."""


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """An undisturbed batch of one product."""
    folder = tmp_path_factory.mktemp("calm")
    batch = Batch(harness.catalog(folder / "goods", 1), folder / "out", folder / "store", jobs=1)
    run = batch.finish()
    assert run.process.returncode == 0, run.said
    for meta in (batch.store / "objects").glob("??/*/meta.json"):
        if not any(f'"what": "{step}"' in meta.read_text(encoding="utf-8") for step in KEPT):
            shutil.rmtree(meta.parent)
    return batch


@pytest.mark.timeout(10_000)
def test_f07_f08_every_writing_call_may_be_refused(calm: Batch, tmp_path: Path) -> None:
    """Once, or from then on; whatever the error, the run says so or has made everything."""
    chance, wanted = random.Random(7), delivered(calm.out)
    codes, calls, told = Counter[int](), Counter[str](), tmp_path / "told"
    nth, step = (SLICE - SLICES if REFUSALS > 60 else 0), SLICE - 1
    while sum(codes.values()) < REFUSALS:
        # The small default spreads over a run; the full sweep takes every call.
        nth += SLICES if REFUSALS > 60 else chance.randint(1, 24)
        name = tuple(refusing.ERRORS)[step % len(refusing.ERRORS)]
        step += 1
        mine = Batch(calm.catalog, tmp_path / "out", tmp_path / "store", jobs=1)
        shutil.copytree(calm.store, mine.store)
        roots = (str(mine.out), str(mine.store))
        refusal = refusing.Refusal(roots, nth, refusing.ERRORS[name], bool(step % 2), told)
        code = refusing.in_child(mine, refusal)
        log = (tmp_path / "log").read_text(encoding="utf-8")
        fired = told.read_text(encoding="utf-8") if told.exists() else ""
        told.unlink(missing_ok=True)
        assert "Traceback" not in log, f"{name} at {nth}, {fired}:\n{log}"
        assert not complaints(mine.out), f"{name} at {nth}, {fired}"
        if code == 0:
            # What was refused was not needed (an entry's time of use), or nothing was refused.
            assert delivered(mine.out) == wanted, f"{name} at {nth}, {fired}: a silent success"
        else:
            assert code == 7, f"{name} at {nth}, {fired}: {code}\n{log}"
            assert "vidgen: error: " in log
        if fired:
            codes[code] += 1
            calls[fired.partition(" ")[0]] += 1
        assert refusing.in_child(mine, None) == 0, f"{name} at {nth}, {fired}"
        assert delivered(mine.out) == wanted
        assert not complaints(mine.out)
        if not fired.startswith(("os.rmdir", "os.remove")):
            # What may not be removed stays until its row is made again.
            assert not half_made(mine.out), f"{name} at {nth}, {fired}"
        shutil.rmtree(mine.out)
        shutil.rmtree(mine.store)
        if not fired:
            break
    counts = {"refused": sum(codes.values()), "exit_7": codes[7], "not_needed": codes[0]}
    by_call = ", ".join(f"{count} {call}" for call, count in calls.most_common())
    record(
        "R2",
        f"batch_{SLICE}_of_{SLICES}",
        **counts,
        silent=0,
        leftovers=0,
        how="audit hooks",
        calls=by_call,
    )


@harness.long
def test_f07_files_that_cannot_grow(calm: Batch, tmp_path: Path) -> None:
    """A limit on the size of files stops what is written by C libraries too."""
    wanted = delivered(calm.out)
    for limit in (3_000, 60_000):
        store = tmp_path / f"store{limit}"
        mine = Batch(calm.catalog, tmp_path / "out", store, jobs=1)

        def restrict(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        environment = {**os.environ, "VIDGEN_STORE": str(store)}
        done = subprocess.run(
            mine.command(),
            env=environment,
            preexec_fn=restrict,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 7, done.stderr
        assert "the file size limit is reached" in done.stderr
        assert "Traceback" not in done.stderr
        assert not complaints(mine.out)
    run = mine.finish()
    assert run.process.returncode == 0, run.said
    assert delivered(mine.out) == wanted
    assert not half_made(tmp_path)


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("unshare"), reason="mounting a small disk needs root"
)
@pytest.mark.parametrize("kilobytes", [64, 300, 700, 1100] if os.environ.get("FAULTS") else [300])
def test_f07_a_disk_that_fills_up(calm: Batch, tmp_path: Path, kilobytes: int) -> None:
    """Output and store on a small disk; then it grows, and the same command finishes there."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mine = Batch(calm.catalog, disk / "out", disk / "store", jobs=1)
    command = " ".join(mine.command())
    script = (
        f"mount -t tmpfs -o size={kilobytes}k tmpfs {disk} && export VIDGEN_STORE={disk}/store\n"
        f"{command}; first=$?\n"
        f"cp -r {disk}/out {tmp_path}/full; mount -o remount,size=64m {disk}\n"
        f"{command}; second=$?; find {disk} -name '*.part'\n"
        f"cp -r {disk}/out {tmp_path}/after; echo $first $second"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["7", "0"], (done.stdout, done.stderr)
    assert "the disk is full: free some space and run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert not complaints(tmp_path / "full")
    assert not complaints(tmp_path / "after")
    assert delivered(tmp_path / "after") == delivered(calm.out)


@pytest.mark.parametrize("place", ["/sys/vidgen-test", "/proc/vidgen-test", "/dev/null"])
def test_f09_folders_that_cannot_be_written_are_named_before_any_row(
    calm: Batch, tmp_path: Path, place: str
) -> None:
    run = Batch(calm.catalog, Path(place), tmp_path / "store").finish()
    assert run.process.returncode == 7, run.said
    assert place in run.said
    assert "[1/1]" not in run.said


def test_f38_a_slow_disk_is_only_slow(calm: Batch, tmp_path: Path) -> None:
    """Every fsync takes 50 ms more."""
    shims = f"{Path(__file__).parent / 'shims'}:{os.environ.get('PYTHONPATH', '')}"
    slow = {"PYTHONPATH": shims, "FAULT_SLOW": "0.05"}
    shutil.copytree(calm.store, tmp_path / "store")
    mine = Batch(calm.catalog, tmp_path / "out", tmp_path / "store", extra=slow)
    run = mine.finish()
    assert run.process.returncode == 0, run.said
    assert states(mine.out) == {"done": 1}
    assert delivered(mine.out) == delivered(calm.out)


if sys.platform != "linux":
    pytest.skip("limits and mounts as Linux has them", allow_module_level=True)
