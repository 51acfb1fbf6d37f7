"""`vidgen doctor`: whether this machine can make films, found by trying."""

from __future__ import annotations

from typing import Annotated

import typer

from vidgen.cli import options as o

Online = Annotated[
    bool, typer.Option("--online", help="Also try the online voice (one short request).")
]


def doctor(online: Online = False, json: o.Json = False) -> None:
    """Try everything a film needs: encoder, fonts, voice, templates, store, space, cores.

    Ends with 6 when something needed is missing, 7 when the store cannot be written.
    """
    from json import dumps
    from pathlib import Path

    from vidgen.cli import checkup, ordering, output

    settings = ordering.settings_for(Path(), {})
    findings = checkup.examine(settings, online=online)
    if json:
        output.answer(dumps([finding._asdict() for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            output.answer(
                f"{'ok ' if finding.code == 0 else 'NO '} {finding.what:<9} {finding.told}"
            )
    worst = max(finding.code for finding in findings)
    if worst:
        raise typer.Exit(worst)
