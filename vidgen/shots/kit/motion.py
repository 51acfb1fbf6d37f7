"""Curves for entrances and holds, in the style's own seconds and eases."""

from __future__ import annotations

from vidgen.model.cut import Curve, Key, Prop
from vidgen.model.media import Box
from vidgen.model.style import Entrance
from vidgen.shots.kit.page import Page


def entrance(page: Page, name: str) -> Entrance:
    """The style's tokens for a kind of entrance."""
    return page.style.motion.entrances[name]


def ramp(page: Page, prop: Prop, values: tuple[float, float], at: float, kind: Entrance) -> Curve:
    """One property from a value to another, beginning `at` seconds."""
    begin = page.at(at)
    end = max(begin + 1, page.at(at + kind.seconds))
    return Curve(
        prop=prop,
        keys=(Key(frame=begin, value=values[0], ease=kind.ease), Key(frame=end, value=values[1])),
    )


def appear(page: Page, at: float, seconds: float = 0.08) -> Curve:
    """Invisible before `at`, fully there `seconds` later."""
    begin = page.at(at)
    return Curve(
        prop="opacity",
        keys=(
            Key(frame=begin, value=0.0),
            Key(frame=max(begin + 1, page.at(at + seconds)), value=1.0),
        ),
    )


def zoom(page: Page, at: float, name: str = "line") -> tuple[Curve, ...]:
    """In from a larger (or smaller) size, with the entrance's ease."""
    kind = entrance(page, name)
    return ramp(page, "scale", (kind.start or 1.0, 1.0), at, kind), appear(page, at)


def line_in(
    page: Page, at: float, box: Box, name: str = "line"
) -> tuple[tuple[Curve, ...], Box | None]:
    """How a line of text standing in `box` comes in by the style's manner; and what clips it."""
    kind = entrance(page, name)
    left, top, right, bottom = box
    tall = bottom - top
    if kind.manner == "mask":
        clip = (left - tall * 0.4, top - tall * 0.16, right + tall * 0.4, bottom + tall * 0.24)
        return (ramp(page, "y", (tall * 1.4, 0.0), at, kind),), clip
    if kind.manner == "rise":
        return (
            ramp(page, "y", (kind.start * page.scale, 0.0), at, kind),
            appear(page, at, kind.seconds * 0.4),
        ), None
    if kind.manner == "fade":
        return (appear(page, at, kind.seconds),), None
    return zoom(page, at, name), None


def slide(page: Page, at: float, dx: float, dy: float, name: str = "panel") -> tuple[Curve, ...]:
    """In from (dx, dy) pixels away."""
    kind = entrance(page, name)
    return ramp(page, "x", (dx, 0.0), at, kind), ramp(page, "y", (dy, 0.0), at, kind)


def rise(page: Page, at: float) -> tuple[Curve, ...]:
    """Up from a little below while it appears."""
    kind = entrance(page, "text")
    return (
        ramp(page, "y", (kind.start * page.scale, 0.0), at, kind),
        appear(page, at, kind.seconds * 0.6),
    )


def wipe(
    page: Page, at: float, side: Prop = "right", seconds: float | None = None
) -> tuple[Curve, ...]:
    """Uncovered from the side opposite to `side`."""
    kind = entrance(page, "wipe")
    begin = page.at(at)
    end = max(begin + 1, page.at(at + (seconds or kind.seconds)))
    return (
        Curve(
            prop=side, keys=(Key(frame=begin, value=1.0, ease=kind.ease), Key(frame=end, value=0.0))
        ),
    )


def floating(page: Page, share: float = 1.0) -> Curve:
    """A gentle float up and down for the whole shot; nothing stands still."""
    motion = page.style.motion
    half = max(1, round(motion.float_seconds * page.fps / 2 * 1.5))
    reach = motion.float_px * page.frame.unit * share
    count = page.frames // half + 2
    return Curve(
        prop="y",
        keys=tuple(
            Key(frame=number * half, value=reach * (-1) ** number, ease="sine")
            for number in range(count)
        ),
    )


def drifting(page: Page, dx: float, dy: float) -> tuple[Curve, ...]:
    """An even drift of (dx, dy) pixels over the whole shot, centred on the resting place."""
    last = max(1, page.frames)
    return tuple(
        Curve(prop=prop, keys=(Key(frame=0, value=-way / 2), Key(frame=last, value=way / 2)))
        for prop, way in _ways(dx, dy)
        if way
    )


def _ways(dx: float, dy: float) -> tuple[tuple[Prop, float], ...]:
    return ("x", dx), ("y", dy)


def pushing(page: Page, start: float, end: float) -> Curve:
    """An even zoom over the whole shot."""
    return Curve(
        prop="scale", keys=(Key(frame=0, value=start), Key(frame=max(1, page.frames), value=end))
    )
