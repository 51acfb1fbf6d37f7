"""The Beta distribution against values that are known in closed form or from tables."""

from __future__ import annotations

from math import asin, pi, sin, sqrt

import pytest

from vidgen.craft.beta import below, quantile


@pytest.mark.parametrize("x", [0.001, 0.3, 0.5, 0.97])
def test_below_where_there_is_a_closed_form(x: float) -> None:
    assert below(x, 1, 1) == pytest.approx(x, abs=1e-13)
    assert below(x, 2, 3) == pytest.approx(6 * x**2 - 8 * x**3 + 3 * x**4, abs=1e-13)
    assert below(x, 0.5, 0.5) == pytest.approx(2 / pi * asin(sqrt(x)), abs=1e-13)
    assert below(x, 7, 1) == pytest.approx(x**7, abs=1e-13)


def test_the_ends() -> None:
    assert below(0.0, 2, 3) == below(-1.0, 2, 3) == 0.0
    assert below(1.0, 2, 3) == below(2.0, 2, 3) == 1.0


def test_quantiles_where_there_is_a_closed_form() -> None:
    assert quantile(0.05, 0.5, 0.5) == pytest.approx(sin(pi * 0.025) ** 2, rel=1e-10)
    assert quantile(0.975, 1, 1) == pytest.approx(0.975, abs=1e-10)
    assert quantile(0.9, 7, 1) == pytest.approx(0.9 ** (1 / 7), rel=1e-10)


@pytest.mark.parametrize(
    ("p", "a", "b"),
    [(0.05, 10.5, 990.5), (0.95, 0.5, 20000.5), (0.05, 1e6, 9e6), (0.5, 0.5, 200.5), (0.95, 3, 2)],
)
def test_a_quantile_is_where_the_chance_is_reached(p: float, a: float, b: float) -> None:
    assert below(quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-9)


def test_a_table_of_the_f_distribution() -> None:
    # F(0.95; 2m, 2n) of printed tables is nx / (m (1 - x)) for the quantile x of Beta(m, n).
    for m, n, printed in ((1, 5, 4.10), (2, 5, 3.48), (5, 10, 2.35), (10, 5, 2.77)):
        x = quantile(0.95, m, n)
        assert n * x / (m * (1 - x)) == pytest.approx(printed, abs=0.005)
