"""The music's length and its place behind the voice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.sound.gliding import gliding
from vidgen.engines.sound.reading import RATE, Stereo

_DUCK_DB = -11.0
"""How far the music steps back while someone speaks."""

_ATTACK, _RELEASE = 0.08, 0.35
"""Seconds in which 90 % of the way down and up is gone."""

_EARLY, _HOLD = 0.10, 0.15
"""Seconds by which it begins before a voice, and by which it waits after one: in the breath
between two sentences the music rises a little, in a real pause it returns."""

_STEP = RATE // 1000


def filled(music: Stereo, length: int) -> Stereo:
    """The music repeated with cross-fades, or cut, to `length` samples; its end faded."""
    fade = min(RATE, len(music) // 4)
    turn = np.linspace(0, np.pi / 2, fade, dtype=np.float32)[:, None]
    while len(music) < length and fade:
        # Two unlike stretches add in power: sine and cosine keep the level through the seam.
        seam = music[:fade] * np.sin(turn) + music[-fade:] * np.cos(turn)
        music = np.concatenate([music[:-fade], seam, music[fade:]])
    music = music[:length].copy()
    end = min(len(music), round(0.6 * RATE))
    music[len(music) - end :] *= np.cos(np.linspace(0, np.pi / 2, end))[:, None] ** 2
    return music


def ducking(speech: tuple[tuple[int, int], ...], length: int) -> NDArray[np.float32]:
    """The music's gain (linear) for every sample, given where [start, end) someone speaks."""
    count = length // _STEP + 2
    wanted = np.zeros(count)
    for start, end in speech:
        first = max(0, start - round(_EARLY * RATE)) // _STEP
        wanted[first : (end + round(_HOLD * RATE)) // _STEP] = _DUCK_DB
    # A one-pole glide is 90 % there after 2.3 time constants.
    down, up = (1 - np.exp(-2.3 / (seconds * 1000)) for seconds in (_ATTACK, _RELEASE))
    gain, levels = float(wanted[0]), np.empty(count)
    for index, aim in enumerate(wanted.tolist()):
        gain += (aim - gain) * (down if aim < gain else up)
        levels[index] = gain
    return gliding(10 ** (levels / 20), _STEP, length)
