"""Replies of language models, kept by what was asked: the same question again asks nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vidgen.engines.writer.model import Model
from vidgen.model.writing import Asked, Models, Reply
from vidgen.store import Store
from vidgen.studio.steps import Step, Watch


@dataclass(frozen=True)
class Kept:
    """Asks `models` and keeps every reply in `store`; `watch` is told how far it is."""

    store: Store
    watch: Watch

    def replies(self, engine: Model, models: Models, asked: list[Asked]) -> list[Reply]:
        """Replies from the store, those that it lacks from the model, kept batch by batch.

        Raises EngineError when the model has no reply; what came before is kept.
        """
        what = [engine.name, engine.version, engine.identity(models), engine.fingerprint(models)]
        keys = [json.dumps([*what, each.digest()], ensure_ascii=False) for each in asked]
        lacking = [at for at, key in enumerate(keys) if not self.store.has("reply", key)]
        for start in range(0, len(lacking), models.batch):
            batch = lacking[start : start + models.batch]
            self.watch(Step("writer", start, len(lacking)))
            fresh = engine.replies([asked[at] for at in batch], models)
            for at, reply in zip(batch, fresh, strict=True):
                self.store.once("reply", keys[at], _saving(reply), ".json")
        return [
            self._kept(engine, models, key, each) for key, each in zip(keys, asked, strict=True)
        ]

    def _kept(self, engine: Model, models: Models, key: str, asked: Asked) -> Reply:
        """The kept reply; what the disk damaged since is asked for again."""

        def make(target: Path) -> None:
            _saving(engine.replies([asked], models)[0])(target)

        path = self.store.once("reply", key, make, ".json")
        return Reply.model_validate_json(path.read_text(encoding="utf-8"))


def chosen(models: Models, name: str, which: str) -> Models:
    """The settings with the model that was named after the colon of `name:which`."""
    field = "remote" if name == "openai" else "local"
    return models.model_copy(update={field: which}) if which else models


def _saving(reply: Reply) -> Callable[[Path], None]:
    def make(target: Path) -> None:
        target.write_text(reply.model_dump_json(), encoding="utf-8")

    return make
