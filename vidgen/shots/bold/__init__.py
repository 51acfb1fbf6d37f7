"""The family of `bold`: sheared black type, colour blocks on a slash, one loud colour."""

from __future__ import annotations

from collections.abc import Callable

from vidgen.model.cut import Layer
from vidgen.shots.bold.cards import cards
from vidgen.shots.bold.compare import compare
from vidgen.shots.bold.end import end
from vidgen.shots.bold.facts import facts
from vidgen.shots.bold.feature import feature
from vidgen.shots.bold.hero import hero
from vidgen.shots.bold.hook import hook
from vidgen.shots.bold.host import host
from vidgen.shots.bold.life import life
from vidgen.shots.bold.offer import offer
from vidgen.shots.bold.quote import quote
from vidgen.shots.bold.stat import stat
from vidgen.shots.kit.page import Page

SHOTS: dict[str, Callable[[Page], list[Layer]]] = {
    "hook": hook,
    "hero": hero,
    "feature": feature,
    "stat": stat,
    "life": life,
    "list": facts,
    "cards": cards,
    "compare": compare,
    "quote": quote,
    "host": host,
    "offer": offer,
    "end": end,
}
"""Archetypes by name."""
