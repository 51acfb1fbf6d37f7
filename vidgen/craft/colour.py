"""Colour: OKLCH, contrast, and moving a colour until it can be read.

OKLab: Björn Ottosson, "A perceptual color space for image processing" (2020). Contrast: WCAG 2.2.
Colours are "#RRGGBB" (sRGB).
"""

from __future__ import annotations

import math

Lch = tuple[float, float, float]
"""Lightness 0..1, chroma, hue in degrees."""

_STEPS_TO_GREY = 150
"""Steps of 4 % after which even the strongest chroma is less than one level of grey."""


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green, blue 0..255 of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def hexed(red: float, green: float, blue: float) -> str:
    """ "#RRGGBB" of red, green, blue 0..255 (rounded and clamped)."""
    parts = (min(255, max(0, round(value))) for value in (red, green, blue))
    return "#" + "".join(f"{part:02X}" for part in parts)


def _linear(value: float) -> float:
    value /= 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    value = min(1.0, max(0.0, value))
    curved = value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return curved * 255


def lab(colour: str) -> tuple[float, float, float]:
    """Lightness, a and b of a colour in OKLab."""
    red, green, blue = (_linear(value) for value in rgb(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return light, a, b


def lch(colour: str) -> Lch:
    """The OKLCH of a colour."""
    light, a, b = lab(colour)
    return light, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _linear_rgb(light: float, a: float, b: float) -> tuple[float, float, float]:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def oklch(light: float, chroma: float, hue: float) -> str:
    """The colour nearest to this OKLCH that sRGB can show: chroma is reduced, hue is kept."""
    across, up = math.cos(math.radians(hue)), math.sin(math.radians(hue))
    for _ in range(_STEPS_TO_GREY):
        parts = _linear_rgb(light, chroma * across, chroma * up)
        if min(parts) > -0.002 and max(parts) < 1.002:
            break
        chroma *= 0.96
    return hexed(*(_gamma(part) for part in _linear_rgb(light, chroma * across, chroma * up)))


def luminance(colour: str) -> float:
    """Relative luminance 0..1 (WCAG)."""
    red, green, blue = (_linear(value) for value in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio 1..21 of two colours (WCAG)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ensure(ink: str, ground: str, ratio: float = 4.5) -> str:
    """`ink` with its lightness moved, hue kept, until it has `ratio` against `ground`.

    The nearer direction is tried first. Where neither black nor white reaches the ratio, the
    better of the two is returned.
    """
    if contrast(ink, ground) >= ratio:
        return ink
    light, chroma, hue = lch(ink)
    for sign in (-1, 1) if luminance(ground) > 0.18 else (1, -1):
        moved = light
        while 0 <= moved <= 1:
            moved += sign * 0.01
            colour = oklch(min(1.0, max(0.0, moved)), chroma, hue)
            if contrast(colour, ground) >= ratio:
                return colour
    return max(("#000000", "#FFFFFF"), key=lambda end: contrast(end, ground))


def mix(first: str, second: str, share: float) -> str:
    """Between two colours in sRGB: 0 gives the first, 1 the second."""
    a, b = rgb(first), rgb(second)
    return hexed(*(x + (y - x) * share for x, y in zip(a, b, strict=True)))


def blend(first: str, second: str, share: float) -> str:
    """Between two colours in OKLab, as even steps look even: 0 gives the first, 1 the second."""
    a, b = lab(first), lab(second)
    return hexed(
        *(_gamma(p) for p in _linear_rgb(*(x + (y - x) * share for x, y in zip(a, b, strict=True))))
    )
