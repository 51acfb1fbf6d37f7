"""`vidgen new`: a commented product file to fill in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Comments(StrEnum):
    """Languages of the comments in the file."""

    ZH = "zh"
    EN = "en"


File = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, like shirt.yaml.")]
Lang = Annotated[Comments, typer.Option("--lang", help="Language of the product.")]


def new(file: File, lang: Lang = Comments.ZH) -> None:
    """Write a product file with a comment on every field; an existing file is never replaced.

    Example: vidgen new mug.yaml --lang en
    """
    from vidgen.cli import output
    from vidgen.errors import InputError
    from vidgen.feeds import template
    from vidgen.files import write_text

    if file.exists():
        raise InputError(str(file), "exists already", "choose another name, or remove it first")
    write_text(file, template.template(lang.value))
    output.tell(f"{file}: fill it in, then: vidgen make {file} -o out")
