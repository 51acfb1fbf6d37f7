"""A writer on this machine: any causal language model in the format of transformers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from vidgen.errors import EngineError, EngineMissing
from vidgen.model.writing import Ask, Message, Reply

_BATCH = 8
"""Questions put at once: a catalog's scripts share the model's passes."""

_LONGEST = 8192
"""Tokens of a question that are read, at most the model's own limit."""


def on_disk(model: str) -> bool:
    """Whether a model lies here: as a folder, or in the hub's cache."""
    return _place(model) is not None


def _place(model: str) -> Path | None:
    folder = Path(model).expanduser()
    if (folder / "config.json").is_file():
        return folder
    try:
        from huggingface_hub import try_to_load_from_cache
        from huggingface_hub.errors import HFValidationError
    except ModuleNotFoundError:
        return None
    try:
        found = try_to_load_from_cache(model, "config.json")
    except HFValidationError:
        return None
    return Path(found).parent if isinstance(found, str) else None


class Local:
    """Writes with a model that is on this disk; nothing is fetched, no code of it is run."""

    name = "transformers"

    def __init__(self, model: str) -> None:
        """`model`: a folder, or the id of a model in the hub's cache; EngineMissing if neither."""
        place = _place(model) if model else None
        if place is None:
            what = f"no model {model!r} on this disk: name a folder, or `vidgen models fetch` it"
            raise EngineMissing(self.name, what)
        self._place = place
        told = hashlib.sha256((place / "config.json").read_bytes())
        for file in sorted(place.glob("*.safetensors")):
            told.update(f"{file.name} {file.stat().st_size}".encode())
        self.version = f"1.{told.hexdigest()[:16]}"

    def __call__(self, asks: Sequence[Ask]) -> list[Reply]:
        """A reply for every question, in order; each is JSON of its schema if it was finished.

        Raises EngineMissing when the packages or the model cannot be loaded, EngineError when
        memory does not suffice.
        """
        import torch

        model, tokenizer = _loaded(str(self._place))
        replies: list[Reply] = []
        for first in range(0, len(asks), _BATCH):
            batch = asks[first : first + _BATCH]
            try:
                replies += _answers(model, tokenizer, batch)
            except torch.OutOfMemoryError as error:
                raise EngineError(
                    self.name, f"{self._place.name} does not fit in memory"
                ) from error
        return replies


@cache
def _loaded(place: str) -> tuple[Any, Any]:
    """Model and tokenizer, once a process, on a GPU if there is one."""
    try:
        import llguidance  # noqa: F401
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
    except ModuleNotFoundError as error:
        what = f"needs the package {error.name!r}: pip install 'vidgen[models]'"
        raise EngineMissing(Local.name, what) from error
    try:
        options = {"local_files_only": True, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(place, padding_side="left", **options)
        model = AutoModelForCausalLM.from_pretrained(place, **options).eval()
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise EngineMissing(Local.name, f"{place} cannot be used: {first}") from error
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return (model.to("cuda") if torch.cuda.is_available() else model), tokenizer


def _answers(model: Any, tokenizer: Any, asks: Sequence[Ask]) -> list[Reply]:
    import torch

    from vidgen.engines.writer.constrained import Guided

    told = [_prompt(tokenizer, ask.messages) for ask in asks]
    room = min(_LONGEST, int(getattr(model.config, "max_position_embeddings", _LONGEST)))
    most = min(max(ask.most for ask in asks), max(16, room // 2))
    asked = tokenizer(
        told,
        padding=True,
        truncation=True,
        max_length=max(16, room - most),
        return_tensors="pt",
        add_special_tokens=False,
    ).to(model.device)
    width = int(model.get_output_embeddings().weight.shape[0])
    guide = Guided(tokenizer, width, [ask.answer for ask in asks])
    with torch.inference_mode():
        made = model.generate(
            input_ids=asked["input_ids"],
            attention_mask=asked["attention_mask"],
            logits_processor=[guide],
            max_new_tokens=most,
            # The likeliest words: what is written must not depend on what is asked beside it.
            do_sample=False,
            pad_token_id=tokenizer.pad_token_id,
        )
    begun = asked["input_ids"].shape[1]
    return [
        Reply(
            text=tokenizer.decode(row[begun:], skip_special_tokens=True),
            tokens_in=int(mask.sum()),
            tokens_out=int((row[begun:] != tokenizer.pad_token_id).sum()),
        )
        for row, mask in zip(made, asked["attention_mask"], strict=True)
    ]


def _prompt(tokenizer: Any, messages: tuple[Message, ...]) -> str:
    """The chat in the model's own template, or plainly where it has none."""
    chat = [message.model_dump() for message in messages]
    if tokenizer.chat_template:
        told = tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True)
        return str(told)
    return "\n\n".join(message.content for message in messages) + "\n\n"
