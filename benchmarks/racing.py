"""A batch on one core and a bare encoder on the other, at the same time, then on swapped cores.

A machine's speed drifts: the same batch took 284 and 392 s within a quarter of an hour. What runs
one after the other cannot be told apart by a hundredth; what runs at the same time can.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory

from vidgen.batch.batch import Batch
from vidgen.batch.choosing import Choice
from vidgen.batch.job import Job
from vidgen.cli import ordering
from vidgen.cli.batching import Feed
from vidgen.engines.renderer.actor import forget
from vidgen.engines.renderer.encode import encode
from vidgen.model.cut import Cut
from vidgen.stages.split import split
from vidgen.studio import Studio
from vidgen.studio.opening import studio_of
from vidgen.studio.steps import nobody

_FRESH = get_context("spawn")


@dataclass(frozen=True)
class Race:
    """Seconds that a command took on its core, and frames of a bare encoder on the other."""

    seconds: float
    bare: int


def race(
    command: Sequence[str], environment: Mapping[str, str], cuts: tuple[Cut, ...], core: int
) -> Race:
    """Run a command on one of the cores 0 and 1 while a bare encoder keeps the other busy.

    The encoder draws and encodes the segments of `cuts` over and over, as fast as it can.
    """
    frames: Synchronized[int] = _FRESH.Value("q", 0)
    ready = _FRESH.Event()
    told = tuple(cut.to_json() for cut in cuts)
    bare = _FRESH.Process(target=_bare, args=(told, 1 - core, frames, ready), daemon=True)
    bare.start()
    ready.wait()
    before, begun = frames.value, time.perf_counter()
    subprocess.run(
        command,
        check=True,
        env=dict(environment),
        stderr=subprocess.DEVNULL,
        preexec_fn=partial(os.sched_setaffinity, 0, {core}),
    )
    seconds, made = time.perf_counter() - begun, frames.value - before
    bare.kill()
    bare.join()
    return Race(seconds, made)


def _bare(told: tuple[str, ...], core: int, frames: Synchronized[int], ready: Event) -> None:
    os.sched_setaffinity(0, {core})
    films = [split(Cut.from_json(text, "a cut")) for text in told]

    def add(more: int) -> None:
        with frames.get_lock():
            frames.value += more
        ready.set()

    with TemporaryDirectory() as folder:
        while True:
            for segments in films:
                # Products do not share their photos; these do, and would be painted once for all.
                forget()
                for segment in segments:
                    encode(segment, Path(folder) / "segment.mp4", add)


def planned(
    catalog: Path, film: Mapping[str, object], store: Path
) -> tuple[tuple[Job, ...], Studio]:
    """The jobs of a catalog, and a studio that makes them with `store`."""
    settings = ordering.settings_for(catalog.parent, {**film, "store": store})
    orders, out = ordering.Orders(settings), catalog.parent / "planned"
    plan = Batch(catalog, out, settings, orders, Choice()).plan(
        Feed(catalog, None, ()).entries(settings)
    )
    return plan.jobs, studio_of(settings, nobody)


def cuts_of(jobs: tuple[Job, ...], studio: Studio) -> tuple[Cut, ...]:
    """The cuts of all films, everything before rendering done and kept in the studio's store."""
    found: list[Cut] = []
    for job in jobs:
        script, narration = studio.write(job.brief)
        timeline = studio.arrange(job.brief, script, narration, studio.look(job.brief))
        found += studio.lay_out(job.brief, timeline)
    return tuple(found)
