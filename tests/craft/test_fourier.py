"""Lengths of which a transform is quick."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.fourier import smooth_size


def smooth(size: int) -> bool:
    for factor in (2, 3, 5):
        while size % factor == 0:
            size //= factor
    return size == 1


@given(st.integers(1, 20_000))
def test_the_next_length_of_small_factors(least: int) -> None:
    assert smooth_size(least) == next(size for size in range(least, 2 * least + 1) if smooth(size))
