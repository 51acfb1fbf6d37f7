"""`vidgen list`: the names that options take."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from vidgen.cli import options as o


class Shelf(StrEnum):
    """What can be listed."""

    SCENARIOS = "scenarios"
    STYLES = "styles"
    PLATFORMS = "platforms"
    VOICES = "voices"
    WRITERS = "writers"


What = Annotated[Shelf, typer.Argument(help="What to list.")]


def list_(what: What, json: o.Json = False) -> None:
    """List what there is to choose from, with a word on each.

    Example: vidgen list scenarios
    """
    from json import dumps
    from pathlib import Path

    from vidgen.cli import ordering, output
    from vidgen.cli.shelves import items

    settings = ordering.settings_for(Path(), {})
    found = items(what, settings)
    if json:
        output.answer(dumps(found, ensure_ascii=False))
        return
    wide = max(map(len, found), default=0)
    for name, about in found.items():
        output.answer(f"{name:<{wide}}  {about}")
