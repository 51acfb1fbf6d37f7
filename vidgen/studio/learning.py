"""From a platform's results to lessons: each film is found by its name among those we made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from vidgen.craft.copy import pack_for
from vidgen.errors import InputError
from vidgen.feeds import results, source
from vidgen.feeds.lines import Refused
from vidgen.feeds.results import Shown
from vidgen.library import Library
from vidgen.model.learned import GOALS, Goal, Learned, Result
from vidgen.model.render import BUNDLE, Bundle
from vidgen.stages.label import told_by
from vidgen.stages.learn import contests, learn, length_of

FILE = "learned.json"

MOST_FILMS = 200_000
"""Bundles that are looked for in one folder."""

_LARGEST = 4 * 1024 * 1024
"""Bytes of a bundle.json."""


def lessons(
    path: Path, films: Path | None, goal: Goal | None, library: Library
) -> tuple[Learned, tuple[Refused, ...]]:
    """What the results in the file at `path` teach, and the rows that teach nothing.

    `films` is a folder with bundles, at any depth, that the rows name by variant, SKU or both.
    Without it a row tells itself: by columns `scenario`, `hook`, `seconds`, `category`, or by the
    name that vidgen gave the film. `goal` None is the dearest that the results tell of.
    Raises InputError when the file is no sheet of results, or tells nothing of the goal.
    """
    shown, refused = results.read(path)
    made = bundles(films) if films else ()
    shelf = _shelf(made)
    packs = library.packs()
    found: list[Result] = []
    more: list[Refused] = []
    for each in shown:
        try:
            found.append(_result(each, shelf, packs))
        except InputError as error:
            more.append(Refused(error.where, f"{error.what} ({error.hint})"))
    chosen = goal or next((g for g in GOALS if any(g in each.hits for each in found)), None)
    seen = [each for each in found if chosen in each.hits]
    if chosen is None or not seen:
        hint = "; ".join(map(str, (*refused, *more)[:3]))
        raise InputError(str(path), f"no row tells of {goal or 'any goal'}", hint)
    told = Learned(
        goal=chosen,
        results=path.name,
        sha256=hashlib.sha256(source.content(path)).hexdigest(),
        films=len(seen),
        views=sum(each.views for each in seen),
        lessons=learn(seen, chosen),
        tests=contests(seen, chosen),
    )
    return told, (*refused, *more)


def bundles(folder: Path) -> tuple[Bundle, ...]:
    """Every bundle in a folder, at any depth. InputError when there is none, or one is broken."""
    found: list[Bundle] = []
    for path in sorted(folder.rglob(BUNDLE)):
        if len(found) >= MOST_FILMS:
            raise InputError(str(folder), f"holds more than {MOST_FILMS:,} bundles")
        try:
            if path.stat().st_size > _LARGEST:
                raise InputError(str(path), "is too large to be a bundle")
            found.append(Bundle.from_json(path.read_text(encoding="utf-8"), str(path)))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(path), f"cannot be read: {error}") from error
    if not found:
        raise InputError(str(folder), "holds no bundle.json", "name the folder of the films")
    return tuple(found)


def category_of(category: str, name: str, packs: Mapping[str, tuple[str, ...]]) -> str:
    """The category that films are compared in: the pack that the words tell, else the shop's own.

    The same for a product that is to be told and for films that were shown.
    """
    return pack_for(category, name, packs) or category.strip().lower()


_Shelf = Mapping[tuple[str, str], tuple[Bundle, ...]]
"""(SKU, variant) → the bundles of that name; (SKU, "") and ("", variant) find them too."""


def _shelf(made: Iterable[Bundle]) -> _Shelf:
    shelf: dict[tuple[str, str], tuple[Bundle, ...]] = {}
    for each in made:
        keys = {(each.product_id, each.variant), (each.product_id, ""), ("", each.variant)}
        for key in keys:
            shelf[key] = (*shelf.get(key, ()), each)
    return shelf


def _result(shown: Shown, shelf: _Shelf, packs: Mapping[str, tuple[str, ...]]) -> Result:
    """One film with what its results are put down to: what its row says, else its bundle, else its
    name."""
    bundle = _bundle(shown, shelf)
    name = shown.variant or (bundle.variant if bundle else "")
    by_name = told_by(name) or ("", "", 0)
    scenario = shown.scenario or (bundle.scenario if bundle else "") or by_name[0]
    if not scenario:
        where = f"of {shown.variant or shown.sku!r}"
        hint = "name the folder of its film with --films, or add a column: scenario"
        raise InputError(shown.place, f"nobody knows the scenario {where}", hint)
    seconds = shown.seconds or (bundle.seconds if bundle else 0) or by_name[2]
    category = shown.category or (bundle.category if bundle else "")
    return Result(
        sku=shown.sku or (bundle.product_id if bundle else ""),
        variant=name,
        category=category_of(category, bundle.name if bundle else "", packs),
        scenario=scenario,
        hook=shown.hook or (bundle.hook if bundle else "") or by_name[1],
        length=length_of(seconds) if seconds else "",
        views=shown.views,
        hits=shown.hits,
    )


def _bundle(shown: Shown, shelf: _Shelf) -> Bundle | None:
    found = shelf.get((shown.sku, shown.variant), ())
    if len(found) > 1:
        what = f"{len(found)} films are called {shown.variant or shown.sku!r}"
        raise InputError(shown.place, what, "tell them apart by columns: sku and variant")
    return found[0] if found else None
