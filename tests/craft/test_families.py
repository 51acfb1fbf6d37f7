"""Palettes of every family read, whatever the product's or the brand's colours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.colour import contrast, hexed, lch
from vidgen.craft.palette import derive
from vidgen.model.media import Cluster
from vidgen.model.palette import EditorialPalette, FreshPalette

CLUSTER = st.builds(
    Cluster,
    weight=st.floats(0.02, 1),
    lightness=st.floats(0, 1),
    chroma=st.floats(0, 0.32),
    hue=st.floats(0, 359.9),
)
CHANNEL = st.integers(0, 255)
COLOUR = st.builds(hexed, CHANNEL, CHANNEL, CHANNEL)
BRAND = st.lists(COLOUR, max_size=2)


@given(st.lists(CLUSTER, max_size=4), BRAND)
def test_bold_reads(clusters: list[Cluster], brand: list[str]) -> None:
    palette = derive(clusters, "bold", brand)
    assert contrast(palette.paper, palette.field) >= 4.5
    assert contrast(palette.on_pop, palette.pop) >= 4.5
    assert contrast(palette.soft, palette.ink) >= 4.5
    assert contrast(palette.pop, palette.field) >= 3.0


@given(st.lists(CLUSTER, max_size=4), BRAND)
def test_editorial_reads(clusters: list[Cluster], brand: list[str]) -> None:
    palette = derive(clusters, "editorial", brand)
    assert isinstance(palette, EditorialPalette)
    for ink in (palette.ink, palette.ink2, palette.accent):
        assert contrast(ink, palette.paper) >= 4.5
        assert contrast(ink, palette.paper2) >= 4.5
    for ink in (palette.on_dark, palette.on_dark2):
        assert contrast(ink, palette.dark) >= 4.5
    assert contrast(palette.on_pop, palette.pop) >= 4.5


@given(st.lists(CLUSTER, max_size=4), BRAND)
def test_fresh_reads(clusters: list[Cluster], brand: list[str]) -> None:
    palette = derive(clusters, "fresh", brand)
    assert isinstance(palette, FreshPalette)
    for page in (palette.bg, palette.bg2, palette.warm, palette.surface):
        assert contrast(palette.ink, page) >= 4.5
        assert contrast(palette.ink2, page) >= 4.5
    assert contrast(palette.surface, palette.deep) >= 4.5
    assert contrast(palette.deep, palette.surface) >= 4.5
    assert contrast(palette.on_pop, palette.pop) >= 4.5


@pytest.mark.parametrize("family", ["bold", "editorial", "fresh"])
def test_a_brand_stands_in_for_the_product(family: str) -> None:
    red = (Cluster(weight=0.8, lightness=0.5, chroma=0.2, hue=25),)
    palette = derive(red, family, ("#0B5D3B", "#FFB400"))  # type: ignore[arg-type]
    hues = [lch(colour)[2] for colour in (palette.field, palette.pop)]
    assert abs(hues[0] - lch("#0B5D3B")[2]) < 15
    assert abs(hues[1] - lch("#FFB400")[2]) < 15
