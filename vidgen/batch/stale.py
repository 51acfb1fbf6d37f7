"""Which finished films are no longer true, by the facts burned into them; makes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from vidgen.batch.results import document, with_films
from vidgen.feeds import feed
from vidgen.model.product import Product
from vidgen.model.render import Bundle
from vidgen.model.report import Change, Stale
from vidgen.model.script import Brief, Script
from vidgen.stages import stale as judge


def checked(
    out: Path, catalog: Path, today: date, usual: Mapping[str, str]
) -> tuple[int, tuple[Stale, ...]]:
    """How many rows with films there are in `out`, and those that the catalog belies today.

    `usual` is the mapping of columns of the settings. A film that is still true costs one small
    file's reading. Raises InputError when the catalog, or `out`, cannot be read.
    """
    found = feed.read(catalog, feed.Asked(usual=usual, today=today))
    products = {product.id: product for product in found.products}
    lost = (judge.gone(len(found.refused)),)
    rows = with_films(out)
    told = []
    for row, bundle in rows:
        now = products.get(bundle.product_id)
        changes = _changes(out / row.folder, bundle, now, today) if now else lost
        if changes:
            told.append(
                Stale(
                    sku=bundle.product_id,
                    name=bundle.name,
                    variant=row.variant,
                    folder=row.folder,
                    changes=changes,
                )
            )
    return len(rows), tuple(told)


def _changes(folder: Path, bundle: Bundle, now: Product, today: date) -> tuple[Change, ...]:
    """Looks closer, at what the film was made of, only where something seems to have changed."""
    if not judge.stale(bundle.facts, now, today):
        return ()
    brief, script = document(Brief, folder / "brief.json"), document(Script, folder / "script.json")
    then = brief.product if brief else None
    return judge.stale(bundle.facts, now, today, then, _said(script) if script else ())


def _said(script: Script) -> list[str]:
    """The texts of a film that rest on its product's description."""
    texts = [(line.text, line.facts) for line in script.lines]
    texts += [(text.text, text.facts) for scene in script.scenes for text in scene.screen]
    return [text for text, facts in texts if "description" in facts]
