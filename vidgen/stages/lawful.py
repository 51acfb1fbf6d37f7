"""lawful: what of a script may be said and shown where the film is posted.

A shop's own words may break a rule: the scene that needs them is left out and the film is made
without it. What a film cannot do without (its hook, offer, end, the product's name) refuses it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vidgen.model.product import Product
from vidgen.model.review import Finding, Region, Text, Waiver, Words
from vidgen.model.script import Scene, Script
from vidgen.stages.review import kind_of_goods, review


@dataclass(frozen=True)
class Law:
    """What holds for one film: the rules, whose law (none: everybody's), what is waived."""

    words: Words
    regions: tuple[Region, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """A script without what may not be said, what was `left_out` of it, what is `refused`.

    A script with something refused must not be made; `warned` is wording that needs proof at hand.
    """

    script: Script
    left_out: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()
    warned: tuple[Finding, ...] = ()


def findings(texts: Iterable[Text], product: Product, law: Law) -> tuple[Finding, ...]:
    """What the rules of the law's regions find in texts about a product, each once."""
    goods = kind_of_goods(product.category, product.name, law.words.groups)
    known = tuple(texts)
    found: dict[tuple[str, int, str], Finding] = {}
    for region in law.regions or (None,):
        for hit in review(
            known, law.words.rules, region=region, category=goods, waivers=law.waivers
        ):
            found.setdefault((hit.where, hit.start, hit.rule), hit)
    return tuple(found.values())


def texts_of(scene: Scene) -> tuple[Text, ...]:
    """Everything a scene says and shows, and where each stands."""
    said = [
        Text(where=f"line {line.id}", text=text)
        for line in scene.lines
        for text in (line.text, line.say)
        if text
    ]
    shown = [
        Text(where=f"scene {scene.id}, {screen.role}", text=text)
        for screen in scene.screen
        for text in (screen.text, screen.label)
        if text
    ]
    return (*said, *shown)


def lawful(script: Script, product: Product, law: Law) -> Verdict:
    """The script as it may be shown; see `Verdict`."""
    scenes: list[Scene] = []
    left_out: list[Finding] = []
    refused: list[Finding] = []
    warned: list[Finding] = []
    for scene in script.scenes:
        hits = findings(texts_of(scene), product, law)
        warned += [hit for hit in hits if hit.severity == "warn"]
        blocked = [hit for hit in hits if hit.severity == "block"]
        if not blocked:
            scenes.append(scene)
        elif all(line.rank > 0 for line in scene.lines):
            left_out += blocked
        else:
            kept = _without(scene, {hit.where for hit in blocked})
            still = {text.where for text in texts_of(kept)}
            refused += [hit for hit in blocked if hit.where in still]
            left_out += [hit for hit in blocked if hit.where not in still]
            scenes.append(kept)
    whole = script.model_copy(update={"scenes": tuple(scenes)})
    return Verdict(whole, tuple(left_out), tuple(refused), tuple(warned))


def _without(scene: Scene, places: set[str]) -> Scene:
    """The scene without the named places, as far as it can do without them."""
    return scene.model_copy(
        update={
            "lines": tuple(
                line for line in scene.lines if line.rank == 0 or f"line {line.id}" not in places
            ),
            "screen": tuple(
                screen
                for screen in scene.screen
                if screen.role == "headline" or f"scene {scene.id}, {screen.role}" not in places
            ),
        }
    )
