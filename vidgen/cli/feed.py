"""`vidgen feed`: what was understood of a catalog and what was not, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

Catalog = Annotated[
    Path,
    typer.Argument(
        metavar="CATALOG",
        help="A shop's export or a sheet: CSV, TSV, XLSX, XML, JSON, JSONL or a saved page.",
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=HEADING",
        help="Which column a field is read from, like title=商品名称; several allowed.",
        show_default=False,
    ),
]


def feed(
    catalog: Catalog,
    *,
    images: o.Images = None,
    map_: Map = None,
    fetch: o.Fetch = None,
    fetch_private: o.FetchPrivate = None,
    asset_root: o.AssetRoot = None,
    json: o.Json = False,
) -> None:
    """Show what is understood of a catalog, row by row, before any film is made.

    Example: vidgen feed goods.csv --map title=商品名称
    """
    from vidgen.cli import ordering, understanding

    reach = dict(fetch=fetch, fetch_private=fetch_private, asset_root=asset_root)
    settings = ordering.settings_for(catalog.parent, reach)
    found = understanding.understood(catalog, images, map_ or [], settings)
    raise typer.Exit(understanding.show(found, catalog, as_json=json))
