"""A job packed for another machine: what it needs from this one's disk travels by content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vidgen.batch.job import Job
from vidgen.batch.keying import MISSING, Digests
from vidgen.batch.storage import Place
from vidgen.model.base import Noun
from vidgen.model.script import Brief


class Packed(Noun):
    """A job, and for every file that its brief names the SHA-256 under which the place keeps it.

    A file that cannot be read is not in `files`: the row itself will say so.
    """

    job: Job
    files: dict[str, str]


class Packer:
    """Packs jobs; every file goes to the place once a run."""

    def __init__(self, place: Place) -> None:
        self._place, self._digests = place, Digests()
        self._sent: set[str] = set()

    def __call__(self, job: Job) -> Packed:
        """The packed job, its files kept in the place. StorageError when the place refuses."""
        digests = {path: self._digests(path) for path in _paths(job.brief)}
        files = {path: digest for path, digest in digests.items() if digest != MISSING}
        for path, digest in files.items():
            if digest not in self._sent:
                self._place.keep(Path(path), digest)
                self._sent.add(digest)
        return Packed(job=job, files=files)


def unpack(packed: Packed, place: Place, into: Path) -> Job:
    """The job with its files on this machine, in the folder `into`. StorageError as `fetch`."""
    into.mkdir(parents=True, exist_ok=True)

    def here(path: str) -> str:
        digest = packed.files.get(path)
        return str(place.fetch(digest, Path(path).suffix.lower(), into)) if digest else path

    brief = _moved(packed.job.brief, here)
    return packed.job.model_copy(update={"brief": brief})


def _paths(brief: Brief) -> tuple[str, ...]:
    """Every file that a brief names."""
    found: list[str] = []

    def note(path: str) -> str:
        found.append(path)
        return path

    _moved(brief, note)
    return tuple(dict.fromkeys(found))


def _moved(brief: Brief, move: Callable[[str], str]) -> Brief:
    """The brief with `move` done to every path in it."""
    media = tuple(item.model_copy(update={"path": move(item.path)}) for item in brief.product.media)
    kit = {name: getattr(brief.brand, name) for name in ("logo", "display", "text")}
    brand = {name: move(path) for name, path in kit.items() if path}
    return brief.model_copy(
        update={
            "product": brief.product.model_copy(update={"media": media}),
            "brand": brief.brand.model_copy(update=brand),
            "music": move(brief.music) if brief.music else "",
        }
    )
