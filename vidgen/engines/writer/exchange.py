"""One exchange with an endpoint: send a body, read the reply in time, or say what failed."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

import httpx

from vidgen.engines import again
from vidgen.errors import EngineError
from vidgen.model.writing import Reply

_MOST = 4 * 1024**2
"""Bytes of a reply above which it is no reply to our question."""


class Refusal(EngineError):
    """The endpoint answered with an HTTP error: its status, what it said, when to come again."""

    def __init__(self, response: httpx.Response, said: str) -> None:
        self.status, self.said = response.status_code, said
        told = " ".join(said.split())[:160]
        super().__init__(
            "openai",
            f"the endpoint refused (HTTP {self.status})" + (f": {told}" if told else ""),
            retry=self.status in (408, 409, 425, 429) or self.status >= 500,
            after=again.after(response.headers.get("Retry-After", "")),
        )


def exchange(client: httpx.Client, url: str, body: Mapping[str, Any], timeout: float) -> Reply:
    """The endpoint's reply to one body, all of it within `timeout` seconds.

    Raises Refusal for an HTTP error, EngineError (`retry` true) when nothing whole came in time.
    """
    begun = time.monotonic()
    try:
        with client.stream("POST", url, json=body) as response:
            data = _within(response, begun + timeout)
    except httpx.TimeoutException as error:
        raise EngineError("openai", f"no reply within {timeout:g} s", retry=True) from error
    except httpx.HTTPError as error:
        what = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise EngineError("openai", f"could not be asked: {what}", retry=True) from error
    text = data.decode("utf-8", errors="replace")
    if response.is_error or response.is_redirect:
        raise Refusal(response, _said(text))
    return _reply(text, time.monotonic() - begun)


def _within(response: httpx.Response, end: float) -> bytes:
    """The body, read until `end`: a slow trickle never lets the time-out of one read run out."""
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if time.monotonic() > end:
            raise httpx.ReadTimeout("the reply only trickled")
        if len(data) > _MOST:
            raise EngineError("openai", "the reply is far longer than what was asked for")
    return bytes(data)


def _said(text: str) -> str:
    """The words of an error body."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return text[:2000]
    error = told.get("error", told) if isinstance(told, dict) else told
    return json.dumps(error, ensure_ascii=False)[:2000]


def _reply(text: str, seconds: float) -> Reply:
    """What the model said; a body that is no chat completion counts as failed on the way."""
    try:
        told = json.loads(text)
        said = told["choices"][0]["message"].get("content")
        usage = told.get("usage") or {}
        counts = [int(usage.get(key) or 0) for key in ("prompt_tokens", "completion_tokens")]
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise EngineError("openai", "the reply is no chat completion", retry=True) from error
    return Reply(
        text=said if isinstance(said, str) else "",
        tokens_in=max(0, counts[0]),
        tokens_out=max(0, counts[1]),
        seconds=seconds,
    )
