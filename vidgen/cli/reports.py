"""`vidgen report`: the reports on a batch, made again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from vidgen.cli import options as o

Results = Annotated[
    Path, typer.Argument(metavar="OUT", help="The folder of a batch, or of one `make`.")
]
Lang = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--lang", help="Language of the page. [dim](That of most films)[/]"),
]


def report(out: Results, lang: Lang = None, json: o.Json = False) -> None:
    """Make the reports on a batch again: index.html, report.json and junit.xml.

    Example: vidgen report out --lang zh
    """
    from vidgen.batch.report import FILES
    from vidgen.batch.report import report as write
    from vidgen.batch.results import manifest_of
    from vidgen.cli import output
    from vidgen.files import only_writer

    manifest_of(out)
    with only_writer(out):
        told = write(out, lang)
    if json:
        output.answer(told.model_dump_json())
        return
    counts = ", ".join(f"{count} {state}" for state, count in told.counts.items())
    output.tell(f"{out}/: {', '.join(FILES)}; {counts}")
