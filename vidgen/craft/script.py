"""Which writing system a character belongs to."""

from __future__ import annotations

_CHINESE_SIGNS = "―‖※‰℃℅℉№"
_QUOTES = "“”‘’"
_SHARED = "…—·×"
_FIRST_SYMBOL = 0x2150
"""From here on: number forms, arrows, mathematics, circled numbers, ideographs."""


def is_cjk(char: str) -> bool:
    """Whether a character, seen alone, is set in the Chinese font.

    Quotes, dashes, ellipsis, middle dot and × belong to both systems: see `chinese`.
    """
    return ord(char) >= _FIRST_SYMBOL or char in _CHINESE_SIGNS + _QUOTES + _SHARED


def is_han(char: str) -> bool:
    """Whether a character is a Chinese ideograph."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def chinese(text: str) -> tuple[bool, ...]:
    """For every character of one line, whether it is set in the Chinese font.

    Quotes follow the line: Chinese when it holds an ideograph, but an apostrophe between Latin
    letters stays Latin. Dashes, dots and × are Latin when both their neighbours are.
    """
    lone = [is_cjk(char) and char not in _QUOTES + _SHARED for char in text]
    hosts = any(is_han(char) for char in text)
    return tuple(_belongs(text, at, lone, hosts) for at in range(len(text)))


def _belongs(text: str, at: int, lone: list[bool], hosts: bool) -> bool:
    char = text[at]
    if char not in _QUOTES + _SHARED or not hosts:
        return lone[at]
    before = next((n for n in range(at - 1, -1, -1) if not text[n].isspace()), None)
    after = next((n for n in range(at + 1, len(text)) if not text[n].isspace()), None)
    neighbours = [text[n] for n in (before, after) if n is not None]
    latin = bool(neighbours) and not any(is_cjk(other) for other in neighbours)
    if char in _QUOTES:
        return not (char == "’" and latin and len(neighbours) == 2)
    return not latin


def legible(text: str, language: str) -> bool:
    """Whether a text can stand in a film of this language by its letters.

    An English film holds no ideographs and mostly Latin letters; Chinese films hold both.
    """
    letters = [char for char in text if char.isalpha()]
    latin = sum(char < "\u0250" for char in letters)
    return language != "en" or (latin * 2 >= len(letters) and not any(map(is_han, letters)))
