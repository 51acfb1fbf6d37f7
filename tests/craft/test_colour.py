"""Colours that can be read, whatever the product's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.colour import blend, contrast, ensure, hexed, lch, mix, oklch, rgb
from vidgen.craft.palette import derive
from vidgen.model.media import Cluster

share = st.floats(0, 1)
cluster = st.builds(
    Cluster,
    weight=st.floats(0.02, 1),
    lightness=share,
    chroma=st.floats(0, 0.32),
    hue=st.floats(0, 359.9),
)


@given(st.lists(cluster, max_size=6))
def test_every_palette_reads(clusters: list[Cluster]) -> None:
    palette = derive(clusters)
    assert contrast(palette.paper, palette.field) >= 4.5
    assert contrast(palette.soft, palette.ink) >= 4.5
    assert contrast(palette.paper, palette.ink) >= 4.5
    assert contrast(palette.on_pop, palette.pop) >= 4.5
    assert contrast(palette.pop, palette.field) >= 3.0
    assert palette.ink != "#000000"
    assert palette.paper != "#FFFFFF"


@given(share, st.floats(0, 0.3), st.floats(0, 359), share)
def test_ensure_reaches_its_ratio_or_the_best_there_is(
    light: float, chroma: float, hue: float, ground: float
) -> None:
    below = oklch(ground, 0.02, 200)
    moved = ensure(oklch(light, chroma, hue), below, 4.5)
    assert contrast(moved, below) >= 4.5 or moved in ("#000000", "#FFFFFF")


@given(st.floats(0.2, 0.95), st.floats(0, 0.05), st.floats(0, 359))
def test_oklch_there_and_back(light: float, chroma: float, hue: float) -> None:
    found = lch(oklch(light, chroma, hue))
    assert abs(found[0] - light) < 0.015
    assert abs(found[1] - chroma) < 0.015


def test_neutral_products_get_a_cool_page_and_lime() -> None:
    grey = Cluster(weight=1, lightness=0.6, chroma=0.005, hue=80)
    palette = derive((grey,))
    assert lch(palette.field)[1] < 0.03
    assert 100 < lch(palette.pop)[2] < 140


CHANNEL = st.integers(0, 255)
COLOUR = st.builds(hexed, CHANNEL, CHANNEL, CHANNEL)


def test_contrast_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FF0000", "#FFFFFF") == pytest.approx(4.0, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "found"),
    [
        ("#FFFFFF", (1.0, 0.0, None)),
        ("#FF0000", (0.62796, 0.25768, 29.234)),
        ("#00FF00", (0.86644, 0.29483, 142.495)),
        ("#0000FF", (0.45201, 0.31321, 264.052)),
    ],
)
def test_oklch_of_known_colours(colour: str, found: tuple[float, float, float | None]) -> None:
    light, chroma, hue = lch(colour)
    assert light == pytest.approx(found[0], abs=1e-4)
    assert chroma == pytest.approx(found[1], abs=1e-4)
    assert found[2] is None or hue == pytest.approx(found[2], abs=0.01)


@given(COLOUR)
def test_every_srgb_colour_comes_back_from_oklch(colour: str) -> None:
    back = rgb(oklch(*lch(colour)))
    assert max(abs(a - b) for a, b in zip(back, rgb(colour), strict=True)) <= 1


@given(COLOUR, COLOUR)
def test_contrast_does_not_care_for_order(first: str, second: str) -> None:
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21


@given(COLOUR, COLOUR)
def test_ensure_leaves_readable_ink_alone(ink: str, ground: str) -> None:
    moved = ensure(ink, ground, 3.0)
    assert contrast(moved, ground) >= 3.0
    assert moved == ink or contrast(ink, ground) < 3.0


@given(COLOUR, COLOUR, share)
def test_mix_lies_between_its_ends(first: str, second: str, part: float) -> None:
    assert mix(first, second, 0) == first
    assert mix(first, second, 1) == second
    for a, b, found in zip(rgb(first), rgb(second), rgb(mix(first, second, part)), strict=True):
        assert min(a, b) <= found <= max(a, b)


@given(COLOUR, COLOUR)
def test_blend_goes_evenly_from_end_to_end(first: str, second: str) -> None:
    assert blend(first, second, 0) == first
    assert blend(first, second, 1) == second
    middle = lch(blend(first, second, 0.5))[0]
    assert middle == pytest.approx((lch(first)[0] + lch(second)[0]) / 2, abs=0.03)


@given(share, st.floats(0, 0.5), st.floats(0, 359.9))
def test_oklch_always_gives_a_colour(light: float, chroma: float, hue: float) -> None:
    colour = oklch(light, chroma, hue)
    assert hexed(*rgb(colour)) == colour
