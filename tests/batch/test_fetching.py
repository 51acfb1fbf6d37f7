"""Pictures by address are fetched side by side, only for the rows that a run is about."""

from __future__ import annotations

from threading import Barrier

import pytest

from vidgen.batch.choosing import Choice, condition
from vidgen.batch.fetching import AT_ONCE, with_pictures
from vidgen.errors import StorageError
from vidgen.feeds.feed import Entry
from vidgen.feeds.lines import Refused
from vidgen.feeds.sheet import Understood
from vidgen.model.product import Media, Product


def product(number: int) -> Product:
    brand = "Acme" if number % 2 else "White Tower"
    media = (Media(path=f"https://cdn.example/{number}.jpg"),)
    return Product(id=f"P{number}", name="Mug", language="en", brand=brand, media=media)


def local(found: Product) -> tuple[Product, tuple[str, ...]]:
    there = found.model_copy(update={"media": (Media(path=f"/store/{found.id}.jpg"),)})
    return there, ("a picture is left out",)


ROWS: tuple[Entry, ...] = (
    Refused("line 1", "has no name"),
    *(Understood(product(number), ("noted before",)) for number in range(2 * AT_ONCE)),
)


def test_every_row_has_its_own_pictures_in_the_catalogs_order() -> None:
    found = with_pictures(ROWS, Choice(), local)
    assert found[0] == ROWS[0]
    for before, after in zip(ROWS[1:], found[1:], strict=True):
        assert isinstance(before, Understood)
        assert isinstance(after, Understood)
        assert after.product.media == (Media(path=f"/store/{before.product.id}.jpg"),)
        assert after.notes == ("noted before", "a picture is left out")


def test_rows_that_the_run_is_not_about_cost_no_request() -> None:
    asked: list[str] = []

    def fetch(found: Product) -> tuple[Product, tuple[str, ...]]:
        asked.append(found.id)
        return local(found)

    choice = Choice(conditions=(condition("brand=Acme"),), limit=3)
    found = with_pictures(ROWS, choice, fetch)
    assert sorted(asked) == ["P1", "P3", "P5"]
    assert [old is new for old, new in zip(ROWS, found, strict=True)].count(False) == 3


def test_many_are_on_their_way_at_once() -> None:
    """Nobody's picture comes before as many as that have been asked for."""
    together = Barrier(AT_ONCE, timeout=20)

    def fetch(found: Product) -> tuple[Product, tuple[str, ...]]:
        together.wait()
        return local(found)

    assert len(with_pictures(ROWS, Choice(), fetch)) == len(ROWS)


def test_a_full_disk_stops_it() -> None:
    def fetch(found: Product) -> tuple[Product, tuple[str, ...]]:
        raise StorageError("store", "is full")

    with pytest.raises(StorageError):
        with_pictures(ROWS, Choice(), fetch)
