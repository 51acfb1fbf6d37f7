"""compose: a music bed that leaves the middle free for a voice.

Form: a first bar of chords and motif, then the groove; before the last third a bar without kick
that climbs (the lift), then everything with an octave above; the last bar is the home chord, held
until the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from vidgen.engines.music import tones
from vidgen.engines.music.moods import MOODS, Mood
from vidgen.engines.music.score import Score
from vidgen.engines.music.tones import Samples
from vidgen.errors import InputError

_LIFT_AT = 0.68
"""Share of the film at which the lift ends: an advertisement's offer comes about there."""

_MIDDLE = 64
"""MIDI note about which the chords are voiced (E4)."""

_DRIFT = 4.5
"""Semitones by which a chord's middle may lie off it: else small steps wander off downwards."""


@dataclass(frozen=True)
class Chord:
    """One bar's harmony as MIDI notes: the bass, the voiced chord, the ladder of the motif."""

    root: int
    voiced: tuple[int, ...]
    ladder: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """What is played: chords bar by bar, the bar that lifts (-1: none), the motif's two shapes."""

    chords: tuple[Chord, ...]
    lift: int
    motifs: tuple[tuple[tuple[int, int], ...], ...]


def compose(
    mood: str, bpm: float, seconds: float, seed: int, accents: Sequence[float] = ()
) -> Samples:
    """A bed of exactly `seconds`, float32 (n, 2) at 48 kHz, about -18 dBFS RMS, ending cleanly.

    `accents` (seconds, the cuts of the film) get a soft low hit; the one nearest to two thirds ends
    the lift. Raises InputError for an unknown mood.
    """
    played = MOODS.get(mood)
    if played is None:
        raise InputError("--mood", f"there is no mood {mood!r}", f"known: {', '.join(MOODS)}")
    chance = np.random.default_rng(seed)
    score = Score(seconds, bpm)
    plan = _planned(played, score, accents, chance)
    band = _Band(played, score, chance)
    for number in range(len(plan.chords)):
        band.harmony(plan, number)
        band.groove(plan, number)
    for accent in accents:
        chord = plan.chords[min(int(accent / score.bar), len(plan.chords) - 1)]
        score.bass(tones.bass(chord.root, 0.6), accent, 0.22)
    return score.mixed(band.kicks, played.pump)


def _planned(
    mood: Mood, score: Score, accents: Sequence[float], chance: np.random.Generator
) -> Plan:
    key = 43 + int(chance.integers(0, 9))
    names = mood.progressions[int(chance.integers(len(mood.progressions)))]
    bars = max(1, round(score.seconds / score.bar))
    chords: list[Chord] = []
    before: tuple[int, ...] = (_MIDDLE - 4, _MIDDLE, _MIDDLE + 3)
    for number in range(bars):
        # The last bar is home, whatever the progression's turn.
        chords.append(_chord(names[0 if number == bars - 1 else number % len(names)], key, before))
        before = chords[-1].voiced
    wanted = _LIFT_AT * score.seconds
    turn = min(accents, key=lambda accent: abs(accent - wanted), default=wanted)
    lift = round(turn / score.bar) - 1
    first = _motif(mood, chance)
    return Plan(
        tuple(chords), lift if bars > 4 and 1 < lift < bars - 1 else -1, (first, _answer(first))
    )


def _chord(name: str, key: int, before: tuple[int, ...]) -> Chord:
    """The chord `name` above `key`, voiced with the smallest steps from the chord before."""
    root = key + int(name.rstrip("m"))
    tones_of = (root, root + (3 if name.endswith("m") else 4), root + 7)
    near = sorted(_nearest(tone, _MIDDLE) for tone in tones_of)
    shapes = [near[turn:] + [note + 12 for note in near[:turn]] for turn in range(3)]
    shapes += [[note - 12 for note in shape] for shape in shapes]
    central = [shape for shape in shapes if abs(sum(shape) / 3 - _MIDDLE) <= _DRIFT]
    voiced = min(central, key=lambda shape: _steps(shape, before))
    low = min(_nearest(tone, _MIDDLE + 10) for tone in tones_of)
    above = sorted({_nearest(tone, low + 6) for tone in tones_of})
    ladder = (*above, *(note + 12 for note in above))
    return Chord(_nearest(root, 38), tuple(voiced), ladder)


def _nearest(note: int, middle: int) -> int:
    """The note moved by octaves to within six semitones of `middle`."""
    return middle + (note - middle + 6) % 12 - 6


def _steps(shape: Sequence[int], before: tuple[int, ...]) -> float:
    moved = sum(abs(note - old) for note, old in zip(shape, before, strict=True))
    return moved + 0.3 * abs(sum(shape) / 3 - _MIDDLE)


