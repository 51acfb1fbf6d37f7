"""life: the product in its world, full-with the caption as the only text."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.shots.bold.feature import feature
from vidgen.shots.bold.pieces import label
from vidgen.shots.kit.framing import upscale
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.parallax import full
from vidgen.shots.kit.pictures import MOST_UPSCALE, scrim


def life(page: Page) -> list[Layer]:
    """Layers of a life shot; a photo that cannot fill the page is told as a feature instead."""
    frame, sight = page.frame, page.sight
    if sight is None or sight.cutout is not None or _too_small(page):
        return feature(page)
    lost = _lost(page)
    if lost > (0.15 if frame.shape == "wide" else 0.35):
        return feature(page)
    layers = full(page, sight)
    layers.append(
        scrim(
            page,
            sight,
            (0, frame.height * 0.55, frame.width, frame.height),
            edge="bottom",
            strength=0.72,
        )
    )
    kicker = page.shot.text("kicker")
    if kicker is not None:
        layers.append(
            label(
                page,
                kicker,
                frame.safe[0],
                frame.safe[1] + 20 * frame.unit,
                page.palette.on_pop,
                page.palette.pop,
            )
        )
    return layers


def _too_small(page: Page) -> bool:
    sight = page.sight
    return sight is None or upscale(sight, page.frame.width, page.frame.height) > MOST_UPSCALE


def _lost(page: Page) -> float:
    """Share of the subject's height or width that filling the page would cut away."""
    sight = page.sight
    if sight is None:
        return 1.0
    scale = max(page.frame.width / sight.width, page.frame.height / sight.height)
    left, top, right, bottom = sight.subject
    wide = (right - left) * sight.width * scale / page.frame.width
    tall = (bottom - top) * sight.height * scale / page.frame.height
    return max(0.0, 1 - 1 / max(wide, tall, 1e-6))
