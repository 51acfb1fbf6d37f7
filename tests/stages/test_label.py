"""Names of variants: they tell what is tried, and fit into a file's name."""

from __future__ import annotations

import re

import pytest

from vidgen.library import Library
from vidgen.model.product import Product
from vidgen.model.script import Brief, Line, Scenario, Scene, Script
from vidgen.stages.label import hook_of, label, letter, told_by

BRIEF = Brief(
    product=Product(id="MG-1", name="Enamel Camp Mug", language="en"),
    scenario=Library().scenario("pain-solution"),
    language="en",
    seconds=15,
)


def script(text: str, *facts: str) -> Script:
    line = Line(id="hook.1", text=text, facts=facts)
    scene = Scene(id="hook", beat="hook", archetype="hook", lines=(line,))
    return Script(product_id="M", scenario="s", language="en", scenes=(scene,))


@pytest.mark.parametrize(
    ("text", "facts", "hook"),
    [
        ("Looking for a mug?", ("name",), "question"),
        ("挑杯子，越挑越花眼？", (), "question"),
        ("Let's read what people wrote.", ("review.1",), "quote"),
        ("到6月18日结束。", ("promotion.ends", "promotion"), "deadline"),
        ("满299减40，看这里。", ("promotion",), "offer"),
        ("省160元。", ("saving",), "price"),
        ("89元？", ("price",), "price"),
        ("One mug.", ("name",), "statement"),
    ],
)
def test_how_a_film_opens(text: str, facts: tuple[str, ...], hook: str) -> None:
    assert hook_of(script(text, *facts)) == hook


def test_names_tell_what_is_tried_and_can_be_read_back() -> None:
    name = label(1, BRIEF, script("Looking for a mug?"))
    assert name == "b-pain-solution-question-15s"
    assert told_by(name) == ("pain-solution", "question", 15)
    assert told_by("summer sale") is None


def test_any_scenario_gives_a_safe_name() -> None:
    odd: Scenario = BRIEF.scenario.model_copy(update={"id": "../我的 剧本/v2"})
    name = label(0, BRIEF.model_copy(update={"scenario": odd}), script("!"))
    assert re.fullmatch(r"[a-z0-9-]+", name)
    Brief.model_validate({**BRIEF.model_dump(), "variant": name})


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 701, 702)] == ["a", "z", "aa", "ab", "zz", "aaa"]
