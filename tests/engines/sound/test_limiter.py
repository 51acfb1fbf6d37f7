"""The limiter against libavfilter's true-peak meter, on sounds made to hide peaks."""

from __future__ import annotations

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidgen.engines.renderer.meter import LoudnessMeter
from vidgen.engines.sound.limiter import limited, true_peaks

RATE = 48_000
CEILING = 10 ** (-1.9 / 20)


def metered_peak(sound: np.ndarray) -> float:
    """True peak in dBTP by ebur128."""
    meter = LoudnessMeter(RATE, "stereo")
    for begin in range(0, len(sound), 4800):
        block = np.ascontiguousarray(sound[begin : begin + 4800].T.astype(np.float32))
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.rate, frame.pts = RATE, begin
        meter.add(frame)
    return meter.result()[1]


def stereo(sound: np.ndarray) -> np.ndarray:
    return np.repeat(sound[:, None], 2, axis=1)


def hidden(frequency: float, phase: float) -> np.ndarray:
    """A full-scale tone whose crests lie between the samples."""
    times = np.arange(RATE) / RATE
    tone = np.sin(2 * np.pi * frequency * times + phase)
    return stereo(tone * np.minimum(1, np.minimum(times, times[::-1]) / 0.05))


@pytest.mark.parametrize("frequency", [997.0, 6000.0, 12000.0, 16000.0])
@pytest.mark.parametrize("gain", [1.0, 2.5])
def test_peaks_between_samples_obey(frequency: float, gain: float) -> None:
    sound = gain * hidden(frequency, np.pi / 4)
    out = limited(sound, true_peaks(sound, CEILING), CEILING)
    assert metered_peak(out) <= -1.8
    assert metered_peak(out) >= -3.0


def test_a_quiet_sound_is_not_touched() -> None:
    quiet = 0.3 * hidden(440, 0)
    assert np.array_equal(limited(quiet, true_peaks(quiet, CEILING), CEILING), quiet)


def test_bursts_are_held_without_steps_in_the_gain() -> None:
    chance = np.random.default_rng(4)
    steady = 0.2 * np.sin(2 * np.pi * 100 * np.arange(4 * RATE) / RATE)
    sound = stereo(steady)
    for at in chance.integers(1000, 4 * RATE - 1000, 25):
        sound[at : at + 200] *= 12
    out = limited(sound, true_peaks(sound, CEILING), CEILING)
    assert metered_peak(out) <= -1.8
    used = np.abs(sound[:, 0]) > 0.02
    gain = (out[:, 0][used] / sound[:, 0][used])[:-1]
    near = np.diff(np.flatnonzero(used))[: len(gain) - 1] == 1
    assert np.abs(np.diff(gain))[near[: len(gain) - 1]].max() < 0.03
    assert gain.max() <= 1.0 + 1e-9


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), loud=st.floats(0.1, 4.0), length=st.integers(1, 6000))
def test_no_sample_ever_passes_the_ceiling(seed: int, loud: float, length: int) -> None:
    sound = loud * np.random.default_rng(seed).standard_normal((length, 2))
    out = limited(sound, true_peaks(sound, CEILING), CEILING)
    assert out.shape == sound.shape
    assert np.abs(out).max() <= CEILING + 1e-6


def test_the_true_peak_of_a_hidden_crest_is_found() -> None:
    """A quarter of the sampling rate at 45 degrees: samples at 0.707, the curve at 1."""
    peaks = true_peaks(hidden(12000, np.pi / 4), 0.8)
    assert peaks.max() == pytest.approx(1.0, abs=0.01)
