"""life: a scene over the whole page, a label in its corner, nothing else."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.shots.editorial.feature import feature
from vidgen.shots.editorial.pieces import Page, label
from vidgen.shots.kit.framing import upscale
from vidgen.shots.kit.parallax import full
from vidgen.shots.kit.pictures import scrim

_MOST = 1.7
"""How much a photo may grow to fill the page."""


def life(page: Page) -> list[Layer]:
    """Layers of a life shot; a photo that cannot fill the page is told as a feature."""
    frame, sight = page.frame, page.sight
    if sight is None or sight.cutout is not None:
        return feature(page)
    if upscale(sight, frame.width, frame.height) > _MOST:
        return feature(page)
    width, height = float(frame.width), float(frame.height)
    layers = full(page, sight)
    kicker = page.shot.text("kicker")
    if kicker is not None:
        left, top, right, _ = frame.safe
        layers.append(
            scrim(page, sight, (0, 0, width, height * 0.3), edge="top", strength=0.6, name="veil")
        )
        place = (left, top + 14 * frame.unit)
        layers += label(page, kicker, place, right - left, page.palette.on_dark)
    return layers
