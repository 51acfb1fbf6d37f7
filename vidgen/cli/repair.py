"""`vidgen repair`: a damaged journal of a batch is rebuilt from what was delivered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

Made = Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a batch.")]


def repair(out: Made, json: o.Json = False) -> None:
    """Rebuild the journal of a batch whose lines were damaged; the films are not touched.

    Example: vidgen repair out
    """
    from json import dumps

    from vidgen.batch.repair import repair as rebuild
    from vidgen.cli import output

    made = rebuild(out)
    if json:
        told = {"kept": made.kept, "taken": made.taken, "lost": made.lost}
        output.answer(dumps({**told, "aside": str(made.aside) if made.aside else ""}))
    elif not made.lost and not made.taken:
        output.tell(f"{out}: the journal is whole, {made.kept} events; nothing to repair")
    else:
        aside = f"; the damaged one is {made.aside}" if made.aside else ""
        output.tell(
            f"{out}: {made.kept} events kept, {made.lost} damaged lines dropped, {made.taken} rows "
            f"taken from the manifest{aside}"
        )
