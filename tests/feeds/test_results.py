"""Exports of what films did: headings in two languages, and every way in which a row can lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen.errors import InputError
from vidgen.feeds import results
from vidgen.feeds.lines import Refused
from vidgen.feeds.results import Shown

Read = Callable[[str], tuple[tuple[Shown, ...], tuple[Refused, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reads(content: str) -> tuple[tuple[Shown, ...], tuple[Refused, ...]]:
        path = tmp_path / "results.csv"
        path.write_text(content, encoding="utf-8")
        return results.read(path)

    return reads


def test_chinese_headings_and_counts(read: Read) -> None:
    (film,), refused = read(
        '货号,视频名称,播放量,完播率,商品点击量,成交订单数\nD-1,a-x,1.2万,35%,"1,300",40\n'
    )
    assert not refused
    assert (film.sku, film.variant, film.views) == ("D-1", "a-x", 12_000)
    assert film.hits == {"completion": 4200, "clicks": 1300, "orders": 40}


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("completion", ("40%", "5%"), (40, 5)),
        ("completion", ("0.4", "0.05"), (40, 5)),
        ("completion", ("40", "5"), (40, 5)),
        ("completion rate", ("40.0", "5"), (40, 5)),
        ("完播率", ("0.4", "1"), (40, 100)),
        ("完播数", ("40", "5"), (40, 5)),
    ],
)
def test_completions_as_rates_or_counts(
    read: Read, heading: str, cells: tuple[str, str], expected: tuple[int, int]
) -> None:
    films, refused = read(f"variant,views,{heading}\na,100,{cells[0]}\nb,100,{cells[1]}\n")
    assert not refused
    assert tuple(film.hits["completion"] for film in films) == expected


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("a,100,120", "line 2, clicks: 120 clicks of 100 views: more than there can be"),
        ("a,-5,0", "line 2, views: '-5' is no count"),
        ("a,NaN,0", "line 2, views: 'NaN' is no count"),
        ("a,1e9,0", "line 2, views: '1e9' is no count"),
        ("a,,0", "line 2, views: '' is no count"),
        ("a,12.5,0", "line 2, views: '12.5' cannot be a count"),
        ("a,999999999999999亿,0", "cannot be a count"),
        ("a,100,many", "line 2, clicks: 'many' is no count"),
        ("a,100,=1+1", "line 2, clicks: '=1+1' is no count"),
        (",100,1", "line 2: names no film"),
        ("a\x07,100,1", "unprintable character U+0007"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_count(read: Read, row: str, complaint: str) -> None:
    films, refused = read(f"variant,views,clicks\n{row}\nb,10,1\n")
    assert [film.variant for film in films] == ["b"]
    assert complaint in str(refused[0])


def test_rates_beyond_the_whole_are_refused(read: Read) -> None:
    _, refused = read("variant,views,completion\na,100,140%\nb,100,20%\n")
    assert "line 2, completion: '140%' is no rate" in str(refused[0])


def test_rows_of_one_film_are_added_up(read: Read) -> None:
    (film,), refused = read("date,variant,views,clicks\n1,a,100,3\n2,a,50,2\n")
    assert (film.views, film.hits["clicks"], refused) == (150, 5, ())


def test_a_row_that_repeats_another_counts_once(read: Read) -> None:
    (film,), refused = read("variant,views,clicks\na,100,3\na,100,3\n")
    assert film.views == 100
    assert "line 3: repeats line 2 word for word" in str(refused[0])


def test_two_rows_of_one_film_must_tell_of_the_same_goals(read: Read) -> None:
    (film,), refused = read("date,variant,views,clicks,orders\n1,a,100,3,1\n2,a,50,2,\n")
    assert film.views == 100
    assert "tells of other goals than line 2, the same film" in str(refused[0])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("variant,clicks\na,1\n", "has no column views"),
        ("views,clicks\n1,1\n", "variant (or sku)"),
        ("variant,views\na,1\n", "orders, clicks or completion"),
        ("", "is empty"),
        ("variant,views,clicks\n", "holds headings but no rows"),
    ],
)
def test_a_file_that_cannot_teach_is_refused(read: Read, content: str, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    assert complaint in str(caught.value)
