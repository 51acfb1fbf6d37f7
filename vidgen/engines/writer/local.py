"""Writers that are local causal models, through transformers, held to the schema by llguidance.

Nothing is ever downloaded here, and no code that came with a model runs unless the user asked.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vidgen.engines.writer import shelf
from vidgen.errors import EngineError, EngineMissing
from vidgen.model.writing import Asked, Message, Models, Reply


class Transformers:
    """Any causal model with a fast tokenizer; a batch of questions at once, on CPU or GPU."""

    name = "transformers"
    version = "1"

    def identity(self, models: Models) -> str:
        """`transformers:<folder or hub id>`; see `Model.identity`."""
        _packages()
        folder = shelf.place(models.local)
        own = Path(models.local).expanduser().is_dir()
        return f"{self.name}:{folder.resolve().name if own else models.local}"

    def fingerprint(self, models: Models) -> str:
        """Changes when the model's files, or where and how it runs, change."""
        files = sorted(shelf.place(models.local).iterdir())
        stats = [(file.name, file.stat()) for file in files if file.is_file()]
        told = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
        return json.dumps([models.device, told])

    def replies(self, asked: Sequence[Asked], models: Models) -> tuple[Reply, ...]:
        """One reply to each question, `models.batch` at a time; see `Model.replies`."""
        _packages()
        model = _opened(shelf.place(models.local), models.device, models.trust_remote_code)
        found: list[Reply] = []
        for at in range(0, len(asked), models.batch):
            try:
                found += model.write(asked[at : at + models.batch])
            except (RuntimeError, ValueError) as error:
                what = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
                raise EngineError(self.name, f"could not write: {what}") from error
        return tuple(found)


@dataclass(frozen=True)
class _Opened:
    """A loaded model, its tokenizer, and llguidance's view of that."""

    model: Any
    tokenizer: Any
    tokens: Any
    width: int

    def write(self, asked: Sequence[Asked]) -> list[Reply]:
        import torch
        from transformers import GenerationConfig, LogitsProcessorList

        from vidgen.engines.writer.constrain import Constrained

        begun = time.monotonic()
        read = self.tokenizer(
            [self._conversation(each.messages) for each in asked],
            add_special_tokens=self.tokenizer.chat_template is None,
            padding=True,
            return_tensors="pt",
        ).to(self.model.device)
        before = read["input_ids"].shape[1]
        end = self.tokenizer.eos_token_id
        how = GenerationConfig(
            max_new_tokens=self._room(max(each.tokens for each in asked), before),
            do_sample=False,
            eos_token_id=end,
            pad_token_id=self.tokenizer.pad_token_id,
        )
        held = LogitsProcessorList([Constrained(self.tokens, asked, self.width, end)])
        with torch.inference_mode():
            written = self.model.generate(
                input_ids=read["input_ids"],
                attention_mask=read["attention_mask"],
                generation_config=how,
                logits_processor=held,
            )[:, before:].tolist()
        seconds = (time.monotonic() - begun) / len(asked)
        counts = read["attention_mask"].sum(1).tolist()
        return [
            self._reply(row, count, seconds) for row, count in zip(written, counts, strict=True)
        ]

    def _reply(self, row: list[int], count: int, seconds: float) -> Reply:
        end = self.tokenizer.eos_token_id
        row = row[: row.index(end)] if end in row else row
        text = self.tokenizer.decode(row, skip_special_tokens=True)
        return Reply(text=text, tokens_in=count, tokens_out=len(row), seconds=seconds)

    def _conversation(self, messages: tuple[Message, ...]) -> str:
        """The conversation as the model's own chat template writes it, else as plain text."""
        from jinja2 import TemplateError

        turns = [message.model_dump() for message in messages]
        if self.tokenizer.chat_template is None:
            return "\n\n".join(turn["content"] for turn in turns) + "\n\n"
        how = dict(tokenize=False, add_generation_prompt=True, enable_thinking=False)
        try:
            return str(self.tokenizer.apply_chat_template(turns, **how))
        except TemplateError:
            # Some templates know no system turn.
            one = {"role": "user", "content": "\n\n".join(turn["content"] for turn in turns)}
            return str(self.tokenizer.apply_chat_template([one], **how))

    def _room(self, wanted: int, before: int) -> int:
        """Tokens that may be written after `before` tokens were read (ValueError for none)."""
        most = getattr(self.model.config.get_text_config(), "max_position_embeddings", None)
        if most is None:
            return wanted
        if most - before < 16:
            raise ValueError(f"its context of {most} tokens is too short for {before} of prompt")
        return int(min(wanted, most - before))


def _packages() -> None:
    missing = shelf.lacking()
    if missing:
        what = f"needs {', '.join(missing)}: pip install 'vidgen[models]'"
        raise EngineMissing("transformers", what)


@lru_cache(maxsize=1)
def _opened(folder: Path, device: str, trust: bool) -> _Opened:
    """The model of a folder, loaded once for all scripts of a run.

    Raises EngineError when it cannot be loaded.
    """
    import torch
    from llguidance.hf import from_tokenizer
    from safetensors import SafetensorError
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    where = ("cuda" if torch.cuda.is_available() else "cpu") if device == "auto" else device
    how: dict[str, Any] = dict(local_files_only=True, trust_remote_code=trust)
    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(folder, padding_side="left", **how)
        precision = torch.float32 if where == "cpu" else "auto"
        model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=precision, **how)
        model.to(where)
        width = model.get_output_embeddings().weight.shape[0]
        tokens = from_tokenizer(tokenizer, n_vocab=width)
    except (OSError, ValueError, RuntimeError, ImportError, KeyError, SafetensorError) as error:
        what = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
        raise EngineError("transformers", f"{folder} cannot be loaded: {what}") from error
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    model.eval()
    return _Opened(model, tokenizer, tokens, width)
