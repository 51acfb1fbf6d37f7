"""What leaves a batch for shops and platforms: addresses of its films, and when to post them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from vidgen.batch.report import reported
from vidgen.errors import DamageError, InputError
from vidgen.model.report import Entry, Film, Post, Slot

LONGEST = 2000
"""Characters of an address in Google's and Meta's feeds."""

COLUMNS = (
    *("date", "time", "platform", "sku", "variant", "aspect", "video", "cover", "title"),
    "description",
)
"""The columns of a posting schedule."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
_HOST = re.compile(r"[\w.-]+(:\d+)?", re.ASCII)
_CONTROL = re.compile("[\x00-\x1f\x7f]+")


def base_of(told: str) -> str:
    """The address that films lie under, ending in `/`. InputError when it cannot be one."""
    try:
        parts = urlsplit(told)
        plain = parts.scheme == "https" and parts.hostname and parts.username is None
        host = parts.netloc.encode("idna").decode()
        port = parts.port
    except ValueError as error:
        raise InputError("--base-url", f"{told!r} is no address: {error}") from error
    odd = not plain or port == 0 or parts.query or parts.fragment or not _HOST.fullmatch(host)
    if odd or _CONTROL.search(told):
        hint = "like https://cdn.example.com/films/"
        raise InputError("--base-url", f"{told!r} is no plain https address", hint)
    return f"https://{host}{quote(parts.path.rstrip('/') + '/', safe='/%~@:')}"


def addresses(
    out: Path, base: str, aspects: Sequence[str] = ()
) -> tuple[dict[str, list[str]], tuple[Entry, ...]]:
    """(SKU → the addresses of its films, the rows of the batch).

    With `aspects` only films of these shapes, in this order. Raises InputError for a film that does
    not lie under `out`, or whose address is too long.
    """
    rows = tuple(row for row in reported(out).rows if row.state == "done")
    found: dict[str, list[str]] = {}
    for row in rows:
        for film in _chosen(row, aspects):
            found.setdefault(row.sku, []).append(address(base, film.path))
    return found, rows


def address(base: str, path: str) -> str:
    """Where a file of the output folder will be found; its path with `base` before it."""
    if not base:
        return path
    if ".." in PurePosixPath(path).parts:
        hint = "merge shards into a folder above them"
        raise InputError(path, "lies outside of the output folder: it has no address", hint)
    told = base + quote(path, safe="/~")
    if len(told) > LONGEST:
        raise InputError(path, f"its address has more than {LONGEST:,} characters")
    return told


def posts(out: Path, base: str, rows: Iterable[Entry], aspects: Sequence[str]) -> tuple[Post, ...]:
    """One post of each row and platform: its first film there, with the words written for it."""
    found = []
    for row in rows:
        seen: dict[str, Film] = {}
        for film in _chosen(row, aspects):
            seen.setdefault(film.platform, film)
        for platform, film in seen.items():
            words = _words(out / row.folder, platform)
            cover = film.path.replace("film_", "cover_").removesuffix(".mp4") + ".jpg"
            found.append(
                Post(
                    platform=platform,
                    sku=row.sku,
                    variant=row.variant,
                    aspect=film.aspect,
                    video=address(base, film.path),
                    cover=address(base, cover) if cover in row.covers else "",
                    title=words.get("title") or row.name,
                    description=words.get("description", ""),
                )
            )
    return tuple(found)


def as_csv(slots: Iterable[Slot]) -> str:
    """A posting schedule for any spreadsheet; no cell of it is a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for slot in slots:
        post = slot.post.model_dump()
        when = (slot.day.isoformat(), f"{slot.time:%H:%M}")
        writer.writerow([guarded(cell) for cell in (*when, *(post[name] for name in COLUMNS[2:]))])
    return held.getvalue()


def guarded(cell: str) -> str:
    """A cell that spreadsheets take as text: an apostrophe before what would be a formula.

    Lines become spaces and control characters go (OWASP, CSV injection).
    """
    plain = _CONTROL.sub(" ", cell)
    return f"'{plain}" if _FORMULA.match(cell) or _FORMULA.match(plain.lstrip()) else plain


def _chosen(row: Entry, aspects: Sequence[str]) -> list[Film]:
    """The films of these shapes, in this order; all when none is named."""
    if not aspects:
        return list(row.films)
    return [film for aspect in aspects for film in row.films if film.aspect == aspect]


def _words(folder: Path, platform: str) -> Mapping[str, str]:
    """Title and description that were written for a platform; none when there are not."""
    path = folder / f"post_{platform}.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise DamageError(f"{path}: cannot be read: {error}") from error
    if not isinstance(told, dict):
        raise DamageError(f"{path}: holds no post")
    return {key: told[key] for key in ("title", "description") if isinstance(told.get(key), str)}
