"""captions: cues become layers above all shots, the spoken word in a box of the pop colour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vidgen.craft.words import NO_LINE_START
from vidgen.craft.wrap import Measure, wrap
from vidgen.model.cut import Layer
from vidgen.model.media import Box
from vidgen.model.paint import Run, Text
from vidgen.model.palette import Palette
from vidgen.model.style import Style
from vidgen.model.timeline import Cue
from vidgen.shots.kit.page import Frame

_SHOWN_ALREADY = 0.7
"""Share of a caption's words on the shot itself from which the caption is left out."""


def captions(
    cues: Sequence[Cue],
    frame: Frame,
    palette: Palette,
    style: Style,
    measure: Measure,
    headlines: dict[str, str],
    taken: dict[str, tuple[Box, ...]],
) -> tuple[Layer, ...]:
    """Overlay layers for all cues.

    One sprite per cue, and one per word that stands only while the word is said. `headlines` holds
    what each clip shows large: a caption that would repeat it is left out (art direction §8).
    `taken` are the boxes of each clip's own texts: a caption that would cross one is left out too.
    """
    layers: list[Layer] = []
    for cue in cues:
        if _repeats(cue.text, headlines.get(cue.clip, "")):
            continue
        made = _cue(cue, _Setter(frame, palette, style, measure))
        if not any(_cross(made[0].box, box) for box in taken.get(cue.clip, ())):
            layers += made
    return tuple(layers)


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


class _Setter:
    """Sets one caption: size, lines, place."""

    def __init__(self, frame: Frame, palette: Palette, style: Style, measure: Measure) -> None:
        self.frame, self.palette, self.tokens, self.measure = (
            frame,
            palette,
            style.captions,
            measure,
        )
        self.scale = frame.unit * {"tall": 1.0, "wide": 0.72, "square": 0.66}[frame.shape]
        bottom = frame.safe[3] - 6 * frame.unit
        self.bottom = bottom
        self.left = frame.safe[0]
        right = frame.right(bottom - 3 * self.tokens.size * self.scale, bottom)
        self.width = min(
            self.tokens.width * frame.unit * (1.0 if frame.shape == "tall" else 1.25),
            right - self.left,
        )

    def fit(self, cue: Cue) -> tuple[float, tuple[tuple[int, ...], ...]]:
        """The size and, per line, the numbers of the words on it; at most two lines."""
        size = self.tokens.size * self.scale
        while True:
            lines = self._lines(cue, size)
            wide = max(self.advance(cue, line, size) for line in lines)
            if (len(lines) <= 2 and wide <= self.width) or size <= self.tokens.min * self.scale:
                return size, lines
            size = max(self.tokens.min * self.scale, size * 0.96)

    def _lines(self, cue: Cue, size: float) -> tuple[tuple[int, ...], ...]:
        starts, at = [], 0
        for word in cue.words:
            starts.append(at)
            at += len(word.text) + len(cue.glue)
        legal = frozenset(
            start
            for start, word in zip(starts, cue.words, strict=True)
            if start and word.text[0] not in NO_LINE_START
        )
        broken = wrap(
            cue.text, self.width, lambda t: self.measure(t, self.tokens.face, size), legal
        )
        lines, number = [], 0
        for line in broken:
            row: list[int] = []
            length = -len(cue.glue)
            while number < len(cue.words) and length < len(line):
                length += len(cue.words[number].text) + len(cue.glue)
                row.append(number)
                number += 1
            lines.append(tuple(row))
        return tuple(line for line in lines if line)

    def advance(self, cue: Cue, line: tuple[int, ...], size: float) -> float:
        """Width of one line."""
        return self.measure(cue.glue.join(cue.words[n].text for n in line), self.tokens.face, size)


def _cue(cue: Cue, setter: _Setter) -> list[Layer]:
    size, lines = setter.fit(cue)
    leading = setter.tokens.leading
    tall = ((len(lines) - 1) * leading + 1) * size
    top = setter.bottom - tall
    rows = tuple((Run(text=cue.glue.join(cue.words[n].text for n in line)),) for line in lines)
    wide = max(setter.advance(cue, line, size) for line in lines)
    left = setter.left
    if setter.frame.shape != "tall":
        left = (setter.frame.width - wide) / 2
    palette = setter.palette
    base = Text(
        lines=rows,
        face=setter.tokens.face,
        size=size,
        colour=palette.paper,
        leading=leading,
        stroke=setter.tokens.stroke * setter.scale,
        stroke_colour=palette.ink,
        align="left" if setter.frame.shape == "tall" else "centre",
    )
    layers = [
        Layer(
            id=f"caption {cue.id}",
            paint=base,
            x=left,
            y=top,
            start=cue.start,
            end=cue.end,
            role="caption",
            text=cue.text,
            box=(left, top, left + wide, top + tall),
            min_contrast=4.5,
            because="what is being said",
        )
    ]
    for row, line in enumerate(lines):
        x = left
        if setter.frame.shape != "tall":
            x += (wide - setter.advance(cue, line, size)) / 2
        layers += _spoken(cue, line, setter, size, (x, top + row * size * leading))
    return layers


def _spoken(
    cue: Cue, line: tuple[int, ...], setter: _Setter, size: float, place: tuple[float, float]
) -> list[Layer]:
    """One boxed word after another, each only while it is said."""
    layers = []
    for position, number in enumerate(line):
        word = cue.words[number]
        shown = word.text.rstrip("，。！？、；：,.!?;:")
        before = cue.glue.join(cue.words[n].text for n in (*line[:position], number))
        x = (
            place[0]
            + setter.measure(before, setter.tokens.face, size)
            - setter.measure(word.text, setter.tokens.face, size)
        )
        start, end = max(word.start, cue.start), min(word.end, cue.end)
        if not shown or end <= start:
            continue
        paint = Text(
            lines=((Run(text=shown, mark="box"),),),
            face=setter.tokens.face,
            size=size,
            colour=setter.palette.on_pop,
            box=setter.palette.pop,
            box_ink=setter.palette.on_pop,
            box_pad=setter.tokens.pad,
        )
        layers.append(
            Layer(
                id=f"word {cue.id}.{number}",
                paint=paint,
                x=x,
                y=place[1],
                start=start,
                end=end,
                text=shown,
                because="the word being said",
            )
        )
    return layers
