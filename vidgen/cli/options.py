"""The options that several commands share. None means "not given": settings decide then."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FILM = "The film"
HOW = "How it is made"

Input = Annotated[
    Path,
    typer.Argument(
        metavar="PRODUCT",
        help="A product file (YAML, JSON), a catalog (see `vidgen feed`), or one sentence.",
    ),
]
Sku = Annotated[
    str | None,
    typer.Option("--sku", help="Which product of a catalog.", show_default=False),
]
Images = Annotated[
    Path | None,
    typer.Option(
        "--images",
        help="A TSV (address, file) of pictures that a catalog names by address.",
        show_default=False,
    ),
]
Fetch = Annotated[
    bool | None,
    typer.Option(
        "--fetch",
        help="Fetch pictures that are named by address, from public hosts, once each.",
        show_default=False,
    ),
]
FetchPrivate = Annotated[
    bool | None,
    typer.Option(
        "--fetch-private",
        help="The same, and from this machine and private networks too.",
        show_default=False,
    ),
]
AssetRoot = Annotated[
    Path | None,
    typer.Option(
        "--asset-root",
        help="A folder beside the catalog's own under which its pictures may lie.",
        show_default=False,
    ),
]
Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="A folder that an earlier step wrote.")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="The folder for everything that is made.")]
Media = Annotated[
    Path | None,
    typer.Option(
        "--media", help="A folder with more photos and clips of the product.", show_default=False
    ),
]
Platforms = Annotated[
    list[str] | None,
    typer.Option(
        "--platform",
        "-p",
        help="Where it will be shown; several allowed. [dim](By the language: douyin, tiktok)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Aspects = Annotated[
    list[str] | None,
    typer.Option(
        "--aspect",
        "-a",
        help="Canvas shapes: 9:16 16:9 1:1 3:4; several allowed. [dim](9:16 and 16:9)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Scenario = Annotated[
    str | None,
    typer.Option(
        "--scenario",
        help="The story: see `vidgen list scenarios`; auto draws one that fits, by what "
        "`vidgen learn` found. [dim](pain-solution)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Style = Annotated[
    str | None,
    typer.Option(
        "--style",
        help="The look: see `vidgen list styles`. [dim](bold)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Length = Annotated[
    int | None,
    typer.Option(
        "--length",
        "-l",
        metavar="SECONDS",
        help="Length of the film, 6 to 180 s. [dim](30)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help="Language of the film: zh or en. [dim](The product's own)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Audience = Annotated[
    str | None,
    typer.Option(
        "--audience",
        help="Whom it speaks to: new, loyal or dormant; each is told another argument. "
        "[dim](Anyone)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Voice = Annotated[
    str | None,
    typer.Option(
        "--voice",
        help="espeak (offline), edge (online), auto (edge, else espeak), or engine:voice, "
        "see `vidgen list voices`. [dim](espeak)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Mood = Annotated[
    str | None,
    typer.Option(
        "--mood",
        help="The music: drive, pulse, bright, calm or none. [dim](The scenario's own)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Music = Annotated[
    Path | None,
    typer.Option(
        "--music",
        help="Your own music file instead.",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        help="Another seed, another variant; the same seed, the same film. [dim](0)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Variants = Annotated[
    int | None,
    typer.Option(
        "--variants",
        metavar="N",
        help="So many different films for A/B tests, each in a folder of its own; fewer where the "
        "facts carry no more.",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Writer = Annotated[
    str | None,
    typer.Option(
        "--writer",
        help="Who writes the script: composer, openai, transformers, auto, or writer:model, "
        "see `vidgen models`. [dim](composer)[/]",
        show_default=False,
        rich_help_panel=FILM,
    ),
]
Quality = Annotated[
    str | None,
    typer.Option(
        "--quality",
        help="draft (fast), standard or high (smaller, slower). [dim](standard)[/]",
        show_default=False,
        rich_help_panel=HOW,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        help="Scenes encoded at once; the files are the same for any number. [dim](All cores)[/]",
        show_default=False,
        rich_help_panel=HOW,
    ),
]
Json = Annotated[
    bool,
    typer.Option("--json", help="Print the result as JSON on stdout.", rich_help_panel=HOW),
]
