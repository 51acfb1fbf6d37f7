"""From cuts to drafts: small, coarse films with the platform's zones drawn over them.

On a film of 31 s a draft costs a fifth of the CPU of the film itself (2.7 s and 13.5 s). Segments
that did not change are not drafted again; the sound is the film's own, made once for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vidgen.engines.renderer import draft, join
from vidgen.files import publish, storage, work_folder
from vidgen.model.cut import Cut, Segment
from vidgen.stages.split import split
from vidgen.store import Store
from vidgen.studio.rendering import Tally, finish, pool_of, sounded
from vidgen.studio.steps import Watch

_STEP = 2
"""One of so many frames is shown, where the clock can be divided by it."""


@dataclass(frozen=True)
class _Piece:
    """One segment of a draft and how it is drafted."""

    segment: Segment
    how: draft.Draft

    @property
    def key(self) -> str:
        return f"{draft.VERSION} {self.how.digest()} {self.segment.digest()}"


def draft_name(cut: Cut) -> str:
    """File name of a cut's draft, e.g. `preview_9x16.mp4`."""
    return f"preview_{cut.aspect.replace(':', 'x')}.mp4"


def draft_all(
    cuts: tuple[Cut, ...], folder: Path, store: Store, jobs: int, watch: Watch
) -> tuple[Path, ...]:
    """Draft what is not in the store, `jobs` segments at once, and publish one draft per cut."""
    plans = {cut.aspect: tuple(_pieces(cut)) for cut in cuts}
    missing = {
        piece.key: piece
        for pieces in plans.values()
        for piece in pieces
        if not store.has("draft", piece.key)
    }
    tally = Tally(sum(piece.segment.frames for piece in missing.values()), watch, "draft")

    def make(piece: _Piece) -> None:
        _drafted(piece, store)
        tally.add(piece.segment.frames)

    with pool_of(jobs) as pool:
        sound = pool.submit(sounded, cuts[0], store)
        finish([sound, *(pool.submit(make, piece) for piece in missing.values())])
    return tuple(_film(cut, plans[cut.aspect], sound.result().path, folder, store) for cut in cuts)


def _pieces(cut: Cut) -> Iterator[_Piece]:
    """Every segment that holds a frame to be shown."""
    step, start = _step(cut), 0
    for segment in split(cut):
        first = -start % step
        if first < segment.frames:
            yield _Piece(segment, draft.Draft(step=step, first=first, safe=cut.safe, rail=cut.rail))
        start += segment.frames


def _step(cut: Cut) -> int:
    return 1 if cut.fps % _STEP else _STEP


def _drafted(piece: _Piece, store: Store) -> Path:
    def make(target: Path) -> None:
        draft.draft(piece.segment, piece.how, target)

    return store.once("draft", piece.key, make, ".mp4")


def _film(cut: Cut, pieces: tuple[_Piece, ...], sound: Path, folder: Path, store: Store) -> Path:
    parts = [_drafted(piece, store) for piece in pieces]
    final = folder / draft_name(cut)
    with storage(folder), work_folder(folder) as work:
        film = work / final.name
        join.join(parts, sound, film, fps=cut.fps // _step(cut), title=f"{cut.title} (preview)")
        publish(film, final)
    return final
