"""The palette comes from the product: its hue, one loud colour against it, the same every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.colour import lch
from vidgen.craft.palette import derive
from vidgen.model.media import Cluster
from vidgen.model.palette import Palette

HUES = st.integers(0, 359)


def product(hue: float, *, lightness: float = 0.55, chroma: float = 0.15) -> Palette:
    return derive((Cluster(weight=0.8, lightness=lightness, chroma=chroma, hue=hue),))


def apart(first: float, second: float) -> float:
    away = abs(first - second) % 360
    return min(away, 360 - away)


@given(HUES)
def test_the_page_has_the_hue_of_the_product(hue: int) -> None:
    palette = product(hue)
    for colour in (palette.field, palette.deep):
        assert apart(lch(colour)[2], hue) < 12


@given(HUES)
def test_the_loud_colour_stands_apart_from_the_page(hue: int) -> None:
    palette = product(hue)
    field, pop = lch(palette.field), lch(palette.pop)
    assert apart(field[2], pop[2]) > 15 or pop[0] - field[0] > 0.2


@given(HUES)
def test_near_black_and_near_white_carry_the_hue(hue: int) -> None:
    palette = product(hue)
    assert 0.01 < lch(palette.ink)[1] < 0.05
    assert 0.002 < lch(palette.paper)[1] < 0.02


@pytest.mark.parametrize(
    ("hue", "pop"), [(30, 92), (75, 92), (100, 28), (150, 92), (260, 120), (340, 120), (355, 92)]
)
def test_the_table_of_loud_colours(hue: int, pop: int) -> None:
    assert apart(lch(product(hue).pop)[2], pop) < 6


def test_dark_and_light_neutral_products_get_different_pages() -> None:
    dark = product(40, lightness=0.2, chroma=0.004)
    light = product(40, lightness=0.9, chroma=0.004)
    assert lch(dark.field)[0] > lch(light.field)[0]
    assert apart(lch(dark.field)[2], 265) < 25


def test_a_small_strong_colour_beats_a_large_grey() -> None:
    grey = Cluster(weight=0.7, lightness=0.8, chroma=0.01, hue=90)
    red = Cluster(weight=0.3, lightness=0.5, chroma=0.2, hue=25)
    assert apart(lch(derive((grey, red)).field)[2], 25) < 12


def test_without_any_colour_there_is_a_palette_all_the_same() -> None:
    assert derive(()) == derive(())
    assert derive(()).field != derive(()).paper
