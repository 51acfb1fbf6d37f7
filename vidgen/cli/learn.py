"""`vidgen learn`: which hooks, scenarios and lengths win, by the results of films."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o


class Goal(StrEnum):
    """What counts as success of one view."""

    ORDERS = "orders"
    CLICKS = "clicks"
    COMPLETION = "completion"


Results = Annotated[
    Path,
    typer.Argument(
        metavar="RESULTS",
        help="A CSV, a row a film: variant or sku, views, and completion, clicks or orders.",
    ),
]
Films = Annotated[
    Path | None,
    typer.Option(
        "--films", help="The folder of the films (with bundles inside).", show_default=False
    ),
]
GoalOption = Annotated[
    Goal | None,
    typer.Option(
        "--goal",
        help="What to learn for. [dim](The first there is of orders, clicks, completion)[/]",
        show_default=False,
    ),
]
Into = Annotated[
    Path | None,
    typer.Option(
        "--learned",
        help="Where to keep what was learned. [dim](The setting, else beside RESULTS)[/]",
        show_default=False,
    ),
]


def learn(
    results: Results,
    films: Films = None,
    goal: GoalOption = None,
    learned: Into = None,
    json: o.Json = False,
) -> None:
    """Learn from what films did which ways to tell a product win, in each category.

    Example: vidgen learn results.csv --films out, then: vidgen make mug.yaml --scenario auto
    """
    from vidgen.cli import lessons, ordering
    from vidgen.files import write_text
    from vidgen.library import Library
    from vidgen.model.learned import GOALS
    from vidgen.studio import learning

    settings = ordering.settings_for(results.parent, {"learned": learned})
    library = Library(settings.templates)
    wanted = next((each for each in GOALS if each == goal), None)
    found, refused = learning.lessons(results, films, wanted, library)
    place = settings.learned or results.parent / learning.FILE
    write_text(place, found.to_json())
    raise typer.Exit(lessons.show(found, refused, place, as_json=json))
