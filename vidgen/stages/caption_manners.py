"""The manners in which a set caption is drawn: karaoke, plate, card, minimal.

Each gives the caption's own layer first, then those of its words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vidgen.craft.colour import ensure, mix
from vidgen.model.cut import Curve, Key, Layer
from vidgen.model.media import Box
from vidgen.model.paint import Colour, Fill, Group, Paint, Placed, Run, Shadow, Stop, Text
from vidgen.model.palette import Palette
from vidgen.model.style import Captions
from vidgen.stages.typeset import Spot, Typeset

_POP = 1.08
"""How much larger than its neighbours a popping word begins."""


@dataclass(frozen=True)
class Manner:
    """What captions are drawn with: the style's tokens, the film's colours, pixels per token."""

    tokens: Captions
    palette: Palette
    scale: float


def drawn(found: Typeset, manner: Manner) -> list[Layer]:
    """Layers of one set caption in the style's manner."""
    return _MANNERS[manner.tokens.manner](found, manner)


def _karaoke(found: Typeset, manner: Manner) -> list[Layer]:
    """Light words with a dark contour; the word being said stands in a box of the loud colour."""
    palette, tokens = manner.palette, manner.tokens
    base = _text(found, manner, palette.paper)
    base = base.model_copy(
        update={"stroke": tokens.stroke * manner.scale, "stroke_colour": palette.ink}
    )
    words = []
    for spot in _said(found):
        boxed = Text(
            lines=((Run(text=spot.shown, mark="box"),),),
            face=tokens.face,
            size=found.size,
            colour=palette.on_pop,
            box=palette.pop,
            box_ink=palette.on_pop,
            box_pad=tokens.pad,
        )
        words.append(_word(found, spot, boxed, end=spot.word.end))
    return [_caption(found, base, (found.left, found.top)), *words]


def _plate(found: Typeset, manner: Manner) -> list[Layer]:
    """Quiet words on a sheet of paper; each darkens when it is said, fact words in the accent."""
    palette = manner.palette
    quiet = ensure(mix(palette.ink, palette.paper, 0.45), palette.paper, 4.5)
    sheet, pad = _sheet(found, manner, 0.0)
    paint = Group(
        w=sheet.w,
        h=sheet.h,
        parts=(Placed(of=sheet), Placed(of=_text(found, manner, quiet), x=pad[0], y=pad[1])),
    )
    words = [
        _word(
            found,
            spot,
            _single(found, manner, spot, palette.pop if spot.word.strong else palette.ink),
            end=found.cue.end,
        )
        for spot in _said(found)
    ]
    place = (found.left - pad[0], found.top - pad[1])
    return [_caption(found, paint, place, (sheet.w, sheet.h)), *words]


def _card(found: Typeset, manner: Manner) -> list[Layer]:
    """Words on a rounded card; the one being said pops in the deep colour."""
    palette = manner.palette
    sheet, pad = _sheet(found, manner, 0.62)
    shade = Shadow(
        of=sheet, blur=18 * manner.scale, dy=10 * manner.scale, colour=palette.ink, alpha=0.18
    )
    ink = _text(found, manner, palette.ink)
    paint = Group(
        w=sheet.w,
        h=sheet.h,
        parts=(Placed(of=shade), Placed(of=sheet), Placed(of=ink, x=pad[0], y=pad[1])),
    )
    words = []
    for spot in _said(found):
        layer = _word(found, spot, _single(found, manner, spot, palette.deep), end=spot.word.end)
        grow = Curve(
            prop="scale",
            keys=(
                Key(frame=layer.start, value=_POP, ease="out"),
                Key(frame=layer.start + 6, value=1.0),
            ),
        )
        pivot = (spot.width / 2, found.size / 2)
        words += [
            _patch(layer, spot, found.size, palette.paper),
            layer.model_copy(update={"curves": (grow,), "pivot": pivot}),
        ]
    place = (found.left - pad[0], found.top - pad[1])
    return [_caption(found, paint, place, (sheet.w, sheet.h)), *words]


