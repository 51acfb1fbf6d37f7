"""Reviews and comparisons: read as written, refused in one line, told by their own scenes."""

from __future__ import annotations

from pathlib import Path

import pytest

from vidgen.engines.writer.composer import Composer
from vidgen.errors import InputError
from vidgen.feeds.product_file import read
from vidgen.library import Library
from vidgen.model.product import Product, Row
from vidgen.model.script import Brief
from vidgen.stages.ground import ground

SHOE = """\
name: 疾风420缓震跑鞋
category: 运动/跑鞋
price: 299
points: [轻便，单只才218克, 透气，工程网布一整片, 回弹，踩了就弹]
attributes: {单只重量: 218g}
reviews:
  - 穿着很轻
  - {text: 换了它跑完10公里没喊疼, by: 山城阿杰, note: 已跑312公里}
versus: {than: 普通跑鞋, rows: {单只重量: [218g, 305g], 落差: [8mm, 12mm]}}
"""


def product(folder: Path, text: str) -> Product:
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    return read(folder / "p.yaml")


def test_reviews_and_rows_are_facts(tmp_path: Path) -> None:
    found = product(tmp_path, SHOE)
    assert [review.text for review in found.reviews] == ["穿着很轻", "换了它跑完10公里没喊疼"]
    fact = found.fact("review.2")
    assert fact is not None
    assert fact.label == "山城阿杰 · 已跑312公里"
    assert found.versus is not None
    assert found.versus.rows[0] == Row(name="单只重量", ours="218g", theirs="305g")
    theirs = found.fact("versus.单只重量.theirs")
    assert theirs is not None
    assert (theirs.text, theirs.label) == ("305g", "单只重量, 普通跑鞋")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("reviews: [{txt: x}]", "unknown field 'txt'"),
        ("reviews: [{by: me}]", "is empty"),
        ("versus: better", "must hold the fields than and rows"),
        ("versus: {rows: {a: [1, 2]}}", "does not name the other side"),
        ("versus: {than: 普通款}", "must be names with two values"),
        ("versus: {than: 普通款, rows: {重量: 218g}}", "must hold two values"),
        ("versus: {than: 普通款, rows: {重量: [218g, '']}}", "is empty"),
    ],
)
def test_mistakes_are_one_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as raised:
        product(tmp_path, f"name: 跑鞋\n{line}\n")
    assert "\n" not in str(raised.value)
    assert "p.yaml" in str(raised.value)


def test_they_get_scenes_of_their_own_and_stay_true(tmp_path: Path) -> None:
    found = product(tmp_path, SHOE)
    order = Brief(product=found, scenario=Library().scenario("feature-tour"), language="zh")
    script = Composer()(order)
    kinds = [scene.archetype for scene in script.scenes]
    assert {"quote", "compare", "cards"} <= set(kinds)
    assert ground(found, script) == ()
    quoted = next(scene for scene in script.scenes if scene.archetype == "quote")
    assert "穿着很轻" in quoted.lines[0].text
    compared = next(scene for scene in script.scenes if scene.archetype == "compare")
    assert [t.text for t in compared.screen if t.role == "rival"] == ["305g", "12mm"]


def test_a_product_without_them_gets_none(tmp_path: Path) -> None:
    found = product(tmp_path, "name: 跑鞋\nprice: 299\n")
    order = Brief(product=found, scenario=Library().scenario("feature-tour"), language="zh")
    kinds = {scene.archetype for scene in Composer()(order).scenes}
    assert not kinds & {"quote", "compare", "cards"}


def test_what_is_told_as_a_number_is_not_told_again(tmp_path: Path) -> None:
    found = product(tmp_path, SHOE)
    order = Brief(product=found, scenario=Library().scenario("pain-solution"), language="zh")
    told = [s for s in Composer()(order).scenes if s.beat in ("stat", "detail")]
    facts = [scene.lines[0].facts for scene in told]
    assert len(facts) == len(set(facts))
