"""One product from whatever file it is in: a product file, a sheet, a shop's list."""

from __future__ import annotations

import csv
from pathlib import Path

from vidgen.craft.near import nearest
from vidgen.errors import InputError
from vidgen.feeds import feed, product_file
from vidgen.feeds.feed import Asked
from vidgen.model.product import Product


def pick(path: Path, sku: str | None = None, asked: Asked | None = None) -> Product:
    """The product in the file at `path`; `sku` names it, or one of its variants, of several.

    Raises InputError when there is no such product, or it cannot be told which.
    """
    if not path.exists() and not _is_sheet(path):
        return product_file.read(path)
    found = feed.read(path, asked)
    products, refused = found.products, found.refused
    missed = f"; {len(refused)} rows cannot be read, {refused[0]}" if refused else ""
    if not products:
        raise InputError(str(path), f"holds no product{missed}")
    if sku is None:
        if len(products) == 1:
            return products[0]
        hint = f"choose one, for example --sku {products[0].id}"
        raise InputError(str(path), f"holds {len(products)} products", hint)
    for product in products:
        if sku in (product.id, *(variant.sku for variant in product.variants)):
            return product
    close = nearest(sku, [product.id for product in products])
    raise InputError("--sku", f"there is no {sku!r} in {path}{close}{missed}")


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() in (".csv", ".tsv", ".tab", ".xlsx", ".xml", ".jsonl", ".txt")


def addresses(images: Path) -> dict[str, str]:
    """Address → file, absolute, of the sheet `images` (two columns, parted by a tab).

    A first row that is no address is taken as headings. InputError when it cannot be read.
    """
    try:
        rows = list(csv.reader(images.read_text(encoding="utf-8-sig").splitlines(), "excel-tab"))
    except OSError as error:
        raise InputError("--images", f"cannot read {images}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError("--images", f"{images} is not UTF-8 text") from error
    except csv.Error as error:
        raise InputError("--images", f"{images} is no sheet of two columns: {error}") from error
    return {
        row[0].strip(): str((images.parent / row[1].strip()).resolve())
        for row in rows
        if "\0" not in "".join(row) and len(row) >= 2 and "://" in row[0]
    }
