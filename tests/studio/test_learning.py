"""Results joined with the films they are of, and what is then drawn."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from vidgen.errors import InputError
from vidgen.library import Library
from vidgen.model.learned import Learned
from vidgen.model.product import Product, Promotion, Review, Row, Versus
from vidgen.model.render import Bundle
from vidgen.studio.choosing import drawn, fitting
from vidgen.studio.learning import category_of, lessons

LIBRARY = Library()


def bundle(folder: Path, sku: str, variant: str, scenario: str, category: str = "马克杯") -> None:
    made = Bundle(
        product_id=sku,
        name="白瓷马克杯",
        key="k",
        renders=(),
        covers=(),
        files={},
        facts=(),
        writer="composer",
        voice="espeak",
        version="1",
        variant=variant,
        scenario=scenario,
        hook="question",
        category=category,
        seconds=15,
    )
    place = folder / sku / (variant or "film")
    place.mkdir(parents=True)
    (place / "bundle.json").write_text(made.to_json(), encoding="utf-8")


def sheet(folder: Path, content: str) -> Path:
    path = folder / "results.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_films_are_found_by_sku_and_variant(tmp_path: Path) -> None:
    for sku in ("M-1", "M-2"):
        bundle(tmp_path, sku, "a-story-question-15s", "story")
        bundle(tmp_path, sku, "b-reviews-question-15s", "reviews")
    rows = [
        "sku,variant,views,clicks",
        "M-1,a-story-question-15s,5000,100",
        "M-1,b-reviews-question-15s,5000,300",
        "M-2,a-story-question-15s,5000,110",
        "M-2,b-reviews-question-15s,5000,310",
    ]
    learned, refused = lessons(sheet(tmp_path, "\n".join(rows)), tmp_path, None, LIBRARY)
    assert not refused
    assert (learned.goal, learned.films, learned.views) == ("clicks", 4, 20_000)
    assert learned.lesson("drinkware", "scenario", "reviews") is not None
    found = {(each.trait, each.value): each.verdict for each in learned.lessons if not each.within}
    assert found["scenario", "reviews"] == "wins"
    assert found["length", "11-20 s"] == "not known yet", "there is nothing to compare it with"
    winners = {each.within: each.value for each in learned.tests if each.verdict == "wins"}
    assert winners == dict.fromkeys(("M-1", "M-2"), "b-reviews-question-15s")
    assert Learned.from_json(learned.to_json(), "x") == learned


def test_a_name_that_two_films_have_needs_the_sku(tmp_path: Path) -> None:
    for sku in ("M-1", "M-2"):
        bundle(tmp_path, sku, "a-story-question-15s", "story")
    path = sheet(tmp_path, "variant,views,clicks\na-story-question-15s,10,1\nM-1,9,1\n")
    with pytest.raises(InputError) as caught:
        lessons(path, tmp_path, None, LIBRARY)
    assert "line 2: 2 films are called 'a-story-question-15s'" in str(caught.value)


def test_without_films_columns_or_names_tell(tmp_path: Path) -> None:
    rows = "sku,variant,category,scenario,views,clicks\nM-1,mine,Drinkware,story,100,5\n"
    rows += "M-2,b-gift-offer-30s,茶杯,,100,5\nM-3,some film,茶杯,,100,5\n"
    learned, refused = lessons(sheet(tmp_path, rows), None, None, LIBRARY)
    told = {(each.trait, each.value) for each in learned.lessons if each.within == "drinkware"}
    assert told == {
        ("scenario", "story"),
        ("scenario", "gift"),
        ("hook", "offer"),
        ("length", "21-40 s"),
    }
    assert "line 4: nobody knows the scenario of 'some film'" in str(refused[0])


def test_the_dearest_goal_that_is_told_is_learned_for(tmp_path: Path) -> None:
    rows = "sku,scenario,views,completion,clicks,orders\nM-1,story,100,40%,9,2\n"
    path = sheet(tmp_path, rows)
    assert lessons(path, None, None, LIBRARY)[0].goal == "orders"
    learned, _ = lessons(path, None, "completion", LIBRARY)
    assert learned.lessons[0].hits == 40
    with pytest.raises(InputError, match="tells of clicks"):
        lessons(
            sheet(tmp_path, "sku,scenario,views,orders\nM-1,story,9,1\n"), None, "clicks", LIBRARY
        )


def test_a_folder_without_films_is_named(tmp_path: Path) -> None:
    path = sheet(tmp_path, "sku,views,orders\nM-1,9,1\n")
    with pytest.raises(InputError, match=r"holds no bundle\.json"):
        lessons(path, tmp_path, None, LIBRARY)
    (tmp_path / "bundle.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"bundle\.json"):
        lessons(path, tmp_path, None, LIBRARY)


def test_categories_are_the_same_for_films_and_products() -> None:
    packs = LIBRARY.packs()
    assert category_of("女装/连衣裙", "", packs) == category_of("", "Linen dress", packs)
    assert category_of("Violin bows", "Bow 7", packs) == "violin bows"


BARE = Product(id="M-1", name="Mug", language="en")


def test_scenarios_fit_only_the_facts_there_are() -> None:
    names = {each.id for each in fitting(BARE, "en", LIBRARY)}
    assert {"pain-solution", "story", "gift"} <= names
    assert names.isdisjoint({"reviews", "comparison", "countdown", "festival", "brand-story"})
    rich = BARE.model_copy(
        update={
            "price": Decimal(18),
            "brand": "White Tower",
            "reviews": (Review(text="Good."),),
            "versus": Versus(than="a glass", rows=(Row(name="Weight", ours="1", theirs="2"),)),
            "promotion": Promotion(text="Buy two"),
        }
    )
    found = {each.id for each in fitting(rich, "en", LIBRARY)}
    assert set(LIBRARY.names("scenarios")) - found == {"countdown"}, "the offer has no last day"


def test_what_won_is_drawn_for_most_products_of_its_category(tmp_path: Path) -> None:
    rows = ["sku,category,scenario,views,clicks"]
    for number, scenario in enumerate(("story", "gift", "unboxing") * 4):
        clicks = 600 if scenario == "gift" else 100
        rows.append(f"S-{number},drinkware,{scenario},10000,{clicks}")
    learned, _ = lessons(sheet(tmp_path, "\n".join(rows)), None, None, LIBRARY)
    cups = [BARE.model_copy(update={"id": f"M-{n}", "category": "Drinkware"}) for n in range(120)]
    found = Counter(drawn(cup, "en", 0, LIBRARY, learned)[0].id for cup in cups)
    assert found.most_common(1)[0][0] == "gift"
    assert found["gift"] > 30, "an even draw would give a dozen"
    assert len(found) > 3, "what was never tried is tried"
    assert drawn(cups[0], "en", 7, LIBRARY, learned) == drawn(cups[0], "en", 7, LIBRARY, learned)
