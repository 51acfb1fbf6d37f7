"""The family of `editorial`: serif type on paper, photo windows, hairlines, one dark page."""

from __future__ import annotations

from vidgen.shots.editorial.cards import cards
from vidgen.shots.editorial.compare import compare
from vidgen.shots.editorial.end import end
from vidgen.shots.editorial.facts import facts
from vidgen.shots.editorial.feature import feature
from vidgen.shots.editorial.hero import hero
from vidgen.shots.editorial.hook import hook
from vidgen.shots.editorial.host import host
from vidgen.shots.editorial.life import life
from vidgen.shots.editorial.offer import offer
from vidgen.shots.editorial.pieces import Shots
from vidgen.shots.editorial.quote import quote
from vidgen.shots.editorial.stat import stat

SHOTS: Shots = {
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
