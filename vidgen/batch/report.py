"""The reports on a batch: `report.json` and `junit.xml` for machines, `index.html` for people.

    report(out)        # from the manifest and the bundles alone; any number of times

A batch makes them at its end, `vidgen merge` for all shards, `vidgen report` again.
"""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from pathlib import Path

from vidgen.batch.junit import junit
from vidgen.batch.page import page
from vidgen.batch.results import LOST, bundle_of, digest_of, manifest_of
from vidgen.files import write_text
from vidgen.model.batch import Outcome
from vidgen.model.product import Language
from vidgen.model.render import Render
from vidgen.model.report import Entry, Film, Report

FILES = ("junit.xml", "index.html", "report.json")
"""`report.json` last: it names the manifest that all three tell of."""


def report(out: Path, language: Language | None = None) -> Report:
    """Write the three reports on what lies in `out`; the page in `language`, else in its films'.

    The caller holds the folder (`files.only_writer`). Raises InputError when there is nothing to
    report on, DamageError when a file of ours is damaged.
    """
    told = reported(out)
    texts = (junit(told), page(told, language or _language(told)), told.to_json())
    for name, text in zip(FILES, texts, strict=True):
        write_text(out / name, text)
    return told


def current(out: Path, manifest: str) -> bool:
    """Whether the reports in `out` tell of the manifest with this SHA-256."""
    try:
        there = all((out / name).is_file() for name in FILES)
        told = json.loads((out / FILES[-1]).read_bytes()) if there else {}
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("manifest") == manifest


def reported(out: Path) -> Report:
    """The report on what lies in `out`, as a value."""
    manifest = manifest_of(out)
    rows = tuple(_entry(out, row) for row in manifest.rows)
    return Report(
        manifest=digest_of(out),
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
    if bundle is None and row.state == "done":
        lost = {"state": "failed", "code": "E_DAMAGED", "error": f"{row.folder}: {LOST}"}
        return entry.model_copy(update=lost)
    if bundle is None:
        return entry
    held = {
        "films": tuple(_film(row.folder, render) for render in bundle.renders),
        "covers": tuple(_path(row.folder, name) for name in bundle.covers),
        "lines": bundle.lines,
        "writer": bundle.writer,
        "voice": bundle.voice,
        "language": bundle.language,
        "category": bundle.category,
        "link": bundle.link,
    }
    return entry.model_copy(update=held)


def _film(folder: str, render: Render) -> Film:
    same = ("aspect", "platform", "width", "height", "seconds", "lufs")
    return Film(path=_path(folder, render.path), **{name: getattr(render, name) for name in same})


def _path(folder: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(folder, name))
