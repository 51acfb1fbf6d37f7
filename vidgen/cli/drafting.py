"""What `vidgen preview` does: drafts once, or again whenever a file behind them is saved."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vidgen.cli import ordering, output, report
from vidgen.cli.progress import Steps
from vidgen.cli.showing import Board, Server
from vidgen.errors import Exit, InputError, LockedError, VidgenError
from vidgen.files import only_writer
from vidgen.model.cut import Cut
from vidgen.model.script import Brief
from vidgen.settings import FILE, Settings
from vidgen.studio import Studio

_EVERY = 0.3
"""Seconds between two looks at the files."""

_STORY = ("brief.json", "script.json", "narration.json", "timeline.json")

Stamp = tuple[int, int, int]


@dataclass
class Order:
    """What is previewed: the input, where drafts go, the settings given as flags, and
    (sku, images, media) of `make`. `behind` are the files that the last draft was made from."""

    source: Path
    out: Path
    flags: Mapping[str, Any]
    picked: tuple[str | None, Path | None, Path | None]
    behind: tuple[Path, ...] = field(default=())

    def __post_init__(self) -> None:
        self._behind()

    def draft(self, steps: Steps) -> tuple[Path, ...]:
        """Make the drafts now; raises what `make` raises."""
        settings = ordering.settings_for(self._home(), self.flags)
        studio = ordering.studio_of(settings, steps)
        self._behind(*_of_settings(settings))
        with only_writer(self.out):
            drafts = self._films(studio, settings)
        studio.store.prune()
        return drafts

    def _films(self, studio: Studio, settings: Settings) -> tuple[Path, ...]:
        if os.path.isdir(self.source):
            brief, _, _, timeline = ordering.story(self.source)
            return studio.draft(studio.lay_out(brief, timeline), self.out)
        if _is_cut(self.source):
            return studio.draft((ordering.read(Cut, self.source),), self.out)
        brief = ordering.order(ordering.product(self.source, *self.picked, settings), settings)
        self._behind(*_of_settings(settings), *_media(brief))
        return studio.preview(brief, self.out)

    def failed(self) -> None:
        """Look at the folders too: perhaps the mistake is a file that is not there."""
        self._behind(*self.behind, self._home(), *(p for p in self.picked[2:] if p))

    def _behind(self, *found: Path) -> None:
        self.behind = tuple(dict.fromkeys((*self._named(), *found)))

    def _home(self) -> Path:
        return self.source if os.path.isdir(self.source) else ordering.home(self.source)

    def _named(self) -> Iterable[Path]:
        """The files that the command line itself names, and the settings beside them."""
        if os.path.isdir(self.source):
            yield from (self.source / name for name in _STORY)
        elif not ordering.is_said(self.source):
            yield self.source
        yield from (path for path in self.picked[1:] if path is not None)
        home = self._home().resolve()
        yield from (place / FILE for place in (home, *home.parents))


def _is_cut(path: Path) -> bool:
    return path.suffix == ".json" and path.name.startswith("cut")


def _of_settings(settings: Settings) -> tuple[Path, ...]:
    own = sorted(settings.templates.rglob("*")) if settings.templates else []
    return (*own, *((settings.music,) if settings.music else ()))


def _media(brief: Brief) -> tuple[Path, ...]:
    return tuple(Path(item.path) for item in brief.product.media)


def show_once(order: Order, *, as_json: bool) -> None:
    """Make the drafts and say where they are."""
    with Steps(quiet=as_json) as steps:
        drafts = order.draft(steps)
    if as_json:
        seconds = {name: round(value, 3) for name, value in steps.took.items()}
        told = {"drafts": [str(path) for path in drafts], "seconds": seconds}
        output.answer(json.dumps(told, ensure_ascii=False))
        return
    for path in drafts:
        output.tell(f"{path}  half size, half the frames, zones drawn over")
    output.tell(report.times(steps.took))


def keep_showing(order: Order, port: int) -> None:
    """Serve the page, and draft again after every save, until Ctrl-C (exit code 0)."""
    if not (ordering.is_said(order.source) or order.source.exists()):
        raise InputError(str(order.source), "there is no such file or folder")
    board = Board()
    with Server(board, port) as server:
        output.tell(f"preview on {server.address} (Ctrl-C ends)")
        try:
            while True:
                seen = _stamps(order.behind)
                _round(order, board)
                _await(order, seen)
        except KeyboardInterrupt:
            output.tell("vidgen: preview ended")
        except SystemExit as stop:
            # Stopped while drafting: the line was said then, and nothing half-made is left.
            if stop.code != Exit.INTERRUPTED:
                raise


def _round(order: Order, board: Board) -> None:
    """One draft; a mistake in a file is told, here and on the page, and does not end the watch."""
    try:
        with Steps(quiet=True) as steps:
            drafts = order.draft(steps)
    except LockedError:
        raise
    except VidgenError as error:
        if board.version == 0 and _of_flags(error):
            raise
        output.complain(error, as_json=False)
        board.put((), str(error))
        order.failed()
        return
    board.put(drafts)
    output.tell(f"version {board.version}: {report.times(steps.took)}")


def _of_flags(error: VidgenError) -> bool:
    """Whether it is the command itself that is wrong: no save can mend that."""
    return isinstance(error, InputError) and error.where.startswith(("--", "flags"))


def _await(order: Order, seen: Mapping[Path, Stamp | None]) -> None:
    """Wait until a file behind the draft is another than when it was begun, and is quiet again."""
    # Files that were found out only while drafting (photos) are watched from here on.
    known = {**_stamps(order.behind), **seen}
    while all(_stamp(path) == stamp for path, stamp in known.items()):
        time.sleep(_EVERY)
    now = _stamps(order.behind)
    while True:
        time.sleep(_EVERY)
        before, now = now, _stamps(order.behind)
        if now == before:
            return


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp | None]:
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> Stamp | None:
    """When a file was last written, how long it is and which it is; None while it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
