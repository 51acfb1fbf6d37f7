"""One raw product of a catalog becomes a Product: every cell read within its limits.

Rows that cannot be understood are named, and do not stop the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vidgen.errors import InputError
from vidgen.feeds import cells, fields
from vidgen.feeds.lines import Raw, RawVariant, Refused
from vidgen.feeds.markup import plain
from vidgen.feeds.offers import Offer, offer
from vidgen.model.product import Attribute, Availability, Language, Product, Review, Variant

_BEST: tuple[Availability, ...] = ("in_stock", "preorder", "out_of_stock")

MOST_VARIANTS = 200
"""Variants of one product that are kept."""


@dataclass(frozen=True)
class Understood:
    """A product, and what its row says that was left out, and why."""

    product: Product
    notes: tuple[str, ...] = ()


def understand(
    raw: Raw, pictures: cells.Pictures, today: date | None
) -> list[Understood | Refused]:
    """A raw product, and its variants that cannot be understood, each with the reason.

    Pictures are found as `cells.Pictures` says; addresses that lead to no file are left out with a
    note. Sale prices count only on their days (`offers.offer`).
    """
    reader = _Reader(raw, today)
    try:
        product = reader.product(pictures)
    except InputError as error:
        return [Refused(error.where, error.what)]
    return [Understood(product, tuple(reader.notes)), *reader.refused]


class _Reader:
    """Reads the fields of one raw product, keeping notes."""

    def __init__(self, raw: Raw, today: date | None) -> None:
        self._raw, self._today = raw, today
        self.notes: list[str] = list(raw.notes)
        self.refused: list[Refused] = []

    def product(self, pictures: cells.Pictures) -> Product:
        """Every field, checked. Descriptions are cut to `fields.LONG` characters."""
        name = self._text("name")
        if not name:
            raise InputError(self._raw.place, "has no name")
        language: Language = "zh" if fields.is_chinese(name) else "en"
        variants, asked = self._bought(language)
        media, left = cells.media(*self._cell("media"), pictures)
        if left:
            what = "picture is an address" if left == 1 else "pictures are addresses"
            self.notes.append(f"{left} {what} without a local file: left out")
        return Product(
            id=self._text("id") or self._text("handle") or name,
            name=name,
            language=language,
            brand=self._text("brand"),
            category=self._text("category"),
            price=asked.price,
            list_price=asked.list_price,
            currency=self._currency(asked, language),
            availability=self._availability(),
            points=cells.points(*self._cell("points")),
            attributes=self._attributes(variants),
            variants=variants,
            promotion=cells.promotion(*self._cell("promotion")) or asked.promotion,
            gifts=cells.points(*self._cell("gifts")),
            description=self._description(),
            audience=self._text("audience"),
            link=self._link(),
            media=media,
            reviews=self._reviews(),
            source=self._raw.place,
        )

    def _cell(self, field: str) -> tuple[str, object]:
        """(where it stands, what it holds) of a field."""
        header, value = self._raw.told.get(field, (field, ""))
        return f"{self._raw.place}, {header}", value

    def _text(self, field: str) -> str:
        where, value = self._cell(field)
        return fields.text(where, plain(value) if isinstance(value, str) else value)

    def _description(self) -> str:
        where, value = self._cell("description")
        told = plain(value) if isinstance(value, str) else value
        if isinstance(told, str) and len(told) > fields.LONG:
            self.notes.append(f"the description is cut to {fields.LONG:,} characters")
            told = told[: fields.LONG]
        return fields.text(where, told, fields.LONG)

    def _bought(self, language: Language) -> tuple[tuple[Variant, ...], Offer]:
        """What can be bought, and the offer of the cheapest, or the product's own."""
        found: list[tuple[Variant, Offer]] = []
        wrong: list[InputError] = []
        for raw in self._raw.variants[:MOST_VARIANTS]:
            try:
                found.append(self._variant(raw, language))
            except InputError as error:
                wrong.append(error)
        if wrong and not found:
            raise wrong[0]
        self.refused += [Refused(error.where, error.what) for error in wrong]
        if len(self._raw.variants) > MOST_VARIANTS:
            self.notes.append(f"only the first {MOST_VARIANTS} variants are read")
        priced = [asked for _, asked in found if asked.price is not None]
        if priced:
            asked = self._cheapest(priced)
        else:
            asked = next((one for _, one in found if one.note), None) or self._offer()
        if asked.note:
            self.notes.append(asked.note)
        return tuple(variant for variant, _ in found), asked

    def _offer(self) -> Offer:
        language: Language = "zh" if fields.is_chinese(self._text("name")) else "en"
        return offer(self._raw.told, self._raw.place, language, self._today)

    def _variant(self, raw: RawVariant, language: Language) -> tuple[Variant, Offer]:
        asked = offer(raw.told, raw.place, language, self._today)
        header, sku = raw.told.get("id", ("id", ""))
        options = tuple(
            Attribute(
                name=fields.text(f"{raw.place}, {name}", name),
                value=fields.text(f"{raw.place}, {name}", plain(value)),
            )
            for name, value in raw.options
        )
        ident = fields.text(f"{raw.place}, {header}", sku)
        return Variant(options=options, price=asked.price, sku=ident), asked

    def _cheapest(self, priced: list[Offer]) -> Offer:
        """The lowest of the variants' offers; InputError when they are in several currencies."""
        marks = sorted({one.currency for one in priced})
        if len(marks) > 1:
            what = f"its variants have prices in {' and '.join(mark or 'none' for mark in marks)}"
            raise InputError(self._raw.place, what)
        lowest = min(priced, key=lambda one: one.price or 0)
        dearest = max(one.price or 0 for one in priced)
        if dearest != lowest.price:
            self.notes.append(f"variants cost {lowest.price} to {dearest}: the lowest is said")
        return lowest

    def _currency(self, asked: Offer, language: Language) -> str:
        """A column's, a price's, or the usual one of the language."""
        where, _ = self._cell("currency")
        usual = "CNY" if language == "zh" else "USD"
        return fields.currency(where, asked.currency, language) if asked.currency else usual

    def _availability(self) -> Availability:
        """That of its best variant, else its own."""
        told = [
            raw.told["availability"] for raw in self._raw.variants if "availability" in raw.told
        ]
        told = told or [self._raw.told.get("availability", ("availability", ""))]
        found: set[Availability] = set()
        for header, cell in told:
            word = fields.text(f"{self._raw.place}, {header}", cell)
            kind = cells.availability(word)
            found.add(kind)
            if word and not kind:
                self.notes.append(f"availability {word!r} is not known: left out")
                break
        best: Availability = next((kind for kind in _BEST if kind in found), "")
        if best == "out_of_stock":
            self.notes.append("is out of stock")
        return best

    def _attributes(self, variants: tuple[Variant, ...]) -> tuple[Attribute, ...]:
        """Its own, and what it comes in: Size S/M/L."""
        own = cells.attributes(*self._cell("attributes"))
        values: dict[str, list[str]] = {}
        for option in (option for variant in variants for option in variant.options):
            held = values.setdefault(option.name, [])
            if option.value not in held:
                held.append(option.value)
        joined = {name: "/".join(held) for name, held in values.items() if name}
        known = {attribute.name for attribute in own}
        return own + tuple(
            Attribute(name=name, value=value)
            for name, value in joined.items()
            if name not in known and len(value) <= cells.LONGEST_ATTRIBUTE
        )

    def _link(self) -> str:
        where, value = self._cell("link")
        try:
            return fields.link(where, value)
        except InputError:
            self.notes.append("its link is no web address: left out")
            return ""

    def _reviews(self) -> tuple[Review, ...]:
        """What buyers wrote; a review that cannot be shown as it is, is left out."""
        where, value = self._cell("reviews")
        found = []
        for item in value if isinstance(value, list) else ():
            try:
                held = {key: fields.text(where, plain(str(told))) for key, told in item.items()}
                found.append(Review(**held))
            except InputError as error:
                self.notes.append(f"a review {error.what}: left out")
        return tuple(found)[: fields.MOST]
