"""The shot archetypes of every family of styles: each a pure function from a page to layers."""

from __future__ import annotations

from typing import cast

from vidgen.model.cut import Layer
from vidgen.model.palette import EditorialPalette, FreshPalette
from vidgen.shots import bold, editorial, fresh
from vidgen.shots.kit.page import Page, PageOf


def lay(page: Page) -> list[Layer]:
    """The layers of a page's shot in the manner of its style's family.

    The palette must be of the same family (`craft.palette.derive`). An archetype that a family does
    not draw is told as a feature.
    """
    name = page.shot.archetype
    if page.style.family == "editorial":
        shots = editorial.SHOTS
        return shots.get(name, shots["feature"])(cast("PageOf[EditorialPalette]", page))
    if page.style.family == "fresh":
        friendly = fresh.SHOTS
        return friendly.get(name, friendly["feature"])(cast("PageOf[FreshPalette]", page))
    return bold.SHOTS.get(name, bold.SHOTS["feature"])(page)
