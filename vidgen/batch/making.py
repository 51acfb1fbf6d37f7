"""Making one row: the one function that every pool runs, here or on another machine."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from vidgen.batch.job import Job, Report
from vidgen.batch.keying import Digests, photos_of
from vidgen.errors import (
    DamageError,
    EngineError,
    EngineMissing,
    InputError,
    LockedError,
    ReviewError,
    StorageError,
    VidgenError,
)
from vidgen.files import WORK, only_writer, sha256_of, write_text
from vidgen.model.batch import Outcome
from vidgen.model.render import BUNDLE, Bundle
from vidgen.studio import Studio
from vidgen.studio.steps import Step, Watch

BUG = "E_BUG"

CODES: tuple[tuple[type[VidgenError], str], ...] = (
    (InputError, "E_INPUT"),
    (ReviewError, "E_REVIEW"),
    (EngineMissing, "E_MISSING"),
    (EngineError, "E_ENGINE"),
    (StorageError, "E_STORAGE"),
    (LockedError, "E_LOCKED"),
    (DamageError, "E_DAMAGED"),
)
"""The code of a failed row by the error that failed it, the special ones first."""

CHANGED = "E_CHANGED"
"""The code where photos changed between the plan and the film."""

SERVICE = "E_SERVICE"
"""The code where an engine says that the same call may succeed later."""

_STOPS = (StorageError, EngineMissing)
"""What would fail every other row too: the run stops."""


def make(job: Job, studio: Studio, out: Path, watch: Watch) -> Report:
    """Make one row's bundle in its folder under `out`; whatever happens, a report of it."""
    seen = _Seen(watch)
    try:
        folder = _own(out, job.outcome)
        with only_writer(folder):
            bundle = replace(studio, watch=seen).make(job.brief, folder)
        if _changed(job):
            raise InputError(job.outcome.source, "its photos changed meanwhile", "run again")
        return Report(outcome=_done(job.outcome, bundle, folder, seen))
    except VidgenError as error:
        report = _failed(seen.on(job.outcome), error)
        if not (isinstance(error, InputError) and _changed(job)):
            return report
        # It is no longer what was planned; when it is again, the same command makes it.
        outcome = report.outcome.model_copy(update={"code": CHANGED})
        return report.model_copy(update={"outcome": outcome})
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - see below
        # The one place that catches everything: a row runs code of many libraries on a stranger's
        # files, and what goes wrong there must cost this row alone, not the thousands after it. It
        # is not passed over: the row fails as our bug, with the traceback on disk.
        return Report(outcome=_bug(seen.on(job.outcome), error, out))


def _changed(job: Job) -> bool:
    """Whether photos were replaced or removed since the row was planned."""
    return photos_of(job.brief, Digests()) != job.outcome.parts.get("photos", "")


def _own(out: Path, outcome: Outcome) -> Path:
    """The row's folder; a link planted in its place would lead the films elsewhere."""
    folder = out / outcome.folder
    for place in (folder, folder / WORK):
        if place.is_symlink():
            raise InputError(str(place), "is a link: films are not written through it", "remove it")
    return folder


@dataclass
class _Seen:
    """A watch between the studio and another that keeps seconds, notes and frames encoded."""

    watch: Watch
    begun: dict[str, float] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    frames: int = 0

    def __call__(self, step: Step) -> None:
        now = time.monotonic()
        self.took[step.name] = now - self.begun.setdefault(step.name, now)
        if step.note:
            self.notes[step.note] = None
        if step.name == "render" and step.total > 1:
            # Rendering counts frames; the stopwatch around it counts to one.
            self.frames = max(self.frames, round(step.done))
        self.watch(step)

    def on(self, outcome: Outcome) -> Outcome:
        """The outcome with what was seen."""
        told = {
            "seconds": {name: round(value, 3) for name, value in self.took.items()},
            "notes": tuple(dict.fromkeys((*outcome.notes, *self.notes))),
            "made": self.frames,
        }
        return outcome.model_copy(update=told)


def _done(outcome: Outcome, bundle: Bundle, folder: Path, seen: _Seen) -> Outcome:
    told = {
        "state": "done",
        "frames": sum(render.frames for render in bundle.renders),
        "bundle": sha256_of(folder / BUNDLE),
        "bytes": sum((folder / name).stat().st_size for name in bundle.files),
        "writer": bundle.writer,
        "voice": bundle.voice,
        "cost": bundle.cost,
    }
    return seen.on(outcome).model_copy(update=told)


def _failed(outcome: Outcome, error: VidgenError) -> Report:
    code = next((code for kind, code in CODES if isinstance(error, kind)), BUG)
    later = isinstance(error, EngineError) and error.retry
    told = {"state": "failed", "code": SERVICE if later else code, "error": str(error)}
    return Report(
        outcome=outcome.model_copy(update=told),
        stop=int(error.exit_code) if isinstance(error, _STOPS) else 0,
        service=error.engine if isinstance(error, EngineError) and later else "",
        after=error.after if isinstance(error, EngineError) else 0.0,
    )


def _bug(outcome: Outcome, error: BaseException, out: Path) -> Outcome:
    place = Path(WORK) / "errors" / f"{outcome.key}.txt"
    write_text(out / place, "".join(traceback.format_exception(error)))
    what = f"{outcome.source}: {type(error).__name__}: a bug of ours, please report {place}"
    return outcome.model_copy(update={"state": "failed", "code": BUG, "error": what})


Make = Callable[[Job, Studio, Path, Watch], Report]
"""What a pool runs for a job."""
