"""Which writers can be used here, and fetching a model when the user asks for it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from vidgen.errors import EngineError, EngineMissing
from vidgen.settings import Settings

PACKAGES = ("torch", "transformers", "llguidance")
"""What a local model needs (the extra `models`)."""


class Usable(NamedTuple):
    """A writer, whether it can write now, and what it works with or needs."""

    name: str
    ready: bool
    told: str


def usable(settings: Settings) -> list[Usable]:
    """Every writer of ours; nothing is loaded and no service is asked."""
    return [
        Usable("composer", True, "built in, offline"),
        _endpoint(settings),
        _local(settings),
    ]


def _endpoint(settings: Settings) -> Usable:
    endpoint = settings.endpoint
    if not endpoint.url or not endpoint.model:
        return Usable("openai", False, "set endpoint.url and endpoint.model in vidgen.toml")
    return Usable("openai", True, f"{endpoint.model} at {endpoint.url}, not asked")


def _local(settings: Settings) -> Usable:
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        return Usable(
            "transformers", False, f"needs {', '.join(missing)}: pip install 'vidgen[models]'"
        )
    if not settings.model:
        return Usable("transformers", False, "set model to a folder, or fetch one with --fetch ID")
    from vidgen.engines.writer.local import on_disk

    if not on_disk(settings.model):
        return Usable("transformers", False, f"{settings.model} is not on this disk: --fetch it")
    return Usable("transformers", True, settings.model)


def fetched(model: str) -> Path:
    """Fetch a model from the hub into its cache; where it then lies.

    Only weights as safetensors, configuration and tokenizer are taken: no code, no pickles. Raises
    EngineMissing without huggingface_hub, EngineError when the hub refuses or cannot be reached.
    """
    if find_spec("huggingface_hub") is None:
        raise EngineMissing("models", "needs huggingface_hub: pip install 'vidgen[models]'")
    import httpx
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    wanted = ["*.json", "*.safetensors", "*.txt", "*.model", "*.jinja"]
    try:
        return Path(snapshot_download(model, allow_patterns=wanted))
    except HFValidationError as error:
        raise EngineMissing("models", f"{model!r} is no id of a model: owner/name") from error
    except HfHubHTTPError as error:
        raise EngineError("models", f"the hub refuses {model}: {type(error).__name__}") from error
    except (LocalEntryNotFoundError, httpx.HTTPError, OSError) as error:
        what = f"the hub cannot be reached for {model}: {type(error).__name__}"
        raise EngineError("models", what, retry=True) from error
