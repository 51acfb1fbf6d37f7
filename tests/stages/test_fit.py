"""fit: films of the wanted length, the best lines first, nothing repeated."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vidgen.craft.rhythm import film_seconds
from vidgen.model.script import Line, Scene, Script
from vidgen.stages.fit import SLACK, fit


def script_of(ranks: list[list[int]]) -> Script:
    """Scenes with one line for each rank; lines are named scene.line."""
    scenes = tuple(
        Scene(
            id=f"s{place}",
            beat="b",
            archetype="feature",
            lines=tuple(
                Line(id=f"{place}.{n}", text="x", rank=rank) for n, rank in enumerate(lines)
            ),
        )
        for place, lines in enumerate(ranks)
    )
    return Script(product_id="p", scenario="t", language="zh", scenes=scenes)


def length(script: Script, seconds: dict[str, float]) -> float:
    return film_seconds([[seconds[line.id] for line in scene.lines] for scene in script.scenes])


def ids(script: Script) -> list[str]:
    return [line.id for line in script.lines]


RANKS = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=9).map(
    lambda scenes: [[0], *scenes]
)


@settings(max_examples=60, deadline=None)
@given(RANKS, st.integers(1, 30), st.sampled_from([15.0, 30.0]))
def test_whatever_the_script(ranks: list[list[int]], spread: int, target: float) -> None:
    script = script_of(ranks)
    seconds = {x.id: 0.8 + (n * spread % 31) / 10 for n, x in enumerate(script.lines)}
    fitted = fit(script, seconds, target)
    assert fit(script, seconds, target) == fitted
    assert {x.id for x in script.lines if x.rank == 0} <= set(ids(fitted))
    assert [x for x in ids(script) if x in ids(fitted)] == ids(fitted)
    dropped = [x for x in script.lines if x.id not in ids(fitted)]
    if length(fitted, seconds) > target + SLACK:
        assert all(x.rank == 0 for x in fitted.lines)
    if dropped and length(script, seconds) <= target + SLACK:
        assert length(fitted, seconds) >= target - SLACK


def test_a_rich_script_meets_its_length() -> None:
    script = script_of([[0, 8], [1, 9], *[[1 + n] for n in range(14)], [0, 2, 4], [0, 9]])
    seconds = {line.id: 2.0 + (n % 7) * 0.35 for n, line in enumerate(script.lines)}
    for target in (15.0, 30.0):
        fitted = fit(script, seconds, target)
        assert abs(length(fitted, seconds) - target) <= SLACK


def test_lower_ranks_go_before_higher() -> None:
    script = script_of([[0], [1], [5], [5], [0]])
    seconds = {line.id: 2.5 for line in script.lines}
    assert ids(fit(script, seconds, 14.0)) == ["0.0", "1.0", "2.0", "4.0"] or ids(
        fit(script, seconds, 14.0)
    ) == ["0.0", "1.0", "3.0", "4.0"]
    assert "1.0" in ids(fit(script, seconds, 10.5))


def test_too_little_stays_whole() -> None:
    script = script_of([[0], [1, 8], [0]])
    seconds = {line.id: 2.0 for line in script.lines}
    assert fit(script, seconds, 60.0) == script


def test_too_much_that_must_stay_stays() -> None:
    script = script_of([[0], [0], [3], [0]])
    seconds = {line.id: 6.0 for line in script.lines}
    assert ids(fit(script, seconds, 6.0)) == ["0.0", "1.0", "3.0"]


@given(st.integers(100, 99_999), st.integers(100, 99_999), st.integers(0, 6))
def test_another_price_chooses_the_same_lines(one: int, other: int, seed: int) -> None:
    """From $9.50 to $949.99 the price takes a second more; the film's other lines stay."""

    def chosen(cents: int) -> list[str]:
        script = script_of([[0, 8], [1, 9], *[[1 + n] for n in range(14)], [0], [0, 9]])
        priced = script.scenes[-2].lines[0]
        said = priced.model_copy(update={"text": f"只要{cents / 100}元", "facts": ("price",)})
        scene = script.scenes[-2].model_copy(update={"lines": (said,)})
        script = script.model_copy(
            update={"scenes": (*script.scenes[:-2], scene, *script.scenes[-1:])}
        )
        seconds = {x.id: 2.0 + ((n + seed) % 7) * 0.35 for n, x in enumerate(script.lines)}
        seconds[said.id] = 0.9 + len(str(cents)) * 0.25
        fitted = fit(script, seconds, 30.0)
        assert abs(length(fitted, seconds) - 30.0) <= SLACK
        return ids(fitted)

    assert chosen(one) == chosen(other)
