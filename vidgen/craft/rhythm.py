"""The breaths of a film: silences around and between spoken lines, in seconds.

The film's length is LEAD + all speech + GAP between lines of one scene + BREATH between scenes +
TAIL. Values were chosen by ear on drafts at 30 fps: shorter sounds rushed, longer sounds lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from vidgen.model.product import Language

LEAD = 0.20
"""Before the first word: the poster frame is seen, the voice is not clipped."""

GAP = 0.12
"""Between two lines of one scene."""

BREATH = 0.34
"""Between two scenes: room for the transition, which is centred in it."""

TAIL = 1.40
"""After the last word: the end card stands still for at least 0.8 s (art direction, point 12)."""


PACE: dict[Language, float] = {"zh": 3.7, "en": 13.0}
"""Letters and digits a second of speech; an estimate, for choosing alone (espeak, measured)."""


def film_seconds(scenes: Sequence[Sequence[float]]) -> float:
    """Length of the film in seconds, given the seconds of every spoken line, scene by scene."""
    spoken = sum(sum(lines) for lines in scenes)
    gaps = sum(max(0, len(lines) - 1) for lines in scenes) * GAP
    return LEAD + spoken + gaps + max(0, len(scenes) - 1) * BREATH + TAIL


TEMPO: dict[str, float] = {"drive": 128.0, "pulse": 120.0, "bright": 108.0, "calm": 84.0}
"""Beats per minute of every music mood (tokens of the three styles, and one between)."""
