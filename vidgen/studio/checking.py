"""Looking at a finished film again: its contact sheet and its points, both on decoded frames."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.renderer import contact, frames
from vidgen.errors import DamageError, InputError
from vidgen.model.cut import Cut
from vidgen.model.look import Card, Look, Picture, Reading
from vidgen.model.script import Brief
from vidgen.stages.moments import frames_to_read, moments
from vidgen.stages.read_ink import read_ink
from vidgen.stages.score import score as judge
from vidgen.stages.watch import barred, picture, stills

_EVENLY = 10
"""Frames on the sheet of a film whose cut is not known."""

_SMALL = 120
"""Pixels across at which movement is looked for."""


def cut_beside(video: Path) -> Cut | None:
    """The cut that vidgen wrote beside a film; None when there is none.

    Raises InputError when it cannot be read, or when the film is not as long as the cut says.
    """
    path = cut_path(video)
    if not path.is_file():
        return None
    cut = Cut.from_json(_text(path), str(path))
    film = frames.measure(video)
    if (film.width, film.height, film.frames) != (cut.width, cut.height, cut.frames):
        what = (
            f"is {film.width}x{film.height} with {film.frames} frames, but {path.name} says "
            f"{cut.width}x{cut.height} with {cut.frames}"
        )
        raise InputError(str(video), what, f"render it again, or move {path.name} away")
    return cut


def cut_path(video: Path) -> Path:
    """Where the cut of `film_9x16.mp4` lies: `cut_9x16.json` in the same folder."""
    name = video.with_suffix(".json").name
    return video.with_name(name.replace("film_", "cut_") if "film_" in name else f"cut_{name}")


def sheet(video: Path, cut: Cut | None, columns: int) -> bytes:
    """The film's contact sheet as a PNG file's content."""
    film = frames.measure(video)
    if cut is None:
        count = min(_EVENLY, film.frames)
        numbers = [round(n * (film.frames - 1) / max(1, count - 1)) for n in range(count)]
        labels = {number: f"{number / film.fps:.2f} s" for number in numbers}
    else:
        labels = {
            moment.frame: f"{moment.number} {moment.archetype} {moment.frame / cut.fps:.2f} s"
            for moment in moments(cut)
        }
    shape = contact.shape(film.width, film.height, len(labels), columns)
    cells: list[contact.Cell] = []

    def keep(number: int, pixels: NDArray[np.uint8]) -> None:
        cells.append(contact.Cell(contact.scaled(pixels, shape), labels[number]))

    frames.each(video, labels, keep)
    if not cells:
        raise InputError(str(video), "holds no picture that can be decoded")
    return contact.png(cells, shape)


def score(video: Path, cut: Cut, brief: Brief | None) -> Card:
    """The film's points in the twelve-point check."""
    return judge(cut, look_at(video, cut), brief.product if brief else None)


def look_at(video: Path, cut: Cut) -> Look:
    """Everything that is measured on the film's decoded frames."""
    settled = {moment.frame for moment in moments(cut)}
    readings: list[Reading] = []
    pictures: list[Picture] = []

    def see(number: int, pixels: NDArray[np.uint8]) -> None:
        readings.extend(read_ink(cut, number, pixels))
        if number in settled:
            pictures.append(picture(cut, number, pixels))

    frames.each(video, frames_to_read(cut), see)
    greys: list[NDArray[np.uint8]] = []
    frames.small(video, _SMALL, lambda number, grey: greys.append(grey))
    if len(pictures) != len(settled):
        raise DamageError(f"{video}: some of its frames cannot be decoded; render it again")
    return Look(
        readings=tuple(readings),
        pictures=tuple(pictures),
        frozen=stills(greys),
        bars=_share(barred(grey) for grey in greys),
        tail=_tail(greys),
        blank=bool(greys[0].std() < 2.0),
    )


def _tail(greys: list[NDArray[np.uint8]]) -> int:
    """Frames at the end in which nothing moves."""
    back = stills(greys[::-1])
    return back[0].end if back and back[0].start == 0 else 1


def _share(answers: Iterable[bool]) -> float:
    told = list(answers)
    return sum(told) / len(told)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), "cannot be read as UTF-8 text") from error
