"""Which films a brief asks for, and how long they may be."""

from __future__ import annotations

import pytest

from vidgen.errors import InputError
from vidgen.library import Library
from vidgen.model.product import Product
from vidgen.model.script import Brief
from vidgen.studio.targets import seconds_of, targets_of


def brief(*platforms: str, seconds: int = 30, aspects: tuple[str, ...] = ()) -> Brief:
    library = Library()
    return Brief(
        product=Product(id="x", name="Camp Mug", language="en"),
        scenario=library.scenario("feature-tour"),
        language="en",
        platforms=platforms,
        aspects=aspects,
        seconds=seconds,
    )


def test_without_aspects_each_platform_has_its_own_first() -> None:
    found = targets_of(brief("tiktok", "youtube"), Library())
    assert [(each.platform, each.aspect) for each in found] == [
        ("tiktok", "9:16"),
        ("youtube", "16:9"),
    ]


def test_an_aspect_that_no_platform_shows_is_refused() -> None:
    with pytest.raises(InputError, match="4:5 is not shown on youtube"):
        targets_of(brief("youtube", aspects=("4:5",)), Library())


@pytest.mark.parametrize(
    ("platforms", "asked", "fitted"),
    [(("tiktok",), 60, 60.0), (("taobao",), 60, 58.5), (("tiktok", "taobao"), 60, 58.5)],
)
def test_no_platform_cuts_the_end_off(
    platforms: tuple[str, ...], asked: int, fitted: float
) -> None:
    assert seconds_of(brief(*platforms, seconds=asked), Library()) == fitted


def test_a_length_that_a_platform_does_not_show_is_refused() -> None:
    with pytest.raises(InputError, match="60 s is longer than a film on amazon may be") as caught:
        seconds_of(brief("tiktok", "amazon", seconds=60), Library())
    assert caught.value.hint == "choose at most 45"
