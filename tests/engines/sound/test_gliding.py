"""A gain for every sample from one for every step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.engines.sound.gliding import gliding


@given(
    levels=st.lists(st.floats(0, 4), min_size=1, max_size=40),
    step=st.integers(1, 50),
    length=st.integers(0, 3000),
    data=st.data(),
)
def test_straight_lines_between_the_levels(
    levels: list[float], step: int, length: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, step))
    out = gliding(np.asarray(levels), step, length, first)
    places = first + step * np.arange(len(levels))
    assert len(out) == length
    assert out == pytest.approx(np.interp(np.arange(length), places, levels), abs=1e-5)
