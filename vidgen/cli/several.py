"""`--variants N`: several films, or scripts, of one product."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from vidgen.cli import ordering, output, report
from vidgen.files import write_text
from vidgen.model.render import Bundle
from vidgen.model.script import Brief, Script
from vidgen.model.variant import Variants
from vidgen.settings import Settings
from vidgen.studio import Studio
from vidgen.studio.delivery import file_of
from vidgen.studio.steps import Step
from vidgen.studio.varying import variants


def order(
    studio: Studio, brief: Brief, wanted: int | None, settings: Settings, out: Path
) -> tuple[tuple[Brief, Path], ...]:
    """The brief and the folder of every film: the brief alone in `out`, or of each variant in a
    folder of its name, what they are and how far apart in `out`/variants.json.

    Raises InputError where a folder holds the film of another product.
    """
    if wanted is None:
        ordering.own_folder(out, brief)
        return ((brief, out),)
    stories = ordering.Orders(settings).scenarios(brief.product)
    briefs, found = variants(studio, brief, wanted, stories)
    for each in briefs:
        ordering.own_folder(out / each.variant, each)
    write_text(out / file_of(found), found.to_json())
    return tuple((each, out / each.variant) for each in briefs)


def make(studio: Studio, films: tuple[tuple[Brief, Path], ...]) -> tuple[tuple[Bundle, Path], ...]:
    """Every film, each finished in its folder before the next is begun."""
    made = []
    for brief, folder in films:
        if brief.variant:
            studio.watch(Step("variants", 1, 1, note=f"{brief.variant}: {folder}"))
        made.append((studio.make(brief, folder), folder))
    return tuple(made)


def show(
    made: tuple[tuple[Bundle, Path], ...], out: Path, took: Mapping[str, float], *, as_json: bool
) -> None:
    """Tell where every film is; of several, how far they are apart."""
    if not made[0][0].variant:
        report.show(made[0][0], out, took, as_json=as_json)
        return
    found = ordering.read(Variants, out / "variants.json")
    if as_json:
        films = [{"folder": str(at), "bundle": json.loads(one.to_json())} for one, at in made]
        answer = {"variants": json.loads(found.to_json()), "films": films}
        output.answer(json.dumps(answer, ensure_ascii=False))
        return
    for bundle, folder in made:
        for render in bundle.renders:
            output.tell(report.film(render, folder))
    for line in told(found):
        output.tell(line)


def told(found: Variants) -> list[str]:
    """A line for each pair of variants: in what part of the words, steps and photos they differ."""
    return [
        f"{pair.one} and {pair.other} differ in {pair.distance.words:.0%} of the words, "
        f"{pair.distance.steps:.0%} of the steps, {pair.distance.pictures:.0%} of the photos"
        for pair in found.pairs
    ]


def text(script: Script, brief: Brief, *, as_json: bool) -> str:
    """A script as it is printed; of several, each has its name above it, or is one JSON line."""
    if as_json:
        return script.canonical() if brief.variant else script.to_json()
    name = (f"{brief.variant}:",) if brief.variant else ()
    return "\n".join((*name, *(line.text for line in script.lines)))
