"""A whole catalog: what it is, which column is which field, each row a product or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from vidgen.errors import InputError
from vidgen.feeds import headers, product_file, recognise, sheet
from vidgen.feeds.cells import Pictures
from vidgen.feeds.lines import Line, Refused
from vidgen.feeds.sheet import Understood
from vidgen.model.product import Product

Entry = Understood | Refused


@dataclass(frozen=True)
class Asked:
    """How a catalog is to be read: `mapping` is field → heading, `images` address → local file.

    `usual` is a mapping too, of which headings that the file does not have are passed over.
    Pictures may lie under `root` too; with `addresses`, those named by address are kept so.
    `today` decides which sale prices and promotions are true; None takes sales with days as not
    running, and promotions as they are.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    root: Path | None = None
    addresses: bool = False
    today: date | None = None


@dataclass(frozen=True)
class Feed:
    """What was understood: `columns` is heading → field ("" where nothing is read from it)."""

    format: recognise.Format
    columns: Mapping[str, str]
    entries: tuple[Entry, ...]

    @property
    def products(self) -> tuple[Product, ...]:
        """The products, in their order in the file."""
        return tuple(entry.product for entry in self.entries if isinstance(entry, Understood))

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The rows that are no products."""
        return tuple(entry for entry in self.entries if isinstance(entry, Refused))


def read(path: Path, asked: Asked | None = None) -> Feed:
    """Every row of the catalog at `path`, in the order of the file.

    A product whose SKU was there before is left out: with a note on the first when it says the
    same, refused (E_DUP) when it says something else. InputError when the file cannot be read, or
    no column can be the products' name.
    """
    asked = asked or Asked()
    opened = recognise.opened(path)
    if opened.format.shop == "product file":
        product = product_file.read(path, addresses=asked.addresses)
        return Feed(opened.format, {}, (dated(Understood(product), asked.today),))
    table = opened.table
    names = headers.mapped(opened.dialect.names, table.headers, asked.mapping, asked.usual)
    lines = [line for line in table.lines if isinstance(line, Line)]
    if opened.format.container not in ("XML", "HTML") and opened.format.shop != "schema.org":
        _refuse_nameless(lines, names, table.headers, path)
    broken = [line for line in table.lines if isinstance(line, Refused)]
    entries: list[Entry] = [*broken]
    pictures = Pictures(path.parent, asked.images, asked.root, asked.addresses)
    for raw in opened.dialect.raws(lines, names):
        if isinstance(raw, Refused):
            entries.append(raw)
        else:
            understood = sheet.understand(raw, pictures, asked.today)
            entries += [dated(entry, asked.today) for entry in understood]
    columns = {
        header: told or opened.dialect.field_of(header)
        for header, told in headers.columns(table.headers, names).items()
    }
    return Feed(opened.format, columns, tuple(_in_order(_once(entries), table.lines)))


def dated(entry: Entry, today: date | None) -> Entry:
    """The entry as it is true today: without a promotion whose days are not these, noted."""
    offer = entry.product.promotion if isinstance(entry, Understood) else None
    why = offer.not_on(today) if offer and today else ""
    if not isinstance(entry, Understood) or offer is None or not why:
        return entry
    product = entry.product.model_copy(update={"promotion": None})
    note = f"the promotion “{offer.text}” {why}: it is not said"
    return replace(entry, product=product, notes=(*entry.notes, note))


def _refuse_nameless(
    lines: list[Line], names: headers.Names, found: tuple[str, ...], path: Path
) -> None:
    if lines and not set(names["name"]) & set(found):
        what = f"no column is the products' name; there are: {', '.join(found[:30])}"
        raise InputError(str(path), what, "say which one: --map name=HEADING")


def _once(entries: list[Entry]) -> list[Entry]:
    """Each SKU once: the same again is a note on the first, something else is refused."""
    firsts: dict[str, int] = {}
    kept: list[Entry] = []
    for entry in entries:
        product = entry.product if isinstance(entry, Understood) else None
        if product is None or product.id not in firsts:
            if product is not None:
                firsts[product.id] = len(kept)
            kept.append(entry)
            continue
        first = kept[firsts[product.id]]
        if isinstance(first, Understood) and _same(first.product, product):
            note = f"{product.source} is the same product again: left out"
            kept[firsts[product.id]] = replace(first, notes=(*first.notes, note))
        elif isinstance(first, Understood):
            place = first.product.source
            what = f"has the id {product.id} of {place} but says something else: left out"
            kept.append(Refused(product.source, what, "E_DUP"))
    return kept


def _same(one: Product, other: Product) -> bool:
    return one == other.model_copy(update={"source": one.source})


def _in_order(entries: list[Entry], lines: tuple[Line | Refused, ...]) -> list[Entry]:
    """Entries as their rows stand in the file."""
    places = [line.place if isinstance(line, Line) else line.where for line in lines]
    order = {place: number for number, place in enumerate(places)}

    def position(entry: Entry) -> int:
        where = entry.where if isinstance(entry, Refused) else entry.product.source
        while where and where not in order:
            where = where.rpartition(", ")[0]
        return order.get(where, len(order))

    return sorted(entries, key=position)
