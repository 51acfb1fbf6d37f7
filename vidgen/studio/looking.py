"""Looking at the product's pictures, once per file content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from vidgen.engines.eye import classic
from vidgen.errors import InputError
from vidgen.model.media import Asset, Sight
from vidgen.model.product import Media
from vidgen.store import Store
from vidgen.studio.steps import Step, Watch


def look(media: tuple[Media, ...], store: Store, watch: Watch) -> tuple[Sight, ...]:
    """A sight per picture, in the merchant's order; the same file given twice is seen once.

    Raises InputError naming the media entry whose file is missing or is no picture.
    """
    assets: dict[str, Asset] = {}
    for number, item in enumerate(media):
        asset = _asset(item, number)
        assets.setdefault(asset.sha256, asset)
    sights = []
    for number, asset in enumerate(assets.values(), 1):
        sights.append(_see(asset, store))
        watch(Step("photos", number, len(assets)))
    return tuple(sights)


def _asset(item: Media, number: int) -> Asset:
    path = Path(item.path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"media[{number}]",
            f"cannot read {item.path}: {error.strerror}",
            "mend the path or remove the entry",
        ) from error
    return Asset(
        sha256=hashlib.sha256(content).hexdigest(), path=str(path), kind="photo", note=item.note
    )


def _see(asset: Asset, store: Store) -> Sight:
    """The stored sight of this content, made again when a picture it points to is gone."""
    eye = classic.Classic()
    key = f"{eye.name}.{eye.version}.{asset.sha256}.{asset.note}"

    def make(target: Path) -> None:
        work = target.with_name("eye")
        work.mkdir()
        target.write_text(_kept(eye(asset, work), store).to_json(), encoding="utf-8")

    found = Sight.from_json(
        store.once("sight", key, make, ".json").read_text(encoding="utf-8"), "the store"
    )
    if all(store.holds(Path(p.path)) for p in (found.picture, found.cutout) if p):
        return found
    store.forget("sight", key)
    return Sight.from_json(
        store.once("sight", key, make, ".json").read_text(encoding="utf-8"), "the store"
    )


def _kept(sight: Sight, store: Store) -> Sight:
    """The sight with its pictures kept in the store."""

    def keep(asset: Asset | None) -> Asset | None:
        if asset is None:
            return None
        kept = store.keep(Path(asset.path))
        return asset.model_copy(update={"path": str(kept)})

    return sight.model_copy(update={"picture": keep(sight.picture), "cutout": keep(sight.cutout)})
