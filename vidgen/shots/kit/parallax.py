"""2.5-D: a photo in two planes that push in at different speeds, a soft shadow between them."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Depth, Sight
from vidgen.model.paint import Paint, Picture, Shadow
from vidgen.shots.kit.framing import covering
from vidgen.shots.kit.motion import drifting, pushing
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import bleed

_BACK, _FRONT = (1.03, 1.09), (1.0, 1.12)
"""From and to what the ground and the subject grow over the shot: nearer things grow faster."""


def full(page: Page, sight: Sight) -> list[Layer]:
    """A photo or a clip over the whole page; in two planes where the photo could be parted."""
    if sight.depth is not None and sight.moving is None:
        return parallax(page, sight, sight.depth)
    return bleed(page, sight)


def parallax(page: Page, sight: Sight, depth: Depth) -> list[Layer]:
    """A photo over the whole page, its subject nearer to the viewer than its ground."""
    width, height = float(page.frame.width), float(page.frame.height)
    most = _FRONT[1]
    grown = (width * most, height * most)
    left, top, right, _ = covering(sight, *grown)
    scale = grown[0] / (right - left)
    corner = (-(most - 1) / 2 * width, -(most - 1) / 2 * height)
    back = Picture(
        path=depth.back.path,
        sha256=depth.back.sha256,
        crop=covering(sight, *grown),
        w=grown[0],
        h=grown[1],
    )
    place = (
        corner[0] + (depth.place[0] - left) * scale,
        corner[1] + (depth.place[1] - top) * scale,
    )
    front = Picture(
        path=depth.front.path,
        sha256=depth.front.sha256,
        crop=(0, 0, depth.size[0], depth.size[1]),
        w=depth.size[0] * scale,
        h=depth.size[1] * scale,
    )
    unit = page.frame.unit
    shade = Shadow(of=front, blur=26 * unit, dx=8 * unit, dy=18 * unit, alpha=0.22)
    return [
        _plane(page, "photo-back", back, corner, _BACK, 0.0),
        _plane(page, "photo-shade", shade, place, _FRONT, 10 * unit),
        _plane(page, "photo", front, place, _FRONT, 10 * unit),
    ]


def _plane(
    page: Page,
    name: str,
    paint: Paint,
    place: tuple[float, float],
    grow: tuple[float, float],
    way: float,
) -> Layer:
    """A plane pushed in about the page's middle, drifting sideways by `way` pixels."""
    width, height = float(page.frame.width), float(page.frame.height)
    pivot = (width / 2 - place[0], height / 2 - place[1])
    return Layer(
        id=name,
        paint=paint,
        x=place[0],
        y=place[1],
        end=page.frames,
        pivot=pivot,
        curves=(pushing(page, grow[0] / _FRONT[1], grow[1] / _FRONT[1]), *drifting(page, way, 0.0)),
        role="photo",
        box=(0, 0, width, height),
        because="a photo in two planes: the subject nearer than its ground",
    )
