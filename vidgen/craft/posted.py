"""Text as platforms take it: how long it counts, what may not stand in it, where it is cut."""

from __future__ import annotations

import re
import unicodedata

from vidgen.craft.script import is_han
from vidgen.craft.words import words
from vidgen.model.platform import Count, Room
from vidgen.model.product import Language

_STAND_INS = str.maketrans({"#": "＃", "@": "＠", "<": "‹", ">": "›", "{": "(", "}": ")"})
"""A shop's text may tag nothing, mention nobody and hold no markup."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_LOOSE_END = re.compile(
    r"(?:[\s，,。.、：:；;|｜/·—–\-&+(（\[【《“]|\b(?:with|and|for|of|the|an?|by|in|to|or|on|from|not|no|non|without)$"
    r"|[的和与及或不无非未]$)+$",
    re.IGNORECASE,
)
_LOOSE_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*$")


def length(text: str, count: Count) -> float:
    """How long a text counts where it is counted so."""
    match count:
        case "utf-16":
            return len(text.encode("utf-16-le")) // 2
        case "bytes":
            return len(text.encode())
        case "han":
            return sum(1.0 if ord(sign) > 0xFF else 0.5 for sign in text)
        case _:
            return len(text)


def fits(text: str, room: Room) -> bool:
    """Is a text as long as it must and no longer than it may be?"""
    return room.least <= length(text, room.count) <= room.most


def clean(text: str) -> str:
    """One line without control or unseen signs, tags, mentions and markup."""
    text = unicodedata.normalize("NFC", text)
    shown = "".join(
        " " if sign.isspace() else sign
        for sign in text
        if sign.isspace() or unicodedata.category(sign) not in _UNSEEN
    )
    return " ".join(shown.translate(_STAND_INS).split())


def cut(text: str, room: Room, language: Language) -> str:
    """As many whole words of a text as fit; "" when not one does. No number loses its unit."""
    if length(text, room.count) <= room.most:
        return text
    kept = ""
    for piece in words(text, language):
        if length((kept + piece).rstrip(), room.count) > room.most:
            break
        kept += piece
    return _trimmed(kept)


def _trimmed(text: str) -> str:
    """Without what only leads on to what was cut away."""
    before = ""
    while text != before:
        before = text
        text = _LOOSE_NUMBER.sub("", _LOOSE_END.sub("", text))
        for opening, closing in (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】")):
            if text.count(opening) > text.count(closing):
                text = text[: text.rindex(opening)]
    return text


def tag(text: str) -> str:
    """A hashtag without its sign: letters and digits alone, EnamelCampMug; "" when none is left."""
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))
    kept = ["".join(sign for sign in part if sign.isalnum()) for part in parts]
    joined = "".join(
        part if any(map(is_han, part)) else part[:1].upper() + part[1:] for part in kept
    )
    return joined if any(map(str.isalpha, joined)) else ""
