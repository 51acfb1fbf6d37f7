"""The colours of one film, by role."""

from __future__ import annotations

from vidgen.model.base import Noun
from vidgen.model.paint import Colour


class Palette(Noun):
    """Colour roles, derived once per film from the product's own pixels.

    `field` is the page, `deep` its darker kin for patterns, `ink` the near-black, `paper` the
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
