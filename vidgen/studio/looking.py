"""Looking at the product's pictures, once per file content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from PIL import Image

from vidgen.engines import find
from vidgen.engines.eye import footage, moments, preparing, turntable
from vidgen.errors import InputError
from vidgen.files import regular
from vidgen.model.media import Asset, Moving, Sight
from vidgen.model.product import Media
from vidgen.store import Store
from vidgen.studio.steps import Step, Watch


def look(
    media: tuple[Media, ...], store: Store, watch: Watch, eye: str = "classic"
) -> tuple[Sight, ...]:
    """A sight per picture, in the merchant's order; the same file given twice is seen once.

    Of a clip its best moments are taken, each a sight of its own; a numbered series of photos
    around the product is one sight that turns. `eye` names who looks (`masks:folder`). Raises
    InputError naming the media entry whose file is missing, or is no picture and no clip.
    """
    sights: dict[str, Sight] = {}
    see = _Eye(eye, store)
    turns = turntable.series([Path(item.path) for item in media])
    for number in range(len(media)):
        turn = next((each for each in turns if number in each), (number,))
        if number != turn[0]:
            continue
        try:
            assets = [_asset(media[each]) for each in turn]
            seen = [_turned(assets, see)] if len(turn) > 1 else _seen(assets[0], see)
            for sight in seen:
                sights.setdefault(sight.asset.sha256, sight)
        except InputError as error:
            raise InputError(f"media[{number}], {error.where}", error.what, error.hint) from error
        watch(Step("photos", number + 1, len(media)))
    return tuple(sights.values())


def _asset(item: Media) -> Asset:
    is_clip = Path(item.path).suffix.lower() in footage.SUFFIXES
    kind: Literal["clip", "photo"] = "clip" if is_clip else "photo"
    return Asset(sha256=_sha256(item.path), path=item.path, kind=kind, note=item.note)


def _sha256(path: str) -> str:
    try:
        with regular(Path(path)) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        hint = "mend the path or remove the entry"
        raise InputError(path, f"cannot be read: {error.strerror}", hint) from error


def _unchanged(*assets: Asset) -> None:
    """Refuse files that were replaced while they were looked at.

    What was seen would be kept under the digest of what lay there before, and shown for it later.
    """
    for asset in assets:
        if _sha256(asset.path) != asset.sha256:
            what = "changed while it was looked at"
            raise InputError(asset.path, what, "run the same command again")


def _seen(asset: Asset, see: _Eye) -> Iterator[Sight]:
    """The sight of a photo, or one for every chosen moment of a clip."""
    if asset.kind != "clip":
        yield see(asset)
        return
    for told in _moments(asset, see.store):
        still = Path(told["still"])
        picture = Asset(sha256=still.stem, path=str(still), kind="photo", note=asset.note)
        clip = Path(told["clip"])
        moving = Moving(
            asset=Asset(sha256=clip.stem, path=str(clip), kind="clip"),
            frames=told["frames"],
            width=told["width"],
            height=told["height"],
            step=preparing.TRACK_STEP,
            track=tuple(tuple(box) for box in told["track"]),
        )
        yield see(picture).model_copy(update={"moving": moving})


def _turned(assets: list[Asset], see: _Eye) -> Sight:
    """The first photo of a series around the product, with the clip that turns through all."""

    def make(target: Path) -> None:
        clip = target.with_name("turn.mp4")
        width, height = turntable.spin([Path(asset.path) for asset in assets], clip)
        _unchanged(*assets)
        told = {"clip": str(see.store.keep(clip)), "width": width, "height": height}
        target.write_text(json.dumps(told), encoding="utf-8")

    def paths(text: str) -> list[Path]:
        return [Path(json.loads(text)["clip"])]

    key = f"{turntable.VERSION} {' '.join(asset.sha256 for asset in assets)}"
    told = json.loads(see.store.told("turn", key, make, paths))
    first, clip = see(assets[0]), Path(told["clip"])
    moving = Moving(
        asset=Asset(sha256=clip.stem, path=str(clip), kind="clip"),
        frames=turntable.FRAMES,
        width=told["width"],
        height=told["height"],
        step=turntable.FRAMES,
        track=(first.subject,),
    )
    # A cut-out stands still: the turning photo is shown instead.
    still = {"moving": moving, "cutout": None, "kind": "detail"}
    return first.model_copy(update=still)


def _moments(asset: Asset, store: Store) -> list[dict[str, Any]]:
    """The clip's best moments, prepared and kept: still, clip, frames, size, track."""

    def make(target: Path) -> None:
        work = target.with_name("moments")
        work.mkdir()
        found = [
            _prepared(asset, moment, work / str(number), store)
            for number, moment in enumerate(moments.moments(Path(asset.path)))
        ]
        _unchanged(asset)
        target.write_text(json.dumps(found), encoding="utf-8")

    def paths(text: str) -> list[Path]:
        return [Path(told[key]) for told in json.loads(text) for key in ("still", "clip")]

    key = f"{preparing.VERSION} {asset.sha256}"
    found: list[dict[str, Any]] = json.loads(store.told("moments", key, make, paths))
    return found


def _prepared(asset: Asset, moment: moments.Moment, work: Path, store: Store) -> dict[str, Any]:
    work.mkdir()
    made = preparing.prepare(Path(asset.path), moment, work / "clip.mp4")
    Image.fromarray(made.middle).save(work / "still.png")
    return {
        "still": str(store.keep(work / "still.png")),
        "clip": str(store.keep(work / "clip.mp4")),
        "frames": made.frames,
        "width": made.middle.shape[1],
        "height": made.middle.shape[0],
        "track": made.track,
    }


class _Eye:
    """An eye that remembers in the store what it has seen."""

    def __init__(self, name: str, store: Store) -> None:
        self.store = store
        engine, _, model = name.partition(":")
        found = find("eye", engine)
        if model and not hasattr(found, "of"):
            raise InputError("eye", f"{engine} works without a model", f"write {engine!r} alone")
        self._eye = found.of(model) if model else found

    def __call__(self, asset: Asset) -> Sight:
        key = f"{self._eye.name}.{self._eye.version}.{asset.sha256}.{asset.note}"

        def make(target: Path) -> None:
            work = target.with_name("eye")
            work.mkdir()
            sight = self._eye(asset, work)
            _unchanged(asset)
            target.write_text(_kept(sight, self.store).to_json(), encoding="utf-8")

        return Sight.from_json(self.store.told("sight", key, make, _pictures), "the store")


def _pictures(text: str) -> list[Path]:
    sight = Sight.from_json(text, "the store")
    depth = sight.depth
    planes = (depth.front, depth.back) if depth else ()
    return [Path(asset.path) for asset in (sight.picture, sight.cutout, *planes) if asset]


def _kept(sight: Sight, store: Store) -> Sight:
    """The sight with its pictures kept in the store."""

    def keep(asset: Asset) -> Asset:
        kept = store.keep(Path(asset.path))
        return asset.model_copy(update={"path": str(kept)})

    depth = sight.depth
    if depth is not None:
        depth = depth.model_copy(update={"front": keep(depth.front), "back": keep(depth.back)})
    cutout = keep(sight.cutout) if sight.cutout is not None else None
    return sight.model_copy(
        update={"picture": keep(sight.picture), "cutout": cutout, "depth": depth}
    )
