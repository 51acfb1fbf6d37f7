"""Elements written into the items of an XML feed: every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from vidgen.errors import InputError
from vidgen.feeds.google import ITEMS, plain_name

_NAME = re.compile(r"[A-Za-z_][\w.-]*")


@dataclass
class _Item:
    """Where an item's children lie in the file, and what their names begin with."""

    opened: int = 0
    children: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """`g:` where the shop writes `<g:id>`."""
        names = [name for name, _, _ in self.children]
        own = next((name for name in names if plain_name(name) == "id"), "g:id")
        return own.rpartition(":")[0] + ":" if ":" in own else ""


def inserted(found: bytes, name: str, element: str, cells: Mapping[str, Sequence[str]]) -> bytes:
    """The feed `name` with elements in its items: place of an item (`feed.xml, item 3`) → texts.

    Such elements that an item has already are replaced; items without a cell stay as they are. The
    feed was read before: it declares no entities. InputError when it cannot be written back.
    """
    if not _NAME.fullmatch(element):
        raise InputError("--column", f"{element!r} is no name of an XML element")
    edits: list[tuple[int, int, bytes]] = []
    for number, item in enumerate(_items(found, name), 1):
        texts = cells.get(f"{name}, item {number}")
        if texts and item.children:
            edits += _edits(found, item, element, texts)
    made = found
    for begin, end, text in sorted(edits, reverse=True):
        made = made[:begin] + text + made[end:]
    return made


def _edits(
    found: bytes, item: _Item, element: str, texts: Sequence[str]
) -> list[tuple[int, int, bytes]]:
    """Old elements taken out with the space before them, new ones put after the last child."""
    gap = found[item.opened : item.children[0][1]]
    gap = gap if not gap.strip() else b""
    edits = []
    for child, begin, end in item.children:
        if plain_name(child) == element.lower():
            space = len(found[:begin]) - len(found[:begin].rstrip())
            edits.append((begin - space, end, b""))
    tag = f"{item.prefix}{element}".encode()
    new = b"".join(gap + b"<%s>%s</%s>" % (tag, escape(t).encode(), tag) for t in texts)
    last = item.children[-1][2]
    return [*edits, (last, last, new)]


def _items(found: bytes, name: str) -> list[_Item]:
    """The items of a feed in the order in which they end."""
    parser = expat.ParserCreate()
    items: list[_Item] = []
    stack: list[tuple[str, _Item | None]] = []
    begins: list[int] = []

    def start(tag: str, _: dict[str, str]) -> None:
        stack.append((tag, _Item() if tag.rpartition(":")[2] in ITEMS else None))
        begins.append(parser.CurrentByteIndex)

    def end(tag: str) -> None:
        _, item = stack.pop()
        begin = begins.pop()
        opened = _tag_end(found, begin)
        empty = found[opened - 2 : opened] == b"/>"
        parent = stack[-1][1] if stack else None
        if parent is not None:
            ended = opened if empty else _tag_end(found, parser.CurrentByteIndex)
            parent.children.append((tag, begin, ended))
        if item is not None:
            item.opened = opened
            items.append(item)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    _parsed(parser.Parse, found, name)
    return items


def _tag_end(found: bytes, begin: int) -> int:
    """Where the tag at `begin` ends; attributes may hold `>` in quotes."""
    tag = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>").match(found, begin)
    return tag.end() if tag else begin


def _parsed(parse: Callable[[bytes, bool], int], found: bytes, name: str) -> None:
    if found.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(name, "is XML in UTF-16: it cannot be written back", "save it as UTF-8")
    try:
        parse(found, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        what = f"cannot be written back: {error}"
        raise InputError(name, what, "export it again, as UTF-8") from error
