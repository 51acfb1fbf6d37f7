"""What `vidgen sheet` writes and says: the contact sheet, or the table of points."""

from __future__ import annotations

import json
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vidgen.cli import ordering, output
from vidgen.errors import InputError, ReviewError
from vidgen.files import write_bytes
from vidgen.model.look import Card
from vidgen.model.script import Brief
from vidgen.studio import checking

_SAID = {0: ("0", "bold red"), 1: ("1", "yellow"), 2: ("2", "green")}


def show_sheet(video: Path, out: Path | None, columns: int, *, as_json: bool) -> None:
    """Write the contact sheet and say where it is."""
    cut = checking.cut_beside(video)
    final = out or video.with_name(f"sheet_{video.stem.removeprefix('film_')}.png")
    if final.resolve() == video.resolve():
        raise InputError("-o", f"{final} is the film itself", "name another file")
    write_bytes(final, checking.sheet(video, cut, columns))
    if as_json:
        output.answer(json.dumps({"sheet": str(final)}, ensure_ascii=False))
    else:
        output.tell(f"{final}: " + ("every shot settled" if cut else "evenly spaced frames"))


def show_score(video: Path, least: int | None, *, as_json: bool) -> None:
    """Print the film's points; with `least`, ReviewError when they do not suffice."""
    cut = checking.cut_beside(video)
    if cut is None:
        what = f"there is no {checking.cut_path(video).name} beside it"
        raise InputError(str(video), what, "points are given to films that vidgen made")
    brief = video.with_name("brief.json")
    order = ordering.read(Brief, brief) if brief.is_file() else None
    card = checking.score(video, cut, order)
    if as_json:
        output.answer(json.dumps(_told(card), ensure_ascii=False))
    else:
        _table(card, video)
    if least is not None and (card.total < least or card.failed):
        raise ReviewError(_reasons(card, least))


def _reasons(card: Card, least: int) -> tuple[str, ...]:
    short = (f"{card.total} points, {least} wanted",) if card.total < least else ()
    return (*short, *(f"{name} is at 0" for name in card.failed))


def _told(card: Card) -> dict[str, object]:
    """The card as a machine reads it."""
    return {
        "total": card.total,
        "most": 2 * len(card.points),
        "failed": list(card.failed),
        "points": [point.model_dump(mode="json") for point in card.points],
    }


def _table(card: Card, video: Path) -> None:
    """The card on stdout, for people; `~` marks what a person has to look at as well."""
    table = Table(box=box.SIMPLE_HEAD, title=str(video), title_justify="left")
    for name in ("", "point", "", "why"):
        table.add_column(name)
    for point in card.points:
        mark = ("*" if point.starred else "") + ("" if point.whole else " ~")
        said, style = _SAID[point.score]
        why = Text(output.printable(point.why))
        table.add_row(str(point.number), f"{point.name}{mark}", Text(said, style), why)
    table.add_section()
    table.add_row("", "total", str(card.total), f"of {2 * len(card.points)}; ship from 20")
    Console(soft_wrap=False).print(table)
    output.tell("* may not be 0   ~ measured in part: look at the sheet as well")
