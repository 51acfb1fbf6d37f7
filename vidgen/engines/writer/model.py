"""What a writer that is a language model is: questions in, replies out; it knows no product.

What it is asked, and what of its replies may be said, is decided elsewhere (`stages.write`), alike
for every model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from vidgen.model.writing import Asked, Models, Reply


@runtime_checkable
class Model(Protocol):
    """A language model that answers questions with JSON."""

    name: str
    version: str

    def identity(self, models: Models) -> str:
        """Which model answers under these settings, as people name it: `transformers:Qwen3-0.6B`.

        Raises EngineMissing saying what to set or install when none can.
        """

    def fingerprint(self, models: Models) -> str:
        """What else decides a reply besides the question, for replies to be kept by."""

    def replies(self, asked: Sequence[Asked], models: Models) -> tuple[Reply, ...]:
        """One reply to each question, in order.

        A reply may be any text at all. Raises EngineError when there is none, EngineMissing when a
        package or the model itself is not there.
        """
