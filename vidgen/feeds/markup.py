"""HTML out of a shop's description: its words, without its scripts."""

from __future__ import annotations

import html

from vidgen.feeds.tags import tokens

_UNSAID = frozenset({"script", "style", "template", "noscript"})
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "mark", "s", "small", "span", "strong"})


def plain(text: str) -> str:
    """HTML as one line of plain text; text without tags or entities keeps its words."""
    if "<" not in text:
        return " ".join(html.unescape(text).split())
    parts: list[str] = []
    unsaid = 0
    for kind, told, _ in tokens(text):
        if kind == "text":
            parts += [] if unsaid else [html.unescape(told)]
            continue
        if told in _UNSAID:
            unsaid = max(0, unsaid + (1 if kind == "start" else -1))
        if told not in _INLINE:
            parts.append(" ")
    return " ".join("".join(parts).split())
