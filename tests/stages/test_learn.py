"""Lessons on simulated films: planted winners are found, intervals hold, little is not enough."""

from __future__ import annotations

import numpy as np
import pytest

from vidgen.model.learned import Lesson, Result
from vidgen.stages.learn import contests, learn


def film(number: int, scenario: str, views: int, hits: int, category: str = "clothing") -> Result:
    return Result(
        sku=f"S-{number}",
        variant="a-x-question-15s",
        category=category,
        scenario=scenario,
        views=views,
        hits={"clicks": hits},
    )


def clicks(chance: np.random.RandomState, views: int, rate: float) -> int:
    return int(chance.binomial(views, rate))


def told(lessons: tuple[Lesson, ...], within: str, value: str) -> Lesson:
    return next(x for x in lessons if (x.within, x.trait, x.value) == (within, "scenario", value))


def test_a_planted_winner_wins_in_its_category_alone() -> None:
    chance = np.random.RandomState(1)
    rates = {
        ("clothing", "reviews"): 0.06,
        ("clothing", "story"): 0.03,
        ("food", "reviews"): 0.03,
        ("food", "story"): 0.06,
    }
    films = [
        film(number, scenario, 1500, clicks(chance, 1500, rate), category)
        for (category, scenario), rate in rates.items()
        for number in range(6)
    ]
    lessons = learn(films, "clicks")
    assert told(lessons, "clothing", "reviews").verdict == "wins"
    assert told(lessons, "clothing", "story").verdict == "behind"
    assert told(lessons, "food", "story").verdict == "wins"
    assert told(lessons, "", "story").verdict == "not known yet", "over all they are the same"
    assert told(lessons, "clothing", "reviews").rate == pytest.approx(0.06, abs=0.006)


def test_small_samples_are_not_known_yet() -> None:
    films = [film(1, "reviews", 40, 4), film(2, "reviews", 40, 3), film(3, "story", 80, 3)]
    lessons = learn([*films, film(4, "story", 10, 1)], "clicks")
    assert {each.verdict for each in lessons} == {"not known yet"}
    assert told(lessons, "clothing", "reviews").low < 0.05 < told(lessons, "", "story").high


def test_one_film_however_often_seen_tells_only_of_itself() -> None:
    lessons = learn(
        [film(1, "reviews", 900_000, 90_000), film(2, "story", 900_000, 9_000)], "clicks"
    )
    assert {each.verdict for each in lessons} == {"not known yet"}


def test_films_that_differ_much_among_themselves_widen_the_interval() -> None:
    even = [film(n, "reviews", 1000, 50) for n in range(8)]
    uneven = [film(n, "reviews", 1000, 10 + 80 * (n % 2)) for n in range(8)]
    narrow, wide = (told(learn(films, "clicks"), "", "reviews") for films in (even, uneven))
    assert (narrow.rate, narrow.spread) == (wide.rate, 1.0)
    assert wide.high - wide.low > 4 * (narrow.high - narrow.low)


def test_nine_intervals_in_ten_hold_the_rate() -> None:
    """400 worlds of films whose true rate is known; a tenth of the intervals may miss it."""
    chance = np.random.RandomState(2)
    held = 0
    for _ in range(400):
        rate = chance.uniform(0.005, 0.2)
        films = [film(n, "story", 150, clicks(chance, 150, rate), "") for n in range(4)]
        lesson = told(learn(films, "clicks"), "", "story")
        held += lesson.low <= rate <= lesson.high
    assert 0.87 <= held / 400 <= 0.96


def test_where_films_differ_too_nine_in_ten_hold_their_mean() -> None:
    """Each film has a rate of its own, Beta(4, 76); without the spread fewer than half would."""
    chance = np.random.RandomState(3)
    held = naive = 0
    for _ in range(150):
        films = [
            film(n, "story", 1500, clicks(chance, 1500, chance.beta(4, 76))) for n in range(20)
        ]
        lesson = told(learn(films, "clicks"), "", "story")
        held += lesson.low <= 0.05 <= lesson.high
        width = (lesson.high - lesson.low) / 2 / lesson.spread**0.5
        naive += abs(lesson.rate - 0.05) <= width
    assert held / 150 >= 0.84
    assert naive / 150 < 0.6


def test_variants_of_one_product_are_tested_against_each_other() -> None:
    films = [
        film(1, "reviews", 5000, 300).model_copy(update={"variant": "a-reviews-quote-15s"}),
        film(1, "story", 5000, 200).model_copy(update={"variant": "b-story-statement-15s"}),
        film(2, "story", 50, 2),
    ]
    best, other = contests(films, "clicks")
    assert (best.within, best.value, best.verdict) == ("S-1", "a-reviews-quote-15s", "wins")
    assert other.verdict == "behind"
    assert best.best > 0.95


def test_films_without_the_goal_or_without_views_teach_nothing() -> None:
    assert learn([film(1, "story", 0, 0)], "clicks") == ()
    assert learn([film(1, "story", 10, 1)], "orders") == ()


def test_the_same_results_in_any_order_teach_the_same() -> None:
    films = [film(n, ("story", "reviews")[n % 2], 300, 9 + n) for n in range(10)]
    assert learn(films, "clicks") == learn(films[::-1], "clicks")
