"""Where the rows of a batch are made: on this machine, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vidgen.batch import manifest, past, report
from vidgen.batch.crew import Crew, LocalCrew
from vidgen.batch.storage import Place
from vidgen.model.batch import Outcome
from vidgen.settings import Settings

Hire = Callable[[Settings, Path, int], Crew]
"""Makes a pool of so many workers for the batch in a folder."""


def _nowhere(out: Path) -> None:
    """The batch's own folder is where its films are."""


@dataclass(frozen=True)
class Pool:
    """A kind of pool: how workers are hired, and where they deliver.

    `amiss` tells, of a batch's folder and an outcome, why what was delivered is not there as it was
    ("" when it is); `publish` takes what tells of the whole run to where the films are. `near` says
    that the workers use this machine's store, so that scripts and voices made ahead are found.
    """

    hire: Hire = LocalCrew
    amiss: Callable[[Path, Outcome], str] = past.amiss
    publish: Callable[[Path], None] = _nowhere
    near: bool = True


def on_ray(storage: str, cluster: str) -> Pool:
    """Tasks on the Ray cluster at `cluster` ("": one of this machine alone) that deliver to
    `storage` ("": the batch's own folder, which all machines must reach)."""

    def place(out: Path) -> Place:
        return Place(storage or str(out.resolve()))

    def hire(settings: Settings, out: Path, size: int) -> Crew:
        from vidgen.batch.cluster import RayCrew

        return RayCrew(settings, place(out), size, cluster, out if storage else None)

    def publish(out: Path) -> None:
        if storage:
            place(out).push(out, (manifest.NAME, *report.FILES), "")

    return Pool(hire, lambda out, outcome: place(out).amiss(outcome), publish, near=False)
