"""Variants of real small products: far apart in fact, few where there is little to tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from vidgen.errors import InputError
from vidgen.library import Library
from vidgen.model.product import Attribute, Media, Product
from vidgen.model.script import Brief
from vidgen.model.variant import Variants
from vidgen.stages.vary import FLOOR, distance, floor_for, traits
from vidgen.store import Store
from vidgen.studio import Studio
from vidgen.studio.steps import Step
from vidgen.studio.varying import variants

LIBRARY = Library()
OTHERS = tuple(LIBRARY.scenario(name) for name in ("story", "buying-guide", "unboxing"))


@pytest.fixture(scope="module")
def photos(mug: Path) -> tuple[Media, ...]:
    return tuple(Media(path=str(mug.with_name(name))) for name in ("mug.png", "camp.jpg"))


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> tuple[Studio, list[Step]]:
    told: list[Step] = []
    store = Store(tmp_path_factory.mktemp("store"))
    return Studio(store, LIBRARY, watch=told.append), told


def order(product: Product, seconds: int = 15) -> Brief:
    scenario = LIBRARY.scenario("pain-solution")
    return Brief(product=product, scenario=scenario, language=product.language, seconds=seconds)


@pytest.fixture(scope="module")
def dress(photos: tuple[Media, ...]) -> Brief:
    return order(
        Product(
            id="DR-1",
            name="一字肩连衣裙",
            language="zh",
            brand="云栖",
            category="女装/连衣裙",
            price="199",  # type: ignore[arg-type]
            points=("一字肩显锁骨", "腰线收得高，显腿长", "双层裙摆不透"),
            attributes=(
                Attribute(name="面料", value="55%亚麻 45%棉"),
                Attribute(name="裙长", value="86cm"),
                Attribute(name="洗涤", value="30℃以下手洗"),
            ),
            description="夏天通勤和约会都能穿。",
            media=photos,
        )
    )


@pytest.fixture(scope="module")
def three(studio: tuple[Studio, list[Step]], dress: Brief) -> tuple[tuple[Brief, ...], Variants]:
    return variants(studio[0], dress, 3, OTHERS)


def test_they_are_as_far_apart_as_promised_when_written_and_voiced(
    studio: tuple[Studio, list[Step]], three: tuple[tuple[Brief, ...], Variants]
) -> None:
    briefs, found = three
    assert len(briefs) == 3
    sights = studio[0].look(briefs[0])
    films = []
    for brief in briefs:
        script, _ = studio[0].write(brief)
        films.append(traits(script, studio[0].shots(brief, script, sights)))
    for pair in found.pairs:
        a, b = found.names.index(pair.one), found.names.index(pair.other)
        assert distance(films[a], films[b]) == pair.distance
        assert pair.distance.over(floor_for(2)) >= 1
        assert pair.distance.words >= FLOOR.words
    assert len(found.pairs) == 3
    assert len({film.hook for film in films}) == 3


def test_the_first_is_the_film_that_was_asked_for(
    dress: Brief, three: tuple[tuple[Brief, ...], Variants]
) -> None:
    briefs, found = three
    assert briefs[0] == dress.model_copy(update={"variant": found.names[0]})
    assert found.names[0] == "a-pain-solution-question-15s"
    assert [name[:2] for name in found.names] == ["a-", "b-", "c-"]


def test_two_of_them_are_the_first_two_of_three(
    studio: tuple[Studio, list[Step]], dress: Brief, three: tuple[tuple[Brief, ...], Variants]
) -> None:
    assert variants(studio[0], dress, 2, OTHERS)[0] == three[0][:2]


def test_another_seed_shows_photos_in_another_order(
    studio: tuple[Studio, list[Step]], dress: Brief, mug: Path, tmp_path: Path
) -> None:
    red, green, blue, alpha = Image.open(mug.with_name("mug.png")).split()
    for name, inks in (("g", (green, red, blue)), ("b", (green, blue, red))):
        Image.merge("RGBA", (*inks, alpha)).save(tmp_path / f"{name}.png")
    media = (dress.product.media[0], *(Media(path=str(tmp_path / f"{n}.png")) for n in "gb"))
    dress = dress.model_copy(update={"product": dress.product.model_copy(update={"media": media})})
    script, _ = studio[0].write(dress)
    sights = studio[0].look(dress)
    shown = [
        traits(script, studio[0].shots(dress.model_copy(update={"seed": seed}), script, sights))
        for seed in range(8)
    ]
    assert len({film.pictures for film in shown}) > 1
    assert shown[0].pictures[0] == sights[0].asset.sha256, "the merchant's first, without a seed"


def test_where_there_is_little_to_tell_fewer_are_made_and_it_says_so(
    studio: tuple[Studio, list[Step]], photos: tuple[Media, ...]
) -> None:
    bare = Product(id="B-1", name="Mug", language="en", media=photos[:1])
    briefs, found = variants(studio[0], order(bare, 30), 8)
    assert 1 <= len(briefs) < 8
    assert f"{len(briefs)} of 8 variants: facts and photos carry no more" in found.told
    assert found.told in [step.note for step in studio[1]]


@pytest.mark.parametrize("wanted", [0, -1, 13])
def test_a_number_that_cannot_be(
    studio: tuple[Studio, list[Step]], dress: Brief, wanted: int
) -> None:
    with pytest.raises(InputError, match="--variants"):
        variants(studio[0], dress, wanted)
