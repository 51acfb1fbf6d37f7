"""Writing scripts: the composer's drafts, worded anew by a language model where one is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vidgen.engines import find
from vidgen.errors import EngineError
from vidgen.library import Library
from vidgen.model.script import Brief, Script
from vidgen.model.writing import Ask, Endpoint, Rejection, Reply
from vidgen.stages.take import Check, Judge, take, vocabulary
from vidgen.stages.write import ask, parse
from vidgen.store import Store
from vidgen.studio.steps import Step, Watch

COMPOSER, ENDPOINT, LOCAL, AUTO = "composer", "openai", "transformers", "auto"

_TRIES = 2
"""Times a model is asked for a line before the composed one is said."""

Model = Callable[[Sequence[Ask]], list[Reply]]


@dataclass(frozen=True)
class Writers:
    """Who may write: the service and the local model that the settings name, where replies are
    kept, the library for its plain words, and who watches."""

    store: Store
    library: Library
    endpoint: Endpoint
    model: str
    watch: Watch

    def write(self, briefs: Sequence[Brief], judge: Judge) -> list[Script]:
        """A draft per brief; all of them are for one writer, that of the first.

        With writer "auto", a model that fails leaves the composed lines and the watch is told;
        asked for by name, its EngineError is raised. An outsider's writer (entry point
        `vidgen.writer`) writes whole scripts of its own.
        """
        asked = briefs[0].writer
        name = self._chosen(asked)
        if name.partition(":")[0] not in (ENDPOINT, LOCAL):
            engine = find("writer", name)
            return [engine(brief) for brief in briefs]
        drafts = [find("writer", COMPOSER)(brief) for brief in briefs]
        try:
            return self._worded(briefs, drafts, name, judge)
        except EngineError as error:
            if asked != AUTO:
                raise
            self.watch(Step("script", 0, 1, note=f"{error}; the composer writes instead"))
            return drafts

    def _chosen(self, asked: str) -> str:
        """The writer's full name: `openai:model`, `transformers:model` or `composer`."""
        name, _, model = asked.partition(":")
        if name == AUTO:
            if self.endpoint.url:
                return f"{ENDPOINT}:{self.endpoint.model}"
            return f"{LOCAL}:{self.model}" if self._is_here() else COMPOSER
        if name == ENDPOINT:
            return f"{ENDPOINT}:{model or self.endpoint.model}"
        if name == LOCAL:
            return f"{LOCAL}:{model or self.model}"
        return asked

    def _is_here(self) -> bool:
        from vidgen.engines.writer.local import on_disk

        return bool(self.model) and on_disk(self.model)

    def _engine(self, name: str) -> tuple[Model, str]:
        """The model to ask, and what stands for it in the store's keys."""
        kind, _, model = name.partition(":")
        if kind == ENDPOINT:
            from vidgen.engines.writer.endpoint import Endpointed

            service = Endpointed(self.endpoint.model_copy(update={"model": model}))
            return service, f"{service.name} {service.version} {self.endpoint.url} {model}"
        from vidgen.engines.writer.local import Local

        local = Local(model)
        return local, f"{local.name} {local.version}"

    def _worded(
        self, briefs: Sequence[Brief], drafts: list[Script], name: str, judge: Judge
    ) -> list[Script]:
        engine, key = self._engine(name)
        scripts, spent = list(drafts), Reply(text="")
        left = dict.fromkeys(range(len(briefs)), tuple[Rejection, ...]())
        for attempt in range(_TRIES):
            asks = {n: ask(briefs[n], drafts[n], refused) for n, refused in left.items()}
            replies = self._asked(engine, key, asks)
            left = {}
            for n, reply in replies.items():
                wanted = set(asks[n].answer["properties"]["lines"]["properties"])
                texts = {k: v for k, v in parse(reply.text).items() if k in wanted}
                check = Check(self._vocabulary(briefs[n]), judge)
                scripts[n], refused = take(briefs[n], scripts[n], texts, name, check)
                if again := tuple(each for each in refused if each.line in wanted):
                    left[n] = again
                spent = _and(spent, reply)
            self.watch(Step("script", attempt + 1, _TRIES))
            if not left:
                break
        self.watch(Step("script", 1, 1, note=self._account(scripts, name, spent)))
        return [_signed(script, name) for script in scripts]

    def _asked(self, engine: Model, key: str, asks: dict[int, Ask]) -> dict[int, Reply]:
        """The replies, each from the store where the same was asked before."""
        keys = {n: f"{key} {each.digest()}" for n, each in asks.items()}
        new = [n for n in asks if not self.store.has("reply", keys[n])]
        made = dict(zip(new, engine([asks[n] for n in new]), strict=True)) if new else {}
        return {n: self._kept(keys[n], made.get(n), engine, asks[n]) for n in asks}

    def _kept(self, key: str, reply: Reply | None, engine: Model, question: Ask) -> Reply:
        def make(target: Path) -> None:
            found = reply if reply is not None else engine([question])[0]
            target.write_text(found.model_dump_json(), encoding="utf-8")

        path = self.store.once("reply", key, make, ".json")
        return Reply.model_validate_json(path.read_text(encoding="utf-8"))

    def _vocabulary(self, brief: Brief) -> frozenset[str]:
        return vocabulary(self.library.plain_words(brief.language), brief.language)

    def _account(self, scripts: Sequence[Script], name: str, spent: Reply) -> str:
        lines = [line for script in scripts for line in script.lines]
        own = sum(line.by == name for line in lines)
        told = f"{own} of {len(lines)} lines by {name}, the others composed"
        if spent.tokens_out:
            told += f"; {spent.tokens_in} tokens read, {spent.tokens_out} written"
        prices = self.endpoint
        cost = (spent.tokens_in * prices.price_in + spent.tokens_out * prices.price_out) / 1e6
        return told + (f", {cost:.4f} spent" if cost and name.startswith(ENDPOINT) else "")


def _and(spent: Reply, reply: Reply) -> Reply:
    return Reply(
        text="",
        tokens_in=spent.tokens_in + reply.tokens_in,
        tokens_out=spent.tokens_out + reply.tokens_out,
    )


def _signed(script: Script, name: str) -> Script:
    """The script with its writer named: the model's where a line of it was taken."""
    own = any(line.by == name for line in script.lines)
    return script.model_copy(update={"writer": name}) if own else script
