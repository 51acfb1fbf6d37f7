"""A line is cleaned: rumble goes, soft words come forward, pauses stay pauses."""

from __future__ import annotations

import numpy as np
import pytest

from vidgen.engines.sound.voice import cleaned

RATE = 48_000


def tone(hertz: float, seconds: float, loud: float = 0.1) -> np.ndarray:
    times = np.arange(round(seconds * RATE)) / RATE
    return np.repeat(loud * np.sin(2 * np.pi * hertz * times)[:, None], 2, axis=1)


def level(sound: np.ndarray, begin: float, end: float) -> float:
    return float(10 * np.log10((sound[round(begin * RATE) : round(end * RATE)] ** 2).mean()))


@pytest.mark.parametrize(("hertz", "least", "most"), [(25, -60, -15), (50, -20, -5), (150, -1, 1)])
def test_rumble_goes_and_the_voice_stays(hertz: float, least: float, most: float) -> None:
    # A second tone carries the level, so that levelling does not undo what is measured.
    sound = tone(hertz, 2, 0.05) + tone(1000, 2, 0.3)
    out = cleaned(sound.copy())

    def strength(samples: np.ndarray) -> float:
        middle = samples[RATE // 2 : RATE // 2 + RATE, 0]
        return float(20 * np.log10(np.abs(np.fft.rfft(middle)[round(hertz)])))

    assert least < strength(out) - strength(sound) < most


def test_a_soft_word_comes_closer_to_a_loud_one() -> None:
    sound = np.concatenate([tone(300, 1, 0.2), tone(300, 1, 0.07)])
    out = cleaned(sound)
    before = level(sound, 0.3, 0.7) - level(sound, 1.3, 1.7)
    after = level(out, 0.3, 0.7) - level(out, 1.3, 1.7)
    assert before == pytest.approx(9.1, abs=0.3)
    assert 3 < after < 6


def test_a_pause_is_not_pulled_up() -> None:
    chance = np.random.default_rng(2)
    hiss = 0.0005 * chance.standard_normal((RATE, 2))
    sound = np.concatenate([tone(300, 1, 0.2), hiss, tone(300, 1, 0.2)])
    out = cleaned(sound)
    assert level(out, 1.3, 1.7) - level(sound, 1.3, 1.7) < 1.0


@pytest.mark.parametrize("samples", [1, 100, 5000, RATE])
def test_length_stays_and_silence_stays_silence(samples: int) -> None:
    assert cleaned(np.zeros((samples, 2))).shape == (samples, 2)
    assert np.abs(cleaned(np.zeros((samples, 2)))).max() == 0


def test_the_gain_glides() -> None:
    sound = np.concatenate([tone(200, 1, 0.3), tone(200, 1, 0.05), tone(200, 1, 0.3)])
    out = cleaned(sound)
    assert np.abs(np.diff(out[:, 0])).max() < 1.6 * np.abs(np.diff(sound[:, 0])).max()
