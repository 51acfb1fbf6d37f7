"""Which rows of a catalog a run is about: `--where`, `--shard`, `--limit`.

A condition is FIELD OPERATOR VALUE: `category=Drinkware`, `sku=DR-26*`, `brand!=Acme`, `price<100`.
Texts are compared without regard to case, with `*`, `?` and `[…]` as in file names; `price` and
`list_price` as numbers. A product that lacks the field meets only `!=`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase

from vidgen.craft.near import nearest
from vidgen.errors import InputError
from vidgen.model.product import Product

_TEXTS: Mapping[str, Callable[[Product], str]] = {
    "sku": lambda product: product.id,
    "name": lambda product: product.name,
    "brand": lambda product: product.brand,
    "category": lambda product: product.category,
    "language": lambda product: product.language,
    "currency": lambda product: product.currency,
    "availability": lambda product: product.availability,
}
_NUMBERS: Mapping[str, Callable[[Product], Decimal | None]] = {
    "price": lambda product: product.price,
    "list_price": lambda product: product.list_price,
}
_COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
}
_SHAPE = re.compile(r"\s*([a-z_]+)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*", re.DOTALL)


@dataclass(frozen=True)
class Condition:
    """One `--where`: a field, how it is compared, with what."""

    field: str
    operator: str
    value: str

    def holds(self, product: Product) -> bool:
        """Whether the product meets it."""
        if self.field in _NUMBERS:
            told = _NUMBERS[self.field](product)
            if told is None:
                return self.operator == "!="
            return _COMPARE[self.operator](told, Decimal(self.value))
        told_text = _TEXTS[self.field](product).casefold()
        same = fnmatchcase(told_text, self.value.casefold())
        return same == (self.operator == "=")


@dataclass(frozen=True)
class Shard:
    """The `number`-th (from 1) of `of` parts of a catalog; a SKU is always in the same one."""

    number: int = 1
    of: int = 1

    def holds(self, sku: str) -> bool:
        """Whether this SKU is in this part."""
        digest = hashlib.sha256(sku.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1

    def __str__(self) -> str:
        return "" if self.of == 1 else f"{self.number}/{self.of}"


@dataclass(frozen=True)
class Choice:
    """Which rows a run makes.

    `conditions`, `shard` and `limit` (None: all) say which it is about. Of those it makes what is
    new, changed or unfinished; with `changed` only what is new or changed, with `retry_failed` also
    what failed for good, with `force` all, with `out_of_stock` also what cannot be bought.
    """

    conditions: tuple[Condition, ...] = ()
    shard: Shard = Shard()
    limit: int | None = None
    changed: bool = False
    retry_failed: bool = False
    force: bool = False
    out_of_stock: bool = False

    def holds(self, product: Product) -> bool:
        """Whether the run is about this product (`limit` apart)."""
        mine = self.shard.holds(product.id)
        return mine and all(each.holds(product) for each in self.conditions)


def condition(text: str) -> Condition:
    """What was given as `--where`; InputError when it is no condition."""
    found = _SHAPE.fullmatch(text)
    example = "like category=Drinkware, sku=DR-26* or price<100"
    if not found:
        raise InputError("--where", f"{text!r} is not FIELD=VALUE", example)
    field, operator, value = found.groups()
    known = (*_TEXTS, *_NUMBERS)
    if field not in known:
        what = f"there is no field {field!r}{nearest(field, known)}"
        raise InputError("--where", what, f"known: {', '.join(known)}")
    if field in _NUMBERS:
        _number(text, value)
    elif operator not in ("=", "!="):
        raise InputError("--where", f"{field} is compared with = or != in {text!r}", example)
    return Condition(field, operator, value)


def _number(text: str, value: str) -> None:
    try:
        right = Decimal(value).is_finite()
    except InvalidOperation:
        right = False
    if not right:
        raise InputError("--where", f"{value!r} is no number in {text!r}", "like price<100")


def shard(text: str | None) -> Shard:
    """What was given as `--shard`: `2/8`; InputError when it is no part of so many."""
    if text is None:
        return Shard()
    found = re.fullmatch(r"([0-9]{1,5})/([0-9]{1,5})", text)
    number, of = map(int, found.groups()) if found else (0, 0)
    if not 1 <= number <= of:
        raise InputError("--shard", f"{text!r} is not I/N with I from 1 to N", "like 2/8")
    return Shard(number, of)
