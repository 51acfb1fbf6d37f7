"""The family of `fresh`: rounded shapes on soft pages, stickers, one warm disc."""

from __future__ import annotations

from vidgen.shots.fresh.cards import cards
from vidgen.shots.fresh.compare import compare
from vidgen.shots.fresh.end import end
from vidgen.shots.fresh.facts import facts
from vidgen.shots.fresh.feature import feature
from vidgen.shots.fresh.hero import hero
from vidgen.shots.fresh.hook import hook
from vidgen.shots.fresh.host import host
from vidgen.shots.fresh.life import life
from vidgen.shots.fresh.offer import offer
from vidgen.shots.fresh.pieces import Shots
from vidgen.shots.fresh.quote import quote
from vidgen.shots.fresh.stat import stat

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
