"""Is a finished film still true? The facts burned into it, held against the catalog of today."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from vidgen.model.product import Fact, Product
from vidgen.model.render import Burned
from vidgen.model.report import Change, Why

_BY_WORDS = ("point", "gift", "review")
"""Kinds of facts whose number is only their place in a list: they are looked for by their words."""

_ENDS = re.compile(r"(?<=[。！？!?；;])|(?<=\.)\s+|\n")


def stale(
    burned: Iterable[Burned],
    now: Product,
    today: date,
    then: Product | None = None,
    said: Iterable[str] = (),
) -> tuple[Change, ...]:
    """Every fact of a film that is not true of the product any more.

    `now` is the product as the catalog tells it today, `then` the one that the film was made of,
    `said` are the film's texts that rest on its description: only sentences that they quote have
    to be there still. Prices are compared as numbers, with their currency; points, gifts and
    reviews may change places, and what a product comes in may become more.
    """
    changes = [_SOLD_OUT] if _sold_out(now) and not _sold_out(then) else []
    quotes = tuple(said)
    found = (_change(fact, now, _over(then, today), quotes) for fact in burned)
    return (*changes, *(change for change in found if change))


def gone(unread: int) -> Change:
    """The change of a film whose product is in no row of the catalog that can be read."""
    rows = "row that cannot be read" if unread == 1 else "rows that cannot be read"
    now = f"no row (there is {unread} {rows})" if unread else "no row"
    return Change(fact="row", why="gone", film="there", now=now)


_SOLD_OUT = Change(fact="availability", why="out of stock", film="for sale", now="out of stock")


def _sold_out(product: Product | None) -> bool:
    return product is not None and product.availability == "out_of_stock"


def _over(then: Product | None, today: date) -> str:
    """Why the promotion that the film was made with is not true today."""
    return then.promotion.not_on(today) if then and then.promotion else ""


def _change(fact: Burned, now: Product, over: str, said: tuple[str, ...]) -> Change | None:
    kind = fact.id.partition(".")[0]
    held = now.fact(fact.id)
    if kind in _BY_WORDS:
        alike = (other for other in now.facts if other.kind == kind)
        held = next((other for other in alike if _same(fact, other)), held)
    film = " ".join(filter(None, (fact.text, fact.unit)))
    if held is None and kind == "promotion" and over:
        why: Why = "ended" if over.startswith("ended") else "not yet"
        return Change(fact=fact.id, why=why, film=film, now=over)
    if held is None:
        return Change(fact=fact.id, why="gone", film=film)
    if _same(fact, held) or (kind == "description" and _quoted(fact.text, held.text, said)):
        return None
    told = " ".join(filter(None, (held.text, held.unit)))
    return Change(fact=fact.id, why="changed", film=film, now=told)


def _same(fact: Burned, held: Fact) -> bool:
    """Whether the film's fact and the catalog's say the same."""
    if held.number is not None:
        return _number(fact.text) == held.number and fact.unit in ("", held.unit)
    if held.kind == "variant":
        return set(fact.text.split("/")) <= set(held.text.split("/"))
    return _plain(fact.text) == _plain(held.text)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _quoted(before: str, after: str, said: tuple[str, ...]) -> bool:
    """Whether every sentence of the description that the film quotes is still in it, whole."""
    kept = set(_sentences(after))
    for text in map(_bare, said):
        used = [part for part in _sentences(before) if part in text or text in part]
        if not used or not kept.issuperset(used):
            return False
    return bool(said)


def _sentences(text: str) -> list[str]:
    return [bare for part in _ENDS.split(text) if (bare := _bare(part))]


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
