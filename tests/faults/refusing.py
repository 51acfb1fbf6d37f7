"""A batch in one process in which the nth call that writes under a folder is refused.

Runs in a child of its own (`multiprocessing`, forkserver), so that what was loaded before is loaded
once. Audit hooks see every open for writing, rename, mkdir, remove and truncate of Python itself;
`os.write` and `os.fsync` are wrapped. What C libraries write (films, sound) is refused by small
disks in `test_batch_disk`.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.faults.harness import Batch
from vidgen.batch.crew import Ended, Event
from vidgen.batch.job import Job
from vidgen.batch.making import make
from vidgen.settings import Settings
from vidgen.studio.opening import studio_of
from vidgen.studio.steps import nobody

PRELOAD = [
    "tests.faults.refusing",
    "vidgen.cli.batching",
    "vidgen.studio",
    "av",
    "cv2",
    "PIL.Image",
]

_EVENTS = frozenset({"os.rename", "os.mkdir", "os.truncate", "os.remove", "os.rmdir", "os.chmod"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


@dataclass
class Inline:
    """A crew of one that makes each job in this process."""

    settings: Settings
    out: Path
    size: int

    def __post_init__(self) -> None:
        self._studio = studio_of(self.settings.model_copy(update={"jobs": 1}), nobody)
        self._ended: list[Event] = []

    @property
    def free(self) -> int:
        """See `Crew.free`."""
        return 0 if self._ended else 1

    def give(self, job: Job) -> int:
        """See `Crew.give`."""
        self._ended.append(Ended(job, make(job, self._studio, self.out, nobody)))
        return 1

    def events(self, timeout: float) -> list[Event]:
        """See `Crew.events`."""
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """See `Crew.close`."""


@dataclass
class Refusal:
    """Refuses the nth writing call under any of `roots` with the error `number`, and says so.

    With `lasting` every later one too, as a disk that stays full. `told` receives the number of
    calls that were counted.
    """

    roots: tuple[str, ...]
    nth: int
    number: int
    lasting: bool
    told: Path
    count: int = 0
    off: bool = False

    def arm(self) -> None:
        """Begin counting."""
        sys.addaudithook(self._hook)
        self._wrap("write", self._of_handle)
        self._wrap("fsync", self._of_handle)

    def call(self, what: str, path: str) -> None:
        """A call that writes at `path`."""
        if self.off or not path.startswith(self.roots):
            return
        self.count += 1
        if self.count == self.nth or (self.lasting and self.count > self.nth):
            self.off, was = True, self.off
            self.told.write_text(f"{what} {path}", encoding="utf-8")
            self.off = was
            raise OSError(self.number, os.strerror(self.number), path)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = any(sign in (mode or "") for sign in "wax+") or (flags or 0) & _WRITING
            if writes and isinstance(path, str | bytes | os.PathLike):
                self.call("open", os.fsdecode(path))
        elif event in _EVENTS:
            path = arguments[1] if event == "os.rename" else arguments[0]
            if isinstance(path, str | bytes | os.PathLike):
                self.call(event, os.fsdecode(path))

    def _of_handle(self, name: str, handle: int) -> None:
        try:
            path = os.readlink(f"/proc/self/fd/{handle}")
        except OSError:
            return
        self.call(name, path)

    def _wrap(self, name: str, check: Callable[[str, int], None]) -> None:
        real = getattr(os, name)

        def call(handle: int, *more: Any) -> Any:
            check(name, handle)
            return real(handle, *more)

        setattr(os, name, call)


def run(catalog: str, out: str, store: str, log: str, refusal: Refusal | None) -> None:
    """Make the batch as the command line does and exit with its code (in the child)."""
    with open(log, "w", encoding="utf-8") as words:
        os.dup2(words.fileno(), 2)
    os.environ["VIDGEN_STORE"] = store
    sys.argv = ["vidgen", "batch", catalog, "-o", out]
    from vidgen.batch.pools import Pool
    from vidgen.cli import batching, output
    from vidgen.errors import VidgenError

    asked: dict[str, Any] = dict.fromkeys(("where", "limit", "shard"))
    flags = dict.fromkeys(("changed", "force", "retry_failed", "out_of_stock"), False)
    feed = batching.Feed(Path(catalog), None, [])
    if refusal is not None:
        refusal.arm()
    try:
        batch = batching.batch_of(feed, Path(out), {}, {**asked, **flags}, 1)
        code = batching.run(feed, replace(batch, pool=Pool(hire=Inline)), dry=False, as_json=False)
    except VidgenError as error:
        output.complain(error, as_json=False)
        code = error.exit_code
    sys.exit(int(code))


def in_child(batch: Batch, refusal: Refusal | None = None) -> int:
    """The exit code of a run in a child of its own; what it said lies in `log` beside the store."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    log = str(batch.store.with_name("log"))
    arguments = (str(batch.catalog), str(batch.out), str(batch.store), log, refusal)
    process = context.Process(target=run, args=arguments)
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


ERRORS = {
    "ENOSPC": errno.ENOSPC,
    "EIO": errno.EIO,
    "EROFS": errno.EROFS,
    "EACCES": errno.EACCES,
    "EDQUOT": errno.EDQUOT,
}
"""What a full, broken, read-only or forbidden disk says."""
