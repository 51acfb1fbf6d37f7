"""Fetching a model from the hub: only when the user asks, and never code."""

from __future__ import annotations

import re
from pathlib import Path

from vidgen.engines.writer.shelf import whole
from vidgen.errors import EngineError, EngineMissing, InputError, StorageError

_ID = re.compile(r"[\w.-]+/[\w.-]+(?:@[\w./-]+)?", re.ASCII)

_FILES = ("*.safetensors", "*.json", "*.jinja", "*.txt", "*.model", "LICENSE*", "README*")
"""Weights, tokenizer and licence; no pickles and no Python."""


def fetch(model: str) -> Path:
    """Download `owner/name` (perhaps `@revision`) into the hub's cache; the folder it lies in.

    Raises InputError for what is no id, EngineMissing without huggingface_hub, EngineError (`retry`
    true when the hub could not be reached), StorageError when the disk refuses.
    """
    if not _ID.fullmatch(model):
        raise InputError("ID", f"{model!r} is no hub id", "like Qwen/Qwen3-0.6B")
    name, _, revision = model.partition("@")
    folder = _downloaded(name, revision or None)
    if not whole(folder):
        what = f"{name} is no causal language model with safetensors weights and a fast tokenizer"
        raise EngineError("transformers", what)
    return folder


def _downloaded(name: str, revision: str | None) -> Path:
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import (
            HfHubHTTPError,
            LocalEntryNotFoundError,
            OfflineModeIsEnabled,
        )
    except ModuleNotFoundError as error:
        raise EngineMissing(
            "transformers", "fetching needs huggingface_hub: pip install 'vidgen[models]'"
        ) from error
    import httpx

    unreached = (LocalEntryNotFoundError, OfflineModeIsEnabled, httpx.HTTPError)
    try:
        return Path(snapshot_download(name, revision=revision, allow_patterns=list(_FILES)))
    except unreached as error:
        what = f"the hub cannot be reached for {name}: connect, or copy the model's folder here "
        raise EngineError(
            "transformers", what + "and set VIDGEN_MODEL to it", retry=True
        ) from error
    except HfHubHTTPError as error:
        status = getattr(error.response, "status_code", 0)
        told = f"the hub gave no {name} (HTTP {status})"
        raise EngineError("transformers", told, retry=status >= 500 or status == 429) from error
    except OSError as error:
        raise StorageError(name, f"cannot be written: {error.strerror or error}") from error
