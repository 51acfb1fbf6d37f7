"""Writing scripts: by the composer, or its draft worded anew by a language model.

A model's lines are taken one by one (`stages.write`); those that are refused are asked for once
more, then the composed lines stay. Replies are kept by what was asked, so that the same command
again asks nothing and gives the same script.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vidgen.engines import find, names
from vidgen.engines.writer.model import Model
from vidgen.errors import EngineError, InputError
from vidgen.model.script import Brief, Script
from vidgen.model.writing import Asked, Models, Refused, Reply, Written
from vidgen.stages import write as stage
from vidgen.stages.accept import Review
from vidgen.store import Store
from vidgen.studio.authors import COMPOSER, authors
from vidgen.studio.steps import Step, Watch

AUTO = "auto"


@dataclass(frozen=True)
class Desk:
    """Where scripts are written: replies are kept in `store`, `models` says who may be asked,
    `watch` is told who wrote, `review` finds who may object to a model's lines for a brief."""

    store: Store
    models: Models
    watch: Watch
    review: Callable[[Brief], Review] | None = None

    def write(self, brief: Brief) -> Script:
        """The script for one brief; see `write_all`."""
        return self.write_all((brief,))[0]

    def write_all(self, briefs: Sequence[Brief]) -> tuple[Script, ...]:
        """A script for every brief, by its writer; one model writes all its briefs in batches.

        Raises InputError for a writer that there is not, EngineMissing and EngineError when the
        writer that was asked for cannot write. With "auto" the next one writes then, the composer
        in the end, and the watch is told so.
        """
        done: dict[int, Script] = {}
        for spec in dict.fromkeys(brief.writer for brief in briefs):
            mine = [at for at, brief in enumerate(briefs) if brief.writer == spec]
            write = self._by_anyone if spec == AUTO else lambda b, spec=spec: self._by(spec, b)
            done |= zip(mine, write([briefs[at] for at in mine]), strict=True)
        return tuple(done[at] for at in range(len(briefs)))

    def _by_anyone(self, briefs: list[Brief]) -> list[Script]:
        for author in authors(self.models):
            if not author.usable:
                continue
            try:
                return self._by(author.writer, briefs)
            except EngineError as error:
                self._tell(f"{error}; asking the next writer")
        raise AssertionError("the composer always writes")

    def _by(self, spec: str, briefs: list[Brief]) -> list[Script]:
        name, _, which = spec.partition(":")
        engine = find("writer", name)
        if isinstance(engine, Model):
            return self._modelled(engine, chosen(self.models, name, which), briefs)
        if which:
            known = ", ".join((*names("writer"), AUTO))
            raise InputError("--writer", f"{name} takes nothing after a colon", f"known: {known}")
        return [engine(brief) for brief in briefs]

    def _modelled(self, engine: Model, models: Models, briefs: list[Brief]) -> list[Script]:
        by = engine.identity(models)
        compose = find("writer", COMPOSER)
        sheets = [_Sheet(brief, compose(brief)) for brief in briefs]
        for last in (False, True):
            open_ = [sheet for sheet in sheets if sheet.wanted]
            asked = [stage.asked(s.brief, s.script, s.again) for s in open_]
            replies = self._replies(engine, models, asked)
            for sheet, reply in zip(open_, replies, strict=True):
                sheet.take(reply, by, last, self.review(sheet.brief) if self.review else None)
        scripts = [sheet.signed(by, models) for sheet in sheets]
        self._tell(_summary(scripts, by))
        return scripts

    def _replies(self, engine: Model, models: Models, asked: list[Asked]) -> list[Reply]:
        """Replies from the store, those that it lacks from the model, kept batch by batch."""
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

    def _tell(self, note: str) -> None:
        self.watch(Step("writer", 1, 1, note=note))


class _Sheet:
    """One script on its way: what is taken, what was refused, what it took."""

    def __init__(self, brief: Brief, draft: Script) -> None:
        self.brief, self.script = brief, draft
        self.again: tuple[Refused, ...] = ()
        self._of = len(stage.lines_for(draft))
        self._refused: list[Refused] = []
        self._replies: list[Reply] = []
        self.wanted = self._of > 0

    def take(self, reply: Reply, by: str, last: bool, review: Review | None) -> None:
        """Take what may be said of a reply, and remember what may not and what is done then."""
        self.script, refused = stage.parse(self.brief, self.script, reply.text, by, review)
        then = "composed" if last else "again"
        self._refused += [each.model_copy(update={"then": then}) for each in refused]
        self._replies.append(reply)
        self.again, self.wanted = refused, bool(refused)

    def signed(self, by: str, models: Models) -> Script:
        """The script with the record of how it was written."""
        read = sum(reply.tokens_in for reply in self._replies)
        wrote = sum(reply.tokens_out for reply in self._replies)
        lines = sum(line.by == by for line in self.script.lines)
        written = Written(
            by=by,
            lines=lines,
            of=self._of,
            tokens_in=read,
            tokens_out=wrote,
            cost=round((read * models.price_in + wrote * models.price_out) / 1e6, 6),
            refused=tuple(self._refused),
        )
        writer = by if lines else COMPOSER
        return self.script.model_copy(update={"writer": writer, "written": written})


def chosen(models: Models, name: str, which: str) -> Models:
    """The settings with the model that was named after the colon."""
    field = "remote" if name == "openai" else "local"
    return models.model_copy(update={field: which}) if which else models


def _saving(reply: Reply) -> Callable[[Path], None]:
    def make(target: Path) -> None:
        target.write_text(reply.model_dump_json(), encoding="utf-8")

    return make


def _summary(scripts: list[Script], by: str) -> str:
    found = [script.written for script in scripts if script.written]
    lines, of = sum(each.lines for each in found), sum(each.of for each in found)
    read, wrote = sum(each.tokens_in for each in found), sum(each.tokens_out for each in found)
    cost = sum(each.cost for each in found)
    return (
        f"{by} wrote {lines} of {of} lines, the composer the others; "
        f"{read} tokens read, {wrote} written" + (f", cost {cost:.4f}" if cost else "")
    )
