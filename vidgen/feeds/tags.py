"""HTML taken apart in one pass: whatever is in it, twice the text takes twice the time.

Python's own parser begins again at every unfinished tag, comment or declaration, so that 120 kB of
`<a ` keep it busy for minutes (seen on 3.11); a shop's description may hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:-]{0,40}")
_STOP = re.compile(r"[\"'>]")
_RAW = frozenset({"script", "style"})
"""Elements whose content is no HTML."""


class Token(NamedTuple):
    """A text as written, or a start or end tag by its name (lower case) with what follows it."""

    kind: Literal["text", "start", "end"]
    text: str
    rest: str = ""


def tokens(html: str) -> Iterator[Token]:
    """The texts and tags of a page or a piece of one; comments and declarations are left out."""
    scan = _Scan(html)
    at = 0
    while at < len(html):
        opens = html.find("<", at)
        if opens < 0:
            yield Token("text", html[at:])
            return
        if opens > at:
            yield Token("text", html[at:opens])
        token, at = scan.tag(opens)
        if token is None:
            continue
        yield token
        if token.kind == "start" and token.text in _RAW:
            ends = scan.closing(token.text, at)
            yield Token("text", html[at:ends])
            at = ends


class _Scan:
    """Looks for ends; what was not found once is not looked for again."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._missing: set[str] = set()

    def tag(self, opens: int) -> tuple[Token | None, int]:
        """What begins with the `<` at `opens` (None: nothing to read), and where it ends."""
        html, after = self._html, opens + 1
        if html.startswith("<!--", opens):
            return None, self._end("-->", opens + 4)
        if html[after : after + 1] in ("!", "?"):
            return None, self._end(">", after)
        found = _NAME.match(html, after)
        if found is None:
            return Token("text", "<"), after
        ends = self._tag_end(found.end())
        name, rest = found[0].lower(), html[found.end() : max(found.end(), ends - 1)]
        if name.startswith("/"):
            return Token("end", name[1:]), ends
        return Token("start", name, rest), ends

    def closing(self, name: str, at: int) -> int:
        """Where the content of a raw element ends."""
        found = re.compile(f"</{name}", re.I).search(self._html, at)
        return found.start() if found else len(self._html)

    def _end(self, mark: str, at: int) -> int:
        """Behind the next `mark`, or the end of it all."""
        found = -1 if mark in self._missing else self._html.find(mark, at)
        if found < 0:
            self._missing.add(mark)
            return len(self._html)
        return found + len(mark)

    def _tag_end(self, at: int) -> int:
        """Behind the `>` of a tag, those in quotes passed over."""
        while found := _STOP.search(self._html, at):
            if found[0] == ">":
                return found.end()
            at = found.end()
            if found[0] not in self._missing:
                closes = self._html.find(found[0], at)
                if closes < 0:
                    self._missing.add(found[0])
                else:
                    at = closes + 1
        return len(self._html)
