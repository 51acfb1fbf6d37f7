"""Who answers the second look's questions: a language model, or nobody, and cues decide."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from vidgen.engines import find
from vidgen.engines.writer.model import Model
from vidgen.errors import EngineError, InputError
from vidgen.model.review import Claim, Text
from vidgen.model.writing import Models
from vidgen.stages import inquire
from vidgen.stages.claims import Ask, sentences
from vidgen.store import Store
from vidgen.studio.replying import Kept, chosen
from vidgen.studio.steps import Step, Watch

AUTO, CUES = "auto", "cues"

ANSWERERS = (CUES, AUTO, "openai", "transformers")
"""What `--ask` takes, the model ones perhaps with `:MODEL`."""


@dataclass(frozen=True)
class Jury:
    """Puts sentences to a model, all of them in batches; replies are kept in `store`."""

    store: Store
    models: Models
    watch: Watch

    def ask(self, spec: str, texts: Iterable[Text], claims: tuple[Claim, ...]) -> Ask | None:
        """What answers questions about the sentences of `texts`; None where cues are to decide.

        Raises InputError for who there is not, EngineMissing when the model that was named is not
        there. When a model fails, the watch is told so and cues decide.
        """
        said = tuple(dict.fromkeys(sentence for text in texts for _, sentence in sentences(text)))
        if spec == CUES or not said:
            return None
        if spec != AUTO:
            return self._by(spec, said, claims)
        answers = (self._by(name, said, claims) for name in _set_up(self.models))
        return next((answer for answer in answers if answer is not None), None)

    def _by(self, spec: str, said: tuple[str, ...], claims: tuple[Claim, ...]) -> Ask | None:
        name, _, which = spec.partition(":")
        engine = find("writer", name) if name in ANSWERERS[2:] else None
        if not isinstance(engine, Model):
            raise InputError("--ask", f"{spec!r} answers nothing", f"known: {', '.join(ANSWERERS)}")
        models = chosen(self.models, name, which)
        by = engine.identity(models)
        asked = [inquire.asked(sentence, claims) for sentence in said]
        try:
            replies = Kept(self.store, self.watch).replies(engine, models, asked)
        except EngineError as error:
            self._tell(f"{error}; cues decide instead")
            return None
        found = [inquire.parse(reply.text, claims) for reply in replies]
        part = sum(len(answers) < len(claims) for answers in found)
        short = f"; cues decide where it gave no answer: {part} sentences" if part else ""
        self._tell(f"{by} was asked about {len(said)} sentences{short}")
        told = dict(zip(said, found, strict=True))
        return lambda question, sentence: told[sentence].get(question)

    def _tell(self, note: str) -> None:
        self.watch(Step("review", 1, 1, note=note))


def _set_up(models: Models) -> tuple[str, ...]:
    """The models that the settings name, the endpoint first; those that only lie on the disk are
    not asked."""
    from vidgen.engines.writer.openai import configured

    endpoint = ("openai",) if configured(models, os.environ) else ()
    return (*endpoint, *(("transformers",) if models.local else ()))
