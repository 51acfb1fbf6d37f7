"""Composed beds: harmony, form, place for a voice; measured on the samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidgen.engines.music.bed import _planned, compose
from vidgen.engines.music.moods import MOODS
from vidgen.engines.music.score import Score
from vidgen.engines.music.tones import RATE, pitch

TEMPI = {"drive": 128.0, "pulse": 120.0, "bright": 108.0, "calm": 84.0}


def energy(sound: np.ndarray, low: float, high: float) -> float:
    """Energy of the mono sum between two frequencies."""
    spectrum = np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(spectrum[(hertz >= low) & (hertz < high)].sum())


def chroma(sound: np.ndarray) -> np.ndarray:
    """Energy of the twelve pitch classes between 200 and 2000 Hz."""
    spectrum = np.abs(np.fft.rfft(sound.mean(axis=1) * np.hanning(len(sound)))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    used = (hertz > 200) & (hertz < 2000)
    notes = np.rint(69 + 12 * np.log2(hertz[used] / 440)).astype(int) % 12
    return np.bincount(notes, weights=spectrum[used], minlength=12)


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("seconds", [1.0, 7.3, 15.0])
def test_a_bed_has_just_its_length_and_ends_in_silence(mood: str, seconds: float) -> None:
    bed = compose(mood, TEMPI[mood], seconds, 11)
    assert bed.shape == (round(seconds * RATE), 2)
    assert bed.dtype == np.float32
    assert np.isfinite(bed).all()
    assert np.abs(bed).max() <= 1.0
    assert np.abs(bed[-20:]).max() < 1e-3
    assert np.abs(bed[:2]).max() < 1e-3


@pytest.mark.parametrize("mood", MOODS)
def test_the_ending_holds_until_the_last_second(mood: str) -> None:
    """However the bars fall, no film ends on a second of nothing."""
    for seconds in (12.0, 13.1, 14.3):
        bed = compose(mood, TEMPI[mood], seconds, 2)
        whole = np.sqrt((bed**2).mean())
        late = bed[round((seconds - 1.0) * RATE) : round((seconds - 0.5) * RATE)]
        assert np.sqrt((late**2).mean()) > 0.15 * whole


@pytest.mark.parametrize("mood", MOODS)
def test_the_last_bar_sounds_the_home_chord(mood: str) -> None:
    for seed in range(2):
        score = Score(15.0, TEMPI[mood])
        plan = _planned(MOODS[mood], score, (), np.random.default_rng(seed))
        bed = compose(mood, TEMPI[mood], 15.0, seed)
        begin = round((len(plan.chords) - 1) * score.bar * RATE) + RATE // 2
        strength = chroma(bed[begin : begin + RATE])
        home = {note % 12 for note in plan.chords[-1].voiced}
        assert set(np.argsort(strength)[-3:].tolist()) == home
        assert plan.chords[-1].root % 12 == plan.chords[0].root % 12


@pytest.mark.parametrize("mood", MOODS)
def test_the_lift_empties_the_low_end_and_the_groove_returns(mood: str) -> None:
    bar = 240 / TEMPI[mood]
    turn = round(0.68 * 30 / bar) * bar
    bed = compose(mood, TEMPI[mood], 30.0, 5, accents=(turn,))
    lows = [
        energy(bed[round(at * RATE) : round((at + bar * 0.7) * RATE)], 30, 150)
        for at in (turn - 2 * bar, turn - 0.75 * bar, turn)
    ]
    assert lows[1] < 0.1 * lows[0]
    assert lows[2] > 5 * lows[1]


def test_kicks_fall_on_the_beat() -> None:
    bed = compose("drive", 128.0, 24.0, 3).mean(axis=1)
    spectrum = np.fft.rfft(bed)
    hertz = np.fft.rfftfreq(len(bed), 1 / RATE)
    spectrum[(hertz < 4000) | (hertz > 16000)] = 0
    level = np.abs(np.fft.irfft(spectrum, len(bed)))
    level = level[: len(level) // 480 * 480].reshape(-1, 480).max(axis=1)
    rise = np.maximum(np.diff(level), 0)
    beat = 60 / 128
    phases = np.exp(2j * np.pi * np.arange(len(rise)) * 0.01 / (beat / 4))
    locked = np.abs((rise * phases).sum()) / rise.sum()
    assert locked > 0.5


@pytest.mark.parametrize("mood", MOODS)
def test_a_bed_is_wide_and_whole_in_mono(mood: str) -> None:
    bed = compose(mood, TEMPI[mood], 12.0, 8).astype(float)
    left, right = bed[:, 0], bed[:, 1]
    assert 0.3 < np.corrcoef(left, right)[0, 1] < 0.95
    stereo = 10 * np.log10((bed**2).mean())
    mono = 10 * np.log10((bed.mean(axis=1) ** 2).mean())
    assert mono > stereo - 1.5


@pytest.mark.parametrize("mood", MOODS)
def test_the_place_of_speech_is_left_free(mood: str) -> None:
    """Between 1 and 4 kHz, where words are understood, lies little of the bed's energy."""
    bed = compose(mood, TEMPI[mood], 20.0, 1)
    assert energy(bed, 1000, 4000) < 0.12 * energy(bed, 20, 20000)


@settings(max_examples=60, deadline=None)
@given(
    mood=st.sampled_from(sorted(MOODS)),
    seed=st.integers(0, 2**32 - 1),
    seconds=st.floats(1, 90),
    accents=st.lists(st.floats(0, 90), max_size=5),
)
def test_chords_move_by_small_steps_and_motifs_stay_on_the_chord(
    mood: str, seed: int, seconds: float, accents: list[float]
) -> None:
    plan = _planned(MOODS[mood], Score(seconds, TEMPI[mood]), accents, np.random.default_rng(seed))
    for before, after in zip(plan.chords, plan.chords[1:], strict=False):
        moves = [abs(a - b) for a, b in zip(before.voiced, after.voiced, strict=True)]
        assert sum(moves) <= 14
        assert max(moves) <= 7
    for chord in plan.chords:
        classes = {note % 12 for note in chord.voiced}
        assert len(classes) == 3
        assert {note % 12 for note in chord.ladder} == classes
        assert chord.root % 12 in classes
        assert 50 <= min(chord.voiced) <= max(chord.voiced) <= 80
        assert 30 < pitch(chord.root) < 110
    for motif in plan.motifs:
        assert all(0 <= rung < 6 and 0 <= step < 16 for step, rung in motif)
    assert plan.lift < len(plan.chords) - 1


def test_seeds_bring_variety() -> None:
    plans = {
        _planned(MOODS["drive"], Score(24.0, 128.0), (), np.random.default_rng(seed))
        for seed in range(30)
    }
    assert len({plan.chords for plan in plans}) >= 15
    assert len({plan.motifs for plan in plans}) >= 25
