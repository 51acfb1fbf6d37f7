"""Eases are the formulas of the style, and a layer is where its curves put it."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.ease import State, eased, state, value
from vidgen.model.cut import Curve, Ease, Key, Layer, Prop
from vidgen.model.paint import Ellipse

EASES: tuple[Ease, ...] = get_args(Ease)
OVERSHOOTING: tuple[Ease, ...] = ("back", "settle", "spring")
GENTLE: tuple[Ease, ...] = tuple(e for e in EASES if e not in (*OVERSHOOTING, "hold"))
shares = st.floats(0, 1)


def curve(prop: Prop, *keys: tuple[int, float], ease: Ease = "linear") -> Curve:
    return Curve(prop=prop, keys=tuple(Key(frame=f, value=v, ease=ease) for f, v in keys))


def layer(*curves: Curve) -> Layer:
    return Layer(id="l", paint=Ellipse(w=9, h=9, colour="#FFFFFF"), x=0, y=0, end=99, curves=curves)


@pytest.mark.parametrize("ease", EASES)
def test_every_ease_goes_from_nothing_to_all(ease: Ease) -> None:
    assert eased(ease, 0.0) == pytest.approx(0.0, abs=1e-9)
    assert eased(ease, 1.0) == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize(
    ("ease", "half"),
    [
        ("hold", 0.0),
        ("linear", 0.5),
        ("sine", 0.5),
        ("out", 0.875),
        ("out5", 1 - 0.5**5),
        ("expo", 1 - 2**-5),
        ("in_out", 0.5),
        ("back", 1 - 2.70158 / 8 + 1.70158 / 4),
        ("settle", 1 - 1.7 / 8 + 0.7 / 4),
        ("spring", 1 - math.exp(-2.75) * math.cos(math.pi * 1.58)),
    ],
)
def test_half_way_is_where_the_formula_says(ease: Ease, half: float) -> None:
    assert eased(ease, 0.5) == pytest.approx(half, abs=1e-9)


@pytest.mark.parametrize("ease", GENTLE)
@given(first=shares, second=shares)
def test_gentle_eases_never_turn_back(ease: Ease, first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert 0.0 <= eased(ease, low) <= eased(ease, high) + 1e-12 <= 1.0 + 1e-9


@pytest.mark.parametrize(
    ("ease", "peak"), [("back", (1.09, 1.11)), ("settle", (1.01, 1.03)), ("spring", (1.1, 1.25))]
)
def test_lively_eases_pass_the_goal_a_little(ease: Ease, peak: tuple[float, float]) -> None:
    highest = max(eased(ease, n / 200) for n in range(201))
    assert peak[0] < highest < peak[1]


@pytest.mark.parametrize("ease", ["in_out", "sine"])
def test_eases_with_both_ends_soft_start_and_stop_at_rest(ease: Ease) -> None:
    assert eased(ease, 0.001) < 0.00001
    assert 1 - eased(ease, 0.999) < 0.00001
    assert eased(ease, 0.3) + eased(ease, 0.7) == pytest.approx(1.0)


def test_a_curve_is_constant_outside_of_its_keys() -> None:
    ramp = curve("x", (10, 5.0), (20, 25.0))
    assert [value(ramp, f) for f in (-50, 0, 10, 15, 20, 21, 500)] == [5, 5, 5, 15, 25, 25, 25]


def test_hold_jumps_at_the_next_key() -> None:
    steps = curve("y", (0, 1.0), (10, 2.0), (20, 3.0), ease="hold")
    assert [value(steps, f) for f in (0, 9, 9.99, 10, 19, 20, 30)] == [1, 1, 1, 2, 2, 3, 3]


def test_each_key_brings_its_own_ease() -> None:
    both = Curve(
        prop="x",
        keys=(
            Key(frame=0, value=0, ease="hold"),
            Key(frame=10, value=10, ease="out"),
            Key(frame=20, value=20),
        ),
    )
    assert value(both, 5) == 0
    assert value(both, 15) == pytest.approx(10 + 10 * 0.875)


@given(
    frames=st.lists(st.integers(-40, 40), min_size=1, max_size=5, unique=True),
    values=st.lists(st.floats(-500, 500), min_size=5, max_size=5),
    ease=st.sampled_from(GENTLE),
    at=st.floats(-60, 60),
)
def test_a_gentle_curve_stays_between_its_keys(
    frames: list[int], values: list[float], ease: Ease, at: float
) -> None:
    pairs = list(zip(sorted(frames), values, strict=False))
    used = [v for _, v in pairs]
    found = value(curve("x", *pairs, ease=ease), at)
    assert min(used) - 1e-6 <= found <= max(used) + 1e-6


@given(
    frames=st.lists(st.integers(0, 60), min_size=2, max_size=5, unique=True),
    values=st.lists(st.floats(-500, 500), min_size=5, max_size=5),
    ease=st.sampled_from(EASES),
)
def test_a_curve_passes_through_its_keys(
    frames: list[int], values: list[float], ease: Ease
) -> None:
    pairs = list(zip(sorted(frames), values, strict=False))
    whole = curve("x", *pairs, ease=ease)
    for frame, wanted in pairs:
        assert value(whole, frame) == pytest.approx(wanted, abs=1e-6)


def test_a_layer_without_curves_is_at_rest() -> None:
    assert state(layer(), 12) == State()


def test_curves_of_one_property_compose() -> None:
    found = state(
        layer(
            curve("x", (0, 3.0)),
            curve("x", (0, 4.0)),
            curve("turn", (0, 10.0)),
            curve("turn", (0, -4.0)),
            curve("scale", (0, 0.5)),
            curve("scale", (0, 3.0)),
            curve("opacity", (0, 0.5)),
            curve("opacity", (0, 0.5)),
            curve("left", (0, 0.2)),
            curve("left", (0, 0.7)),
            curve("bottom", (0, 0.1)),
        ),
        5,
    )
    assert found == State(7.0, 0.0, 1.5, 6.0, 0.25, (0.7, 0.0, 0.0, 0.1))


def test_overshooting_eases_neither_over_light_nor_over_hide() -> None:
    keys = (Key(frame=0, value=0.0, ease="back"), Key(frame=20, value=1.0))
    every = [
        state(layer(Curve(prop="opacity", keys=keys), Curve(prop="top", keys=keys)), f)
        for f in range(21)
    ]
    assert max(s.opacity for s in every) == 1.0
    assert max(s.hidden[1] for s in every) == 1.0
