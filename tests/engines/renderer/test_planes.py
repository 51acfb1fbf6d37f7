"""Colours to BT.709 limited range and back, by ITU-R BT.709's own numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.planes import blank, to_rgb, to_yuva, yuv

channel = st.integers(0, 255)
colours = st.builds("#{:02X}{:02X}{:02X}".format, channel, channel, channel)


@pytest.mark.parametrize(
    ("colour", "levels"),
    [
        ("#000000", (16, 128, 128)),
        ("#FFFFFF", (235, 128, 128)),
        ("#808080", (126, 128, 128)),
        ("#FF0000", (63, 102, 240)),
        ("#00FF00", (173, 42, 26)),
        ("#0000FF", (32, 240, 118)),
        ("#FFFF00", (219, 16, 138)),
        ("#00FFFF", (188, 154, 16)),
        ("#FF00FF", (78, 214, 230)),
    ],
)
def test_colour_bars(colour: str, levels: tuple[int, int, int]) -> None:
    """The 100 % bars of BT.709 in eight bits."""
    assert yuv(colour) == levels


@given(colour=colours)
def test_a_colour_comes_back_within_two_levels(colour: str) -> None:
    found = to_rgb(blank(4, 4, colour))
    assert np.abs(found.astype(int) - np.asarray(rgb(colour))).max() <= 2


@given(colour=colours, alpha=channel)
def test_premultiplied_offsets_go_with_the_alpha(colour: str, alpha: int) -> None:
    """A sprite over nothing is `alpha` of its own Y, U and V, so that frames mix in planes."""
    share = alpha / 255
    pixel = np.rint(np.asarray([[[*(part * share for part in rgb(colour)), alpha]]]))
    found = to_yuva(pixel.astype(np.uint8))[0, 0]
    assert found[3] == alpha
    assert found[:3] == pytest.approx(np.asarray(yuv(colour)) * share, abs=1.6)


@given(below=colours, above=colours, alpha=channel)
def test_mixing_in_planes_is_mixing_in_rgb(below: str, above: str, alpha: int) -> None:
    share = alpha / 255
    pixel = np.asarray([[[*(round(part * share) for part in rgb(above)), alpha]]], np.uint8)
    found = to_yuva(pixel)[0, 0, :3] + np.asarray(yuv(below)) * (1 - share)
    mixed = [
        round(a * share + b * (1 - share)) for a, b in zip(rgb(above), rgb(below), strict=True)
    ]
    assert found == pytest.approx(yuv("#{:02X}{:02X}{:02X}".format(*mixed)), abs=2.5)


def test_a_blank_frame_has_half_size_chroma_and_can_be_taken_over() -> None:
    frame, other = blank(322, 182, "#115BCD"), blank(322, 182)
    assert (frame.y.shape, frame.u.shape, frame.v.shape) == ((182, 322), (91, 161), (91, 161))
    other.copy_from(frame)
    frame.y[...] = 0
    assert (other.y == yuv("#115BCD")[0]).all()
    assert (other.v == yuv("#115BCD")[2]).all()
