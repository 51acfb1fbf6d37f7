"""The moods: which chords, which rhythm, which timbre."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mood:
    """How a mood is played.

    `progressions`: chord roots in semitones above the key, "m" for minor, one a bar, each starting
    on its home chord. `kick`, `clap`, `hat`, `bass`: steps of sixteen on which they sound.
    `rhythms`: steps on which the motif may sound. `bright`: the pad's upper edge in Hz. `drums`,
    `pump` 0..1: their loudness, how far each kick pushes the chords back. `ratio`, `metal`: the
    pluck's modulator as a multiple of its pitch, and its index. `ring`: seconds a pluck sounds.
    """

    progressions: tuple[tuple[str, ...], ...]
    kick: tuple[int, ...]
    clap: tuple[int, ...]
    hat: tuple[int, ...]
    bass: tuple[int, ...]
    rhythms: tuple[tuple[int, ...], ...]
    bright: float
    drums: float
    pump: float
    ratio: float
    metal: float
    ring: float


MOODS: dict[str, Mood] = {
    "drive": Mood(
        progressions=(
            ("0m", "8", "3", "10"),
            ("0m", "5m", "8", "10"),
            ("0m", "10", "8", "10"),
            ("0m", "3", "10", "5m"),
        ),
        kick=(0, 4, 8, 12),
        clap=(4, 12),
        hat=(2, 6, 10, 14),
        bass=(2, 3, 6, 7, 10, 11, 14),
        rhythms=((0, 3, 6, 8, 11, 14), (0, 3, 6, 9, 12), (2, 4, 7, 10, 12, 15)),
        bright=2000,
        drums=1.0,
        pump=0.55,
        ratio=2.0,
        metal=1.6,
        ring=0.45,
    ),
    "pulse": Mood(
        progressions=(("0m", "0m", "8", "10"), ("0m", "3", "10", "5"), ("0m", "8", "0m", "5m")),
        kick=(0, 6, 8, 14),
        clap=(4, 12),
        hat=(0, 2, 4, 6, 8, 10, 12, 14),
        bass=(0, 3, 6, 8, 11, 14),
        rhythms=((0, 2, 4, 6, 8, 10, 12, 14), (0, 2, 3, 6, 8, 10, 11, 14)),
        bright=1600,
        drums=0.8,
        pump=0.35,
        ratio=3.0,
        metal=0.9,
        ring=0.28,
    ),
    "bright": Mood(
        progressions=(
            ("0", "7", "9m", "5"),
            ("0", "5", "9m", "7"),
            ("0", "9m", "5", "7"),
            ("0", "4m", "5", "7"),
        ),
        kick=(0, 7, 8),
        clap=(4, 12),
        hat=(2, 6, 10, 14),
        bass=(0, 6, 8, 14),
        rhythms=((0, 3, 6, 10, 12), (0, 2, 4, 8, 11, 14), (0, 4, 6, 8, 12)),
        bright=2600,
        drums=0.7,
        pump=0.25,
        ratio=4.0,
        metal=0.7,
        ring=0.40,
    ),
    "calm": Mood(
        progressions=(("0", "9m", "5", "7"), ("0", "4m", "5", "5"), ("0", "5", "9m", "5")),
        kick=(0, 10),
        clap=(8,),
        hat=(4, 12),
        bass=(0, 10),
        rhythms=((0, 4, 7, 10, 14), (0, 6, 8, 14), (0, 3, 8, 11)),
        bright=1400,
        drums=0.35,
        pump=0.10,
        ratio=1.0,
        metal=1.1,
        ring=0.9,
    ),
}
"""Progressions are the common ones of their genres (i-VI-III-VII, I-V-vi-IV, I-vi-IV-V ...)."""
