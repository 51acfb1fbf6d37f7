"""`vidgen merge`: the results of several shards as one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

Shards = Annotated[
    list[Path], typer.Argument(metavar="OUT …", help="The folders of `vidgen batch --shard i/n`.")
]
Into = Annotated[
    Path,
    typer.Option(
        "--out", "-o", help="The folder for the joined manifest; those of the shards stay."
    ),
]
Partial = Annotated[
    bool, typer.Option("--partial", help="Also when a shard is missing; the manifest says which.")
]


def merge(shards: Shards, out: Into, partial: Partial = False, json: o.Json = False) -> None:
    """Join the results of shards: one manifest, one page, one JUnit file.

    Films stay where they are; a folder that holds those of the shards can be moved as a whole.

    Example: vidgen merge out/1 out/2 out/3 -o out
    """
    from vidgen.batch.merge import merge as join
    from vidgen.batch.report import report
    from vidgen.cli import output
    from vidgen.files import only_writer

    with only_writer(out):
        joined = join(shards, out, partial=partial)
        told = report(out)
    if json:
        output.answer(joined.model_dump_json())
        return
    counts = ", ".join(f"{count} {state}" for state, count in told.counts.items())
    output.tell(f"{out}/manifest.json: {len(joined.rows)} rows, {counts}")
