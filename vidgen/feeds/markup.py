"""HTML out of a shop's description: its words, without its scripts."""

from __future__ import annotations

import html
from html.parser import HTMLParser

_UNSAID = frozenset({"script", "style", "template", "noscript"})
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "mark", "s", "small", "span", "strong"})


def plain(text: str) -> str:
    """HTML as one line of plain text; text without tags or entities keeps its words."""
    if "<" not in text:
        return " ".join(html.unescape(text).split())
    reader = _Words()
    reader.feed(text)
    reader.close()
    return " ".join("".join(reader.parts).split())


class _Words(HTMLParser):
    """Keeps what a reader would see; blocks are set apart by a space."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unsaid = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unsaid += tag in _UNSAID
        self._apart(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unsaid = max(0, self._unsaid - (tag in _UNSAID))
        self._apart(tag)

    def handle_data(self, data: str) -> None:
        if not self._unsaid:
            self.parts.append(data)

    def _apart(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append(" ")
