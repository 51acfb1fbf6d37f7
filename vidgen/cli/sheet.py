"""`vidgen sheet`: a finished film at one glance, and its points."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

Video = Annotated[Path, typer.Argument(metavar="VIDEO", help="A finished mp4.")]
Picture = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="The PNG to write. [dim](sheet_… beside the film)[/]",
        show_default=False,
    ),
]
Columns = Annotated[int, typer.Option("--columns", min=1, max=20, help="Frames side by side.")]
Score = Annotated[
    bool,
    typer.Option("--score", help="Say how the film does in the twelve-point check, 0 to 2 each."),
]
Least = Annotated[
    int | None,
    typer.Option(
        "--least",
        metavar="N",
        min=0,
        max=24,
        help="With --score: exit code 9 below N points, or with a starred point at 0.",
        show_default=False,
    ),
]


def sheet(
    video: Video,
    *,
    out: Picture = None,
    columns: Columns = 5,
    score: Score = False,
    least: Least = None,
    json: o.Json = False,
) -> None:
    """Put the film's frames on one picture: frame 0, then every shot when it has settled.

    Of a film that no cut_*.json lies beside, evenly spaced frames.

    Example: vidgen sheet out/film_9x16.mp4 --score --least 20
    """
    from vidgen.cli import scoring

    if score or least is not None:
        scoring.show_score(video, least, as_json=json)
        if out is None:
            return
    scoring.show_sheet(video, out, columns, as_json=json and not score)
