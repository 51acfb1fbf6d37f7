"""Distances of films, and sets that keep them."""

from __future__ import annotations

import itertools

import pytest

from vidgen.model.variant import Distance, Traits
from vidgen.stages.vary import FLOOR, distance, floor_for, vary


def film(narration: str, steps: str = "hook feature offer", pictures: str = "1 2 3") -> Traits:
    return Traits(
        hook=narration[:6],
        narration=narration,
        steps=tuple(steps.split()),
        pictures=tuple(pictures.split()),
    )


SAME = film("Alpha steel mug for the open flame.")


def test_a_film_is_no_distance_from_itself() -> None:
    assert distance(SAME, SAME) == Distance(words=0, steps=0, pictures=0)


def test_each_way_is_measured_alone() -> None:
    other = film("Entirely different words, none of them kept.")
    assert distance(SAME, other) == Distance(words=1, steps=0, pictures=0)
    turned = SAME.model_copy(update={"steps": ("hook", "offer", "feature")})
    assert distance(SAME, turned).steps == pytest.approx(2 / 3)
    shown = SAME.model_copy(update={"hook": "other", "pictures": ("1", "2", "4", "3")})
    assert distance(SAME, shown) == Distance(words=0, steps=0, pictures=0.25)


def test_films_that_open_alike_count_as_the_same_words() -> None:
    one = film("Hello!").model_copy(update={"narration": "Hello! Rock and lake and trail."})
    other = film("Hello!").model_copy(update={"narration": "Hello! Nothing else is shared here."})
    assert distance(one, other).words == 0.0


def test_the_nearest_of_the_three_ways_tells() -> None:
    floor = Distance(words=0.6, steps=0.2, pictures=0.0)
    assert Distance(words=0.6, steps=0.2, pictures=0.0).over(floor) == pytest.approx(1.0)
    assert Distance(words=0.9, steps=0.1, pictures=1.0).over(floor) == pytest.approx(0.5)


def test_photos_must_differ_only_where_there_is_a_choice() -> None:
    assert floor_for(2).pictures == 0.0
    assert floor_for(3) == FLOOR


def test_a_set_keeps_its_floor_begins_with_the_first_and_grows_by_the_farthest() -> None:
    texts = ("abcdefghij", "abcdefghiX", "klmnopqrst", "klmnopqrsX", "uvwxyz1234", "ABCDEF9876")
    steps = ("h a b o", "h a b o", "h b a o", "h b a o", "h c o", "h d e o")
    films = [film(t, s, " ".join(t[:4])) for t, s in zip(texts, steps, strict=True)]
    chosen = vary(films, FLOOR)
    assert chosen[0] == 0
    assert len({2, 3} & set(chosen)) == 1, "of two that are nearly the same, one"
    for a, b in itertools.combinations(chosen, 2):
        assert distance(films[a], films[b]).over(FLOOR) >= 1
    assert len(chosen) == 3, (
        "the fifth opens as nothing else does; the sixth says the first's words"
    )


def test_two_that_are_nearly_the_same_are_never_both_taken() -> None:
    assert vary([SAME, SAME, SAME], FLOOR) == (0,)
    assert vary([], FLOOR) == ()
