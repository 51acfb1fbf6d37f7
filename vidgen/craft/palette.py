"""The palette of a film, from the colours of its product (art direction §5, tokens `colour`)."""

from __future__ import annotations

from collections.abc import Sequence

from vidgen.craft.colour import Lch, contrast, ensure, lch, oklch
from vidgen.model.media import Cluster
from vidgen.model.palette import Palette

_POPS: dict[str, Lch] = {
    "lime": (0.93, 0.21, 120),
    "sun": (0.88, 0.18, 92),
    "coral": (0.72, 0.175, 28),
}
_POP_BY_HUE = (
    (80, "sun"),
    (112, "coral"),
    (215, "sun"),
    (300, "lime"),
    (345, "lime"),
    (360, "sun"),
)
_NEUTRAL = 0.035
_NEUTRAL_HUE = 265.0


def derive(clusters: Sequence[Cluster]) -> Palette:
    """The palette for a product whose colours are `clusters`; none at all counts as neutral."""
    if not clusters or max(c.chroma * c.weight**0.3 for c in clusters) < _NEUTRAL:
        light = clusters[0].lightness if clusters else 0.6
        field = oklch(0.44 if light < 0.5 else 0.34, 0.014, _NEUTRAL_HUE)
        return _roles(field, _NEUTRAL_HUE, 0.012, "lime")
    main = max(clusters, key=lambda c: c.weight**0.6 * (0.02 + c.chroma))
    field = oklch(min(max(main.lightness, 0.50), 0.60), max(main.chroma, 0.19), main.hue)
    pop = next(name for bound, name in _POP_BY_HUE if main.hue <= bound)
    return _roles(field, main.hue, main.chroma, pop)


def _roles(field: str, hue: float, chroma: float, pop_name: str) -> Palette:
    paper = oklch(0.975, 0.006, hue)
    pop = oklch(*_POPS[pop_name])
    while contrast(paper, field) < 4.5 or contrast(pop, field) < 3.2:
        light, own_chroma, own_hue = lch(field)
        field = oklch(light - 0.01, own_chroma, own_hue)
    ink = oklch(0.165, 0.035, hue)
    return Palette(
        field=field,
        deep=oklch(0.30, min(0.13, chroma * 0.7 + 0.03), hue),
        ink=ink,
        paper=paper,
        soft=ensure(oklch(0.86, 0.05, hue), ink, 4.5),
        pop=pop,
        on_pop=ensure(ink, pop, 7),
    )
