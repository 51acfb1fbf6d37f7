"""Decoding that can only end in valid JSON: tokens the schema does not allow are never drawn."""

from __future__ import annotations

import json
from typing import Any

import llguidance
import llguidance.hf
import llguidance.torch
import numpy as np
import torch
from transformers import LogitsProcessor


class Guided(LogitsProcessor):  # type: ignore[misc]
    """Masks the logits of a batch, each row by the grammar of its own schema."""

    def __init__(self, tokenizer: Any, width: int, schemas: list[dict[str, Any]]) -> None:
        """`width` is the number of logits of the model; one schema per row."""
        told = llguidance.hf.from_tokenizer(tokenizer, n_vocab=width)
        rules: Any = {"whitespace_flexible": False}
        self._rows = [
            llguidance.LLMatcher(
                told,
                llguidance.LLMatcher.grammar_from_json_schema(json.dumps(schema), overrides=rules),
            )
            for schema in schemas
        ]
        self._bits = llguidance.torch.allocate_token_bitmask(1, width)
        self._begun = 0
        self._end = tokenizer.eos_token_id

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """The scores with everything that no grammar allows next at minus infinity."""
        if self._begun:
            for row, matcher in enumerate(self._rows):
                if not matcher.is_stopped():
                    matcher.consume_token(int(input_ids[row, -1]))
        self._begun += 1
        for row, matcher in enumerate(self._rows):
            scores[row] = scores[row].masked_fill(~self._allowed(matcher, scores), -torch.inf)
        return scores

    def _allowed(self, matcher: Any, scores: Any) -> Any:
        """Which tokens may follow, (width,) of bool; the end alone once the JSON is whole."""
        width = scores.shape[-1]
        if matcher.is_stopped():
            only = torch.zeros(width, dtype=torch.bool, device=scores.device)
            only[self._end] = True
            return only
        llguidance.torch.fill_next_token_bitmask(matcher, self._bits, 0)
        # llguidance's own way to apply the mask compiles for 22 s at its first call.
        bytes_ = self._bits[0].numpy().view(np.uint8)
        bits = np.unpackbits(bytes_, bitorder="little")[:width].astype(bool)
        return torch.from_numpy(bits).to(scores.device)
