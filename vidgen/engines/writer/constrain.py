"""A model held to a JSON schema while it writes, with chance that is the question's own.

llguidance says which tokens may come next; of those one is drawn by adding Gumbel noise, as much as
the question's `chance`, to the scores and taking the highest, which is sampling, but with a
generator for each row: a reply does not depend on which other questions stand in its batch.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from llguidance import LLMatcher
from llguidance.numpy import allocate_token_bitmask, fill_next_token_bitmask
from transformers import LogitsProcessor

from vidgen.model.writing import Asked


class Constrained(LogitsProcessor):  # type: ignore[misc]
    """Lets every row of a batch write its own question's JSON and nothing else."""

    def __init__(self, tokens: Any, asked: Sequence[Asked], width: int, end: int) -> None:
        """`tokens` is llguidance's view of the tokenizer, `width` the number of scores a step,
        `end` the token that ends a reply."""
        self._rows = [LLMatcher(tokens, _grammar(each)) for each in asked]
        self._chance = [torch.Generator().manual_seed(_seed(each)) for each in asked]
        self._how_much = torch.tensor([[each.chance] for each in asked])
        self._mask = allocate_token_bitmask(len(self._rows), width)
        self._width, self._end = width, end
        self._begun = False

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Scores of which the highest is the token to write next."""
        if self._begun:
            for row, token in zip(self._rows, input_ids[:, -1].tolist(), strict=True):
                if not _over(row):
                    row.consume_token(token)
        self._begun = True
        for number, row in enumerate(self._rows):
            if not _over(row):
                fill_next_token_bitmask(row, self._mask, number)
        bits = np.unpackbits(self._mask.view(np.uint8), axis=1, bitorder="little")
        allowed = torch.from_numpy(bits[:, : self._width].astype(bool))
        for number, row in enumerate(self._rows):
            if _over(row):
                allowed[number] = False
                allowed[number, self._end] = True
        drawn = scores.float().cpu() + self._how_much * self._noise()
        return drawn.masked_fill(~allowed, -torch.inf).to(scores.device)

    def _noise(self) -> torch.Tensor:
        """Gumbel noise, a row for each question from its own generator."""
        even = torch.stack([torch.rand(self._width, generator=each) for each in self._chance])
        return -torch.log(-torch.log(even.clamp(1e-20, 1 - 1e-7)))


def _over(row: Any) -> bool:
    """Whether a row is written to its end, or can go no further."""
    return bool(row.is_stopped() or row.is_error())


def _grammar(asked: Asked) -> Any:
    # Free white space would let a weak model write nothing else.
    return LLMatcher.grammar_from_json_schema(
        json.dumps(asked.answer), overrides={"whitespace_flexible": False}
    )


def _seed(asked: Asked) -> int:
    """A seed of 63 bits from everything that was asked."""
    return int(asked.digest()[:15], 16)
