"""effect: short sounds on cuts and on the price."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vidgen.engines.music.tones import Samples, clock, envelope, filtered
from vidgen.errors import InputError


def effect(name: str, seed: int) -> Samples:
    """A short effect as float32 (n, 2) at 48 kHz, peaking near 0.5. InputError if unknown.

    `whoosh` peaks 0.26 s in, so that it can be placed to culminate on a cut.
    """
    make = _EFFECTS.get(name)
    if make is None:
        raise InputError("sound", f"there is no effect {name!r}", f"known: {', '.join(_EFFECTS)}")
    left = make(np.random.default_rng(seed))
    right = make(np.random.default_rng(seed + 1))
    sound = np.stack([left, right], axis=-1)
    return np.asarray(sound * 0.5 / np.max(np.abs(sound)), np.float32)


def _whoosh(chance: np.random.Generator) -> np.ndarray:
    times = clock(0.5)
    noise = chance.standard_normal(len(times))
    share = times / 0.5
    swell = np.where(times < 0.26, (times / 0.26) ** 2.2, np.maximum(0, 1 - (times - 0.26) / 0.24))
    low, high = filtered(noise, 300, 1500), filtered(noise, 1500, 7000)
    return np.asarray((low * (1 - share) + high * share) * swell**1.3)


def _stamp(chance: np.random.Generator) -> np.ndarray:
    times = clock(0.4)
    thump = np.sin(2 * np.pi * (70 * times + 2.2 * (1 - np.exp(-times / 0.02)))) * envelope(
        times, 0.002, 0.08
    )
    snap = filtered(chance.standard_normal(len(times)), 1200, 5000) * envelope(times, 0.001, 0.02)
    return np.asarray(thump + 0.5 * snap)


def _pop(chance: np.random.Generator) -> np.ndarray:
    times = clock(0.15)
    bend = 520 * times + 4 * (1 - np.exp(-times / 0.02))
    grain = 0.02 * chance.standard_normal(len(times))
    return np.asarray((np.sin(2 * np.pi * bend) + grain) * envelope(times, 0.003, 0.035))


_EFFECTS: dict[str, Callable[[np.random.Generator], np.ndarray]] = {
    "whoosh": _whoosh,
    "stamp": _stamp,
    "pop": _pop,
}
