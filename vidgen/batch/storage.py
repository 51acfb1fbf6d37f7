"""Finished bundles and the shop's media in a place that many machines reach: S3, a shared disk.

    <place>/media/<sha256><suffix>   the shop's photos and clips, each once
    <place>/<folder>/…               one bundle; its bundle.json comes last and makes it complete

fsspec knows the places; credentials come from the environment, as each place's own tools read them.
An object store shows an object whole or not at all; on a disk `files.publish` does the same.
"""

from __future__ import annotations

import posixpath
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vidgen.batch.past import compared
from vidgen.errors import EngineMissing, InputError, StorageError
from vidgen.files import publish, storage, work_folder
from vidgen.model.batch import Outcome
from vidgen.model.render import BUNDLE


@dataclass(frozen=True)
class Place:
    """A folder that fsspec reaches, by its address (`s3://films/night`, `/mnt/films`)."""

    address: str

    def push(self, folder: Path, names: Iterable[str], to: str) -> None:
        """Copy these files of `folder` to the folder `to` of this place, the manifest last.

        Raises StorageError when the place refuses.
        """
        ordered = sorted(names, key=lambda name: (name == BUNDLE, name))
        for name in ordered:
            self._put(folder / name, posixpath.join(to, name))

    def pull(self, name: str, into: Path) -> None:
        """Copy a file of this place to the same place below the folder `into`, whole or not at all.
        StorageError when it is not there."""
        with self._reached() as (system, root), storage(into):
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            with work_folder((into / name).parent) as work:
                system.get_file(f"{root}/{name}", str(work / "file"))
                publish(work / "file", into / name)

    def keep(self, file: Path, sha256: str) -> str:
        """Put a file where every machine finds it by content; returns its name in this place.

        What is there already is not sent again.
        """
        name = _media(sha256, file.suffix)
        with self._reached() as (system, root):
            there = system.exists(f"{root}/{name}")
        if not there:
            self._put(file, name)
        return name

    def fetch(self, sha256: str, suffix: str, into: Path) -> Path:
        """The kept file with this content as a local file of folder `into`, fetched when it is not
        there. StorageError when the place does not have it."""
        local = into / f"{sha256}{suffix}"
        if not local.is_file():
            with work_folder(into) as work, self._reached() as (system, root):
                system.get_file(f"{root}/{_media(sha256, suffix)}", str(work / local.name))
                publish(work / local.name, local)
        return local

    def amiss(self, outcome: Outcome) -> str:
        """Why what was delivered here is not there as it was ("" when it is): see `past.amiss`."""
        with self._reached() as (system, root):
            folder = f"{root}/{outcome.folder}"
            if not system.exists(f"{folder}/{BUNDLE}"):
                return "files are missing"
            content = system.cat_file(f"{folder}/{BUNDLE}")
            system.invalidate_cache()
            listed = system.ls(folder, detail=True)
        sizes = {each["name"].rsplit("/", 1)[-1]: each["size"] for each in listed}
        try:
            return compared(outcome, content, sizes.__getitem__)
        except KeyError:
            return "files are missing"

    def _put(self, file: Path, name: str) -> None:
        with self._reached() as (system, root):
            target = f"{root}/{name}"
            if "file" not in _protocols(system):
                system.put_file(str(file), target)
                return
            # A plain copy to a disk can be seen half-written: it is renamed into place instead.
            final = Path(target)
            final.parent.mkdir(parents=True, exist_ok=True)
            with work_folder(final.parent) as work:
                publish(Path(shutil.copyfile(file, work / final.name)), final)

    @contextmanager
    def _reached(self) -> Iterator[tuple[Any, str]]:
        """The file system and this place's root in it; what it complains of is a StorageError."""
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            what = "places need fsspec: pip install 'vidgen[cluster]'"
            raise EngineMissing("storage", what) from error
        try:
            system, root = url_to_fs(self.address)
        except (ValueError, ImportError) as error:
            raise InputError("--storage", f"{self.address}: {error}") from error
        try:
            yield system, root.rstrip("/")
        except _refusals() as error:
            raise StorageError(self.address, f"the storage refuses: {error}") from error


def _refusals() -> tuple[type[Exception], ...]:
    """What places raise when they refuse: not all of their clients speak in OSError."""
    clients = (("botocore.exceptions", "BotoCoreError"), ("aiohttp", "ClientError"))
    loaded = ((sys.modules.get(module), name) for module, name in clients)
    return (OSError, *(getattr(module, name) for module, name in loaded if module))


def _media(sha256: str, suffix: str) -> str:
    return f"media/{sha256[:2]}/{sha256}{suffix.lower()}"


def _protocols(system: Any) -> tuple[str, ...]:
    told = system.protocol
    return (told,) if isinstance(told, str) else tuple(told)
