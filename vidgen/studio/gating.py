"""The gate before the voice: what is untrue or unlawful is refused, or left out and told."""

from __future__ import annotations

from vidgen.errors import ReviewError
from vidgen.library import Library
from vidgen.model.review import Finding, Text, Waiver
from vidgen.model.script import Brief, Script
from vidgen.stages.accept import Review
from vidgen.stages.ground import ground
from vidgen.stages.lawful import Law, findings, lawful, texts_of
from vidgen.studio.steps import Step, Watch
from vidgen.studio.targets import targets_of


def law_of(brief: Brief, library: Library, waivers: tuple[Waiver, ...]) -> Law:
    """The rules of every place where the brief's films are shown."""
    platforms = [library.platform(target.platform) for target in targets_of(brief, library)]
    regions = {region: None for platform in platforms for region in platform.regions}
    return Law(library.words(), tuple(regions), waivers)


def reviewer(brief: Brief, law: Law) -> Review:
    """One who objects to what a model wrote where the law blocks it."""

    def objections(script: Script) -> tuple[str, ...]:
        texts = [text for scene in script.scenes for text in texts_of(scene)]
        found = findings(texts, brief.product, law)
        return tuple(str(hit) for hit in found if hit.severity == "block")

    return objections


def cleared(brief: Brief, script: Script, law: Law, watch: Watch) -> Script:
    """The script without scenes that may not be shown; what was left out is told.

    Raises ReviewError when the film cannot do without what is unlawful, or something is untrue.
    """
    name = Text(where="name", text=brief.product.name)
    if named := [hit for hit in findings((name,), brief.product, law) if hit.severity == "block"]:
        raise ReviewError(tuple(f"the product's name: {hit}" for hit in named))
    verdict = lawful(script, brief.product, law)
    for what, found in (("left out", verdict.left_out), ("proof needed", verdict.warned)):
        for note in _notes(found):
            watch(Step("review", 1, 1, note=f"{what}: {note}"))
    _refuse(brief, verdict.script, verdict.refused)
    return verdict.script


def gate(brief: Brief, script: Script, law: Law) -> None:
    """Raises ReviewError with every claim that no fact supports and every unlawful wording."""
    verdict = lawful(script, brief.product, law)
    _refuse(brief, script, (*verdict.refused, *verdict.left_out))


def _refuse(brief: Brief, script: Script, unlawful: tuple[Finding, ...]) -> None:
    """Raises ReviewError with what is untrue in the script, and what is known as unlawful."""
    untrue = [str(finding) for finding in ground(brief.product, script)]
    if untrue or unlawful:
        raise ReviewError((*untrue, *(f"{hit.where}: {hit}" for hit in unlawful)))


def _notes(found: tuple[Finding, ...]) -> list[str]:
    """A line for each wording, with every place it stands in."""
    places: dict[str, dict[str, None]] = {}
    for hit in found:
        places.setdefault(str(hit), {})[hit.where] = None
    return [f"{what} ({', '.join(where)})" for what, where in places.items()]
