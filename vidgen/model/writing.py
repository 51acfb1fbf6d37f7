"""What is asked of a language model that writes, what it answered, and what was refused of it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from vidgen.model.base import Noun


class Message(Noun):
    """One turn of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


class Asked(Noun):
    """One question to a model: the conversation, the JSON schema of the reply, how long it may be.

    `tokens` bounds the reply; `seed` decides all chance in it, of which there is more with a higher
    `chance` (a sampling temperature; with 0 the likeliest words are taken).
    """

    messages: tuple[Message, ...]
    answer: dict[str, Any]
    tokens: int = Field(ge=1)
    seed: int = 0
    chance: float = Field(default=0.7, ge=0, le=2)


class Reply(Noun):
    """What a model answered, word for word, the tokens it read and wrote, the seconds it took.

    Seconds of a batch are shared evenly among its replies.
    """

    text: str
    tokens_in: int = Field(default=0, ge=0)
    tokens_out: int = Field(default=0, ge=0)
    seconds: float = Field(default=0.0, ge=0)


class Refused(Noun):
    """One line of a model that was not taken: its id, the words ("" if none came), the reasons.

    `then` tells what was done: the model was asked again, or the composed line stayed.
    """

    line: str
    text: str
    why: tuple[str, ...]
    then: Literal["again", "composed"] = "composed"


class Written(Noun):
    """How a model wrote a script: who was asked, lines taken `of` those asked for, what it took.

    `cost` is money by the prices that were set (0 when none were); `refused` is everything that was
    not taken, in the order in which it came.
    """

    by: str
    lines: int = Field(ge=0)
    of: int = Field(ge=0)
    tokens_in: int = Field(default=0, ge=0)
    tokens_out: int = Field(default=0, ge=0)
    cost: float = Field(default=0.0, ge=0)
    refused: tuple[Refused, ...] = ()


class Models(Noun):
    """Which language models may write, and how they are reached.

    `url` is the base of an OpenAI-compatible endpoint (…/v1) and `remote` the model asked for
    there; `local` is the folder or hub id of a model on this machine. `timeout` is seconds for one
    reply of the endpoint; `price_in` and `price_out` are money per million tokens, for the cost
    that is told. `device` is where a local model runs, `batch` how many scripts it writes at once.
    `trust_remote_code` lets a local model run Python that came with it. Keys are never held here.
    """

    url: str = ""
    remote: str = ""
    local: str = ""
    timeout: float = Field(default=60.0, gt=0, le=3600)
    price_in: float = Field(default=0.0, ge=0)
    price_out: float = Field(default=0.0, ge=0)
    device: str = "auto"
    batch: int = Field(default=8, ge=1, le=256)
    trust_remote_code: bool = False
