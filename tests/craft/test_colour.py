"""Colours that can be read, whatever the product's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.colour import contrast, ensure, lch, oklch
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
