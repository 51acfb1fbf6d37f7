"""How one page takes over from another, composed in planes (tokens.yaml, `transitions`)."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from vidgen.craft.ease import eased
from vidgen.engines.renderer.planes import Plane, Planes, yuv
from vidgen.model.cut import Transition

_SLOPE = math.tan(math.radians(12))
_BANDS = (150.0, 90.0)
"""Widths of the slash bands in pixels at a short side of 1080."""

_WHIP_BLUR = 150.0
_SHIFT = 4


def transition(old: Planes, new: Planes, kind: Transition, frame: int, target: Planes) -> None:
    """Compose frame `frame` (0 .. kind.frames - 1) of a transition into `target`."""
    share = (frame + 1) / (kind.frames + 1)
    _KINDS[kind.name](old, new, kind, share, target)


def _cut(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    target.copy_from(new)


def _slash(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    """Slanted bands sweep across; the new page follows behind them."""
    height, width = old.y.shape
    unit = min(width, height) / 1080
    bands = [band * unit for band in _BANDS[: len(kind.colours)]]
    progress = share * share * (3 - 2 * share)
    span = width + height * _SLOPE + sum(bands)
    edge = progress * span
    target.copy_from(old)
    for colour, band in zip(kind.colours, bands, strict=True):
        _paint_slant(target, (edge - band, edge), kind.reverse, yuv(colour))
        edge -= band
    _show_slant(target, new, edge, kind.reverse)


def _slant(size: tuple[int, int], left: float, right: float, reverse: bool) -> np.ndarray:
    """Corners of the slanted strip between two sweep positions, for a plane of (width, height)."""
    width, height = size
    lean = height * _SLOPE
    corners = np.asarray([(left, 0), (right, 0), (right - lean, height), (left - lean, height)])
    if reverse:
        corners[:, 0] = width - corners[:, 0]
    return np.asarray(np.rint((corners - 0.5) * (1 << _SHIFT)), np.int32)


def _paint_slant(
    target: Planes, edges: tuple[float, float], reverse: bool, colour: tuple[int, int, int]
) -> None:
    for plane, scale, level in zip(_of(target), (1.0, 0.5, 0.5), colour, strict=True):
        corners = _slant(plane.shape[::-1], edges[0] * scale, edges[1] * scale, reverse)
        cv2.fillPoly(plane, [corners], level, cv2.LINE_AA, _SHIFT)


def _show_slant(target: Planes, new: Planes, edge: float, reverse: bool) -> None:
    """The new page wherever the sweep has passed."""
    if edge <= 0:
        return
    for plane, fresh, scale in zip(_of(target), _of(new), (1.0, 0.5, 0.5), strict=True):
        mask = np.zeros_like(plane)
        cv2.fillPoly(
            mask, [_slant(plane.shape[::-1], -1e4, edge * scale, reverse)], 255, cv2.LINE_8, _SHIFT
        )
        cv2.copyTo(fresh, mask, plane)


def _whip(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    """Both pages travel upwards (downwards if reversed) with a blur that peaks half way."""
    progress = eased("in_out", share)
    unit = min(old.y.shape) / 1080
    blur = math.sin(math.pi * share) ** 1.5 * _WHIP_BLUR * unit
    for before, after, plane, scale in zip(
        _of(old), _of(new), _of(target), (1.0, 0.5, 0.5), strict=True
    ):
        _stack(before, after, plane, _rows(old, progress, scale), kind.reverse)
        size = int(blur * scale) | 1
        if size > 2:
            plane[...] = cv2.blur(plane, (1, size), borderType=cv2.BORDER_REPLICATE)


def _push(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    """The new page pushes the old one up (down if reversed)."""
    progress = eased("in_out", share)
    for before, after, plane, scale in zip(
        _of(old), _of(new), _of(target), (1.0, 0.5, 0.5), strict=True
    ):
        _stack(before, after, plane, _rows(old, progress, scale), kind.reverse)


def _rows(page: Planes, share: float, scale: float) -> int:
    """Rows of a plane at `share` of its height: even ones of luma, so that chroma goes along."""
    height = int(page.y.shape[0])
    return round(min(height, max(0, round(share * height / 2) * 2)) * scale)


def _stack(before: Plane, after: Plane, target: Plane, moved: int, reverse: bool) -> None:
    """The window `moved` rows on the way from one plane to the one below (above if reversed)."""
    height = target.shape[0]
    if reverse:
        target[moved:] = before[: height - moved]
        target[:moved] = after[height - moved :]
    else:
        target[: height - moved] = before[moved:]
        target[height - moved :] = after[:moved]


def _punch(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    """The old page bursts towards the viewer; a short flash; the new one settles from 1.18."""
    if share < 0.5:
        part = share / 0.5
        flash, source, scale = 0.35 * part**3, old, 1 + 0.35 * part * part
    else:
        part = (share - 0.5) / 0.5
        flash, source, scale = (
            max(0.0, 0.35 * (1 - part * 3)),
            new,
            1.18 - 0.18 * eased("expo", part),
        )
    levels = yuv(kind.colours[0]) if kind.colours else (235, 128, 128)
    for plane, page, level in zip(_of(target), _of(source), levels, strict=True):
        height, width = page.shape
        move = np.asarray(
            [[scale, 0, (width - 1) / 2 * (1 - scale)], [0, scale, (height - 1) / 2 * (1 - scale)]]
        )
        warped = cv2.warpAffine(
            page, move, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        plane[...] = cv2.convertScaleAbs(warped, alpha=1 - flash, beta=level * flash)


def _slide(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    """The new page lies down from the right (left if reversed); the old one gives way."""
    progress = eased("in_out", share)
    width = old.y.shape[1]
    moved = round(progress * width / 2) * 2
    given = round(progress * width * _PARALLAX / 2) * 2
    black = (16, 128, 128)
    for before, after, plane, scale, dark in zip(
        _of(old), _of(new), _of(target), (1.0, 0.5, 0.5), black, strict=True
    ):
        covered, left = round(moved * scale), round(given * scale)
        kept = plane.shape[1] - covered
        dim = 1 - _DIM * progress
        if kept:
            shown = (
                before[:, -kept - left : plane.shape[1] - left]
                if kind.reverse
                else (before[:, left : left + kept])
            )
            part = plane[:, -kept:] if kind.reverse else plane[:, :kept]
            part[...] = cv2.convertScaleAbs(shown, alpha=dim, beta=dark * (1 - dim))
        if covered and kind.reverse:
            plane[:, :covered] = after[:, -covered:]
        elif covered:
            plane[:, -covered:] = after[:, :covered]


_PARALLAX, _DIM = 0.28, 0.25
"""How far the covered page gives way, in widths, and how much darker it becomes (tokens)."""


def _curtain(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    """The new page is uncovered from the foot (from the top if reversed) behind a thin line."""
    progress = eased("in_out", share)
    height = old.y.shape[0]
    shown = round(progress * height / 2) * 2
    thick = max(2, round(4 * min(old.y.shape) / 1080 / 2) * 2)
    levels = yuv(kind.colours[0]) if kind.colours else (235, 128, 128)
    for before, after, plane, scale, level in zip(
        _of(old), _of(new), _of(target), (1.0, 0.5, 0.5), levels, strict=True
    ):
        rows, line = round(shown * scale), round(thick * scale)
        plane[...] = before
        if kind.reverse:
            plane[:rows] = after[:rows]
            plane[rows : rows + line] = level
        elif rows:
            plane[-rows:] = after[-rows:]
            plane[max(0, plane.shape[0] - rows - line) : plane.shape[0] - rows] = level


def _iris(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    """A soft-cornered opening grows from the middle, rims of the colours running ahead of it."""
    target.copy_from(old)
    levels = [yuv(colour) for colour in kind.colours]
    for number, level in enumerate(levels):
        ahead = eased("out5", min(1.0, share * (1 + _LAG * (len(levels) - number))))
        for plane, value in zip(_of(target), level, strict=True):
            cv2.fillPoly(plane, [_blob(plane.shape, ahead)], value, cv2.LINE_AA, _SHIFT)
    for fresh, plane in zip(_of(new), _of(target), strict=True):
        mask = np.zeros_like(plane)
        opening = _blob(plane.shape, eased("out5", share * 0.94))
        cv2.fillPoly(mask, [opening], 255, cv2.LINE_8, _SHIFT)
        cv2.copyTo(fresh, mask, plane)


_LAG = 0.16
"""By how much of the time a rim runs ahead of what it frames (tokens, `ring_lag`)."""


def _blob(shape: tuple[int, ...], progress: float) -> np.ndarray:
    """Corners of a wavy disc about the middle that covers the plane at progress 1."""
    height, width = shape[:2]
    angles = np.linspace(0, 2 * math.pi, 96, endpoint=False)
    reach = math.hypot(width, height) / 2 * 1.16 * progress
    radius = reach * (1 + 0.06 * np.cos(5 * angles + 0.6) + 0.03 * np.cos(9 * angles))
    corners = np.stack(
        [width / 2 + radius * np.cos(angles), height / 2 + radius * np.sin(angles)], axis=1
    )
    return np.asarray(np.rint((corners - 0.5) * (1 << _SHIFT)), np.int32)


def _dissolve(old: Planes, new: Planes, kind: Transition, share: float, target: Planes) -> None:
    progress = eased("in_out", share)
    for before, after, plane in zip(_of(old), _of(new), _of(target), strict=True):
        plane[...] = cv2.addWeighted(before, 1 - progress, after, progress, 0)


def _of(frame: Planes) -> tuple[Plane, Plane, Plane]:
    return frame.y, frame.u, frame.v


_KINDS: dict[str, Callable[[Planes, Planes, Transition, float, Planes], None]] = {
    "cut": _cut,
    "slash": _slash,
    "whip": _whip,
    "push": _push,
    "punch": _punch,
    "slide": _slide,
    "curtain": _curtain,
    "iris": _iris,
    "dissolve": _dissolve,
}
