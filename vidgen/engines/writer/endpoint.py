"""A writer behind the OpenAI chat protocol: a local server, a rented one, any that speaks it."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    stop_after_delay,
)

from vidgen.errors import EngineError, EngineMissing
from vidgen.model.writing import Ask, Endpoint, Reply

_ATTEMPTS, _ALTOGETHER = 4, 180.0
"""Times one question is put, and seconds after which it is not put again (reliability notes)."""

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
_CONNECT = 10.0

_LARGEST = 4 * 1024 * 1024
"""Bytes of an answer that are read; a script is a few thousand."""

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses that may pass; others refuse for good."""

KEYS = ("VIDGEN_ENDPOINT_KEY", "OPENAI_API_KEY")
"""Variables of the environment that may hold the key, the first one found counts."""


class Endpointed:
    """Asks a service; keeps to the schema where the service can, and asks plainly where not."""

    name = "openai"
    version = "1"

    def __init__(self, endpoint: Endpoint, patience: float = 1.0) -> None:
        """`patience` scales all waiting; tests shorten it.

        Raises EngineMissing when the endpoint has no usable address or no model.
        """
        parts = urlsplit(endpoint.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or not endpoint.model:
            what = "set endpoint.url (http…/v1) and endpoint.model in vidgen.toml"
            raise EngineMissing(self.name, what)
        if parts.username or parts.password:
            raise EngineMissing(
                self.name, "the address holds a password: put the key in the environment"
            )
        self._endpoint, self._patience = endpoint, patience
        self._plainly = False

    def __call__(self, asks: Sequence[Ask]) -> list[Reply]:
        """A reply for every question, in order.

        Raises EngineError: `retry` true when the service could not be reached or kept failing,
        false when it refused for good.
        """
        limit = httpx.Timeout(self._endpoint.timeout * self._patience, connect=_CONNECT)
        # Proxies of the environment stay out: what is asked goes to the named address alone.
        with httpx.Client(timeout=limit, trust_env=False, follow_redirects=False) as client:
            return [self._answer(client, ask) for ask in asks]

    def _answer(self, client: httpx.Client, ask: Ask) -> Reply:
        for attempt in Retrying(
            stop=stop_after_attempt(_ATTEMPTS) | stop_after_delay(_ALTOGETHER * self._patience),
            wait=self._wait,
            retry=retry_if_exception(lambda e: isinstance(e, EngineError) and e.retry),
            reraise=True,
        ):
            with attempt:
                return self._once(client, ask)
        raise AssertionError("tenacity raises the last error")

    def _once(self, client: httpx.Client, ask: Ask) -> Reply:
        status, told, headers = self._post(client, self._body(ask))
        if status in (400, 404, 422) and not self._plainly:
            # Not every service knows schemas; one that does not is asked without, from now on.
            self._plainly = True
            status, told, headers = self._post(client, self._body(ask))
        if status != 200:
            error = EngineError(self.name, _refusal(status), retry=status in _AGAIN)
            error.retry_after = headers.get("retry-after")  # type: ignore[attr-defined]
            raise error
        return _reply(told)

    def _body(self, ask: Ask) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": [each.model_dump() for each in ask.messages],
            "max_tokens": ask.most,
            "temperature": 0.7,
            "seed": ask.seed,
        }
        if not self._plainly:
            named = {"name": "script", "strict": True, "schema": ask.answer}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        return body

    def _post(self, client: httpx.Client, body: dict[str, Any]) -> tuple[int, Any, httpx.Headers]:
        url = self._endpoint.url.rstrip("/") + "/chat/completions"
        key = next((os.environ[name] for name in KEYS if os.environ.get(name)), "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            with client.stream("POST", url, json=body, headers=headers) as answer:
                content = bytearray()
                for piece in answer.iter_bytes():
                    content += piece
                    if len(content) > _LARGEST:
                        raise EngineError(self.name, "sent more than 4 MB: that is no answer")
        except httpx.HTTPError as error:
            # The message of an HTTP error may hold the address; never its headers or the key.
            what = f"{urlsplit(url).hostname}: {type(error).__name__}"
            raise EngineError(self.name, what, retry=True) from error
        if answer.status_code != 200:
            return answer.status_code, None, answer.headers
        try:
            return 200, httpx.Response(200, content=bytes(content)).json(), answer.headers
        except ValueError as error:
            raise EngineError(self.name, "the answer is no JSON", retry=True) from error

    def _wait(self, state: RetryCallState) -> float:
        """Seconds before the next attempt: doubling with jitter, or what the service asks for."""
        error = state.outcome.exception() if state.outcome else None
        asked = str(getattr(error, "retry_after", None) or "")
        doubling = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (state.attempt_number - 1))
        wait = doubling * random.uniform(0.5, 1.0)
        if asked.isdigit():
            wait = max(wait, min(_LONGEST_WAIT, float(asked)))
        return float(wait * self._patience)


def _refusal(status: int) -> str:
    told = {
        401: "the key is not accepted (set VIDGEN_ENDPOINT_KEY)",
        403: "the key is not accepted (set VIDGEN_ENDPOINT_KEY)",
        404: "there is no such address or model (see endpoint.url and endpoint.model)",
        429: "too many requests",
    }
    return f"status {status}: {told.get(status, 'refused')}"


def _reply(told: Any) -> Reply:
    """The text of a chat completion; "" where it holds none (a refusal, a tool call)."""
    choices = told.get("choices") if isinstance(told, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else {}
    message = first.get("message") if isinstance(first, dict) else {}
    text = message.get("content") if isinstance(message, dict) else ""
    usage = told.get("usage") if isinstance(told, dict) else None
    counts: Mapping[str, Any] = usage if isinstance(usage, dict) else {}
    return Reply(
        text=text if isinstance(text, str) else "",
        tokens_in=_count(counts.get("prompt_tokens")),
        tokens_out=_count(counts.get("completion_tokens")),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0
