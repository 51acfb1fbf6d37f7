"""From what was typed to a feed with films and a posting schedule, written whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from pathlib import Path

from vidgen.batch import export
from vidgen.cli import ordering
from vidgen.errors import InputError
from vidgen.feeds import feed, give_back
from vidgen.files import write_bytes, write_text
from vidgen.model.report import Entry
from vidgen.stages.schedule import schedule


@dataclass(frozen=True)
class Asked:
    """A catalog, the results of its batch, where they will be found, and which shapes."""

    catalog: Path
    results: Path
    base_url: str
    aspects: tuple[str, ...]

    @cached_property
    def base(self) -> str:
        """The checked base address, "" when none was given."""
        return export.base_of(self.base_url) if self.base_url else ""

    @cached_property
    def found(self) -> tuple[dict[str, list[str]], tuple[Entry, ...]]:
        """(SKU → addresses, rows). InputError when no row has a film."""
        films, rows = export.addresses(self.results, self.base, self.aspects)
        if not films:
            raise InputError(str(self.results), "holds no film of these shapes")
        return films, rows


@dataclass(frozen=True)
class Plan:
    """When to post, as it was typed."""

    start: str
    per_day: int | None
    times: str


def nothing_asked() -> InputError:
    """The error of an export of nothing."""
    return InputError("export", "nothing to write", "-o FILE for the feed, --schedule FILE")


def write_feed(asked: Asked, out: Path, column: str) -> dict[str, object]:
    """Write the catalog with its films; what was written. InputError for what cannot be."""
    if not asked.base:
        hint = "like https://cdn.example.com/films/"
        raise InputError("--base-url", "a feed needs the address of its films", hint)
    _refuse_same(out, asked.catalog)
    how = feed.Asked(usual=ordering.usual_columns(asked.catalog.parent), today=date.today())
    content, rows = give_back.with_films(asked.catalog, asked.found[0], how, column)
    if not rows:
        what = f"no row of {asked.catalog.name} has a film there"
        raise InputError(str(asked.results), what, "is it the batch of this catalog?")
    write_bytes(out, content)
    return {"feed": str(out), "rows": rows}


def write_schedule(asked: Asked, path: Path, plan: Plan) -> dict[str, object]:
    """Write the posting schedule; what was written. InputError for a plan that cannot be."""
    _refuse_same(path, asked.catalog)
    times = tuple(_time(part) for part in plan.times.split(","))
    if len(set(times)) < len(times):
        raise InputError("--times", f"{plan.times} names a time twice")
    per_day = plan.per_day or len(times)
    if per_day > len(times):
        what = f"{per_day} posts a day need as many --times"
        raise InputError("--per-day", what, "like --times 9:00,12:00,19:30")
    start = ordering.day("--start", plan.start)
    posts = export.posts(asked.results, asked.base, asked.found[1], asked.aspects)
    slots = schedule(posts, start, times, per_day)
    write_text(path, "\ufeff" + export.as_csv(slots))
    return {"schedule": str(path), "posts": len(slots)}


def _time(told: str) -> time:
    hours, colon, minutes = told.strip().partition(":")
    try:
        return time(int(hours), int(minutes) if colon else 0)
    except ValueError as error:
        raise InputError("--times", f"{told.strip()!r} is no time", "like 19:30") from error


def _refuse_same(out: Path, catalog: Path) -> None:
    if out.resolve() == catalog.resolve():
        raise InputError(str(out), "is the catalog itself", "choose another name")
