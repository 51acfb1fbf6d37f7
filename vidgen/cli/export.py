"""`vidgen export`: the films of a batch in the shop's own feed, and a plan of when to post them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

Catalog = Annotated[Path, typer.Argument(metavar="CATALOG", help="The catalog: CSV, TSV or XML.")]
Results = Annotated[Path, typer.Argument(metavar="OUT", help="The folder of its batch.")]
Base = Annotated[
    str,
    typer.Option("--base-url", metavar="URL", help="Where OUT will be found: https://…/films/"),
]
Feed = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="The catalog with the films' addresses.", show_default=False),
]
Column = Annotated[
    str,
    typer.Option(
        "--column",
        help="The column for them. [dim](video_link; Meta: video\\[0].url)[/]",
        show_default=False,
    ),
]
Schedule = Annotated[
    Path | None,
    typer.Option("--schedule", help="A posting schedule (CSV).", show_default=False),
]
Start = Annotated[
    str,
    typer.Option("--start", metavar="DATE", help="Its first day.", show_default=False),
]
PerDay = Annotated[
    int | None,
    typer.Option(
        "--per-day", min=1, help="Posts a day on each platform. [dim](One at each time)[/]"
    ),
]
Times = Annotated[str, typer.Option("--times", help="When on a day, in order.")]


def export(
    catalog: Catalog,
    results: Results,
    *,
    base_url: Base = "",
    out: Feed = None,
    column: Column = "",
    aspect: o.Aspects = None,
    schedule: Schedule = None,
    start: Start = "",
    per_day: PerDay = None,
    times: Times = "12:00,19:30",
    json: o.Json = False,
) -> None:
    """Write the films' addresses into the shop's feed, and a schedule of posts.

    The feed keeps its format; every byte but the column stays as it was. Nothing is uploaded.

    Example: vidgen export feed.xml out --base-url https://cdn.example.com/films/ -o feed-out.xml
    """
    from json import dumps

    from vidgen.cli import exporting, output

    asked = exporting.Asked(catalog, results, base_url, tuple(aspect or ()))
    told: dict[str, object] = {}
    if out is not None:
        told |= exporting.write_feed(asked, out, column)
    if schedule is not None:
        plan = exporting.Plan(start, per_day, times)
        told |= exporting.write_schedule(asked, schedule, plan)
    if not told:
        raise exporting.nothing_asked()
    if json:
        output.answer(dumps(told, ensure_ascii=False))
    else:
        output.tell(", ".join(f"{name}: {value}" for name, value in told.items()))
