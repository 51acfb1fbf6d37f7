"""A shop's own colours, logo and typefaces, which re-tint any style."""

from __future__ import annotations

from pydantic import Field

from vidgen.model.base import Noun
from vidgen.model.paint import Colour


class Brand(Noun):
    """A brand kit; all of it may be missing.

    `colours`: the main colour, then the loud one; contrasts are made to hold whatever they are.
    `logo`: path of a picture for the end card. `display` and `text`: paths of TrueType or OpenType
    files for headlines and for everything else; characters they lack are set in the style's own
    face.
    """

    colours: tuple[Colour, ...] = Field(default=(), max_length=2)
    logo: str = ""
    display: str = ""
    text: str = ""
