"""One product from one YAML or JSON file (docs/product-file.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from vidgen.craft.near import nearest
from vidgen.errors import InputError
from vidgen.feeds import fields, proof
from vidgen.feeds.reading import Place, Source, Value
from vidgen.feeds.reading import read as read_source
from vidgen.model.product import Attribute, Language, Media, Product, Promotion, Review, Versus

_PROMOTION = ("text", "starts", "ends")
_MEDIA = ("path", "note")
OF_CATALOGS = frozenset({"source", "availability", "variants"})
"""Fields of a product that only catalogs tell: in a file of its own, options are attributes."""

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def read(path: Path, *, addresses: bool = False) -> Product:
    """The product in the file at `path`; photos are found relative to that file.

    `addresses` keeps pictures that are named by address, to be fetched. Raises InputError naming
    file, line and field of the first mistake, and how to mend it.
    """
    return _Reader(read_source(path), addresses=addresses).product()


class _Reader:
    """Reads the fields of one source."""

    def __init__(self, source: Source, *, addresses: bool) -> None:
        self._source, self._addresses = source, addresses
        if not isinstance(source.value, dict) or not source.value:
            what = "holds no fields" if not source.value else "must hold fields (name: value)"
            raise InputError(str(source.path), what, "`vidgen new` writes an example")
        self._values: dict[str, Value] = source.value
        known = set(Product.model_fields) - OF_CATALOGS | {"kind"}
        self._refuse_unknown(self._values, known, ())

    def product(self) -> Product:
        """Every field, checked."""
        name = self._text("name")
        if not name:
            raise InputError(self._where("name"), "is missing", "every product needs a name")
        language = self._language(name)
        price, list_price = self._prices()
        return Product(
            id=self._text("id") or self._source.path.stem,
            name=name,
            language=language,
            brand=self._text("brand"),
            category=self._text("category"),
            price=price,
            list_price=list_price,
            currency=self._currency(language, priced=price is not None),
            points=self._texts("points"),
            attributes=tuple(self._attributes()),
            promotion=self._promotion(),
            gifts=self._texts("gifts"),
            audience=self._text("audience"),
            description=self._text("description", fields.LONG),
            link=fields.link(self._where("link"), self._values.get("link", "")),
            media=tuple(self._media()),
            reviews=tuple(self._reviews()),
            versus=self._versus(),
            source=self._source.path.name,
        )

    def _where(self, *place: str | int) -> str:
        return self._source.where(place)

    def _text(self, field: str, limit: int = fields.SHORT) -> str:
        return fields.text(self._where(field), self._values.get(field, ""), limit)

    def _texts(self, field: str) -> tuple[str, ...]:
        found = (fields.text(self._where(*place), value) for place, value in self._list(field))
        return tuple(item for item in found if item)

    def _list(self, field: str) -> list[tuple[Place, Value]]:
        """The entries of a list with their places; a single value counts as a list of one."""
        value = self._values.get(field, "")
        if not isinstance(value, list):
            return [((field,), value)] if value else []
        if len(value) > fields.MOST:
            what = f"has {len(value)} entries, at most {fields.MOST} are allowed"
            raise InputError(self._where(field), what, "keep the best")
        return [((field, number), item) for number, item in enumerate(value)]

    def _language(self, name: str) -> Language:
        """As given, else guessed from the name and the selling points."""
        given = self._text("language").lower()
        if not given:
            return "zh" if fields.is_chinese(name, *self._texts("points")) else "en"
        for language in _LANGUAGES:
            if given == language:
                return language
        raise InputError(self._where("language"), f"{given!r} is not known", "write zh or en")

    def _prices(self) -> tuple[Decimal | None, Decimal | None]:
        price = fields.money(self._where("price"), self._values.get("price", ""))
        before = fields.money(self._where("list_price"), self._values.get("list_price", ""))
        if before is not None and price is None:
            raise InputError(self._where("list_price"), "is given without a price", "add price")
        if before is not None and price is not None and before < price:
            what = f"{before} is below the price {price}"
            raise InputError(self._where("list_price"), what, "swap them, or remove list_price")
        return price, before

    def _currency(self, language: Language, *, priced: bool) -> str:
        given = self._values.get("currency", "")
        if not given and not priced:
            return "CNY"
        return fields.currency(self._where("currency"), given, language)

    def _attributes(self) -> Iterator[Attribute]:
        value = self._values.get("attributes", "")
        items: list[tuple[str | int, Value, Value]] = []
        if isinstance(value, dict):
            items = [(name, name, item) for name, item in value.items()]
        elif value:
            hint = "write one `name: value` per line below it"
            raise InputError(self._where("attributes"), "must be names with values", hint)
        if len(items) > fields.MOST:
            what = f"has {len(items)} entries, at most {fields.MOST} are allowed"
            raise InputError(self._where("attributes"), what, "keep the best")
        for place, name, item in items:
            where = self._where("attributes", place)
            told = fields.text(where, item)
            if told:
                yield Attribute(name=fields.text(where, name), value=told)

    def _promotion(self) -> Promotion | None:
        value = self._values.get("promotion", "")
        if not isinstance(value, dict):
            told = self._text("promotion")
            return Promotion(text=told) if told else None
        self._refuse_unknown(value, _PROMOTION, ("promotion",))
        told = fields.text(self._where("promotion", "text"), value.get("text", ""))
        starts, ends = (
            fields.day(self._where("promotion", key), value.get(key, ""))
            for key in ("starts", "ends")
        )
        if not told:
            raise InputError(self._where("promotion"), "has no text", "add text, or remove it")
        if starts and ends and ends < starts:
            raise InputError(self._where("promotion", "ends"), f"{ends} is before {starts}")
        return Promotion(text=told, starts=starts, ends=ends)

    def _media(self) -> Iterator[Media]:
        for place, value in self._list("media"):
            entry: dict[str, Value] = value if isinstance(value, dict) else {"path": value}
            self._refuse_unknown(entry, _MEDIA, place)
            where = self._where(*place)
            path = fields.text(where, entry.get("path", ""), 2000)
            note = fields.text(self._where(*place, "note"), entry.get("note", ""))
            if not path:
                raise InputError(where, "has no path", "name a photo, or remove the entry")
            is_address = self._addresses and path[:8].lower().startswith(("http://", "https://"))
            yield Media(path=path if is_address else str(self._photo(where, path)), note=note)

    def _reviews(self) -> Iterator[Review]:
        for place, value in self._list("reviews"):
            if isinstance(value, dict):
                self._refuse_unknown(value, proof.REVIEW, place)
            yield proof.review(self._where(*place), value)

    def _versus(self) -> Versus | None:
        value = self._values.get("versus", "")
        if isinstance(value, dict):
            self._refuse_unknown(value, proof.VERSUS, ("versus",))
        return proof.versus(self._where, value)

    def _photo(self, where: str, name: str) -> Path:
        if "://" in name:
            hint = "save the picture beside this file and name that, or allow --fetch"
            raise InputError(where, f"{name} is an address, not a file", hint)
        path = (self._source.path.parent / Path(name).expanduser()).resolve()
        if not path.is_file():
            what = f"{name} is not a file" if path.exists() else f"there is no file {name}"
            hint = f"looked in {self._source.path.parent.resolve()}"
            raise InputError(where, what + nearest(path.name, _beside(path)), hint)
        return path

    def _refuse_unknown(self, values: dict[str, Value], known: Iterable[str], place: Place) -> None:
        for key in values:
            if key not in known:
                what = f"unknown field {key!r}{nearest(key, known)}"
                hint = "" if "did you mean" in what else f"known: {', '.join(sorted(known))}"
                raise InputError(self._where(*place, key), what, hint)


def _beside(path: Path) -> list[str]:
    """Names of the files in the folder where `path` should be."""
    return [item.name for item in path.parent.iterdir()] if path.parent.is_dir() else []
