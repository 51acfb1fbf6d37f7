"""Spectra of sound against numpy's."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vidgen.engines.fourier import convolved, gains, quick_size, sounds, spectra

RATE = 48_000


def noise(rows: int, length: int) -> np.ndarray:
    return np.random.default_rng(length).standard_normal((rows, length)).astype(np.float32)


@given(st.integers(1, 20_000))
def test_the_next_power_of_two(least: int) -> None:
    assert quick_size(least) == min(2**power for power in range(1, 16) if 2**power >= least)


@given(st.integers(1, 3), st.integers(1, 3000))
def test_there_and_back(rows: int, length: int) -> None:
    sound = noise(rows, length)
    back = sounds(spectra(sound, quick_size(length)), length)
    assert back.shape == sound.shape
    np.testing.assert_allclose(back, sound, atol=1e-5)


@given(st.integers(2, 2000))
def test_levels_of_frequencies_are_those_numpy_gives(length: int) -> None:
    sound, size = noise(2, length), quick_size(length)
    levels = np.linspace(0, 2, size // 2 + 1)
    wanted = np.fft.irfft(np.fft.rfft(sound.astype(float), size) * levels, size)[:, :length]
    np.testing.assert_allclose(
        sounds(spectra(sound, size) * gains(levels), length), wanted, atol=1e-4
    )


@given(st.integers(2, 800), st.integers(2, 800))
def test_rows_are_convolved_each_with_its_own(length: int, other: int) -> None:
    one, two = noise(2, length), noise(2, other)
    size = quick_size(length + other)
    both = sounds(convolved(spectra(one, size), spectra(two, size)), length + other - 1)
    for number in range(2):
        wanted = np.convolve(one[number].astype(float), two[number].astype(float))
        np.testing.assert_allclose(both[number], wanted, atol=1e-3)


def test_the_same_bytes_again() -> None:
    sound = noise(2, 96_000)
    assert spectra(sound, 96_000).tobytes() == spectra(sound.copy(), 96_000).tobytes()
