"""The Beta distribution: what is known of a rate after some successes and failures."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_EXACT = 1e-14
_MOST_STEPS = 20_000
"""Steps of the continued fraction; it needs about the square root of the larger parameter."""


def below(x: float, a: float, b: float) -> float:
    """The chance that a rate of Beta(a, b), a and b above 0, lies below x: the regularised
    incomplete beta function I_x(a, b) by its continued fraction (DLMF 8.17.22)."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - below(1.0 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front * _fraction(x, a, b) / a


def quantile(p: float, a: float, b: float) -> float:
    """The rate below which a rate of Beta(a, b) lies with chance p, to about 12 digits.

    Newton's steps, halving the interval wherever one would leave it.
    """
    low, high, x = 0.0, 1.0, a / (a + b)
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    for _ in range(200):
        off = below(x, a, b) - p
        low, high = (x, high) if off < 0 else (low, x)
        density = exp(scale + (a - 1) * log(x) + (b - 1) * log1p(-x)) if 0 < x < 1 else 0.0
        step = x - off / density if density > 0 else low
        following = step if low < step < high else (low + high) / 2
        if abs(following - x) <= _EXACT * x:
            return following
        x = following
    return x


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of I_x(a, b), by Lentz's method (Numerical Recipes, 6.4)."""
    c, d = 1.0, _away(1.0 - (a + b) * x / (a + 1))
    d = 1.0 / d
    whole = d
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1.0 / _away(1.0 + term * d)
            c = _away(1.0 + term / c)
            whole *= d * c
        if abs(d * c - 1.0) < _EXACT:
            break
    return whole


def _away(value: float) -> float:
    """Away from zero, where the method would divide by it."""
    return value if abs(value) > _TINY else _TINY
