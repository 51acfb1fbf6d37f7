"""One product from whatever file it is in: a product file, a sheet, a shop's list."""

from __future__ import annotations

import csv
from pathlib import Path

from vidgen.craft.near import nearest
from vidgen.errors import InputError
from vidgen.feeds import product_file
from vidgen.feeds.sheet import Refused, read_sheet
from vidgen.model.product import Product

_SHEETS = (".csv", ".tsv", ".tab")


def pick(path: Path, sku: str | None = None, images: Path | None = None) -> Product:
    """The product in the file at `path`; `sku` names it where there are several.

    `images` is a sheet of two columns, address and file, for pictures that a catalog names by
    address. Raises InputError when there is no such product, or it cannot be told which.
    """
    if not is_catalog(path):
        return product_file.read(path)
    rows = list(read_sheet(path, _addresses(images) if images else None))
    products = [row for row in rows if isinstance(row, Product)]
    refused = [row for row in rows if isinstance(row, Refused)]
    missed = f"; {len(refused)} rows cannot be read, {refused[0]}" if refused else ""
    if not products:
        raise InputError(str(path), f"holds no product{missed}")
    if sku is None:
        if len(products) == 1:
            return products[0]
        hint = f"choose one, for example --sku {products[0].id}"
        raise InputError(str(path), f"holds {len(products)} products", hint)
    for product in products:
        if product.id == sku:
            return product
    close = nearest(sku, [product.id for product in products])
    raise InputError("--sku", f"there is no {sku!r} in {path}{close}{missed}")


def is_catalog(path: Path) -> bool:
    """Sheets by their name, JSON by its first sign: a list of products or one product."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return path.suffix.lower() in _SHEETS
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"["


def _addresses(images: Path) -> dict[str, str]:
    """Address → file, absolute; a first row that is no address is taken as headings."""
    try:
        rows = list(csv.reader(images.read_text(encoding="utf-8-sig").splitlines(), "excel-tab"))
    except OSError as error:
        raise InputError("--images", f"cannot read {images}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError("--images", f"{images} is not UTF-8 text") from error
    return {
        row[0].strip(): str((images.parent / row[1].strip()).resolve())
        for row in rows
        if len(row) >= 2 and "://" in row[0]
    }
