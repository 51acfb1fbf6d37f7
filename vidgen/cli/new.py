"""`vidgen new`: a commented product file to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="The file to write, for example shirt.yaml.")
]
Lang = Annotated[str, typer.Option("--lang", help="Language of the product: zh or en.")]


def new(file: File, lang: Lang = "zh") -> None:
    """Write a product file with a comment on every field; an existing file is never replaced.

    Example: vidgen new shirt.yaml --lang en
    """
    from vidgen.cli import output
    from vidgen.errors import InputError
    from vidgen.feeds import template
    from vidgen.files import write_text

    if file.exists():
        raise InputError(str(file), "exists already", "choose another name, or remove it first")
    write_text(file, template.template(lang))
    output.tell(f"{file}: fill it in, then: vidgen make {file} -o out")
