"""The music's length and how it steps back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.engines.sound.ducking import ducking, filled

RATE = 48_000


def decibels(gain: np.ndarray, at: float) -> float:
    return float(20 * np.log10(gain[round(at * RATE)]))


def test_down_before_the_first_word_and_back_after_the_last() -> None:
    gain = ducking(((3 * RATE, 5 * RATE),), 8 * RATE)
    assert decibels(gain, 2.85) == pytest.approx(0, abs=0.05)
    assert decibels(gain, 3.0) < -9
    assert decibels(gain, 4.0) == pytest.approx(-11, abs=0.05)
    assert decibels(gain, 5.1) == pytest.approx(-11, abs=0.3)
    assert -2.5 < decibels(gain, 5.55) < -0.4
    assert decibels(gain, 7.0) == pytest.approx(0, abs=0.1)


def test_the_music_does_not_pump_in_a_breath() -> None:
    """The breath between two scenes is 0.34 s: the music lifts a little, no more."""
    gain = ducking(((0, 2 * RATE), (round(2.34 * RATE), 4 * RATE)), 6 * RATE)
    breath = gain[2 * RATE : round(2.34 * RATE)]
    assert -9.5 < 20 * np.log10(breath.max()) < -5


def test_a_voice_at_once_finds_the_music_down() -> None:
    assert decibels(ducking(((0, RATE),), 3 * RATE), 0) == pytest.approx(-11, abs=0.1)


def test_without_a_voice_the_music_stays() -> None:
    assert (ducking((), RATE) == 1).all()


@given(st.lists(st.tuples(st.integers(0, 300_000), st.integers(0, 100_000)), max_size=6))
def test_the_gain_is_bounded_and_never_jumps(said: list[tuple[int, int]]) -> None:
    speech = tuple((begin, min(300_000, begin + length)) for begin, length in said)
    gain = ducking(speech, 300_000)
    assert gain.shape == (300_000,)
    assert 10 ** (-11.01 / 20) <= gain.min() <= gain.max() <= 1.0
    assert np.abs(np.diff(gain)).max() < 1e-3


@pytest.mark.parametrize("seconds", [0.4, 3.0, 20.0])
def test_music_is_looped_or_cut_at_one_level(seconds: float) -> None:
    chance = np.random.default_rng(1)
    music = 0.1 * chance.standard_normal((round(seconds * RATE), 2))
    out = filled(music, 10 * RATE)
    assert out.shape == (10 * RATE, 2)
    blocks = out[: 9 * RATE].reshape(-1, RATE // 10, 2)
    levels = 10 * np.log10((blocks**2).mean(axis=(1, 2)))
    assert np.ptp(levels) < 1.5
    assert np.abs(out[-1]).max() < 1e-6


@pytest.mark.parametrize("samples", [1, 3, 17])
def test_a_moment_of_music_is_no_endless_loop(samples: int) -> None:
    assert len(filled(np.full((samples, 2), 0.1), RATE)) <= RATE
