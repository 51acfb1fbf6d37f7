"""A batch killed at any moment, wholly or in part: nothing torn, nothing false, it goes on.

CI kills a few; the full proof is

    KILLS=200 SIGNALS=20 FIGURES=figures python -m pytest tests/faults/test_batch_kills.py -p no:xdist -s

SEED=n draws other moments, so that several such runs add up.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults import harness
from tests.faults.harness import Batch, Run, complaints, delivered, half_made, states
from tests.figures import record

KILLS = int(os.environ.get("KILLS", "1"))
SIGNALS = int(os.environ.get("SIGNALS", "1"))
SEED = int(os.environ.get("SEED", "1"))
ROWS = 3


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Batch, float]:
    """An undisturbed batch, and the seconds that it took."""
    folder = tmp_path_factory.mktemp("calm")
    batch = Batch(harness.catalog(folder / "goods", ROWS), folder / "out", folder / "store")
    began = time.monotonic()
    run = batch.finish()
    assert run.process.returncode == 0, run.said
    assert not complaints(batch.out)
    assert states(batch.out) == {"done": ROWS}
    assert not half_made(folder)
    return batch, time.monotonic() - began


def parent(run: Run) -> bool:
    """Only the run itself: its workers must notice and end."""
    run.process.kill()
    return run.process.wait() == -signal.SIGKILL


def worker(run: Run) -> bool:
    """One worker: the run notices, tries the row again and finishes."""
    while not (workers := run.workers()) and run.process.poll() is None:
        time.sleep(0.01)
    killed = False
    with suppress(ProcessLookupError, IndexError):
        os.kill(workers[-1], signal.SIGKILL)
        killed = True
    assert run.process.wait() == 0, run.said
    return killed


def everything(run: Run) -> bool:
    """All processes in the same moment, as when the machine stops."""
    running = run.process.poll() is None
    run.kill()
    return running


def thinned(full: Path, store: Path, chance: random.Random) -> None:
    """A store that holds a part of what a calm run kept: work to do in every step, but less."""
    shutil.copytree(full, store)
    share = chance.uniform(0.4, 1.0)
    for entry in sorted((store / "objects").glob("??/*")):
        if chance.random() > share:
            shutil.rmtree(entry)


def at_random(run: Run, longest: float, chance: random.Random) -> bool:
    """Wait for a random moment, mostly one at which rows are being made; False if it has ended."""
    if chance.random() < 0.8:
        while "to make" not in run.said and run.process.poll() is None:
            time.sleep(0.02)
    until = time.monotonic() + chance.uniform(0.0, longest)
    while time.monotonic() < until and run.process.poll() is None:
        time.sleep(0.01)
    return run.process.poll() is None


@pytest.mark.timeout(20_000)
def test_f01_f02_kills_at_random_moments(calm: tuple[Batch, float], tmp_path: Path) -> None:
    """Runs of one to five kills each, from nothing to the whole batch; each ends like a calm one."""
    batch, longest = calm
    wanted, chance = delivered(batch.out), random.Random(SEED)
    ways = {"parent": parent, "worker": worker, "all": everything}
    kills, midway, runs = dict.fromkeys(ways, 0), 0, 0
    while sum(kills.values()) < KILLS:
        mine = Batch(batch.catalog, tmp_path / "out", tmp_path / "store", jobs=1 + runs % 2)
        cold = chance.random() < 0.1
        if not cold:
            thinned(batch.store, mine.store, chance)
        for _ in range(chance.randint(1, 5)):
            run, name = mine.start(), chance.choice(tuple(ways))
            if at_random(run, longest / 2 if cold else longest / 4, chance):
                kills[name] += ways[name](run)
            midway += bool(half_made(tmp_path))
            assert run.gone(), f"left behind after {name}: {run.alive()}"
            assert not complaints(mine.out)
        run = mine.finish()
        assert run.process.returncode == 0, run.said
        assert not complaints(mine.out)
        assert delivered(mine.out) == wanted
        assert states(mine.out) == {"done": ROWS}
        assert not half_made(tmp_path)
        runs += 1
        shutil.rmtree(mine.out)
        shutil.rmtree(mine.store)
        told = {f"kills_of_{name}": count for name, count in kills.items()}
        record("R1", f"batch_{SEED}", **told, something_half_made=midway, torn=0, false_done=0)
        record("R4", f"batch_{SEED}", runs=runs, like_undisturbed=runs, kills=sum(kills.values()))


def test_f02_f03_a_row_that_kills_its_worker_twice_is_put_aside(
    calm: tuple[Batch, float], tmp_path: Path
) -> None:
    """The others are made; the report says what died, and the same again with --retry-failed."""
    poison = {"PYTHONPATH": f"{Path(__file__).parent / 'shims'}:{os.environ.get('PYTHONPATH', '')}"}
    poison["FAULT_ABORT"] = "p1.png"
    batch = Batch(calm[0].catalog, tmp_path / "out", tmp_path / "store", extra=poison)
    run = batch.finish()
    assert run.process.returncode == 3, run.said
    assert states(batch.out) == {"done": ROWS - 1, "quarantined": 1}
    assert not complaints(batch.out)
    told = [event for event in harness.events(batch.out) if event["ev"] == "quarantined"]
    assert len(told) == 1
    assert "SIGABRT" in told[0]["outcome"]["error"]
    assert "--jobs" in told[0]["outcome"]["error"]
    if not os.environ.get("FAULTS"):
        return
    again = Batch(batch.catalog, batch.out, batch.store, more=("--retry-failed",))
    assert again.finish().process.returncode == 0
    assert delivered(batch.out) == delivered(calm[0].out)


@harness.long
def test_f03_a_worker_without_memory_is_put_aside_with_a_hint(
    calm: tuple[Batch, float], tmp_path: Path
) -> None:
    """SIGKILL from outside, twice, is what the kernel does to the largest process."""
    shims = {"PYTHONPATH": f"{Path(__file__).parent / 'shims'}:{os.environ.get('PYTHONPATH', '')}"}
    batch = Batch(
        calm[0].catalog,
        tmp_path / "out",
        tmp_path / "store",
        extra={**shims, "FAULT_OOM": "p2.png"},
    )
    run = batch.finish()
    assert run.process.returncode == 3, run.said
    assert states(batch.out) == {"done": ROWS - 1, "quarantined": 1}
    told = [event for event in harness.events(batch.out) if event["ev"] == "quarantined"]
    assert "SIGKILL" in told[0]["outcome"]["error"]
    assert "lower --jobs if memory is short" in told[0]["outcome"]["error"]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("number", "code", "limit"),
    [(signal.SIGTERM, 143, 10.0)] + [(signal.SIGINT, 130, 5.0)] * bool(os.environ.get("FAULTS")),
)
def test_f04_f05_signals_at_random_moments(
    calm: tuple[Batch, float], tmp_path: Path, number: signal.Signals, code: int, limit: float
) -> None:
    """Ends soon with its code, tells the journal, leaves nothing running and nothing half-made."""
    batch, longest = calm
    chance, times = random.Random(number), []
    for turn in range(SIGNALS):
        mine = Batch(batch.catalog, tmp_path / f"out{turn}", tmp_path / "store")
        run = mine.start()
        # Before the first row begins there is nothing to stop: Python's own start is not ours.
        while "to make" not in run.said and run.process.poll() is None:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, longest / 2))
        began = time.monotonic()
        os.killpg(run.process.pid, number)
        ended = run.process.wait()
        if ended == 0:
            continue
        times.append(time.monotonic() - began)
        assert ended == code, run.said
        assert "Traceback" not in run.said
        assert run.gone(2.0), run.alive()
        assert not complaints(mine.out)
        assert not half_made(mine.out)
        if states(mine.out)["pending"]:
            assert harness.events(mine.out)[-1]["ev"] == "interrupted"
        else:
            # It came between the last row and the end: nothing was left to stop.
            assert delivered(mine.out) == delivered(batch.out)
        if chance.random() < 0.3 or turn == 0:
            assert mine.finish().process.returncode == 0
            assert delivered(mine.out) == delivered(batch.out)
        shutil.rmtree(tmp_path / "store", ignore_errors=True)
    told = {"stopped": len(times), "longest_s": round(max(times, default=0.0), 2)}
    record("R8", f"batch_{number.name}", **told, orphans=0, strays=0, limit_s=limit)


@harness.long
def test_f04_a_second_signal_ends_it_at_once(calm: tuple[Batch, float], tmp_path: Path) -> None:
    mine = Batch(calm[0].catalog, tmp_path / "out", tmp_path / "store")
    run = mine.start()
    while "to make" not in run.said and run.process.poll() is None:
        time.sleep(0.02)
    run.process.send_signal(signal.SIGINT)
    run.process.send_signal(signal.SIGINT)
    assert run.process.wait() == 130
    assert run.gone(), run.alive()
    assert not complaints(mine.out)
    assert mine.finish().process.returncode == 0
    assert delivered(mine.out) == delivered(calm[0].out)
