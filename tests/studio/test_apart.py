"""A catalog in which no two films say nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vidgen.engines.writer.composer import Composer
from vidgen.library import Library
from vidgen.model.product import Attribute, Media, Product
from vidgen.model.script import Brief, Scenario
from vidgen.stages.alike import LIMIT, alike
from vidgen.stages.fit import fit
from vidgen.stages.turn import turn
from vidgen.studio.apart import keep_apart


def meagre(scenario: Scenario) -> Scenario:
    """The scenario with few ways to say each step: the shipped ones keep caps apart by themselves."""
    beats = (
        beat.model_copy(
            update={
                "copies": {language: copies[:4] for language, copies in beat.copies.items()},
                "also": (),
                "more": (),
            }
        )
        for beat in scenario.beats
    )
    return scenario.model_copy(update={"beats": tuple(beats)})


SCENARIO = meagre(Library().scenario("pain-solution"))
POINTS = (
    "双层加厚",
    "耳朵盖得住",
    "毛球可拆",
    "可以手洗",
    "粗针织法",
    "弹力收口",
    "内里有绒",
    "不起球",
)


def brief(number: int) -> Brief:
    """One of many caps of one shop, whose facts resemble each other."""
    product = Product(
        id=f"HT-{number}",
        name=f"{'红蓝绿灰米'[number % 5]}色{'毛线针织'[number % 2 :][:2]}帽{number}",
        language="zh",
        category="帽子",
        price=Decimal(f"{40 + 7 * number}"),
        points=tuple(POINTS[(number + step) % 8] for step in range(3)),
        attributes=(
            Attribute(name="帽围", value=f"{50 + number}cm"),
            Attribute(name="重量", value=f"{80 + number}g"),
        ),
    )
    return Brief(product=product, scenario=SCENARIO, language="zh", seconds=12)


def narrate(briefs: Sequence[Brief]) -> list[str]:
    """What the films say where a letter takes a quarter of a second."""
    told = []
    for each in briefs:
        draft = turn(Composer()(each), each.scenario)
        script = fit(draft, {line.id: len(line.text) / 4 for line in draft.lines}, 12)
        told.append(" ".join(line.text for line in script.lines))
    return told


BRIEFS = [brief(number) for number in range(24)]


def test_films_that_are_too_alike_are_told_in_another_way() -> None:
    before = alike(narrate(BRIEFS))
    assert len(before) > 5
    parted = keep_apart(BRIEFS, narrate)
    assert not parted.close
    assert alike(narrate(parted.briefs)) == ()
    assert [each.product.id for each in parted.briefs] == [each.product.id for each in BRIEFS]
    kept = sum(each in BRIEFS for each in parted.briefs)
    assert parted.again == len(BRIEFS) - kept
    assert kept >= 5, "what is far apart stays as it is"


def test_where_rows_and_pictures_lie_does_not_matter() -> None:
    def elsewhere(each: Brief, at: int) -> Brief:
        told = {"source": f"row {99 - at}", "media": (Media(path=f"/mnt/{at}.png"),)}
        return each.model_copy(update={"product": each.product.model_copy(update=told)})

    moved = [elsewhere(each, at) for at, each in enumerate(BRIEFS)]
    seeds = [each.seed for each in keep_apart(BRIEFS, narrate).briefs]
    assert [each.seed for each in keep_apart(moved, narrate).briefs] == seeds


def test_neither_the_order_of_rows_nor_of_workers_matters() -> None:
    def scattered(briefs: Sequence[Brief]) -> list[str]:
        return [narrate([each])[0] for each in reversed(briefs)][::-1]

    there = keep_apart(BRIEFS, narrate).briefs
    back = keep_apart(BRIEFS[::-1], scattered).briefs
    assert back[::-1] == there


def test_what_cannot_be_told_apart_is_named_and_still_made() -> None:
    twin = BRIEFS[0].product.model_copy(update={"id": "HT-X"})
    poor = [
        each.model_copy(update={"points": (), "attributes": (), "price": None})
        for each in (BRIEFS[0].product, twin)
    ]
    briefs = [BRIEFS[0].model_copy(update={"product": each}) for each in poor]
    parted = keep_apart(briefs, lambda told: ["红色毛线帽，看看。"] * len(told))
    assert len(parted.briefs) == 2
    (close,) = parted.close
    assert {close.sku, close.other} == {"HT-0", "HT-X"}
    assert close.share > LIMIT
    assert "tell them apart" in str(close)


def test_films_that_cannot_be_made_are_compared_with_none() -> None:
    parted = keep_apart(BRIEFS[:4], lambda briefs: [""] * len(briefs))
    assert parted.briefs == tuple(BRIEFS[:4])
    assert (parted.again, parted.close) == (0, ())
