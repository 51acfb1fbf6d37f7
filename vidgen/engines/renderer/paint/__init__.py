"""paint: a sprite from its description, one small painter per kind.

sprite = paint(Fill(w=1080, h=1920, stops=(Stop(at=0, colour="#115BCD"),)))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vidgen.engines.renderer.paint import group, patterns, picture, shapes, text
from vidgen.engines.renderer.sprite import Sprite
from vidgen.errors import InputError
from vidgen.model.paint import Footage, Group, Paint, Shadow

_PAINTERS: dict[str, Callable[[Any], Sprite]] = {
    "fill": shapes.fill,
    "polygon": shapes.polygon,
    "ellipse": shapes.ellipse,
    "stroke": shapes.stroke,
    "burst": shapes.burst,
    "halftone": patterns.halftone,
    "rays": patterns.rays,
    "speed": patterns.speed,
    "text": text.text,
    "picture": picture.picture,
    "code": picture.code,
}


def paint(spec: Paint) -> Sprite:
    """The sprite of a paint. Equal paints give equal pixels.

    Raises InputError for footage inside a group or shadow: it has no one sprite.
    """
    if isinstance(spec, Footage):
        hint = "make it a layer of its own"
        raise InputError(spec.path, "footage cannot stand in a group or cast a shadow", hint)
    if isinstance(spec, Shadow):
        return group.shadow(paint(spec.of), spec)
    if isinstance(spec, Group):
        painted: dict[int, Sprite] = {}
        for part in spec.parts:
            if id(part.of) not in painted:
                painted[id(part.of)] = paint(part.of)
        parts = [(painted[id(part.of)], round(part.x), round(part.y)) for part in spec.parts]
        return group.flatten(parts, spec)
    return _PAINTERS[spec.paint](spec)