def _patch(layer: Layer, spot: Spot, size: float, paper: Colour) -> Layer:
    """Paper over a word of the card while the same word, larger, is drawn there."""
    rim = 0.03 * size
    cover = Fill(w=spot.width + 2 * rim, h=1.14 * size, stops=(Stop(at=0, colour=paper),))
    place = {"x": spot.x - rim, "y": spot.y - 0.02 * size}
    return layer.model_copy(update={**place, "id": f"under {layer.id}", "paint": cover, "text": ""})


def _minimal(found: Typeset, manner: Manner) -> list[Layer]:
    """Light words over a soft shadow of themselves; nothing moves."""
    palette = manner.palette
    base = _text(found, manner, palette.paper)
    base = base.model_copy(
        update={"stroke": 3 * manner.scale, "stroke_colour": mix(palette.ink, palette.paper, 0.1)}
    )
    shade = Shadow(of=base, blur=10 * manner.scale, dy=2 * manner.scale, alpha=0.6)
    paint = Group(w=found.width, h=found.height, parts=(Placed(of=shade), Placed(of=base)))
    return [_caption(found, paint, (found.left, found.top))]


_MANNERS: dict[str, Callable[[Typeset, Manner], list[Layer]]] = {
    "karaoke": _karaoke,
    "plate": _plate,
    "card": _card,
    "minimal": _minimal,
}


def _text(found: Typeset, manner: Manner, colour: Colour) -> Text:
    """The whole caption in one colour."""
    return Text(
        lines=tuple((Run(text=line),) for line in found.lines),
        face=manner.tokens.face,
        size=found.size,
        colour=colour,
        leading=manner.tokens.leading,
        align="centre" if found.centred else "left",
    )


def _single(found: Typeset, manner: Manner, spot: Spot, colour: Colour) -> Text:
    """One word alone."""
    return Text(
        lines=((Run(text=spot.shown),),), face=manner.tokens.face, size=found.size, colour=colour
    )


def _sheet(found: Typeset, manner: Manner, radius: float) -> tuple[Fill, tuple[float, float]]:
    """What the caption stands on, and how far it reaches past the words."""
    pad = (manner.tokens.pad[0] * found.size, manner.tokens.pad[1] * found.size)
    return (
        Fill(
            w=found.width + 2 * pad[0],
            h=found.height + 2 * pad[1],
            stops=(Stop(at=0, colour=manner.palette.paper, alpha=1.0 if radius else 0.96),),
            radius=radius * found.size,
        ),
        pad,
    )


def _said(found: Typeset) -> list[Spot]:
    """The words that are said while the caption stands."""
    cue = found.cue
    return [
        spot
        for spot in found.spots
        if spot.shown and min(spot.word.end, cue.end) > max(spot.word.start, cue.start)
    ]


def _caption(
    found: Typeset,
    paint: Paint,
    place: tuple[float, float],
    extent: tuple[float, float] | None = None,
) -> Layer:
    cue = found.cue
    wide, tall = extent or (found.width, found.height)
    box: Box = (place[0], place[1], place[0] + wide, place[1] + tall)
    return Layer(
        id=f"caption {cue.id}",
        paint=paint,
        x=place[0],
        y=place[1],
        start=cue.start,
        end=cue.end,
        role="caption",
        text=cue.text,
        box=box,
        min_contrast=4.5,
        because="what is being said",
    )


def _word(found: Typeset, spot: Spot, paint: Paint, end: int) -> Layer:
    cue = found.cue
    return Layer(
        id=f"word {cue.id}.{cue.words.index(spot.word)}",
        paint=paint,
        x=spot.x,
        y=spot.y,
        start=max(spot.word.start, cue.start),
        end=min(end, cue.end),
        text=spot.shown,
        because="the word being said",
    )
