"""The command line: every command reads its input, asks the studio, and prints.

People are spoken to on stderr; with `--json` a machine gets its answer on stdout. Whatever a user
can act on ends in one line and a stable exit code (docs/errors.md); anything else is a bug of ours
and crashes loudly.
"""

from __future__ import annotations

import sys

import typer

from vidgen.cli import (
    arrange,
    batch,
    doctor,
    explain,
    export,
    facts,
    feed,
    learn,
    listing,
    make,
    merge,
    models,
    new,
    output,
    plan,
    post,
    preview,
    render,
    repair,
    reports,
    review,
    script,
    sheet,
    stale,
    voice,
)
from vidgen.errors import VidgenError

app = typer.Typer(
    name="vidgen",
    help="Turns product data into short videos that sell.\n\n"
    "Begin with: vidgen new shirt.yaml, fill it in, then: vidgen make shirt.yaml -o out",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("make")(make.make)
app.command("batch")(batch.batch)
app.command("preview")(preview.preview)
app.command("new")(new.new)
app.command("script", rich_help_panel="One step each")(script.script)
app.command("voice", rich_help_panel="One step each")(voice.voice)
app.command("arrange", rich_help_panel="One step each")(arrange.arrange)
app.command("render", rich_help_panel="One step each")(render.render)
app.command("export", rich_help_panel="After a batch")(export.export)
app.command("merge", rich_help_panel="After a batch")(merge.merge)
app.command("report", rich_help_panel="After a batch")(reports.report)
app.command("stale", rich_help_panel="After a batch")(stale.stale)
app.command("post", rich_help_panel="One step each")(post.post)
app.command("feed", rich_help_panel="Look inside")(feed.feed)
app.command("learn", rich_help_panel="Look inside")(learn.learn)
app.command("plan", rich_help_panel="Look inside")(plan.plan)
app.command("explain", rich_help_panel="Look inside")(explain.explain)
app.command("facts", rich_help_panel="Look inside")(facts.facts)
app.command("review", rich_help_panel="Look inside")(review.review)
app.command("repair", rich_help_panel="Look inside")(repair.repair)
app.command("sheet", rich_help_panel="Look inside")(sheet.sheet)
app.command("list", rich_help_panel="Look inside")(listing.list_)
app.add_typer(models.app, name="models", rich_help_panel="Look inside")
app.command("doctor", rich_help_panel="Look inside")(doctor.doctor)


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Print the version and exit."),
) -> None:
    if version:
        from vidgen import __version__

        output.answer(f"vidgen {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line and exit with its code."""
    output.speak_utf8()
    if "--json" in sys.argv:
        output.answers_alone()
    try:
        app(prog_name="vidgen")
    except VidgenError as error:
        output.complain(error, as_json="--json" in sys.argv)
        sys.exit(error.exit_code)
