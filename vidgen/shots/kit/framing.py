"""Framing: which part of a photo or clip fills a box, with its subject and faces inside."""

from __future__ import annotations

from vidgen.model.media import Box, Sight
from vidgen.model.paint import Footage, Picture
from vidgen.shots.kit.page import Page


def covering(
    sight: Sight,
    width: float,
    height: float,
    zoom: float = 1.0,
    focus: tuple[float, float] | None = None,
) -> Box:
    """The part of a photo, in its pixels, that fills width x height around its subject.

    Faces stay in it whole where they fit, and in its upper part: captions stand at the foot.
    """
    scale = max(width / sight.width, height / sight.height) * zoom
    across, down = width / scale, height / scale
    fx, fy = focus or middle(sight.subject)
    x, y = fx * sight.width - across / 2, fy * sight.height - down / 2
    if sight.faces:
        left, top, right, bottom = _around(sight)
        x = min(max(x, right - across), left) if right - left <= across else x
        y = min(max(y, bottom - down * _FACES_END), top) if bottom - top <= down else y
    x = min(max(x, 0), sight.width - across)
    y = min(max(y, 0), sight.height - down)
    return (x, y, x + across, y + down)


_FACES_END = 0.62
"""Share of a picture's height above which faces end, where the photo has room for it."""


def _around(sight: Sight) -> Box:
    """The box of all faces in pixels, with hair and chin: half a face more above, a third aside."""
    left, top = (min(face[side] for face in sight.faces) for side in (0, 1))
    right, bottom = (max(face[side] for face in sight.faces) for side in (2, 3))
    aside = max(face[2] - face[0] for face in sight.faces) * sight.width / 3
    tall = max(face[3] - face[1] for face in sight.faces) * sight.height
    return (
        left * sight.width - aside,
        top * sight.height - tall / 2,
        right * sight.width + aside,
        bottom * sight.height + tall / 6,
    )


def middle(box: Box) -> tuple[float, float]:
    """The point in the middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def covered(
    page: Page,
    sight: Sight,
    width: float,
    height: float,
    zoom: float = 1.0,
    focus: tuple[float, float] | None = None,
) -> Picture | Footage:
    """What fills width x height around the subject: the moment of a clip if it lasts, else a photo.

    The crop follows the clip's subject.
    """
    moving = sight.moving
    if moving is None or moving.frames < page.frames or not moving.track:
        return Picture(
            path=sight.picture.path,
            sha256=sight.picture.sha256,
            crop=covering(sight, width, height, zoom, focus),
            w=width,
            h=height,
        )
    seen = [
        sight.model_copy(update={"width": moving.width, "height": moving.height, "subject": box})
        for box in moving.track
    ]
    return Footage(
        path=moving.asset.path,
        sha256=moving.asset.sha256,
        first=(moving.frames - page.frames) // 2,
        frames=moving.frames,
        w=width,
        h=height,
        step=moving.step,
        windows=tuple(covering(each, width, height, min(zoom, 1.15)) for each in seen),
    )


def upscale(sight: Sight, width: float, height: float) -> float:
    """How much a photo must grow to fill width x height."""
    return max(width / sight.width, height / sight.height)
