"""The colours of one film, by role."""

from __future__ import annotations

from vidgen.model.base import Noun
from vidgen.model.paint import Colour


class Palette(Noun):
    """Colour roles that every family of styles fills, derived once per film.

    `field` is the loudest page, `deep` its darker kin, `ink` the near-black, `paper` the
    near-white, `soft` body text on ink, `pop` the one loud colour, `on_pop` text on it. By
    construction paper on field, soft on ink and on_pop on pop read at >= 4.5:1, pop on field at
    >= 3:1 (display sizes).
    """

    field: Colour
    deep: Colour
    ink: Colour
    paper: Colour
    soft: Colour
    pop: Colour
    on_pop: Colour


class EditorialPalette(Palette):
    """Adds the pages and rules of print: `paper2` a shade below paper, `ink2` quiet text.

    `accent` is the product's own hue, dark enough for text on both papers; `line` a hairline;
    `dark` the one dark page, `on_dark` and `on_dark2` loud and quiet text on it.
    """

    paper2: Colour
    ink2: Colour
    accent: Colour
    line: Colour
    dark: Colour
    on_dark: Colour
    on_dark2: Colour


class FreshPalette(Palette):
    """Adds soft pages: `bg`, `bg2`, `bg3` from light to strong, `warm` for line-ups, `sun` a pale
    disc in the hue of the loud colour.

    `main` is for shapes only; white reads on `deep`; `ink` and `ink2` are loud and quiet text on
    the pages; `surface` is the card.
    """

    bg: Colour
    bg2: Colour
    bg3: Colour
    main: Colour
    ink2: Colour
    sun: Colour
    warm: Colour
    surface: Colour
