"""What `vidgen feed` says: the format, the columns, each row, and how many were understood."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vidgen.cli import ordering, output
from vidgen.errors import Exit, InputError, SettingsError
from vidgen.feeds import catalog, feed
from vidgen.feeds.headers import field_of
from vidgen.feeds.lines import Refused
from vidgen.feeds.sheet import Understood
from vidgen.model.product import Product


def show(path: Path, images: Path | None, given: Sequence[str], *, as_json: bool) -> Exit:
    """Print what is understood of a catalog; the code that the command ends with.

    Raises InputError for wrong options, SettingsError when the catalog itself cannot be read.
    """
    mapping = mapping_of(given)
    usual = ordering.usual_columns(path.parent)
    known = catalog.addresses(images) if images else {}
    asked = feed.Asked(mapping=mapping, usual=usual, images=known, today=date.today())
    try:
        found = feed.read(path, asked)
    except InputError as error:
        if error.where.startswith("--"):
            raise
        raise SettingsError(error.where, error.what, error.hint) from error
    chosen = {field_of(told) for told in (*usual, *mapping)}
    if as_json:
        _machine(found, chosen)
    elif sys.stdout.isatty():
        _table(found, chosen, path)
    else:
        _plain(found, chosen, path)
    if not found.products:
        return Exit.NONE_SUCCEEDED
    return Exit.SOME_FAILED if found.refused else Exit.DONE


def mapping_of(given: Sequence[str]) -> dict[str, str]:
    """`--map FIELD=HEADING` as field → heading; InputError for what is not of that shape."""
    found: dict[str, str] = {}
    for item in given:
        field, equals, heading = item.partition("=")
        if not (equals and field.strip() and heading.strip()):
            raise InputError("--map", f"{item!r} is not FIELD=HEADING", "like title=商品名称")
        field_of(field)
        found[field.strip()] = heading.strip()
    return found


def _columns(found: feed.Feed, chosen: set[str]) -> Iterator[tuple[str, str, str]]:
    """(heading, field that is read from it, how we know: given, guessed, or by the format)."""
    guessing = "guessed" if found.format.shop == "sheet" else "known"
    for heading, field in found.columns.items():
        yield heading, field, ("given" if field in chosen else guessing) if field else ""


def _said(field: str, how: str) -> str:
    return (field if how == "known" else f"{field} ({how})") if field else "not used"


def _price(product: Product) -> str:
    if product.price is None:
        return "no price"
    before = f" (was {product.list_price})" if product.list_price else ""
    return f"{product.price} {product.currency}{before}"


def _photos(product: Product) -> tuple[int, int]:
    """(how many photos are there, how many are named)."""
    there = sum(Path(media.path).is_file() for media in product.media)
    return there, len(product.media)


def _seen(product: Product) -> str:
    there, named = _photos(product)
    return f"{there}" if there == named else f"{there} of {named}"


def _notes(entry: Understood) -> str:
    there, named = _photos(entry.product)
    missing = f"{_many(named - there, 'photo')} missing" if there < named else ""
    variants = len(entry.product.variants)
    held = (f"{variants} variants" if variants > 1 else "", missing, *entry.notes)
    return "; ".join(filter(None, held))


def _summary(found: feed.Feed) -> str:
    products, refused = len(found.products), len(found.refused)
    noted = sum(isinstance(entry, Understood) and bool(entry.notes) for entry in found.entries)
    named = (_many(products, "product"), f"{noted} with notes", f"{_many(refused, 'row')} refused")
    return ", ".join(named)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("s" if count != 1 else "")


def _machine(found: feed.Feed, chosen: set[str]) -> None:
    """One JSON object a line: the feed, each row, and the summary."""
    columns = [{"heading": h, "field": f, "how": how} for h, f, how in _columns(found, chosen)]
    held: list[dict[str, object]] = [
        {"type": "feed", "format": str(found.format), "columns": columns}
    ]
    for entry in found.entries:
        if isinstance(entry, Refused):
            what = {"where": entry.where, "code": entry.code, "error": entry.what}
            held.append({"type": "refused", **what})
            continue
        counts = {"facts": len(entry.product.facts), "photos": _photos(entry.product)[0]}
        told = {"product": entry.product.model_dump(mode="json"), "notes": entry.notes}
        held.append({"type": "product", **told, **counts})
    totals = {"products": len(found.products), "refused": len(found.refused)}
    held.append({"type": "summary", **totals})
    output.answer("\n".join(json.dumps(item, ensure_ascii=False) for item in held))


def _plain(found: feed.Feed, chosen: set[str], path: Path) -> None:
    """Lines parted by tabs, for pipes and logs."""
    lines = [f"{path}: {found.format}"]
    lines += [
        f"column\t{heading}\t{_said(field, how)}" for heading, field, how in _columns(found, chosen)
    ]
    for entry in found.entries:
        if isinstance(entry, Refused):
            lines.append(f"refused\t{entry.code}\t{entry}")
            continue
        product = entry.product
        told = (product.id, product.name, _price(product), f"photos: {_seen(product)}")
        facts = f"facts: {len(product.facts)}"
        lines.append("\t".join(("product", *told, facts, _notes(entry))).rstrip())
    lines.append(_summary(found))
    output.answer("\n".join(_clean(line) for line in lines))


def _clean(line: str) -> str:
    return "\t".join(output.printable(part) for part in line.split("\t"))


def _table(found: feed.Feed, chosen: set[str], path: Path) -> None:
    """Two tables for people: columns, and rows."""
    console = Console(soft_wrap=False)
    console.print(Text(output.printable(f"{path}: {found.format}")))
    columns = Table(box=box.SIMPLE_HEAD)
    for name in ("column", "is read as"):
        columns.add_column(name)
    for heading, field, how in _columns(found, chosen):
        told = Text(_said(field, how), "" if field else "dim")
        columns.add_row(Text(output.printable(heading)), told)
    if found.columns:
        console.print(columns)
    rows = Table(box=box.SIMPLE_HEAD)
    for name in ("id", "name", "price", "photos", "facts", "notes"):
        rows.add_column(name)
    for entry in found.entries:
        if isinstance(entry, Refused):
            where = Text(output.printable(entry.where), "red")
            rows.add_row(where, "", "", "", "", Text(output.printable(entry.what), "red"))
            continue
        product = entry.product
        shown = (product.id, product.name, _price(product), _seen(product))
        texts = (*shown, str(len(product.facts)), _notes(entry))
        rows.add_row(*(Text(output.printable(text)) for text in texts))
    console.print(rows)
    console.print(Text(_summary(found)))
