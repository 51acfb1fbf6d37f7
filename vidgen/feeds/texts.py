"""What there is to read in a file: a product, a catalog, a script, or any text line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vidgen.errors import InputError
from vidgen.feeds import catalog, feed, product_file
from vidgen.model.product import Product
from vidgen.model.review import Text, Waiver
from vidgen.model.script import Script

LARGEST = 4 * 1024 * 1024
"""Bytes of a file; more is no copy that a person wrote."""

_PRODUCTS = (".yaml", ".yml")
_CATALOGS = (".csv", ".tsv", ".tab", ".xlsx", ".xml", ".json", ".jsonl", ".ndjson")
_WAIVER = re.compile(
    r"(?:#|//|<!--|--|;)[ \t]*vidgen:[ \t]*allow\b[ \t]*([^\s]*)[ \t]*([^\n]*)", re.I
)
_REASON = re.compile(r"because[ \t]+(\S[^\n]*)", re.I)


@dataclass(frozen=True)
class Page:
    """Texts that belong together: of one product (`category` and `name`), script or line.

    `waivers` hold for these texts alone.
    """

    texts: tuple[Text, ...]
    category: str = ""
    name: str = ""
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A file that was read: its written `text`, its pages, and rows that could not be read."""

    text: str
    pages: tuple[Page, ...]
    refused: tuple[str, ...] = ()

    def begins(self) -> tuple[int, ...]:
        """Where each page begins in the written text, as far as can be told, in order."""
        begins: list[int] = []
        for page in self.pages:
            least = begins[-1] + 1 if begins else 0
            first = page.texts[0].text if page.texts else ""
            at = self.text.find(first, least)
            begins.append(at if at >= 0 else max(least - 1, 0))
        return tuple(begins)


def read(path: Path, sku: str | None = None) -> Reading:
    """What can be read in the file at `path`; `sku` chooses a product of a catalog.

    A YAML file is a product; a table, XML or JSON a catalog, a JSON object a script or a product;
    anything else is text. Raises InputError when the file cannot be read as that, or a
    waiver in it has no reason.
    """
    text = _text(path)
    ending = path.suffix.lower()
    if ending in _PRODUCTS:
        return Reading(text, (_of_product(product_file.read(path)),))
    if ending == ".json" and _is_script(text):
        return Reading(text, (_of_script(Script.from_json(text, str(path))),))
    if ending in _CATALOGS:
        return _of_catalog(path, sku, text)
    return Reading(text, tuple(_lines(path, text)))


def place(text: str, found: Text, start: int, after: int = 0) -> tuple[int, int] | None:
    """Line and column (from 1) in the written file of sign `start` of a text found in it.

    The text is looked for behind sign `after` of the file first (of two rows that say the same,
    the later one begins there), then everywhere. None when the file writes it in another way, for
    example with escapes.
    """
    if found.where.startswith("line "):
        return int(found.where.removeprefix("line ")), start + 1
    line = found.text.rfind("\n", 0, start) + 1
    part = found.text[line:].partition("\n")[0]
    at = text.find(part, after)
    if at < 0 and (at := text.find(part)) < 0:
        return None
    at += start - line
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(str(path), f"is larger than {LARGEST // 1024**2} MB", "split it")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return ""
    encodings = ("utf-8-sig", "gb18030") if ending in _CATALOGS else ("utf-8-sig",)
    for encoding in encodings:
        try:
            return content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise InputError(str(path), "is not UTF-8 text", "save it as UTF-8")


def _is_script(text: str) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and str(value.get("kind", "")) == Script.KIND


def _of_catalog(path: Path, sku: str | None, text: str) -> Reading:
    if sku is not None:
        return Reading(text, (_of_product(catalog.pick(path, sku)),))
    found = feed.read(path)
    if len(found.entries) == 1 and found.products:
        return Reading(text, (_of_product(found.products[0]),))
    pages = tuple(_of_product(product, product.id) for product in found.products)
    return Reading(text, pages, tuple(str(row) for row in found.refused))


def _of_product(product: Product, sku: str = "") -> Page:
    money = ("price", "list_price", "saving")
    head = f"{sku} " if sku else ""
    texts = [
        Text(where=f"{head}{fact.source or fact.id}", text=fact.text)
        for fact in product.facts
        if fact.kind not in money
    ]
    return Page(tuple(_once(texts)), product.category, product.name)


def _of_script(script: Script) -> Page:
    texts: list[Text] = []
    for scene in script.scenes:
        for line in scene.lines:
            texts += [Text(where=f"{line.id}, line", text=line.text)]
            texts += [Text(where=f"{line.id}, say", text=line.say)] if line.say else []
        for shown in scene.screen:
            where = f"scene {scene.id}, {shown.role}"
            texts += [Text(where=where, text=text) for text in (shown.text, shown.label) if text]
    return Page(tuple(_once(texts)))


def _once(texts: Iterable[Text]) -> Iterator[Text]:
    """Each text of a place once: a screen says what a line said."""
    seen: set[Text] = set()
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


def _lines(path: Path, text: str) -> Iterator[Page]:
    """A page a line; a waiver holds for its own line, or alone on a line for the next one."""
    standing: tuple[Waiver, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        comment = _WAIVER.search(line)
        if comment is None:
            if line.strip():
                yield Page((Text(where=f"line {number}", text=line),), waivers=standing)
            standing = ()
            continue
        waiver = _waiver(f"{path}, line {number}", comment)
        written = line[: comment.start()]
        if written.strip():
            text_here = Text(where=f"line {number}", text=written)
            yield Page((text_here,), waivers=(*standing, waiver))
            standing = ()
        else:
            standing = (*standing, waiver)


def _waiver(where: str, comment: re.Match[str]) -> Waiver:
    reason = _REASON.match(comment[2])
    if not comment[1] or reason is None:
        hint = "write: # vidgen: allow RULE-ID because REASON"
        raise InputError(where, "a waiver needs a rule and a reason", hint)
    return Waiver(rule=comment[1], reason=reason[1].removesuffix("-->").strip() or "-")