def _motif(mood: Mood, chance: np.random.Generator) -> tuple[tuple[int, int], ...]:
    """A bar of (step, rung of the ladder): mostly neighbours, now and then a leap."""
    rhythm = mood.rhythms[int(chance.integers(len(mood.rhythms)))]
    rung, notes = int(chance.integers(1, 4)), []
    for step in rhythm:
        notes.append((step, rung))
        move = int(chance.choice((-2, -1, -1, 1, 1, 2)))
        rung = rung + move if 0 <= rung + move <= 4 else rung - move
        rung = min(4, max(0, rung))
    return tuple(notes)


def _answer(motif: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The same beginning, then two rungs higher: every fourth bar says something else."""
    half = len(motif) // 2
    return (*motif[:half], *((step, min(5, rung + 2)) for step, rung in motif[half:]))


class _Band:
    """The players: each sound is made once and placed often; `kicks` are the times of the kick."""

    def __init__(self, mood: Mood, score: Score, chance: np.random.Generator) -> None:
        self.kicks: list[float] = []
        self._mood, self._score = mood, score
        self._kick = tones.kick()
        self._claps = [tones.clap(chance) for _ in range(3)]
        self._hats = [tones.hat(chance, 0.018) for _ in range(4)]
        self._open = tones.hat(chance, 0.07)
        self._riser = tones.riser(chance, score.bar)
        self._pluck = cache(lambda note: tones.pluck(note, mood.ring, mood.ratio, mood.metal))
        self._bass = cache(lambda note: tones.bass(note, score.step * 1.9))

    def harmony(self, plan: Plan, number: int) -> None:
        """Chords, bass and motif of one bar."""
        score, mood, chord = self._score, self._mood, plan.chords[number]
        begin, last = number * score.bar, number == len(plan.chords) - 1
        lasting = score.seconds - begin if last else score.bar
        full = plan.lift >= 0 and number > plan.lift
        bright = mood.bright * (1.35 if full else 1.0)
        left, right = tones.pad(chord.voiced, lasting + 0.3, bright)
        score.chord(left, right, begin, 0.19)
        if last:
            score.bass(tones.bass(chord.root, lasting + 1), begin, 0.36)
            score.pluck(self._pluck(chord.ladder[3]), begin, 0.14, 0.0)
            return
        if number != plan.lift:
            for step in mood.bass:
                score.bass(self._bass(chord.root), begin + step * score.step, 0.30)
        for count, (step, rung) in enumerate(plan.motifs[number % 4 == 3]):
            side = 0.45 if count % 2 else -0.45
            loud = 0.13 if step % 4 == 0 else 0.10
            at = begin + step * score.step
            score.pluck(self._pluck(chord.ladder[rung]), at, loud, side)
            if full:
                score.pluck(self._pluck(chord.ladder[rung] + 12), at, loud * 0.35, -side)

    def groove(self, plan: Plan, number: int) -> None:
        """The drums of one bar."""
        last = number == len(plan.chords) - 1
        if number == plan.lift:
            self._climb(number * self._score.bar)
        elif last or number == 0:
            self._hit(number * self._score.bar)
        else:
            self._beat(number * self._score.bar, number, plan)

    def _hit(self, begin: float) -> None:
        loud = self._mood.drums
        self._score.drum(self._kick, begin, 0.50 * loud)
        self._score.drum(self._open, begin, 0.10 * loud, 0.3)
        self.kicks.append(begin)

    def _beat(self, begin: float, number: int, plan: Plan) -> None:
        score, mood = self._score, self._mood
        for step in mood.kick:
            score.drum(self._kick, begin + step * score.step, 0.50 * mood.drums)
            self.kicks.append(begin + step * score.step)
        for count, step in enumerate(mood.clap if number > 1 else ()):
            clap = self._claps[(number + count) % 3]
            score.drum(clap, begin + step * score.step, 0.20 * mood.drums, 0.08)
        for count, step in enumerate(mood.hat):
            loud = 0.10 * mood.drums * (0.7 if count % 2 else 1.0)
            side = -0.35 if count % 2 else 0.25
            score.drum(self._hats[count % 4], begin + step * score.step, loud, side)
        if 0 <= plan.lift < number:
            for step in (2, 10):
                score.drum(self._open, begin + step * score.step, 0.06 * mood.drums, 0.4)

    def _climb(self, begin: float) -> None:
        """Claps that come closer and louder, and noise that rises."""
        score, loud = self._score, self._mood.drums
        score.drum(self._riser, begin, 0.10 * (0.4 + 0.6 * loud))
        for count, step in enumerate((0, 4, 8, 10, 12, 13, 14, 15)):
            clap = self._claps[count % 3]
            score.drum(clap, begin + step * score.step, (0.07 + 0.015 * count) * loud)
