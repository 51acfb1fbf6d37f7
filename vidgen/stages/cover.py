"""cover: the film's first scene laid out anew as a still, for a grid of thumbnails."""

from __future__ import annotations

from vidgen.craft.wrap import Measure
from vidgen.model.cut import Cut
from vidgen.model.media import Sight
from vidgen.model.platform import Platform, SafeZone
from vidgen.model.style import Style
from vidgen.model.timeline import Timeline
from vidgen.stages.lay_out import lay_out

LENGTH, SETTLED = 90, 72
"""Frames of the cover's one shot, and the frame at which all of it has come in."""

_ZONES = {
    "9:16": SafeZone(left=64, top=250, right=64, bottom=250),
    "3:4": SafeZone(left=64, top=72, right=64, bottom=72),
    "4:5": SafeZone(left=64, top=72, right=64, bottom=72),
    "1:1": SafeZone(left=64, top=64, right=64, bottom=64),
    "16:9": SafeZone(left=104, top=72, right=104, bottom=130),
}
"""Where words may stand on a cover: no buttons lie over it, but a profile's grid shows the middle
3:4 of an upright one, and players print the length into the lower corner of a wide one."""


def cover(
    timeline: Timeline, style: Style, platform: Platform, aspect: str, measure: Measure
) -> Cut:
    """A silent cut of LENGTH frames whose frame SETTLED is the cover.

    The hook's words with the product's strongest picture, larger than in the film where no buttons
    lie. Raises InputError for an aspect that the platform does not show.
    """
    first = timeline.clips[0]
    seen = sorted(
        first.shot.sights, key=lambda sha256: _strength(timeline.sight(sha256)), reverse=True
    )
    shot = first.shot.model_copy(update={"sights": tuple(seen)})
    clip = first.model_copy(update={"start": 0, "end": LENGTH, "shot": shot})
    alone = timeline.model_copy(
        update={"frames": LENGTH, "clips": (clip,), "cues": (), "sounds": ()}
    )
    if aspect in platform.safe and aspect in _ZONES:
        platform = platform.model_copy(update={"safe": {aspect: _ZONES[aspect]}})
    return lay_out(alone, style, platform, aspect, measure)


def _strength(sight: Sight) -> tuple[bool, bool, float]:
    """What makes a thumbnail: the product cut out, room to grow, sharpness."""
    return (
        sight.cutout is not None,
        min(sight.width, sight.height) >= 700,
        min(sight.sharpness, 400.0) * sight.confidence,
    )
