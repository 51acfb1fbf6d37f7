"""Looking at the product's pictures, once per file content."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from vidgen.engines.eye import classic, footage
from vidgen.errors import InputError
from vidgen.model.media import Asset, Sight
from vidgen.model.product import Media
from vidgen.store import Store
from vidgen.studio.steps import Step, Watch


def look(media: tuple[Media, ...], store: Store, watch: Watch) -> tuple[Sight, ...]:
    """A sight per picture, in the merchant's order; the same file given twice is seen once.

    Of a clip its sharpest moments are looked at. Raises InputError naming the media entry whose
    file is missing, or is no picture and no clip.
    """
    sights: dict[str, Sight] = {}
    for number, item in enumerate(media):
        try:
            for asset in _pictures(_asset(item), store):
                if asset.sha256 not in sights:
                    sights[asset.sha256] = _see(asset, store)
        except InputError as error:
            raise InputError(f"media[{number}], {error.where}", error.what, error.hint) from error
        watch(Step("photos", number + 1, len(media)))
    return tuple(sights.values())


def _asset(item: Media) -> Asset:
    try:
        with Path(item.path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        hint = "mend the path or remove the entry"
        raise InputError(item.path, f"cannot be read: {error.strerror}", hint) from error
    is_clip = Path(item.path).suffix.lower() in footage.SUFFIXES
    return Asset(sha256=digest, path=item.path, kind="clip" if is_clip else "photo", note=item.note)


def _pictures(asset: Asset, store: Store) -> tuple[Asset, ...]:
    """The photo itself, or the stills of a clip."""
    if asset.kind != "clip":
        return (asset,)

    def make(target: Path) -> None:
        work = target.with_name("stills")
        work.mkdir()
        kept = [str(store.keep(path)) for path in footage.stills(Path(asset.path), work)]
        target.write_text(json.dumps(kept), encoding="utf-8")

    def paths(text: str) -> list[Path]:
        return [Path(path) for path in json.loads(text)]

    key = f"{footage.VERSION} {asset.sha256}"
    stills = paths(store.told("stills", key, make, paths))
    return tuple(
        Asset(sha256=path.stem, path=str(path), kind="photo", note=asset.note) for path in stills
    )


def _see(asset: Asset, store: Store) -> Sight:
    """The stored sight of this content."""
    eye = classic.Classic()
    key = f"{eye.name}.{eye.version}.{asset.sha256}.{asset.note}"

    def make(target: Path) -> None:
        work = target.with_name("eye")
        work.mkdir()
        target.write_text(_kept(eye(asset, work), store).to_json(), encoding="utf-8")

    def paths(text: str) -> list[Path]:
        sight = Sight.from_json(text, "the store")
        return [Path(asset.path) for asset in (sight.picture, sight.cutout) if asset]

    return Sight.from_json(store.told("sight", key, make, paths), "the store")


def _kept(sight: Sight, store: Store) -> Sight:
    """The sight with its pictures kept in the store."""

    def keep(asset: Asset | None) -> Asset | None:
        if asset is None:
            return None
        kept = store.keep(Path(asset.path))
        return asset.model_copy(update={"path": str(kept)})

    return sight.model_copy(update={"picture": keep(sight.picture), "cutout": keep(sight.cutout)})
