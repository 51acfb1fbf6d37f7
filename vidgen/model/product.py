"""What is sold, as the merchant told it: the only source of anything vidgen may say."""

from __future__ import annotations

from calendar import month_name
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import SerializerFunctionWrapHandler, model_serializer

from vidgen.model.base import Document, Noun

Language = Literal["zh", "en"]

Availability = Literal["", "in_stock", "out_of_stock", "preorder"]
"""Whether it can be bought; "" where nobody said."""

FactKind = Literal[
    "name",
    "brand",
    "category",
    "price",
    "list_price",
    "saving",
    "point",
    "attribute",
    "promotion",
    "audience",
    "description",
    "variant",
    "gift",
    "review",
    "comparison",
]


class Fact(Noun):
    """One thing that is true of the product, that a line may rest on.

    `id` is stable within the product (`price`, `point.1`, `attr.面料`); `text` is what the shop
    wrote; `number` and `unit` are set when the fact is a quantity; `source` is the field it came
    from, for the user to find it.
    """

    id: str
    kind: FactKind
    text: str
    label: str = ""
    number: Decimal | None = None
    unit: str = ""
    source: str = ""


class Attribute(Noun):
    """A named value of the product as the shop wrote it: 面料 = 55%亚麻 45%棉, weight = 218 g."""

    name: str
    value: str


class Variant(Noun):
    """One of the things that can be bought as this product: red in M.

    `options` are what tells it from the others, `price` is in the product's currency.
    """

    options: tuple[Attribute, ...] = ()
    price: Decimal | None = None
    sku: str = ""


class Promotion(Noun):
    """An offer in the shop's own words, perhaps with days (inclusive) on which it is true."""

    text: str
    starts: date | None = None
    ends: date | None = None

    def not_on(self, day: date) -> str:
        """Why it is not true on this day: "" when it is."""
        if self.starts and day < self.starts:
            return f"begins on {self.starts}"
        if self.ends and day > self.ends:
            return f"ended on {self.ends}"
        return ""


class Media(Noun):
    """A photo or clip of the product: an absolute path, what the merchant noted about it."""

    path: str
    note: str = ""


class Review(Noun):
    """What a real buyer wrote, word for word; who (`by`), and what proves it (`note`)."""

    text: str
    by: str = ""
    note: str = ""


class Row(Noun):
    """One thing compared: its name, our value, the other side's."""

    name: str
    ours: str
    theirs: str


class Versus(Noun):
    """A comparison with `than`: a kind of product or the maker's own older one, never a rival."""

    than: str
    rows: tuple[Row, ...]


class Product(Document):
    """What is sold.

    Money is in `currency` (ISO 4217); `list_price`, when given, is a real former price and not
    below `price`. `points` are selling points, most important first. `id` is the shop's SKU.
    `variants` are what it comes in; `price` is the lowest of theirs. Neither they nor
    `availability` count in its digest where they are empty.
    """

    KIND: ClassVar[str] = "product.1"

    id: str
    name: str
    language: Language
    brand: str = ""
    category: str = ""
    price: Decimal | None = None
    list_price: Decimal | None = None
    currency: str = "CNY"
    points: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    promotion: Promotion | None = None
    gifts: tuple[str, ...] = ()
    audience: str = ""
    description: str = ""
    link: str = ""
    media: tuple[Media, ...] = ()
    reviews: tuple[Review, ...] = ()
    versus: Versus | None = None
    availability: Availability = ""
    variants: tuple[Variant, ...] = ()
    source: str = ""

    @model_serializer(mode="wrap")
    def _without_empty(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        told: dict[str, Any] = dump(self)
        return {k: v for k, v in told.items() if v or k not in ("availability", "variants")}

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact of the product, in a fixed order, with stable ids."""
        return tuple(self._own_facts()) + tuple(self._list_facts())

    def fact(self, fact_id: str) -> Fact | None:
        """The fact with this id, or None when the product has no such fact."""
        return next((fact for fact in self.facts if fact.id == fact_id), None)

    def _own_facts(self) -> list[Fact]:
        facts = [Fact(id="name", kind="name", text=self.name, source="name")]
        plain: tuple[tuple[FactKind, str], ...] = (
            ("brand", self.brand),
            ("category", self.category),
            ("audience", self.audience),
            ("description", self.description),
        )
        facts += [Fact(id=k, kind=k, text=t, source=k) for k, t in plain if t]
        if self.price is not None:
            facts.append(self._money("price", self.price))
        if self.list_price is not None:
            facts.append(self._money("list_price", self.list_price))
            if self.price is not None and self.list_price > self.price:
                facts.append(self._money("saving", self.list_price - self.price))
        if self.promotion:
            facts.append(
                Fact(id="promotion", kind="promotion", text=self.promotion.text, source="promotion")
            )
            facts += self._days(self.promotion)
        return facts

    def _days(self, promotion: Promotion) -> list[Fact]:
        days = (("starts", promotion.starts), ("ends", promotion.ends))
        return [
            Fact(
                id=f"promotion.{which}",
                kind="promotion",
                label=f"{which} {month_name[day.month]} {day.day}",
                text=day.isoformat(),
                source=f"promotion.{which}",
            )
            for which, day in days
            if day
        ]

    def _list_facts(self) -> list[Fact]:
        points = [
            Fact(id=f"point.{i}", kind="point", text=text, source=f"points[{i - 1}]")
            for i, text in enumerate(self.points, 1)
        ]
        attributes = [
            Fact(
                id=f"attr.{a.name}",
                kind="attribute",
                label=a.name,
                text=a.value,
                source=f"attributes.{a.name}",
            )
            for a in self.attributes
        ]
        gifts = [
            Fact(id=f"gift.{i}", kind="gift", text=text, source=f"gifts[{i - 1}]")
            for i, text in enumerate(self.gifts, 1)
        ]
        return points + attributes + self._options() + gifts + self._proofs()

    def _options(self) -> list[Fact]:
        """What it comes in, an option at a time: 颜色 = 红/蓝/白."""
        values: dict[str, dict[str, None]] = {}
        for option in (option for variant in self.variants for option in variant.options):
            values.setdefault(option.name, {})[option.value] = None
        return [
            Fact(
                id=f"variant.{name}",
                kind="variant",
                label=name,
                text="/".join(held),
                source="variants",
            )
            for name, held in values.items()
        ]

    def _proofs(self) -> list[Fact]:
        facts = [
            Fact(
                id=f"review.{i}",
                kind="review",
                text=review.text,
                label=" · ".join(part for part in (review.by, review.note) if part),
                source=f"reviews[{i - 1}]",
            )
            for i, review in enumerate(self.reviews, 1)
        ]
        rows = [(row, self.versus.than) for row in self.versus.rows] if self.versus else []
        for row, than in rows:
            sides = (("ours", self.name, row.ours), ("theirs", than, row.theirs))
            facts += [
                Fact(
                    id=f"versus.{row.name}.{side}",
                    kind="comparison",
                    label=f"{row.name}, {who}",
                    text=text,
                    source=f"versus.rows.{row.name}",
                )
                for side, who, text in sides
            ]
        return facts

    def _money(self, kind: FactKind, amount: Decimal) -> Fact:
        return Fact(
            id=kind,
            kind=kind,
            text=f"{amount}",
            number=amount,
            unit=self.currency,
            source="price and list_price" if kind == "saving" else kind,
        )
