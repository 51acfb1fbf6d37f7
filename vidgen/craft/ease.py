"""Easing: how values travel between keys, and where a layer is at a frame (tokens `easing`)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

from vidgen.model.cut import Curve, Ease, Layer


def _back(t: float, overshoot: float) -> float:
    t -= 1
    return t * t * ((overshoot + 1) * t + overshoot) + 1


def _spring(t: float) -> float:
    return 1 - math.exp(-5.5 * t) * math.cos(2 * math.pi * 1.58 * t) if t < 1 else 1.0


_EASES: dict[Ease, Callable[[float], float]] = {
    "hold": lambda t: 0.0 if t < 1 else 1.0,
    "linear": lambda t: t,
    "sine": lambda t: (1 - math.cos(math.pi * t)) / 2,
    "out": lambda t: 1 - (1 - t) ** 3,
    "out5": lambda t: 1 - (1 - t) ** 5,
    "expo": lambda t: 1.0 if t >= 1 else 1 - 2 ** (-10 * t),
    "in_out": lambda t: t**3 * (t * (6 * t - 15) + 10),
    "back": lambda t: _back(t, 1.70158),
    "settle": lambda t: _back(t, 0.7),
    "spring": _spring,
}


def eased(ease: Ease, t: float) -> float:
    """Progress 0 → 1 of an ease at time `t` in 0..1; `back`, `settle`, `spring` overshoot."""
    return _EASES[ease](t)


def value(curve: Curve, frame: float) -> float:
    """The value of a curve at a frame: constant before its first key and after its last."""
    keys = curve.keys
    if frame <= keys[0].frame:
        return keys[0].value
    for start, end in itertools.pairwise(keys):
        if frame < end.frame:
            share = (frame - start.frame) / (end.frame - start.frame)
            return start.value + (end.value - start.value) * eased(start.ease, share)
    return keys[-1].value


@dataclass(frozen=True)
class State:
    """A layer at one frame: place added, size and angle about its pivot, opacity, sides hidden."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    turn: float = 0.0
    opacity: float = 1.0
    hidden: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


_SIDES = ("left", "top", "right", "bottom")


def state(layer: Layer, frame: float) -> State:
    """Where a layer is at a frame counted from its shot's start (see `Curve` for composition)."""
    if not layer.curves:
        return State()
    found = {"x": 0.0, "y": 0.0, "scale": 1.0, "turn": 0.0, "opacity": 1.0}
    hidden = dict.fromkeys(_SIDES, 0.0)
    for curve in layer.curves:
        here = value(curve, frame)
        if curve.prop in hidden:
            hidden[curve.prop] = max(hidden[curve.prop], here)
        elif curve.prop in ("scale", "opacity"):
            found[curve.prop] *= here
        else:
            found[curve.prop] += here
    left, top, right, bottom = (min(1.0, max(0.0, hidden[side])) for side in _SIDES)
    return State(
        found["x"],
        found["y"],
        found["scale"],
        found["turn"],
        min(1.0, max(0.0, found["opacity"])),
        (left, top, right, bottom),
    )
