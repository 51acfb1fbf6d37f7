"""What proves a product's worth in its file: buyers' words, and a comparison."""

from __future__ import annotations

from collections.abc import Callable

from vidgen.errors import InputError
from vidgen.feeds import fields
from vidgen.feeds.reading import Value
from vidgen.model.product import Review, Row, Versus

Where = Callable[..., str]
"""Names a place in the file: `where("versus", "rows")`."""

REVIEW, VERSUS = ("text", "by", "note"), ("than", "rows")
"""Fields of an entry of `reviews`, and of `versus`."""


def review(where: str, entry: Value) -> Review:
    """One entry of `reviews`: a text, or text, by and note."""
    if not isinstance(entry, dict):
        return Review(text=_needed(where, entry))
    told = {key: fields.text(f"{where}, {key}", entry.get(key, "")) for key in ("by", "note")}
    return Review(text=_needed(where, entry.get("text", "")), **told)


def versus(where: Where, value: Value) -> Versus | None:
    """The comparison: `than` names the other side, `rows` hold our value and theirs."""
    if not value:
        return None
    if not isinstance(value, dict):
        hint = "write `than: …` and `rows:` below it"
        raise InputError(where("versus"), "must hold the fields than and rows", hint)
    than, rows = fields.text(where("versus", "than"), value.get("than", "")), value.get("rows")
    if not than:
        hint = "a kind of product (普通款, a common mug) or your own older one"
        raise InputError(where("versus"), "does not name the other side in `than`", hint)
    if not isinstance(rows, dict) or not rows:
        hint = "write one `name: [our value, their value]` per line"
        raise InputError(where("versus", "rows"), "must be names with two values", hint)
    found = []
    for name, pair in list(rows.items())[: fields.MOST]:
        place = where("versus", "rows", name)
        if not isinstance(pair, list) or len(pair) != 2:
            raise InputError(place, "must hold two values", "ours first: [218g, 305g]")
        ours, theirs = (_needed(place, item) for item in pair)
        found.append(Row(name=fields.text(place, name), ours=ours, theirs=theirs))
    return Versus(than=than, rows=tuple(found))


def _needed(where: str, value: Value) -> str:
    told = fields.text(where, value)
    if not told:
        raise InputError(where, "is empty", "fill it in, or remove it")
    return told
