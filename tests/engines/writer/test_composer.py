"""The composer says only what the shop said; ground finds every planted lie; fit finds the length."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vidgen.craft.rhythm import film_seconds
from vidgen.engines.writer.composer import Composer
from vidgen.library import Library
from vidgen.model.product import Attribute, Language, Product, Promotion
from vidgen.model.script import Brief, Script
from vidgen.stages.fit import SLACK, fit
from vidgen.stages.ground import ground

HAT = Product(
    id="HT-01",
    name="加厚粗针毛线帽",
    language="zh",
    brand="山屿",
    category="配饰/帽子",
    price=Decimal("89.90"),
    list_price=Decimal("129"),
    points=("双层加厚，耳朵盖得住", "毛球可拆", "弹力大，不勒头"),
    attributes=(
        Attribute(name="材质", value="30%羊毛 70%腈纶"),
        Attribute(name="帽围", value="54-60cm"),
        Attribute(name="重量", value="118g"),
    ),
    promotion=Promotion(text="第二件半价"),
    gifts=("防尘袋",),
    description="冬天骑车上班，耳朵不疼了。挂在门口，出门顺手一戴。",
)
MUG = Product(
    id="MG-1",
    name="Enamel Camp Mug, 12 oz",
    language="en",
    brand="White Tower",
    category="Drinkware",
    price=Decimal("18.00"),
    list_price=Decimal("24.50"),
    currency="USD",
    points=("Steel core, two coats of enamel", "Works over an open flame", "Chips, never shatters"),
    attributes=(Attribute(name="Capacity", value="12 oz"), Attribute(name="Weight", value="130 g")),
    description="Made for camp mornings. Hang it on your pack by the handle.",
)
THIN = Product(
    id="T-1",
    name="小熊抱枕",
    language="zh",
    price=Decimal("39"),
    description="软软的，抱着就想睡。",
)
BARE = Product(id="B-1", name="Apple Juice", language="en", price=Decimal("5"), currency="USD")

SCENARIOS = Library().names("scenarios")
SPEED: dict[Language, float] = {"zh": 4.6, "en": 15.5}


def compose(
    product: Product, scenario: str = "pain-solution", seconds: int = 30, seed: int = 1
) -> Script:
    return Composer()(
        Brief(
            product=product,
            scenario=Library().scenario(scenario),
            language=product.language,
            seconds=seconds,
            seed=seed,
        )
    )


def spoken(script: Script) -> dict[str, float]:
    return {line.id: len(line.text) / SPEED[script.language] for line in script.lines}


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("product", [HAT, MUG, THIN, BARE])
def test_everything_said_and_shown_is_grounded(product: Product, scenario: str) -> None:
    for seed in range(12):
        script = compose(product, scenario, seed=seed)
        assert ground(product, script) == ()
        assert script.scenes[0].archetype == "hook"
        assert script.scenes[-1].archetype == "end"
        assert len({line.id for line in script.lines}) == len(script.lines)
        for line in script.lines:
            assert all(product.fact(fact) for fact in line.facts)
            assert all(part in line.text for part in line.emphasis)
            assert "{" not in line.text


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(
    ("product", "seconds"), [(HAT, 15), (HAT, 30), (MUG, 15), (MUG, 30), (THIN, 15), (BARE, 15)]
)
def test_films_are_as_long_as_asked(product: Product, seconds: int, scenario: str) -> None:
    for seed in range(8):
        draft = compose(product, scenario, seconds, seed)
        lengths = spoken(draft)
        script = fit(draft, lengths, seconds)
        film = film_seconds([[lengths[x.id] for x in scene.lines] for scene in script.scenes])
        assert abs(film - seconds) <= SLACK
        assert {x.id for x in draft.lines if x.rank == 0} <= {x.id for x in script.lines}
        assert all(scene.lines for scene in script.scenes)


@pytest.mark.parametrize("product", [HAT, MUG, THIN, BARE])
def test_a_very_short_film_says_the_shortest(product: Product) -> None:
    """Opening, price and end alone are longer than 8 s where they are chosen from all."""
    lengths = []
    for seed in range(8):
        draft = compose(product, "pain-solution", 8, seed)
        seconds = spoken(draft)
        script = fit(draft, seconds, 8)
        films = [[seconds[line.id] for line in scene.lines] for scene in script.scenes]
        lengths.append(film_seconds(films))
        assert ground(product, script) == ()
    assert sorted(lengths)[4] <= 8 + SLACK
    assert max(lengths) <= 8 + 2 * SLACK


def test_facts_that_run_out_make_a_shorter_film_without_repeats() -> None:
    draft = compose(BARE, seconds=60)
    script = fit(draft, spoken(draft), 60)
    assert len({line.text for line in script.lines}) == len(script.lines)


def test_seeds_vary_and_repeat() -> None:
    texts = {tuple(line.text for line in compose(HAT, seed=seed).lines) for seed in range(10)}
    assert len(texts) >= 8
    assert compose(HAT, seed=3) == compose(HAT, seed=3)


LIES = [
    ("现在79.9元带走", ("price",)),
    ("材质是50%羊毛", ("attr.材质",)),
    ("100%羊绒", ("attr.材质",)),
    ("重量118kg", ("attr.重量",)),
    ("全网最低价", ("price",)),
    ("第一好戴的帽子", ("name",)),
    ("限时5折", ("promotion",)),
    ("永久质保", ("point.1",)),
    ("进口羊毛", ("attr.材质",)),
    ("三折抢购", ("price",)),
    ("仅剩最后3件", ("name",)),
    ("立省50元", ("saving",)),
]


@pytest.mark.parametrize(("lie", "facts"), LIES)
def test_planted_lies_are_found(lie: str, facts: tuple[str, ...]) -> None:
    script = compose(HAT)
    scene = script.scenes[1]
    line = scene.lines[0].model_copy(update={"text": lie, "facts": facts})
    scenes = (script.scenes[0], scene.model_copy(update={"lines": (line,)}), *script.scenes[2:])
    findings = ground(HAT, script.model_copy(update={"scenes": scenes}))
    assert findings
    assert str(findings[0]).startswith("line ")


@pytest.mark.parametrize(
    "truth", ["现在到手89.90元", "立省39.1元", "¥129的帽子", "５４-60cm都能戴"]
)
def test_the_same_number_written_otherwise_is_true(truth: str) -> None:
    script = compose(HAT)
    scene = script.scenes[1]
    facts = ("price", "saving", "list_price", "attr.帽围")
    line = scene.lines[0].model_copy(update={"text": truth, "facts": facts})
    scenes = (script.scenes[0], scene.model_copy(update={"lines": (line,)}), *script.scenes[2:])
    assert ground(HAT, script.model_copy(update={"scenes": scenes})) == ()
