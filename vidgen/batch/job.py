"""What a worker is given and what it tells: values that travel as JSON, to any kind of pool."""

from __future__ import annotations

from vidgen.model.base import Noun
from vidgen.model.batch import Outcome
from vidgen.model.script import Brief


class Job(Noun):
    """One film order of a batch: the brief, where its bundle goes, and its place in the run.

    `outcome` is what is known of it before it is made (SKU, key, folder, source, parts); `why` says
    why it is made (`new`, `price`, …). Behind the `last` one nothing waits: it may use the cores
    that others leave.
    """

    brief: Brief
    outcome: Outcome
    why: str = ""
    last: bool = False


class Report(Noun):
    """What became of one try at a job.

    `stop` is the exit code with which the whole run must stop (0: it goes on); `service` is the
    engine that failed and may work later, `after` the seconds it asked to be left alone.
    """

    outcome: Outcome
    stop: int = 0
    service: str = ""
    after: float = 0.0
