"""The shipped typefaces: how wide text is, where each glyph stands, which glyphs are missing.

A face is a family and weight ("sans-900"). Chinese is set in Noto Sans SC, Latin and digits in
Inter, slightly larger so that both look equal; a little air is put between the two scripts and
Chinese punctuation is squeezed (art direction §4, tokens `mixed_run`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

from vidgen.craft.script import is_cjk
from vidgen.errors import EngineMissing
from vidgen.model.paint import Group, Paint, Shadow, Text

_ROOT = Path(__file__).parents[2]
_SCRIPT_GAP = 0.06
_SQUEEZED = "，。、；：！？"
_MID_LINE, _LINE_END = 0.62, 0.50
_QUOTES = "“”‘’"
_NO_GAP = "，。！？、；：）》」』”’…·%,.!?;:)℃（《「『“‘("
_REFERENCE = 1000


@dataclass(frozen=True)
class Face:
    """Two font files set as one: `latin` is scaled by `scale` and lowered by `shift` em."""

    cjk: str
    latin: str
    scale: float
    shift: float


FACES: dict[str, Face] = {
    "sans-500": Face("NotoSansSC-500.ttf", "Inter-500.ttf", 1.00, 0.0),
    "sans-700": Face("NotoSansSC-700.ttf", "Inter-700.ttf", 1.04, 0.015),
    "sans-900": Face("NotoSansSC-900.ttf", "Inter-900.ttf", 1.06, 0.02),
}
"""Known faces; scale and shift from tokens `fonts.sans`."""


@dataclass(frozen=True)
class Glyph:
    """One character at `x` pixels from the line's start, in the CJK or the Latin font."""

    char: str
    x: float
    cjk: bool


@cache
def folder() -> Path:
    """Where the font files lie. EngineMissing when they were not installed."""
    for place in (_ROOT / "_data" / "assets" / "fonts", _ROOT.parent / "assets" / "fonts"):
        if place.is_dir():
            return place
    raise EngineMissing("fonts", "the font files are missing: install vidgen again")


@lru_cache(maxsize=128)
def font(face: str, cjk: bool, size: float) -> ImageFont.FreeTypeFont:
    """The font that draws one script of a face at `size` pixels per em."""
    known = FACES[face]
    name, scale = (known.cjk, 1.0) if cjk else (known.latin, known.scale)
    return ImageFont.truetype(
        str(folder() / name), size * scale, layout_engine=ImageFont.Layout.BASIC
    )


@lru_cache(maxsize=8192)
def _advance(face: str, pair: str, cjk: bool) -> float:
    """Advance in em of the first character of `pair`, kerned with the second if there is one."""
    reference = font(face, cjk, _REFERENCE)
    if len(pair) == 1:
        return reference.getlength(pair) / _REFERENCE
    return (reference.getlength(pair) - reference.getlength(pair[1])) / _REFERENCE


@lru_cache(maxsize=4096)
def glyphs(text: str, face: str, size: float, tracking: float = 0.0) -> tuple[Glyph, ...]:
    """Where every character of one line stands; a last entry with char "" gives the width."""
    placed: list[Glyph] = []
    x = 0.0
    for index, char in enumerate(text):
        cjk = is_cjk(char)
        placed.append(Glyph(char, x, cjk))
        x += (_own_width(text, index, face, cjk) + _air(text, index, tracking)) * size
    width = x - (tracking * size if text else 0.0)
    return (*placed, Glyph("", width, False))


def _own_width(text: str, index: int, face: str, cjk: bool) -> float:
    char, following = text[index], text[index + 1 : index + 2]
    if cjk:
        width = _advance(face, char, True)
        if char in _SQUEEZED:
            return width * (_MID_LINE if following else _LINE_END)
        return min(width, 0.5) if char in _QUOTES else width
    kerned = char + following if following and not is_cjk(following) else char
    return _advance(face, kerned, False)


def _air(text: str, index: int, tracking: float) -> float:
    char, following = text[index], text[index + 1 : index + 2]
    if char == " ":
        return tracking / 2
    mixed = following and is_cjk(char) != is_cjk(following) and following != " "
    if mixed and following not in _NO_GAP and char not in _NO_GAP:
        return tracking + _SCRIPT_GAP
    return tracking


def measure(text: str, face: str, size: float, tracking: float = 0.0) -> float:
    """Width in pixels of one line as it is painted."""
    return glyphs(text, face, size, tracking)[-1].x


def lacking(paint: Paint) -> tuple[tuple[str, str], ...]:
    """(character, the words it stands in) of every glyph a paint needs and its face lacks."""
    if isinstance(paint, Text):
        return tuple((char, paint.plain) for char in missing(paint.plain, paint.face))
    if isinstance(paint, Shadow):
        return lacking(paint.of)
    if isinstance(paint, Group):
        return tuple(found for part in paint.parts for found in lacking(part.of))
    return ()


@lru_cache(maxsize=4096)
def _drawn(char: str, face: str) -> bool:
    known = font(face, is_cjk(char), 32)
    return bytes(known.getmask(char)) != bytes(known.getmask("\uffff"))


def missing(text: str, face: str) -> tuple[str, ...]:
    """Characters of `text` that this face cannot draw, each once, in order."""
    return tuple(
        dict.fromkeys(char for char in text if not char.isspace() and not _drawn(char, face))
    )
