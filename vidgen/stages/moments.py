"""moments: the frames of a cut that are worth looking at."""

from __future__ import annotations

from itertools import pairwise

from vidgen.craft.ease import State, state
from vidgen.model.base import Noun
from vidgen.model.cut import Cut, LaidShot, Layer

READABLE = ("text", "price", "caption")
"""Roles of layers that must be read."""

_REST = 0.60
"""Share of a shot's length at which it is looked at (art direction §11)."""

_LIFE = (0.35, 0.65, 0.95)
"""Shares of a text's life at which its contrast is measured: a moving picture lies behind."""


class Moment(Noun):
    """One frame to look at: its number, its shot's number from 1, that shot's id and archetype."""

    frame: int
    number: int
    shot: str
    archetype: str


def moments(cut: Cut) -> tuple[Moment, ...]:
    """Frame 0, then every shot when it has settled: at 60 % of its time alone on screen."""
    starts = [*(shot.start for shot in cut.shots), cut.frames]
    found = [_moment(cut, 0, 0)]
    for number, (begun, ended) in enumerate(pairwise(starts)):
        alone = begun + cut.shots[number].transition.frames
        frame = min(max(begun + int((ended - begun) * _REST), alone), ended - 1)
        if frame > 0:
            found.append(_moment(cut, number, frame))
    return tuple(found)


def _moment(cut: Cut, number: int, frame: int) -> Moment:
    shot = cut.shots[number]
    return Moment(frame=frame, number=number + 1, shot=shot.id, archetype=shot.archetype)


def frames_to_read(cut: Cut) -> tuple[int, ...]:
    """Every frame in which some text is to be read or a shot is to be judged, in order."""
    wanted = {moment.frame for moment in moments(cut)}
    for shot in cut.shots:
        for layer in readable(shot.layers):
            wanted |= {shot.start + frame for frame in _frames(layer)}
    for layer in readable(cut.overlays):
        wanted |= set(_frames(layer))
    return tuple(sorted(frame for frame in wanted if 0 <= frame < cut.frames))


def readable(layers: tuple[Layer, ...]) -> list[Layer]:
    """The layers that must be read and say where they stand."""
    return [layer for layer in layers if layer.role in READABLE and layer.box and layer.text]


def _frames(layer: Layer) -> list[int]:
    length = layer.end - layer.start
    return [layer.start + int((length - 1) * share) for share in _LIFE]


def shot_at(cut: Cut, frame: int) -> LaidShot:
    """The shot that came last of those on screen."""
    return [shot for shot in cut.shots if shot.start <= frame][-1]


def on_screen(cut: Cut, frame: int) -> list[tuple[Layer, int]]:
    """Layers fully shown in a frame, each with its own clock; none while a transition runs."""
    shot = shot_at(cut, frame)
    local = frame - shot.start
    entering = local < shot.transition.frames and shot is not cut.shots[0]
    clocked = [] if entering else [(layer, local) for layer in shot.layers]
    clocked += [(layer, frame) for layer in cut.overlays]
    return [(layer, clock) for layer, clock in clocked if _shown(layer, clock)]


def _shown(layer: Layer, clock: int) -> bool:
    if not layer.start <= clock < layer.end:
        return False
    now = state(layer, clock)
    settled = layer.role not in READABLE or (0.94 < now.scale < 1.12 and _inside(layer, now))
    return settled and now.opacity > 0.97 and max(now.hidden) < 0.02


def _inside(layer: Layer, now: State) -> bool:
    """Whether words that move behind a fixed opening stand in it whole."""
    if layer.clip is None or layer.box is None:
        return True
    top, bottom = layer.box[1] + now.y, layer.box[3] + now.y
    spare = 0.1 * (bottom - top)
    return top >= layer.clip[1] - spare and bottom <= layer.clip[3] + spare
