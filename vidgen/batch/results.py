"""What lies in an output folder: of a batch, of merged shards, or of one `make`.

Reading only: the manifest with its rows, and beside each row what its folder holds.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TypeVar

from vidgen.batch.manifest import NAME
from vidgen.errors import DamageError, InputError
from vidgen.files import sha256_of
from vidgen.model.base import Document
from vidgen.model.batch import Manifest, Outcome
from vidgen.model.render import BUNDLE, Bundle

Kind = TypeVar("Kind", bound=Document)


def manifest_of(out: Path) -> Manifest:
    """The manifest of a folder; that of one `make` has its bundle as the one row.

    Raises InputError when the folder holds neither, DamageError when what it holds is damaged.
    """
    found = document(Manifest, out / NAME)
    if found is not None:
        for row in found.rows:
            folder = PurePosixPath(row.folder)
            if folder.is_absolute() or "\\" in row.folder or "\0" in row.folder:
                raise DamageError(f"{out / NAME}: {row.folder!r} is no folder beside it")
        return found
    alone = document(Bundle, out / BUNDLE)
    if alone is None:
        what = f"holds neither {NAME} nor {BUNDLE}"
        raise InputError(str(out), what, "`vidgen batch` and `vidgen make` write them")
    return Manifest(version=alone.version, catalog="", rows=(_row(alone, "."),))


def digest_of(out: Path) -> str:
    """SHA-256 of the manifest in a folder ("" where it has none: that of one `make`)."""
    path = out / NAME
    return sha256_of(path) if path.is_file() else ""


LOST = "its films are missing: run the batch again, without --changed"
"""What is said of a row that is done and has no bundle."""


def bundle_of(out: Path, row: Outcome) -> Bundle | None:
    """What was delivered for a row; None where it has no films, DamageError where it is damaged."""
    return document(Bundle, out / row.folder / BUNDLE) if row.folder else None


def with_films(out: Path) -> list[tuple[Outcome, Bundle]]:
    """Every row that has films, then bundles that no row names: films of rows of another day.

    Raises DamageError when a row is done and has none: nobody knows what its films say.
    """
    rows = manifest_of(out).rows
    held = []
    for row in rows:
        bundle = bundle_of(out, row)
        if bundle is not None:
            held.append((row, bundle))
        elif row.state == "done":
            raise DamageError(f"{out / row.folder}: {LOST}")
    named = {PurePosixPath(row.folder) for row in rows if row.folder}
    there = {PurePosixPath(path.parent.name) for path in out.glob(f"*/{BUNDLE}")}
    for folder in sorted(there - named):
        bundle = document(Bundle, out / folder / BUNDLE)
        if bundle is not None:
            held.append((_row(bundle, str(folder)), bundle))
    return held


def document(kind: type[Kind], path: Path) -> Kind | None:
    """A file that vidgen wrote; None when it is not there, DamageError when it is damaged."""
    try:
        return kind.from_json(path.read_text(encoding="utf-8"), str(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DamageError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DamageError(f"{path}: is not UTF-8 text: make it again") from error
    except InputError as error:
        raise DamageError(f"{path}: {error.what}: make it again") from error


def _row(bundle: Bundle, folder: str) -> Outcome:
    return Outcome(
        sku=bundle.product_id,
        name=bundle.name,
        key=bundle.key,
        folder=folder,
        state="done",
        frames=sum(render.frames for render in bundle.renders),
        made=sum(render.made for render in bundle.renders),
        writer=bundle.writer,
        voice=bundle.voice,
    )
