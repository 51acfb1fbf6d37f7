"""The checks of `vidgen doctor`; each tries the real thing."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from vidgen.engines import find
from vidgen.errors import EngineMissing, VidgenError
from vidgen.library import Library, shipped
from vidgen.settings import Settings
from vidgen.store import Store

ROOM = 2 * 1024**3
"""Bytes that should be free: about ten films with everything they are made of."""

NETWORKS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs"})
"""File systems of other machines, as Linux names them."""


class Finding(NamedTuple):
    """What was tried, what came of it, and the exit code it calls for (0: all is well)."""

    what: str
    told: str
    code: int = 0


def examine(settings: Settings, *, online: bool) -> list[Finding]:
    """Every check in turn; a failing one does not keep the others from being made."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", lambda: f"{platform.python_version()} on {platform.platform(terse=True)}"),
        ("encoder", _encoder),
        ("pictures", _pictures),
        ("faces", _faces),
        ("fonts", lambda: _shipped("assets", "fonts/*.ttf")),
        ("templates", lambda: _templates(settings)),
        ("voice", lambda: _speak("espeak")),
        ("store", lambda: _store(settings.store)),
        ("machine", lambda: f"{settings.jobs} cores, {_memory():.1f} GB of memory"),
    ]
    if online:
        checks.append(("online", lambda: _speak("edge")))
    return [_tried(what, check) for what, check in checks]


def _tried(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what, check())
    except VidgenError as error:
        return Finding(what, str(error), int(error.exit_code))


def _encoder() -> str:
    import av

    for codec in ("libx264", "aac"):
        if codec not in av.codecs_available:
            raise EngineMissing("encoder", f"PyAV {av.__version__} lacks {codec}: reinstall av")
    return f"PyAV {av.__version__} with libx264 and aac"


def _pictures() -> str:
    import cv2
    import PIL
    from PIL import features

    if not features.check("raqm"):
        raise EngineMissing("pictures", "Pillow lacks raqm text shaping: reinstall pillow")
    return f"OpenCV {cv2.__version__}, Pillow {PIL.__version__} with raqm"


def _faces() -> str:
    from vidgen.engines.eye import faces

    if faces.version() == "none":
        return "not sought; to keep words off them: pip install 'vidgen[faces]'"
    return "found by dlib's detector"


def _shipped(folder: str, pattern: str) -> str:
    place = shipped(folder)
    found = len(list(place.glob(pattern)))
    if not found:
        raise EngineMissing(folder, f"nothing like {pattern} in {place}: install vidgen again")
    return f"{found} in {place}"


def _templates(settings: Settings) -> str:
    library = Library(settings.templates)
    for name in library.names("scenarios"):
        library.scenario(name)
    for name in library.names("styles"):
        library.style(name)
    for name in library.names("platforms"):
        library.platform(name)
    counts = (f"{len(library.names(s))} {s}" for s in ("scenarios", "styles", "platforms"))
    return ", ".join(counts)


def _speak(name: str) -> str:
    engine = find("voice", name)
    with tempfile.TemporaryDirectory() as folder:
        said = engine("vidgen", "en", voice="", rate=1.0, out=Path(folder) / "said.wav")
    return f"{engine.name} {engine.version} speaks ({said.seconds:.1f} s)"


def _store(root: Path) -> str:
    Store(root).once("doctor", str(os.getpid()), lambda path: path.touch())
    Store(root).forget("doctor", str(os.getpid()))
    free = shutil.disk_usage(root).free
    short = "" if free > ROOM else "; less than 2 GB, make room"
    mounts = Path("/proc/self/mounts")
    odd = doubtful(root, mounts.read_text(encoding="utf-8")) if mounts.is_file() else ""
    return f"{root} can be written, {free / 1024**3:.1f} GB free{short}{odd}"


def doubtful(place: Path, mounts: str) -> str:
    """A warning where `place` lies on a network's file system, by a table as in /proc/mounts.

    Locks and renames there are only as good as the server; nothing is lost, but two runs may not
    see each other.
    """
    rows = [line.split() for line in mounts.splitlines()]
    over = [(len(row[1]), row[2]) for row in rows if place.resolve().is_relative_to(row[1])]
    kind = max(over, default=(0, ""))[1]
    return f"; on {kind}, whose locks may not hold: use a disk of this machine" * (
        kind in NETWORKS or kind.startswith("fuse.")
    )


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
