"""Thompson sampling: the best known is told mostly, the others now and then."""

from __future__ import annotations

from collections import Counter

from vidgen.model.learned import Learned, Result
from vidgen.stages.choose import choose
from vidgen.stages.learn import learn

NAMES = ("gift", "reviews", "story")


def learned(*films: tuple[str, str, int, int]) -> Learned:
    """What (category, scenario, views, clicks) teach."""
    results = [
        Result(
            sku=str(number),
            variant="",
            category=category,
            scenario=scenario,
            views=views,
            hits={"clicks": clicks},
        )
        for number, (category, scenario, views, clicks) in enumerate(films)
    ]
    views = sum(each.views for each in results)
    lessons = learn(results, "clicks")
    return Learned(
        goal="clicks", results="r.csv", sha256="", films=len(films), views=views, lessons=lessons
    )


def choices(known: Learned | None, category: str = "food", times: int = 600) -> Counter[str]:
    return Counter(choose(NAMES, category, known, str(seed))[0] for seed in range(times))


def test_the_same_seed_chooses_the_same() -> None:
    known = learned(("food", "story", 500, 20))
    assert choose(NAMES, "food", known, "7/MG-1") == choose(NAMES[::-1], "food", known, "7/MG-1")


def test_where_nothing_is_known_every_scenario_is_as_likely() -> None:
    found = choices(None)
    assert set(found) == set(NAMES)
    assert all(150 <= count <= 250 for count in found.values())


def test_the_best_is_told_mostly_and_the_others_now_and_then() -> None:
    known = learned(
        *(("food", name, 300, clicks) for name, clicks in zip(NAMES, (9, 18, 11), strict=True)),
        *(("food", name, 300, clicks) for name, clicks in zip(NAMES, (10, 17, 12), strict=True)),
    )
    found = choices(known)
    assert found["reviews"] / 600 > 0.7
    assert found["story"] > found["gift"] > 0


def test_what_is_sure_is_not_asked_again() -> None:
    known = learned(
        *(("food", name, 40_000, c) for name, c in zip(NAMES, (800, 2400, 900), strict=True)),
        *(("food", name, 40_000, c) for name, c in zip(NAMES, (810, 2410, 890), strict=True)),
    )
    assert choices(known)["reviews"] == 600


def test_a_category_without_films_begins_with_what_holds_elsewhere() -> None:
    known = learned(
        *(("food", name, 40_000, c) for name, c in zip(NAMES, (400, 4000, 400), strict=True)),
    )
    found = choices(known, "home")
    assert found["reviews"] > 300
    assert min(found[name] for name in NAMES) >= 10, "nothing was seen in it yet"


def test_an_untried_scenario_is_tried() -> None:
    known = learned(("food", "gift", 400, 12), ("food", "story", 400, 12))
    assert choices(known)["reviews"] > 60
