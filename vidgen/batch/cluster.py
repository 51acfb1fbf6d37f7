"""Rows as tasks of a Ray cluster: the same jobs, journal and manifest as on one machine.

The machine that runs the batch plans, journals and reports. A row is one task of one core
somewhere; photos go there, and the bundle comes back, through a place that all machines reach
(`storage`). A task whose machine or process is lost is a death of its worker like any other: its
row runs again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from vidgen.batch.crew import Died, Ended, Event
from vidgen.batch.job import Job, Report
from vidgen.batch.luggage import Packed, Packer, unpack
from vidgen.batch.making import make
from vidgen.batch.storage import Place
from vidgen.errors import EngineError, EngineMissing, StorageError
from vidgen.files import WORK, write_text
from vidgen.model.render import BUNDLE
from vidgen.settings import Settings
from vidgen.studio.opening import studio_of
from vidgen.studio.steps import nobody

TELLING = ("brief.json", "script.json", BUNDLE)
"""The files of a bundle that `report` and `stale` read."""


class RayCrew:
    """Tasks on a Ray cluster, at most `size` at once (0: as many as it has cores).

    `place` is where media and bundles travel; `cluster` is the cluster's address as `ray.init`
    takes it ("" for one on this machine alone, which ends with the run). What tells of a bundle is
    copied into the folder `told`, for reports (None where the place is that folder). Raises
    EngineMissing where Ray is not installed, EngineError when the cluster cannot be reached.
    """

    def __init__(
        self,
        settings: Settings,
        place: Place,
        size: int = 0,
        cluster: str = "",
        told: Path | None = None,
    ) -> None:
        self._ray = _begun(cluster, size)
        self._size = size or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self._task = self._ray.remote(num_cpus=1, max_retries=0)(row)
        self._place, self._packer, self._told = place, Packer(place), told
        # What is the same for every row is put into the cluster's memory once.
        self._run = self._ray.put((settings.model_dump_json(), _texts(settings.templates)))
        self._scenarios: dict[str, Any] = {}
        self._made: dict[Any, Job] = {}
        self._numbers: dict[Any, int] = {}

    @property
    def free(self) -> int:
        """See `Crew.free`."""
        return self._size - len(self._made)

    def give(self, job: Job) -> int:
        """See `Crew.give`; the number is that of the place in the queue."""
        packed = self._packer(job).model_dump(mode="json")
        scenario = self._shared(json.dumps(packed["job"]["brief"].pop("scenario")))
        task = self._task.remote(json.dumps(packed), scenario, self._run, self._place.address)
        taken = set(self._numbers.values())
        number = next(n for n in range(1, self._size + 1) if n not in taken)
        self._made[task], self._numbers[task] = job, number
        return number

    def events(self, timeout: float) -> list[Event]:
        """See `Crew.events`; a cluster tells of ends alone."""
        if not self._made:
            time.sleep(timeout)
            return []
        ready, _ = self._ray.wait(list(self._made), num_returns=1, timeout=timeout)
        return [self._ended(task) for task in ready]

    def close(self) -> None:
        """See `Crew.close`."""
        for task in self._made:
            self._ray.cancel(task, force=True)
        self._made.clear()
        self._ray.shutdown()

    def _shared(self, scenario: str) -> Any:
        """Where the cluster holds a scenario, by far the largest part of a brief."""
        if scenario not in self._scenarios:
            self._scenarios[scenario] = self._ray.put(scenario)
        return self._scenarios[scenario]

    def _ended(self, task: Any) -> Event:
        job = self._made.pop(task)
        del self._numbers[task]
        try:
            report = self._ray.get(task)
        except self._ray.exceptions.RayTaskError:
            # `row` itself failed, not what it made: every row would.
            raise
        except self._ray.exceptions.RayError as error:
            return Died(job, f"{type(error).__name__}: {str(error).splitlines()[0][:200]}")
        ended = Report.model_validate_json(report)
        if self._told is not None and ended.outcome.state == "done":
            for name in TELLING:
                self._place.pull(f"{ended.outcome.folder}/{name}", self._told)
        return Ended(job, ended)


def row(packed: str, scenario: str, run: tuple[str, Mapping[str, str]], address: str) -> str:
    """Make one packed job on this machine of a cluster; the report as JSON.

    `packed` lacks its `scenario`; `run` is the settings and the user's own templates.
    Media are fetched into, and the bundle is made in, the machine's own store; the finished bundle
    is pushed to the place, its manifest last.
    """
    settings, templates = run
    told, place = Settings.model_validate_json(settings), Place(address)
    store = Path(os.environ.get("VIDGEN_STORE") or told.store)
    own = _laid_out(templates, store / "cluster" / "templates")
    told = told.model_copy(update={"jobs": 1, "store": store, "templates": own})
    whole = json.loads(packed)
    whole["job"]["brief"]["scenario"] = json.loads(scenario)
    parcel = Packed.model_validate_json(json.dumps(whole))
    work = store / "cluster" / f"{parcel.job.outcome.key[:32]}-{os.getpid()}"
    try:
        job = unpack(parcel, place, store / "cluster" / "media")
        report = make(job, studio_of(told, nobody), work, nobody)
        _sent(work, report, place)
    except StorageError as error:
        failed = {"state": "failed", "code": "E_STORAGE", "error": str(error)}
        outcome = parcel.job.outcome.model_copy(update=failed)
        report = Report(outcome=outcome, stop=int(error.exit_code))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return report.model_dump_json()


def _sent(work: Path, report: Report, place: Place) -> None:
    """Push what a row left: its bundle when it is done, else what is told of a bug of ours."""
    folder = report.outcome.folder
    if report.outcome.state != "done":
        folder = f"{WORK}/errors"
    made = work / folder
    names = [path.name for path in made.iterdir() if path.is_file()] if made.is_dir() else []
    place.push(made, names, folder)


def _begun(cluster: str, size: int) -> ModuleType:
    """Ray, connected. It neither sends usage figures nor takes the signals of the run."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        what = "a cluster needs Ray: pip install 'vidgen[cluster]'"
        raise EngineMissing("ray", what) from error
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    where = {"address": cluster} if cluster else {"num_cpus": size or os.cpu_count()}
    try:
        ray.init(**where, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        what = f"no cluster at {cluster or 'this machine'}: {str(error).splitlines()[0]}"
        raise EngineError("ray", what, retry=True) from error
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)
    found: ModuleType = ray
    return found


def _texts(templates: Path | None) -> dict[str, str]:
    """The user's own templates, file by file, to be laid out again elsewhere."""
    if templates is None:
        return {}
    files = sorted(path for path in templates.rglob("*.yaml") if path.is_file())
    return {str(path.relative_to(templates)): path.read_text(encoding="utf-8") for path in files}


def _laid_out(texts: Mapping[str, str], into: Path) -> Path | None:
    """These templates as files in a folder of their own content, made once a machine."""
    if not texts:
        return None
    digest = hashlib.sha256(json.dumps(dict(texts), sort_keys=True).encode()).hexdigest()[:16]
    for name, text in texts.items():
        file = into / digest / name
        if not file.is_file():
            write_text(file, text)
    return into / digest
