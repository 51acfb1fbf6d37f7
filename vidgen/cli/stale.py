"""`vidgen stale`: which finished films does the catalog of today belie?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

STALE = 1
"""What the command ends with when a film is stale: a gate for CI (docs/errors.md)."""

Results = Annotated[
    Path, typer.Argument(metavar="OUT", help="The folder of a batch, or of one `make`.")
]
Catalog = Annotated[
    Path, typer.Argument(metavar="CATALOG", help="The catalog, or product file, as it is now.")
]
Today = Annotated[
    str,
    typer.Option(
        "--today", metavar="DATE", help="Another day. [dim](Today)[/]", show_default=False
    ),
]


def stale(out: Results, catalog: Catalog, today: Today = "", json: o.Json = False) -> None:
    """List films whose price, promotion, stock or claims are no longer true.

    Ends with 1 when there is one, so that it can guard a release.

    Example: vidgen stale out goods.csv
    """
    from json import dumps

    from vidgen.batch.stale import checked
    from vidgen.cli import ordering, output

    usual = ordering.usual_columns(catalog.parent)
    films, found = checked(out, catalog, ordering.day("--today", today), usual)
    if json:
        rows = [film.model_dump(mode="json") for film in found]
        output.answer(dumps({"checked": films, "stale": rows}, ensure_ascii=False))
    for film in () if json else found:
        variant = f" {film.variant}" if film.variant else ""
        for change in film.changes:
            told = (
                f"{change.fact}: says {change.film}, now {change.now or 'nothing'} ({change.why})"
            )
            output.answer(output.printable(f"{film.folder} {film.sku}{variant}  {told}"))
    output.tell(f"{out}: {len(found)} of {films} are stale")
    if found:
        raise typer.Exit(STALE)
