"""Nothing unlawful is voiced or shown, and a bad word in one field does not cost the film."""

from __future__ import annotations

from pathlib import Path

import pytest

from vidgen.errors import ReviewError
from vidgen.library import Library
from vidgen.model.product import Product
from vidgen.model.review import Waiver
from vidgen.model.script import Brief, Line, Scene, Script
from vidgen.store import Store
from vidgen.studio import Studio
from vidgen.studio.gating import law_of, reviewer
from vidgen.studio.steps import Step


def brief(platform: str = "douyin", **changes: object) -> Brief:
    fields = {
        "id": "SK-1",
        "name": "晨露保湿面霜",
        "language": "zh",
        "brand": "晨露",
        "category": "美妆/面霜",
        "price": "99",
        "points": ("全网第一的保湿力", "质地轻薄，一抹就开", "乳木果油添加"),
    }
    product = Product.model_validate(fields | changes)
    return Brief(
        product=product,
        scenario=Library().scenario("pain-solution"),
        language="zh",
        seconds=15,
        platforms=(platform,),
        aspects=("9:16",),
    )


def written(tmp_path: Path, order: Brief, *waivers: Waiver) -> tuple[str, list[str]]:
    notes: list[str] = []

    def watch(step: Step) -> None:
        notes.append(step.note)

    studio = Studio(Store(tmp_path), Library(), watch=watch, waivers=waivers)
    script, _ = studio.write(order)
    shown = [text.text for scene in script.scenes for text in scene.screen]
    return "\n".join([line.text for line in script.lines] + shown), [n for n in notes if n]


def test_a_point_with_a_forbidden_word_is_left_out_and_told(tmp_path: Path) -> None:
    said, notes = written(tmp_path, brief())
    assert "第一" not in said
    assert "一抹就开" in said
    told = [note for note in notes if "left out" in note]
    assert len(told) == 1
    assert "CN-FIRST-1" in told[0]


def test_a_name_with_a_forbidden_word_refuses_the_film(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="the product's name: block CN-FIRST-1") as caught:
        written(tmp_path, brief(name="全网第一面霜"))
    assert caught.value.exit_code == 9


def test_what_a_person_waived_may_be_said(tmp_path: Path) -> None:
    waiver = Waiver(rule="CN-FIRST-1", reason="ranking of the institute, 2026-05")
    order = brief(points=("全网第一的保湿力",))
    said, _ = written(tmp_path, order, waiver)
    assert "全网第一" in said


def test_a_script_that_a_person_edited_is_refused(tmp_path: Path) -> None:
    studio = Studio(Store(tmp_path), Library())
    line = Line(id="hook.1", text="这是全网第一的面霜。", facts=("point.1",))
    scene = Scene(id="hook", beat="hook", archetype="hook", lines=(line,))
    script = Script(product_id="SK-1", scenario="pain-solution", language="zh", scenes=(scene,))
    with pytest.raises(ReviewError, match=r"line hook\.1: block CN-FIRST-1"):
        studio.voice(brief(), script)


@pytest.mark.parametrize(("platform", "refused"), [("douyin", True), ("tiktok", False)])
def test_the_law_is_that_of_the_place_where_it_is_shown(platform: str, refused: bool) -> None:
    order = brief(platform)
    law = law_of(order, Library(), ())
    line = Line(id="x", text="国家级品质")
    scene = Scene(id="x", beat="x", archetype="life", lines=(line,))
    script = Script(product_id="SK-1", scenario="s", language="zh", scenes=(scene,))
    assert bool(reviewer(order, law)(script)) == refused
