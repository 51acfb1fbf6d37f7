"""`vidgen models`: which language models may write here, and fetching one."""

from __future__ import annotations

from typing import Annotated

import typer

from vidgen.cli import options as o

Fetch = Annotated[
    str | None,
    typer.Option(
        "--fetch",
        metavar="ID",
        help="Fetch this model from the hub into its cache (gigabytes, over the network).",
        show_default=False,
    ),
]


def models(fetch: Fetch = None, json: o.Json = False) -> None:
    """List the writers that are usable here and what each needs, or fetch a model.

    Example: vidgen models --fetch Qwen/Qwen2.5-0.5B-Instruct
    """
    from json import dumps
    from pathlib import Path

    from vidgen.cli import ordering, output
    from vidgen.studio.modelling import fetched, usable

    if fetch:
        output.answer(str(fetched(fetch)))
        return
    found = usable(ordering.settings_for(Path(), {}))
    if json:
        output.answer(dumps([each._asdict() for each in found], ensure_ascii=False))
        return
    for each in found:
        state = "ready" if each.ready else "not usable"
        output.answer(f"{each.name:<14}{state:<12}{each.told}")
