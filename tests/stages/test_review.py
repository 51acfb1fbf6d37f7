"""The review: what is refused, what is allowed, where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidgen.library import Library
from vidgen.model.review import Finding, Region, Rule, Text, Waiver
from vidgen.stages.claims import second_look
from vidgen.stages.review import kind_of_goods, review

WORDS = Library().words()
SIGNS = st.one_of(st.characters(), st.sampled_from("最第一国家级佳治疗*. \n①zuibest100%"))
TEXTS = st.text(alphabet=SIGNS)
HOSTILE = tuple(unit * (20_000 // len(unit)) for unit in ("最", "a", "0", " ", "most a "))
ROOT = Path(__file__).parents[2]


def look(
    text: str, region: Region | None = None, category: str | None = None
) -> tuple[Finding, ...]:
    """The findings of the shipped rules in one text."""
    return review([Text(where="here", text=text)], WORDS.rules, region=region, category=category)


def rule(pattern: str, **more: object) -> Rule:
    """A rule of one pattern."""
    fields = {"id": "X-1", "regions": ("cn",), "severity": "warn", "patterns": (pattern,)}
    return Rule.model_validate(fields | {"why": "why", "suggestion": "mend"} | more)


@pytest.mark.parametrize("text", ["最后一步", "第一次使用", "最近降温", "首先通电", "一流到底"])
def test_everyday_words_pass(text: str) -> None:
    assert look(text) == ()


def test_a_finding_shows_what_was_written() -> None:
    text = "这款是 国*家*级 工艺"
    (finding,) = look(text)
    assert text[finding.start : finding.end] == finding.text == "国*家*级"
    assert finding.severity == "block"
    assert finding.why
    assert finding.suggestion


def test_a_category_is_held_only_for_its_goods() -> None:
    assert not any(hit.severity == "block" for hit in look("面料抗菌", "cn", "clothing"))
    assert any(hit.severity == "block" for hit in look("抗菌面霜", "cn", "cosmetics"))


def test_medical_words_hold_for_all_goods_but_registered_ones() -> None:
    assert look("治疗颈椎病", "cn", None)
    assert not look("治疗颈椎病", "cn", "medical_device")


def test_a_region_has_its_own_law() -> None:
    assert look("eco-friendly bottle", "eu")[0].severity == "block"
    assert look("eco-friendly bottle", "us")[0].severity == "warn"
    assert not look("eco-friendly bottle", "cn")


def test_words_that_only_meet_are_none() -> None:
    rules = [rule("和服", bounded=True)]
    assert not review([Text(where="", text="鞋帽和服装配件")], rules)
    assert review([Text(where="", text="一件和服")], rules)


def test_a_separator_between_two_words_hides_nothing() -> None:
    rules = [rule("药妆")]
    assert not review([Text(where="", text="中医药 妆盒")], rules)
    assert review([Text(where="", text="药 妆 修护")], rules)


def test_the_gravest_of_overlapping_findings_stays() -> None:
    rules = [rule("最好的锅", id="A-1"), rule("最好", id="B-1", severity="block")]
    (finding,) = review([Text(where="", text="最好的锅")], rules)
    assert finding.rule == "B-1"


def test_a_waiver_holds_for_its_rule_and_text() -> None:
    text = [Text(where="", text="好锅与坏锅")]
    rules = [rule("[好坏]锅")]
    waiver = Waiver(rule="X-1", reason="the name of the shop", text="好锅")
    assert [hit.text for hit in review(text, rules, waivers=(waiver,))] == ["坏锅"]
    assert review(text, rules, waivers=(Waiver(rule="Y-1", reason="another"),))


def test_a_waiver_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        Waiver(rule="X-1", reason=" ")


@pytest.mark.parametrize(
    ("category", "name", "kind"),
    [
        ("美妆/面霜", "", "cosmetics"),
        ("", "蜂蜜 500g", "food"),
        ("kitchen", "steak knife", None),
        ("", "Green tea", "food"),
    ],
)
def test_goods_are_told_by_their_words(category: str, name: str, kind: str | None) -> None:
    assert kind_of_goods(category, name, WORDS.groups) == kind


def test_shipped_copy_has_nothing_to_object_to() -> None:
    for path in (ROOT / "templates/copy").glob("*.yaml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not [hit for hit in look(line) if hit.severity == "block"], line


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("最第一国家级佳治疗*. \n①zuibest100%"))
    )
)
def test_no_text_is_too_odd(text: str) -> None:
    for hit in look(text) + second_look([Text(where="", text=text)], WORDS.claims):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.text == text[hit.start : hit.end]


@pytest.mark.parametrize("pattern", ["(a+)+b", "a*", "a{2,}", "(" * 2])
def test_a_rule_that_may_run_away_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"repeats without|no regular"):
        rule(pattern)


@pytest.mark.parametrize("shipped", WORDS.rules, ids=lambda shipped: shipped.id)
def test_no_pattern_runs_away(shipped: Rule) -> None:
    """The noun refuses endless repeats; a hostile text of 20 000 signs takes no time to speak of."""
    for pattern in shipped.patterns + shipped.allow:
        assert re.search(pattern, "") is None, f"{pattern!r} matches nothing at all"
        for text in HOSTILE:
            assert len(re.findall(pattern, text)) <= len(text)
