"""The shipped typefaces: how wide text is, where each glyph stands, which glyphs are missing.

A face is a family and weight ("sans-900"). Chinese is set in Noto Sans SC, Latin and digits in
Inter, slightly larger so that both look equal; a little air is put between the two scripts, Latin
is kerned and Chinese punctuation is squeezed (art direction §4, tokens `mixed_run`).

Glyphs are placed one by one, here: Pillow's own layout depends on libraries that may be absent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import category

from PIL import ImageFont

from vidgen.craft.script import chinese
from vidgen.errors import EngineMissing, InputError
from vidgen.model.paint import Group, Paint, Shadow, Text

_ROOT = Path(__file__).parents[2]
_SCRIPT_GAP = 0.06
_SQUEEZED = "，。、；：！？"
_MID_LINE, _LINE_END = 0.62, 0.50
_OPENING, _CLOSING = "“‘", "”’"
_QUOTE_WIDTH = 0.5
_NO_GAP = "，。！？、；：）》」』”’…·%,.!?;:)℃（《「『“‘("
_SPACES = " \u00a0\u3000"
_UNSEEN = ("Cc", "Cf", "Mn", "Zs", "Zl", "Zp")
"""Unicode categories that show nothing of their own: controls, joiners, variants, spaces."""
_REFERENCE = 1000
_LARGEST = 30 * 1024**2
"""Bytes of a brand's font file (reliability notes, A24)."""


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
    "serif-300": Face("NotoSerifSC-300.ttf", "NotoSerifSC-300.ttf", 1.04, 0.0),
    "serif-600": Face("NotoSerifSC-600.ttf", "NotoSerifSC-600.ttf", 1.04, 0.0),
    "kai-700": Face("Kai-700.ttf", "Kai-700.ttf", 1.0, 0.0),
}
"""Known faces; scale and shift from tokens `fonts`."""


@dataclass(frozen=True)
class Glyph:
    """One character at `x` pixels from the line's start, in the CJK or the Latin font of a face.

    `face` is the line's own, or the one that stands in where that lacks the character.
    """

    char: str
    x: float
    cjk: bool
    face: str


@cache
def folder() -> Path:
    """Where the font files lie. EngineMissing when they were not installed."""
    for place in (_ROOT / "_data" / "assets" / "fonts", _ROOT.parent / "assets" / "fonts"):
        if place.is_dir():
            return place
    raise EngineMissing("fonts", "the font files are missing: install vidgen again")


