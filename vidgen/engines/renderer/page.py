"""One shot on its canvas, frame by frame, drawing only what changed."""

from __future__ import annotations

from vidgen.craft.ease import State, state
from vidgen.engines.renderer.actor import Actor, actor
from vidgen.engines.renderer.blit import Blit, blit
from vidgen.engines.renderer.planes import Planes, blank
from vidgen.engines.renderer.reel import Reel
from vidgen.model.cut import Layer
from vidgen.model.paint import Footage

_FAST = 4.0
"""Pixels a frame from which motion is placed on whole pixels."""


class Page:
    """Layers over a ground, composed for any frame.

    A layer's planes are made again only when its state changes; the layers below the lowest
    changing one are kept flattened in a plate.
    """

    def __init__(self, layers: tuple[Layer, ...], ground: Planes) -> None:
        self._actors: list[Actor | None] = [None] * len(layers)
        self._layers = layers
        self._states: list[State | None] = [None] * len(layers)
        self._blits: list[Blit | None] = [None] * len(layers)
        self._ground = ground
        self._plate = blank(ground.y.shape[1], ground.y.shape[0])
        self._plate.copy_from(ground)
        self._on_plate: list[Blit] = []
        self._last: list[Blit] = []
        self._reels = {
            number: Reel(layer, layer.paint)
            for number, layer in enumerate(layers)
            if isinstance(layer.paint, Footage)
        }

    def draw(self, frame: int, target: Planes) -> None:
        """Compose the frame (counted from the shot's start) into `target`."""
        blits = [
            found
            for found in map(self._blit, range(len(self._layers)), [frame] * len(self._layers))
            if found is not None
        ]
        self._settle(blits)
        target.copy_from(self._plate)
        for one in blits[len(self._on_plate) :]:
            one.onto(target)
        self._last = blits

    def rest(self) -> None:
        """Let go of everything painted: this page is not shown again."""
        count = len(self._layers)
        self._actors, self._blits, self._states = [None] * count, [None] * count, [None] * count
        self._on_plate, self._last = [], []
        for reel in self._reels.values():
            reel.close()

    def overlay(self, frame: int, target: Planes) -> None:
        """Put the layers over what `target` already shows."""
        for number in range(len(self._layers)):
            found = self._blit(number, frame)
            if found is not None:
                found.onto(target)

    def _settle(self, blits: list[Blit]) -> None:
        """Make the plate hold the longest run of lowest blits that did not change."""
        stable = _common(blits, self._last)
        if _common(blits, self._on_plate) < len(self._on_plate):
            self._plate.copy_from(self._ground)
            self._on_plate = []
        for one in blits[len(self._on_plate) : stable]:
            one.onto(self._plate)
            self._on_plate.append(one)

    def _blit(self, number: int, frame: int) -> Blit | None:
        layer = self._layers[number]
        if not layer.start <= frame < layer.end:
            self._actors[number] = self._blits[number] = self._states[number] = None
            return None
        here = state(layer, frame)
        height, width = self._ground.y.shape
        if number in self._reels:
            return blit(self._reels[number].actor(frame), here, width, height)
        if here != self._states[number]:
            before = self._states[number]
            fast = before is not None and (
                abs(here.x - before.x) > _FAST or abs(here.y - before.y) > _FAST
            )
            self._states[number] = here
            self._blits[number] = blit(self._actor(number), here, width, height, fast)
        return self._blits[number]

    def _actor(self, number: int) -> Actor:
        found = self._actors[number]
        if found is None:
            height, width = self._ground.y.shape
            found = actor(self._layers[number], (width, height))
            self._actors[number] = found
        return found


def _common(first: list[Blit], second: list[Blit]) -> int:
    """How many of the lowest blits are the very same."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one is not other:
            break
        count += 1
    return count
