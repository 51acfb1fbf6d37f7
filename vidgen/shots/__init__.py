"""The shot archetypes: each a pure function from a page to layers, one file each."""

from __future__ import annotations

from collections.abc import Callable

from vidgen.model.cut import Layer
from vidgen.shots.end import end
from vidgen.shots.facts import facts
from vidgen.shots.feature import feature
from vidgen.shots.hero import hero
from vidgen.shots.hook import hook
from vidgen.shots.kit.page import Page
from vidgen.shots.life import life
from vidgen.shots.offer import offer
from vidgen.shots.stat import stat

SHOTS: dict[str, Callable[[Page], list[Layer]]] = {
    "hook": hook,
    "hero": hero,
    "feature": feature,
    "stat": stat,
    "life": life,
    "list": facts,
    "offer": offer,
    "end": end,
}
"""Archetypes that can be laid out, by name."""
