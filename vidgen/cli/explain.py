"""`vidgen explain`: what is on screen at one moment, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

Video = Annotated[
    Path, typer.Argument(metavar="VIDEO", help="A film that vidgen made, or its cut_*.json.")
]
At = Annotated[float, typer.Option("--at", metavar="SECONDS", help="The moment, from the start.")]


def explain(video: Video, at: At = 0.0, json: o.Json = False) -> None:
    """Name every layer on screen at one moment: what it says, the facts it rests on, why it is.

    Example: vidgen explain out/film_9x16.mp4 --at 3.2
    """
    from json import dumps

    from vidgen.cli import ordering, output
    from vidgen.errors import InputError
    from vidgen.model.cut import Cut
    from vidgen.stages.explain import explain as lines_at

    name = video.with_suffix(".json").name.replace("film_", "cut_")
    cut = ordering.read(Cut, video.with_name(name), "it lies beside the film that `make` wrote")
    frame = round(at * cut.fps)
    if not 0 <= frame < cut.frames:
        raise InputError("--at", f"{at:g} s is outside of the film (0 to {cut.frames / cut.fps:g})")
    lines = lines_at(cut, frame)
    output.answer(dumps(lines, ensure_ascii=False) if json else "\n".join(lines))
