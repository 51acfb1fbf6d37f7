"""`vidgen models`: the language models that could write, and fetching one."""

from __future__ import annotations

from typing import Annotated

import typer

from vidgen.cli import options as o

app = typer.Typer(
    name="models", invoke_without_command=True, context_settings={"max_content_width": 100}
)

Id = Annotated[str, typer.Argument(metavar="ID", help="A hub id: owner/name, or owner/name@rev.")]


@app.callback()
def models(context: typer.Context, json: o.Json = False) -> None:
    """List who could write scripts here, and what each still needs; or fetch a model.

    `--writer auto` takes the first that is usable. Nothing is downloaded unless you ask for it:
    vidgen models fetch Qwen/Qwen3-0.6B
    """
    if context.invoked_subcommand is not None:
        return
    from json import dumps
    from pathlib import Path

    from vidgen.cli import ordering, output
    from vidgen.studio.authors import authors

    found = authors(ordering.settings_for(Path(), {}).models)
    if json:
        output.answer(dumps([author.model_dump() for author in found], ensure_ascii=False))
        return
    wide = max(len(author.writer) for author in found)
    for author in found:
        output.answer(f"{'ok ' if author.usable else 'NO '} {author.writer:<{wide}}  {author.told}")


@app.command("fetch")
def fetch(model: Id, json: o.Json = False) -> None:
    """Download a model into the hub's cache on this machine; then: --writer transformers:ID.

    Only weights as safetensors and the files beside them are fetched, never code. Ends with 6 when
    a package is missing, 8 when the hub cannot be reached or has no such model.
    """
    from json import dumps

    from vidgen.cli import output
    from vidgen.engines.writer.fetching import fetch as get

    folder = get(model)
    writer = f"transformers:{model.partition('@')[0]}"
    answer = dumps({"writer": writer, "folder": str(folder)})
    output.answer(answer if json else f"{writer}  in {folder}")
