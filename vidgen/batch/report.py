"""The reports on a batch: `report.json` and `junit.xml` for machines, `index.html` for people.

    report(out)        # from the manifest and the bundles alone; any number of times

A batch makes them at its end, `vidgen merge` for all shards, `vidgen report` again.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import Path

from vidgen.batch.junit import junit
from vidgen.batch.page import page
from vidgen.batch.results import bundle_of, document, manifest_of
from vidgen.files import write_text
from vidgen.model.batch import Outcome
from vidgen.model.product import Language
from vidgen.model.render import Render
from vidgen.model.report import Entry, Film, Report
from vidgen.model.script import Brief, Script

FILES = ("report.json", "junit.xml", "index.html")


def report(out: Path, language: Language | None = None) -> Report:
    """Write the three reports on what lies in `out`; the page in `language`, else in its films'.

    The caller holds the folder (`files.only_writer`). Raises InputError when there is nothing to
    report on, DamageError when a file of ours is damaged.
    """
    told = reported(out)
    texts = (told.to_json(), junit(told), page(told, language or _language(told)))
    for name, text in zip(FILES, texts, strict=True):
        write_text(out / name, text)
    return told


def reported(out: Path) -> Report:
    """The report on what lies in `out`, as a value."""
    manifest = manifest_of(out)
    rows = tuple(_entry(out, row) for row in manifest.rows)
    return Report(
        catalog=manifest.catalog,
        version=manifest.version,
        shard=manifest.shard,
        counts=dict(sorted(Counter(row.state for row in rows).items())),
        tools=manifest.tools,
        rows=rows,
    )


def _language(told: Report) -> Language:
    """That of most films."""
    counts = Counter(row.language for row in told.rows)
    return "zh" if counts["zh"] > counts["en"] else "en"


def _entry(out: Path, row: Outcome) -> Entry:
    entry = Entry(
        sku=row.sku,
        name=row.name,
        variant=row.variant,
        category=row.category,
        state=row.state,
        code=row.code,
        error=row.error,
        source=row.source,
        folder=row.folder,
        writer=row.writer,
        voice=row.voice,
        notes=row.notes,
        attempts=row.attempts,
        seconds=round(sum(row.seconds.values()), 3),
    )
    bundle = bundle_of(out, row)
    if bundle is None:
        return entry
    brief = document(Brief, out / row.folder / "brief.json")
    script = document(Script, out / row.folder / "script.json")
    held = {
        "films": tuple(_film(row.folder, render) for render in bundle.renders),
        "covers": tuple(_path(row.folder, name) for name in bundle.covers),
        "lines": dict(Counter(line.by for line in script.lines)) if script else {},
        "writer": bundle.writer,
        "voice": bundle.voice,
    }
    product = brief.product if brief else None
    if brief and product:
        held |= {"language": brief.language, "category": product.category, "link": product.link}
    return entry.model_copy(update=held)


def _film(folder: str, render: Render) -> Film:
    same = ("aspect", "platform", "width", "height", "seconds", "lufs")
    return Film(path=_path(folder, render.path), **{name: getattr(render, name) for name in same})


def _path(folder: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(folder, name))
