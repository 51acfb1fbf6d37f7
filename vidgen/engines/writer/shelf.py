"""Language models on this machine: where one lies, whether it is whole, which there are."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from vidgen.errors import EngineMissing

PACKAGES = ("torch", "transformers", "llguidance")
"""What a local model needs besides itself."""


def lacking() -> tuple[str, ...]:
    """Packages of PACKAGES that are not installed."""
    return tuple(name for name in PACKAGES if find_spec(name) is None)


def place(local: str) -> Path:
    """The folder of a model given by path or hub id.

    Raises EngineMissing saying how to get it when it is not on this machine, or only in part.
    """
    if not local:
        what = "no local model is set: set VIDGEN_MODEL or use --writer transformers:PATH-OR-ID"
        raise EngineMissing("transformers", what)
    folder = Path(local).expanduser()
    if folder.is_dir():
        if not whole(folder):
            raise EngineMissing("transformers", f"{folder} holds no whole causal language model")
        return folder
    found = dict(on_disk()).get(local)
    if found is None:
        raise EngineMissing(
            "transformers", f"{local} is not on this machine: vidgen models fetch {local}"
        )
    return found


def on_disk() -> tuple[tuple[str, Path], ...]:
    """(hub id, folder) of every whole causal language model in the hub's cache, by name."""
    return tuple(sorted(_cached()))


def cache() -> Path:
    """The folder in which the hub's client keeps models (its own environment variables)."""
    for name, below in (("HF_HUB_CACHE", ""), ("HF_HOME", "hub")):
        if os.environ.get(name):
            return Path(os.environ[name]).expanduser() / below
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "huggingface" / "hub"


def whole(folder: Path) -> bool:
    """Whether a folder holds a causal language model with a fast tokenizer and all its weights."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        kinds = config.get("architectures") or []
    except (OSError, ValueError, AttributeError):
        return False
    causal = any(str(kind).endswith("ForCausalLM") for kind in kinds)
    return causal and (folder / "tokenizer.json").is_file() and _weights(folder)


def size(folder: Path) -> int:
    """Bytes of a model's files."""
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def _weights(folder: Path) -> bool:
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        return any(folder.glob("*.safetensors")) or (folder / "pytorch_model.bin").is_file()
    try:
        parts = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
    except (OSError, ValueError, LookupError, AttributeError):
        return False
    return all((folder / part).is_file() for part in parts)


def _cached() -> Iterator[tuple[str, Path]]:
    for home in cache().glob("models--*"):
        folder = next(filter(whole, _snapshots(home)), None)
        if folder is not None:
            yield home.name.removeprefix("models--").replace("--", "/"), folder


def _snapshots(home: Path) -> Iterator[Path]:
    """The revisions of one cached model: the main one, then those that were asked for by name."""
    with suppress(OSError):
        yield home / "snapshots" / (home / "refs" / "main").read_text(encoding="utf-8").strip()
    yield from sorted((home / "snapshots").glob("*"))
