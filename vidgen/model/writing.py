"""What is asked of a language model, what it answers, and what became of its answer."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from vidgen.model.base import Noun


class Message(Noun):
    """One turn of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


class Ask(Noun):
    """One question to a model: the chat, the JSON schema its answer must keep to, and the seed.

    `most` is the longest answer worth waiting for, in tokens.
    """

    messages: tuple[Message, ...]
    answer: dict[str, Any]
    seed: int = 0
    most: int = Field(default=2048, ge=16)


class Reply(Noun):
    """A model's answer as it came; tokens are 0 where it does not count them."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


class Rejection(Noun):
    """A line of a model that was not taken: which one, its words, and why."""

    line: str
    text: str
    why: str


class Endpoint(Noun):
    """A service that speaks the OpenAI chat protocol: its address up to `/v1`, the model's name.

    `timeout` is seconds without a byte; `price_in` and `price_out` are what a million tokens cost,
    for the account. The key comes from the environment alone (VIDGEN_ENDPOINT_KEY, else
    OPENAI_API_KEY) and is never kept.
    """

    url: str = ""
    model: str = ""
    timeout: float = Field(default=60.0, gt=0, le=600)
    price_in: float = Field(default=0.0, ge=0)
    price_out: float = Field(default=0.0, ge=0)
