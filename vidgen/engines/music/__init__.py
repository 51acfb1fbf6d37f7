"""Composed music and effects: made by us from seeds, so never a licence question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

VERSION = "4"
"""Raised when the same recipe would sound different."""


def write_bed(
    out: Path, mood: str, bpm: float, seconds: float, seed: int, accents: Sequence[float] = ()
) -> None:
    """Write a music bed as 48 kHz stereo WAV (see `compose`)."""
    from vidgen.engines.music.bed import compose
    from vidgen.engines.music.tones import write_wav

    write_wav(out, compose(mood, bpm, seconds, seed, accents))


def write_effect(out: Path, name: str, seed: int) -> None:
    """Write a short effect as 48 kHz stereo WAV (see `effect`)."""
    from vidgen.engines.music.effects import effect
    from vidgen.engines.music.tones import write_wav

    write_wav(out, effect(name, seed))
