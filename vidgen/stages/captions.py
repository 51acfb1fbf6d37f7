"""captions: cues become layers above all shots, in the manner of the style."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vidgen.craft.wrap import Measure
from vidgen.model.cut import Layer
from vidgen.model.media import Box
from vidgen.model.palette import Palette
from vidgen.model.style import Style
from vidgen.model.timeline import Cue
from vidgen.shots.kit.page import Frame
from vidgen.stages.caption_manners import Manner, drawn
from vidgen.stages.typeset import CAPTION_SCALE, Typeset, raised, typeset


class Kept(NamedTuple):
    """What captions keep clear of, by clip: boxes of the shot's own words, and of faces."""

    words: Mapping[str, tuple[Box, ...]] = {}
    faces: Mapping[str, tuple[Box, ...]] = {}


_SHOWN_ALREADY = 0.7
"""Share of a caption's words on the shot itself from which the caption is left out."""


def captions(
    cues: Sequence[Cue],
    frame: Frame,
    palette: Palette,
    style: Style,
    measure: Measure,
    headlines: dict[str, str],
    kept: Kept,
) -> tuple[Layer, ...]:
    """Overlay layers for all cues.

    One sprite per cue, and one per word for while it is said. `headlines` holds
    what each clip shows large: a caption that would repeat it is left out (art direction §8).
    A caption that would cross the clip's own words is left out too; one that would cover a face
    stands at the head of the safe area instead, if there is room.
    """
    scale = frame.unit * CAPTION_SCALE[frame.shape]
    manner = Manner(style.captions, palette, scale)
    layers: list[Layer] = []
    for cue in cues:
        if _repeats(cue.text, headlines.get(cue.clip, "")):
            continue
        layers += _clear(typeset(cue, frame, style.captions, measure), frame, manner, kept)
    return tuple(layers)


def _clear(set_: Typeset, frame: Frame, manner: Manner, kept: Kept) -> list[Layer]:
    """The caption's layers at its foot or, off a face, at the head; [] where neither is free."""
    words = kept.words.get(set_.cue.clip, ())
    faces = kept.faces.get(set_.cue.clip, ())
    made = drawn(set_, manner)
    if not any(_cross(made[0].box, box) for box in faces):
        return [] if any(_cross(made[0].box, box) for box in words) else made
    above = drawn(raised(set_, frame), manner)
    free = not any(_cross(above[0].box, box) for box in (*words, *faces))
    return above if free else []


def _repeats(text: str, headline: str) -> bool:
    """Whether most of a caption's words stand large on the shot already."""
    said, shown = _words(text), set(_words(headline))
    return bool(said) and sum(word in shown for word in said) / len(said) >= _SHOWN_ALREADY


def _words(text: str) -> list[str]:
    """Latin words and single ideographs, the units that can be recognised."""
    return re.findall(r"[a-z0-9][a-z0-9'’.,-]*(?<![.,'’-])|[\u4e00-\u9fff]", text.lower())


_AIR = 14.0
"""Pixels a caption keeps from the shot's own words."""


def _cross(first: Box | None, second: Box) -> bool:
    return first is not None and (
        first[0] < second[2] + _AIR
        and second[0] < first[2] + _AIR
        and first[1] < second[3] + _AIR
        and second[1] < first[3] + _AIR
    )
