"""`vidgen facts`: what every line rests on, and who wrote it."""

from __future__ import annotations

import typer

from vidgen.cli import options as o


def facts(folder: o.Folder, json: o.Json = False) -> None:
    """Name, for every line of FOLDER/script.json and its posts, the facts it rests on.

    Also who wrote it and what was refused before it. Ends with 9 when a line says what its facts
    do not support.
    """
    from json import dumps

    from vidgen.cli import ordering, output
    from vidgen.errors import Exit
    from vidgen.model.post import Post
    from vidgen.model.script import Brief, Script
    from vidgen.stages.account import account, told

    brief = ordering.saved(Brief, folder, "script")
    script = ordering.saved(Script, folder, "script")
    posts = tuple(ordering.read(Post, path) for path in sorted(folder.glob("post_*.json")))
    rows = account(brief.product, script, posts)
    if json:
        output.answer(dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False))
    else:
        output.answer("\n".join(output.printable(x) for row in rows for x in told(row).split("\n")))
    untrue = sum(bool(row.unsupported) for row in rows)
    output.tell(f"{len(rows)} lines, {len(rows) - untrue} of them supported")
    if untrue:
        raise typer.Exit(Exit.REFUSED)
