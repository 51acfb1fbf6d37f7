"""Other tellings of a brief: what must stay stays, what may move moves, all of it true."""

from __future__ import annotations

from decimal import Decimal

from vidgen.engines.writer.composer import Composer
from vidgen.library import Library
from vidgen.model.product import Attribute, Media, Product
from vidgen.model.script import Brief
from vidgen.stages.ground import ground
from vidgen.stages.recast import recast
from vidgen.stages.turn import turn

MUG = Product(
    id="MG-1",
    name="Enamel Camp Mug",
    language="en",
    brand="White Tower",
    price=Decimal(18),
    currency="USD",
    points=("Steel core, two coats of enamel", "Works over an open flame", "Hangs on a belt"),
    attributes=(Attribute(name="Volume", value="12 oz"), Attribute(name="Rim", value="steel")),
    description="Made for the lake and the trail.",
)
BRIEF = Brief(product=MUG, scenario=Library().scenario("pain-solution"), language="en", seconds=15)


def test_the_first_telling_is_the_brief_itself() -> None:
    assert recast(BRIEF, 0) is BRIEF
    assert recast(BRIEF, 0, Library().scenario("story")).seed == BRIEF.seed


def test_what_never_goes_keeps_its_place() -> None:
    for number in range(1, 12):
        beats = recast(BRIEF, number).scenario.beats
        assert [beat.id for beat in beats][:1] == ["hook"]
        assert [beat.id for beat in beats][-3:] == ["bridge", "offer", "end"]
        assert {beat.id for beat in beats} == {beat.id for beat in BRIEF.scenario.beats}
        assert next(beat.rank for beat in beats if beat.id == "feature") == 1


def test_tellings_differ_and_are_true() -> None:
    told = set()
    for number in range(12):
        brief = recast(BRIEF, number)
        script = turn(Composer()(brief), brief.scenario)
        assert ground(MUG, script) == ()
        told.add(tuple(line.text for line in script.lines))
    assert len(told) == 12


def test_a_telling_comes_of_contents_not_of_places() -> None:
    moved = MUG.model_copy(update={"media": (Media(path="/else/where.png"),), "source": "row 9"})
    there = recast(BRIEF.model_copy(update={"product": moved}), 3)
    assert there.seed == recast(BRIEF, 3).seed
    cheaper = MUG.model_copy(update={"price": Decimal(17)})
    assert recast(BRIEF.model_copy(update={"product": cheaper}), 3).seed != there.seed


def test_turn_leads_with_another_point_and_keeps_how_readily_places_are_dropped() -> None:
    scenario = BRIEF.scenario
    beats = tuple(
        beat.model_copy(update={"first": 1 if beat.id == "feature" else 0})
        for beat in scenario.beats
    )
    script = Composer()(BRIEF)
    turned = turn(script, scenario.model_copy(update={"beats": beats}))
    ids = [scene.id for scene in turned.scenes if scene.beat == "feature"]
    assert ids == ["feature2", "feature3", "feature1"]
    ranks = [scene.lines[0].rank for scene in turned.scenes if scene.beat == "feature"]
    assert ranks == sorted(ranks)
    assert {line.text for line in turned.lines} == {line.text for line in script.lines}
    assert turn(script, scenario) == script