@lru_cache(maxsize=64)
def face_of(name: str) -> Face:
    """The face of a name; `FILE|name` puts a font file in front of a known face.

    The file draws the scripts it has: Latin always, Chinese if it knows 的. Raises InputError when
    the file is no font.
    """
    path, _, known = name.rpartition("|")
    own = FACES[known]
    if not path:
        return own
    try:
        if Path(path).stat().st_size > _LARGEST:
            raise InputError(
                path, f"is larger than {_LARGEST // 1024**2} MB", "give a smaller font"
            )
        shown = ImageFont.truetype(path, 32, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        hint = "give a TrueType or OpenType file"
        raise InputError(path, "cannot be read as a font", hint) from error
    chinese_too = bytes(shown.getmask("的")) != bytes(shown.getmask("\uffff"))
    return Face(path if chinese_too else own.cjk, path, 1.0, 0.0)


@lru_cache(maxsize=128)
def font(face: str, cjk: bool, size: float) -> ImageFont.FreeTypeFont:
    """The font that draws one script of a face at `size` pixels per em."""
    known = face_of(face)
    name, scale = (known.cjk, 1.0) if cjk else (known.latin, known.scale)
    return ImageFont.truetype(
        str(folder() / name), size * scale, layout_engine=ImageFont.Layout.BASIC
    )


@cache
def _kerning(file: str) -> dict[str, int]:
    """Thousandths of an em by which pairs of a Latin font are moved (see assets/fonts/build.py)."""
    tables = json.loads((folder() / "kerning.json").read_text(encoding="utf-8"))
    pairs: dict[str, int] = tables.get(file, {})
    return pairs


@lru_cache(maxsize=8192)
def _advance(face: str, char: str, cjk: bool) -> float:
    """Advance of a character in em, the Latin font's own scale included."""
    return font(face, cjk, _REFERENCE).getlength(char) / _REFERENCE


_SUBSTITUTE = "sans-700"
"""What draws the signs and scripts that a serif, a hand or a brand's own file lacks."""


@lru_cache(maxsize=8192)
def _drawing(char: str, face: str, cjk: bool) -> str | None:
    """The face that draws a character: this one, else the substitute, else none."""
    return next((name for name in (face, _SUBSTITUTE) if _drawn(char, name, cjk)), None)


@lru_cache(maxsize=8192)
def _drawn(char: str, face: str, cjk: bool) -> bool:
    if char.isspace():
        return char in _SPACES
    known = font(face, cjk, 32)
    return bytes(known.getmask(char)) != bytes(known.getmask("\uffff"))


@lru_cache(maxsize=4096)
def _set(text: str, face: str, tracking: float) -> tuple[Glyph, ...]:
    """The glyphs of one line at one pixel an em."""
    scripts = chinese(text)
    placed: list[Glyph] = []
    x = 0.0
    for at, (char, cjk) in enumerate(zip(text, scripts, strict=True)):
        drawing = _drawing(char, face, cjk)
        if drawing is None:
            placed.append(Glyph("", x, cjk, face))
            continue
        width = _width(text, at, drawing, scripts)
        # The ink of an opening quote lies in the right half of its full-width box.
        lead = width - _advance(drawing, char, cjk) if cjk and char in _OPENING else 0.0
        placed.append(Glyph(char, x + lead, cjk, drawing))
        x += width + _air(text, at, scripts, tracking)
    return (*placed, Glyph("", x - (tracking if text else 0.0), False, face))


def _width(text: str, at: int, face: str, scripts: tuple[bool, ...]) -> float:
    char, following = text[at], text[at + 1 : at + 2]
    width = _advance(face, char, scripts[at])
    if not scripts[at]:
        pair = char + following
        known = face_of(face)
        return width + _kerning(known.latin).get(pair, 0) / 1000 * known.scale
    if char in _SQUEEZED:
        return width * (_MID_LINE if following else _LINE_END)
    return min(width, _QUOTE_WIDTH) if char in _OPENING + _CLOSING else width


def _air(text: str, at: int, scripts: tuple[bool, ...], tracking: float) -> float:
    char, following = text[at], text[at + 1 : at + 2]
    if char == " ":
        return tracking / 2
    mixed = following and scripts[at] != scripts[at + 1] and following != " "
    if mixed and following not in _NO_GAP and char not in _NO_GAP:
        return tracking + _SCRIPT_GAP
    return tracking


def glyphs(text: str, face: str, size: float, tracking: float = 0.0) -> tuple[Glyph, ...]:
    """Where every character of one line stands; a last entry with char "" gives the width.

    A character that the face cannot draw takes no room and has char "": see `missing`.
    """
    placed = _set(text, face, tracking)
    return tuple(replace(glyph, x=glyph.x * size) for glyph in placed)


def measure(text: str, face: str, size: float, tracking: float = 0.0) -> float:
    """Width in pixels of one line as it is painted."""
    return _set(text, face, tracking)[-1].x * size


def lacking(paint: Paint) -> tuple[tuple[str, str], ...]:
    """(character, the words it stands in) of every glyph a paint needs and its face lacks."""
    if isinstance(paint, Text):
        return tuple((char, paint.plain) for char in missing(paint.plain, paint.face))
    if isinstance(paint, Shadow):
        return lacking(paint.of)
    if isinstance(paint, Group):
        return tuple(found for part in paint.parts for found in lacking(part.of))
    return ()


def missing(text: str, face: str) -> tuple[str, ...]:
    """Characters of `text` that this face cannot draw, each once, in order.

    Invisible characters (joiners, emoji variants, odd spaces) are not counted.
    """
    lines = [zip(line, chinese(line), strict=True) for line in text.splitlines()]
    absent = [char for line in lines for char, cjk in line if not _drawing(char, face, cjk)]
    return tuple(dict.fromkeys(char for char in absent if category(char) not in _UNSEEN))
