"""faces: where the faces in a shot's photos stand on the canvas, and words kept off them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vidgen.model.cut import Layer
from vidgen.model.media import Box, Sight
from vidgen.model.paint import Group, Paint, Picture
from vidgen.shots import lay
from vidgen.shots.kit.page import Page


def off_faces(page: Page) -> tuple[list[Layer], tuple[Box, ...]]:
    """The shot's layers with no words over a face, and the faces it shows.

    Where its first photo would have words over one, the next photo is tried; a shot that would
    cover a face of every photo goes without.
    """
    orders = [page.sights[at:] + page.sights[:at] for at in range(len(page.sights))]
    for sights in orders:
        layers = lay(replace(page, sights=sights))
        shown = faces(layers, sights)
        if not any(_covers(layer, face) for layer in layers for face in shown):
            return layers, shown
    return lay(replace(page, sights=())), ()


def _covers(layer: Layer, face: Box) -> bool:
    box = layer.box
    if box is None or layer.role not in ("text", "price"):
        return False
    return box[0] < face[2] and face[0] < box[2] and box[1] < face[3] and face[1] < box[3]


def faces(layers: Iterable[Layer], sights: Iterable[Sight]) -> tuple[Box, ...]:
    """Boxes in canvas pixels of the faces that these layers show at rest.

    A face counts where at least a quarter of it is inside its picture's crop. Footage is left out:
    its faces move. So is the slight turn of a print.
    """
    known = {sight.picture.sha256: sight for sight in sights if sight.faces}
    if not known:
        return ()
    found = (_shown(layer.paint, (layer.x, layer.y), known) for layer in layers)
    return tuple(box for boxes in found for box in boxes)


def _shown(paint: Paint, at: tuple[float, float], known: Mapping[str, Sight]) -> Iterator[Box]:
    if isinstance(paint, Group):
        for part in paint.parts:
            yield from _shown(part.of, (at[0] + part.x, at[1] + part.y), known)
    elif isinstance(paint, Picture) and paint.sha256 in known:
        sight = known[paint.sha256]
        for face in sight.faces:
            box = _placed(face, sight, paint)
            if box is not None:
                yield (at[0] + box[0], at[1] + box[1], at[0] + box[2], at[1] + box[3])


def _placed(face: Box, sight: Sight, picture: Picture) -> Box | None:
    """The face in the pixels of the scaled picture, cut to it."""
    left, top, right, _ = picture.crop
    if picture.mirror:
        face = (1 - face[2], face[1], 1 - face[0], face[3])
        left, right = sight.width - right, sight.width - left
    scale = picture.w / (right - left)
    x0, x1 = ((edge * sight.width - left) * scale for edge in (face[0], face[2]))
    y0, y1 = ((edge * sight.height - top) * scale for edge in (face[1], face[3]))
    box = (max(0.0, x0), max(0.0, y0), min(picture.w, x1), min(picture.h, y1))
    seen = max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
    return box if seen >= 0.25 * (x1 - x0) * (y1 - y0) else None
