"""rest: the last shot comes to a standstill before the film ends."""

from __future__ import annotations

from vidgen.craft.ease import value
from vidgen.model.cut import Key, Layer
from vidgen.shots.kit.page import Page

_REST, _SHORTEST_END = 0.8, 1.8
"""Seconds for which the last shot stands still (shot grammar, end), but not before all is in."""

_SWING = 20
"""Frames before the rest within which a float has no turning point of its own."""


def at_rest(layers: tuple[Layer, ...], page: Page) -> tuple[Layer, ...]:
    """The last shot's layers, still for the film's last moment."""
    frame = max(page.frames - round(_REST * page.fps), page.at(_SHORTEST_END))
    return tuple(_resting(layer, frame) for layer in layers)


def _resting(layer: Layer, frame: int) -> Layer:
    """The layer with all its motion over by `frame` of its shot."""
    curves = []
    for curve in layer.curves:
        last = Key(frame=frame, value=value(curve, frame))
        kept = tuple(key for key in curve.keys if key.frame < frame)
        if kept and kept[-1].ease == "sine":
            # A float near its turning point hardly moves: its last swing is even, up to the rest.
            kept = tuple(key for key in kept if key.frame < frame - _SWING) or kept[:1]
            kept = (*kept[:-1], kept[-1].model_copy(update={"ease": "linear"}))
        curves.append(curve.model_copy(update={"keys": (*kept, last)}))
    return layer.model_copy(update={"curves": tuple(curves)})
