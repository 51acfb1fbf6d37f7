"""score: the twelve-point check (art direction §11), as far as a machine can tell.

What is measured on decoded frames comes in as a `Look`; the boxes, roles and facts are the cut's.
Points that a person has to look at as well say so (`whole` is False).
"""

from __future__ import annotations

from vidgen.model.cut import Cut
from vidgen.model.look import Card, Look
from vidgen.model.product import Product
from vidgen.stages import judge_pictures as pictures
from vidgen.stages import judge_words as words


def score(cut: Cut, look: Look, product: Product | None = None) -> Card:
    """All twelve points, 0 to 2 each; without `product` nothing can be said about truth (1)."""
    return Card(
        points=(
            pictures.poster(cut, look),
            pictures.presence(look),
            words.thumb(cut, look),
            words.safe(cut),
            words.contrast(look),
            pictures.palette(look),
            pictures.rhythm(cut, look),
            words.scale(cut),
            words.lines(cut),
            pictures.quality(cut),
            words.truth(cut, product),
            pictures.finish(cut, look),
        )
    )
