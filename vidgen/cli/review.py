"""`vidgen review`: is the wording lawful and decent?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A product file, a catalog, a script.json, or any text file."
    ),
]
Region = Annotated[
    str, typer.Option("--region", help="Whose law: cn, us, eu or all.", show_default=True)
]
Category = Annotated[
    str | None,
    typer.Option(
        "--category",
        help="What the goods are: food, cosmetics, toys ... [dim](Told by the product)[/]",
        show_default=False,
    ),
]
Claims = Annotated[
    bool,
    typer.Option("--claims", help="Also hint at sentences that only seem to claim something."),
]
Who = Annotated[
    str | None,
    typer.Option(
        "--ask",
        help="Who takes that second look: cues (offline), openai, transformers (perhaps with "
        ":MODEL), or auto. [dim](auto: a model that is set up, else cues)[/]",
        show_default=False,
    ),
]
Sarif = Annotated[bool, typer.Option("--sarif", help="Print SARIF 2.1.0 on stdout.")]


def review(
    file: File,
    *,
    sku: o.Sku = None,
    region: Region = "all",
    category: Category = None,
    claims: Claims = False,
    ask: Who = None,
    json: o.Json = False,
    sarif: Sarif = False,
) -> None:
    """Name every wording that the law, decency or a platform may refuse, and how to mend it.

    Ends with 9 when something must not be shown (severity block). It is no legal advice.

    Example: vidgen review shirt.yaml --region cn
    """
    from vidgen.cli import findings, output
    from vidgen.errors import Exit

    known = findings.asked(file, region, category)
    reading, found = findings.look(file, sku, known, ask or ("auto" if claims else None))
    for row in reading.refused:
        output.tell(f"not read: {row}")
    if sarif:
        output.answer(findings.as_sarif(found, known))
    elif json:
        output.answer(findings.as_json(found))
    elif found:
        output.answer("\n".join(str(item) for item in found))
    output.tell(findings.summary(file, found))
    if any(item.finding.severity == "block" for item in found):
        raise typer.Exit(Exit.REFUSED)
