"""Writers behind any OpenAI-compatible endpoint (`<url>/chat/completions`), through httpx.

The key comes from the environment alone. It is sent over TLS or to this machine, never written to
a log, an error or a file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Any

import httpx

from vidgen.engines import again
from vidgen.engines.writer.body import first, lessened
from vidgen.engines.writer.exchange import Refusal, exchange
from vidgen.errors import EngineError, EngineMissing, SettingsError
from vidgen.model.writing import Asked, Models, Reply

HOME = "https://api.openai.com/v1"
"""The endpoint when a key but no other endpoint is set."""

KEYS = ("VIDGEN_OPENAI_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold the key, the first that does."""

_ATTEMPTS = 4
_LONGEST_WAIT = 30.0
_AT_ONCE = 4
"""Questions on their way at the same time."""

_CONNECT = 10.0
"""Seconds to wait for a connection."""

_NOT_TAKEN = (400, 422)
"""HTTP statuses by which endpoints refuse a parameter."""

_ALTOGETHER = 3.0
"""Time-outs after which no further attempt begins."""


class OpenAI:
    """Asks an endpoint a few questions at a time; slow or refusing ones are asked again."""

    name = "openai"
    version = "1"

    def __init__(self, patience: float = 1.0) -> None:
        """`patience` scales the waits between attempts; tests shorten it."""
        self._patience = patience

    def identity(self, models: Models) -> str:
        """`openai:<model>`; see `Model.identity`."""
        _address(models, os.environ)
        return f"{self.name}:{models.remote}"

    def fingerprint(self, models: Models) -> str:
        """The endpoint: the same name may be another model elsewhere."""
        url = _address(models, os.environ)[0]
        # Hashed because a URL may hold a password, and keys of kept replies are written to disk.
        return hashlib.sha256(url.encode()).hexdigest()

    def replies(self, asked: Sequence[Asked], models: Models) -> tuple[Reply, ...]:
        """One reply to each question; see `Model.replies`.

        EngineError has `retry` true when the endpoint could not be reached, was too slow or refused
        for `_ATTEMPTS` times, false when it refused for good.
        """
        url, key = _address(models, os.environ)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        client = httpx.Client(
            headers=headers,
            timeout=httpx.Timeout(models.timeout, connect=min(_CONNECT, models.timeout)),
            # A proxy of the environment is for the outside, not for this machine's own servers.
            trust_env=not local(url),
        )
        with client, ThreadPoolExecutor(_AT_ONCE) as pool:
            found = pool.map(lambda each: self._reply(client, url, each, models, key), asked)
            return tuple(found)

    def _reply(
        self, client: httpx.Client, url: str, asked: Asked, models: Models, key: str
    ) -> Reply:
        """The reply to one question, each time with less of what the endpoint does not take."""
        body = first(asked, models.remote)
        while True:
            try:
                return self._patiently(client, url, body, models.timeout)
            except EngineError as error:
                less = lessened(body, error.said) if isinstance(error, Refusal) else None
                if less is None or not (isinstance(error, Refusal) and error.status in _NOT_TAKEN):
                    # The service may have repeated the key in its words.
                    what = error.what.replace(key, "***") if key else error.what
                    raise EngineError(self.name, what, error.retry, error.after) from None
                body = less

    def _patiently(
        self, client: httpx.Client, url: str, body: Mapping[str, Any], timeout: float
    ) -> Reply:
        altogether = _ALTOGETHER * timeout
        patient = again.attempts(_ATTEMPTS, _LONGEST_WAIT, self._patience, altogether)
        return patient(exchange, client, f"{url}/chat/completions", body, timeout)


def configured(models: Models, environment: Mapping[str, str]) -> bool:
    """Whether an endpoint was chosen: a model is named, and a URL or a key is there."""
    return bool(models.remote and (models.url or any(environment.get(key) for key in KEYS)))


def local(url: str) -> bool:
    """Whether a URL is on this machine."""
    host = httpx.URL(url).host
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _address(models: Models, environment: Mapping[str, str]) -> tuple[str, str]:
    """The endpoint's base URL and the key that may be sent there ("" for none).

    Raises EngineMissing saying what to set when no endpoint or model was chosen.
    """
    if not models.remote:
        raise EngineMissing(
            "openai", "no model is named: set VIDGEN_OPENAI_MODEL or use --writer openai:MODEL"
        )
    url = models.url.rstrip("/")
    if not _is_address(url or HOME):
        raise SettingsError("openai_url", "is no http address", "like https://host/v1")
    key = _key(url, environment)
    if not url and not key:
        raise EngineMissing("openai", f"no endpoint: set VIDGEN_OPENAI_URL, or a key in {KEYS[0]}")
    return url or HOME, key


def _is_address(url: str) -> bool:
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    return parts.scheme in ("http", "https") and bool(parts.host)


def _key(url: str, environment: Mapping[str, str]) -> str:
    """The key for this endpoint.

    A settings file may come with a stranger's product data: `OPENAI_API_KEY` goes nowhere but to
    OpenAI, to this machine, and to the endpoint that the environment itself names.
    """
    own, common = (environment.get(name, "").strip() for name in KEYS)
    if url and not url.startswith("https://") and not local(url):
        return ""
    chosen = environment.get("VIDGEN_OPENAI_URL", "").rstrip("/")
    if own or not url or url in (HOME, chosen) or local(url):
        return own or common
    return ""
