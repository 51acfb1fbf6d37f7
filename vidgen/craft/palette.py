"""The palette of a film, from the colours of its product (art direction §5, tokens `colour`).

A brand's own colours, where the shop gives some, stand in for the product's: the first is the main
colour, the second the loud one. Whatever they are, the contrasts below hold by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vidgen.craft.colour import Lch, contrast, ensure, lch, mix, oklch
from vidgen.model.media import Cluster
from vidgen.model.palette import EditorialPalette, FreshPalette, Palette

Family = Literal["bold", "editorial", "fresh"]

_POPS: dict[str, Lch] = {
    "lime": (0.93, 0.21, 120),
    "sun": (0.88, 0.18, 92),
    "tangerine": (0.76, 0.17, 58),
    "coral": (0.72, 0.175, 28),
    "leaf": (0.73, 0.17, 138),
}
_POP_BY_HUE = (
    (45, "sun", "leaf"),
    (80, "sun", "leaf"),
    (112, "coral", "coral"),
    (165, "sun", "tangerine"),
    (215, "sun", "coral"),
    (300, "lime", "coral"),
    (345, "lime", "sun"),
    (360, "sun", "sun"),
)
"""Hue of the main colour up to a bound, the loud colour of bold, of fresh (tokens `pop_table`)."""

_NEUTRAL = 0.035
_NEUTRAL_HUE = 265.0
_WARM = 75.0
"""Hues for products without one of their own: cool for loud pages, warm for paper."""


@dataclass(frozen=True)
class _Main:
    """What a film's colours are built on; `pop` is the brand's loud colour, if it has one."""

    light: float
    chroma: float
    hue: float
    neutral: bool
    pop: str = ""


def derive(
    clusters: Sequence[Cluster], family: Family = "bold", brand: Sequence[str] = ()
) -> Palette:
    """The palette for a product whose colours are `clusters`; none at all counts as neutral.

    `brand` holds up to two colours (#RRGGBB) that replace the product's.
    """
    main = _branded(brand) if brand else _main(clusters)
    if family == "editorial":
        return _editorial(main)
    return _fresh(main) if family == "fresh" else _bold(main)


def _branded(brand: Sequence[str]) -> _Main:
    light, chroma, hue = lch(brand[0])
    return _Main(light, chroma, hue, chroma < _NEUTRAL, brand[1] if len(brand) > 1 else "")


def _main(clusters: Sequence[Cluster]) -> _Main:
    if not clusters or max(c.chroma * c.weight**0.3 for c in clusters) < _NEUTRAL:
        light = clusters[0].lightness if clusters else 0.6
        return _Main(light, 0.012, _NEUTRAL_HUE, neutral=True)
    main = max(clusters, key=lambda c: c.weight**0.6 * (0.02 + c.chroma))
    return _Main(main.lightness, main.chroma, main.hue, neutral=False)


def _bold(main: _Main) -> Palette:
    hue = main.hue
    if main.neutral:
        field = oklch(0.44 if main.light < 0.5 else 0.34, 0.014, hue)
    else:
        field = oklch(min(max(main.light, 0.50), 0.60), max(main.chroma, 0.19), hue)
    name = "lime" if main.neutral else next(bold for to, bold, _ in _POP_BY_HUE if hue <= to)
    pop = main.pop or oklch(*_POPS[name])
    paper = oklch(0.975, 0.006, hue)
    field = _darker(field, paper, pop)
    pop = ensure(pop, field, 3.2)
    ink = oklch(0.165, 0.035, hue)
    return Palette(
        field=field,
        deep=oklch(0.30, min(0.13, main.chroma * 0.7 + 0.03), hue),
        ink=ink,
        paper=paper,
        soft=ensure(oklch(0.86, 0.05, hue), ink, 4.5),
        pop=pop,
        on_pop=_read_on(pop, hue),
    )


def _darker(field: str, paper: str, pop: str) -> str:
    """The page, darkened until paper reads on it and the loud colour stands out, if it can."""
    light, chroma, hue = lch(field)
    floor = 0.24 if contrast(pop, oklch(0.24, chroma, hue)) < 3.2 else 0.0
    steps = [light - 0.01 * step for step in range(round(light * 100))]
    for here in steps:
        found = oklch(here, chroma, hue)
        if contrast(paper, found) >= 4.5 and (here <= floor or contrast(pop, found) >= 3.2):
            return found
    return field


def _read_on(ground: str, hue: float) -> str:
    """Near-black or near-white text, whichever reads better on a colour, at >= 4.5:1."""
    dark, light = oklch(0.165, 0.035, hue), oklch(0.975, 0.006, hue)
    if contrast(dark, ground) >= contrast(light, ground):
        return ensure(dark, ground, min(7.0, contrast("#000000", ground)))
    return ensure(light, ground, 4.5)


def _editorial(main: _Main) -> EditorialPalette:
    hue = _WARM if main.neutral else main.hue
    paper, paper2 = oklch(0.955, 0.011, hue), oklch(0.915, 0.018, hue)
    ink = oklch(0.235, 0.022, hue)
    strength = 0.02 if main.neutral else min(max(main.chroma, 0.06), 0.11)
    accent = ensure(main.pop or oklch(0.45, strength, hue), paper2, 4.5)
    dark = oklch(0.235, 0.012 if main.neutral else 0.028, hue)
    on_dark2 = ensure(oklch(0.72, 0.014, hue), dark, 4.5)
    return EditorialPalette(
        field=dark,
        deep=dark,
        ink=ink,
        paper=paper,
        soft=on_dark2,
        pop=accent,
        on_pop=ensure(paper, accent, 4.5),
        paper2=paper2,
        ink2=ensure(oklch(0.50, 0.02, hue), paper2, 4.5),
        accent=accent,
        line=mix(ink, paper, 0.72),
        dark=dark,
        on_dark=oklch(0.94, 0.012, hue),
        on_dark2=on_dark2,
    )


def _fresh(main: _Main) -> FreshPalette:
    hue = _WARM if main.neutral else main.hue
    chroma = max(main.chroma, 0.045)
    bg2, surface = oklch(0.885, min(0.085, chroma), hue), "#FFFFFF"
    bg = oklch(0.945, min(0.042, chroma * 0.6), hue)
    ink = ensure(oklch(0.33, 0.075, hue), bg2, 7)
    name = "leaf" if main.neutral else next(fresh for to, _, fresh in _POP_BY_HUE if hue <= to)
    pop = main.pop or oklch(*_POPS[name])
    light, strength, own = lch(pop)
    steps = (oklch(min(light + 0.01 * step, 0.985), strength, own) for step in range(100))
    pop = next((found for found in steps if contrast(ink, found) >= 4.5), pop)
    deep = ensure(oklch(0.50, min(0.13, chroma * 1.4), hue), surface, 4.5)
    return FreshPalette(
        field=deep,
        deep=deep,
        ink=ink,
        paper=surface,
        soft=ensure(bg, deep, 4.5),
        pop=pop,
        on_pop=ensure(oklch(0.26, 0.06, lch(pop)[2]), pop, 4.5),
        bg=bg,
        bg2=bg2,
        bg3=oklch(0.80, min(0.14, chroma * 1.1), hue),
        main=oklch(0.62, min(max(chroma, 0.07), 0.17), hue),
        ink2=ensure(oklch(0.47, 0.06, hue), bg2, 4.5),
        sun=oklch(0.93, 0.085, lch(pop)[2]),
        warm=oklch(0.965, 0.022, 92),
        surface=surface,
    )
