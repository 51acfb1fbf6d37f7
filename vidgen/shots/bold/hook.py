"""hook: one claim, the product large, everything slanted; the film's poster."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Sight
from vidgen.shots.bold.pieces import (
    Points,
    dots,
    floor,
    ground,
    label,
    lower_part,
    panel,
    right_part,
    side,
    speed,
    tape,
)
from vidgen.shots.kit.framing import upscale
from vidgen.shots.kit.motion import entrance, slide
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.parallax import full
from vidgen.shots.kit.pictures import product, scrim, window
from vidgen.shots.kit.type import Ink, setting, stack


def hook(page: Page) -> list[Layer]:
    """Layers of a hook for any canvas, with a cut-out, a scene, a small photo or none."""
    sight = page.sight
    tall = page.frame.shape != "wide"
    if sight is None or sight.cutout is not None:
        layers = _cut_tall(page, sight) if tall else _cut_wide(page, sight)
    elif tall and _fills(page, sight):
        layers = _photo_tall(page, sight)
    else:
        layers = _photo_split(page, sight)
    return [*layers, *_words(page, sight)]


def _fills(page: Page, sight: Sight) -> bool:
    """Whether a photo may lie over the whole page, its words over it: sharp, and no face there."""
    return upscale(sight, page.frame.width, page.frame.height) <= 1.6 and not sight.faces


def _enter(page: Page) -> tuple[float, float]:
    """Where the product slides in from, along the slash."""
    far = -entrance(page, "product").start * page.frame.unit
    return far, -far * page.style.slope


def _cut_tall(page: Page, sight: Sight | None) -> list[Layer]:
    width, height = page.frame.width, page.frame.height
    palette = page.palette
    layers = [
        ground(page, palette.field),
        dots(
            page, (width * 0.42, 0, width, height * 0.40), palette.deep, (-0.15, 1.0, -0.75), 0.55
        ),
        floor(page, 0.80, palette.ink),
        speed(page, height * 0.55, height),
    ]
    if sight is not None:
        if page.frame.shape == "square":
            centre, box = (width * 0.66, height * 0.73), (width * 0.78, height * 0.66)
        else:
            centre, box = (width * 0.60, height * 0.735), (width * 1.28, height * 0.50)
            if page.narrow:
                centre, box = (width * 0.64, height * 0.72), (width * 0.9, height * 0.62)
        curves = slide(page, 0.05, *_enter(page), name="product")
        layers += product(page, sight, centre, box, curves=curves)
    tape_text = page.shot.text("tape")
    if tape_text is not None and page.frame.shape == "tall" and height > 1.5 * width:
        layers.append(
            tape(
                page,
                tape_text,
                (width / 2, height - 200 * page.frame.unit),
                width * 1.4,
                12,
                (palette.on_pop, palette.pop),
            )
        )
    return layers


def _cut_wide(page: Page, sight: Sight | None) -> list[Layer]:
    width, height = page.frame.width, page.frame.height
    palette = page.palette
    layers = [
        ground(page, palette.field),
        dots(page, (0, 0, width * 0.47, height), palette.deep, (0.10, -0.7, 0.45), 0.5),
        side(page, 0.64, palette.ink),
        speed(page, height * 0.1, height),
    ]
    if sight is not None:
        curves = slide(page, 0.05, *_enter(page), name="product")
        layers += product(
            page, sight, (width * 0.73, height * 0.54), (width * 0.54, height * 0.80), curves=curves
        )
    return layers


def _photo_tall(page: Page, sight: Sight) -> list[Layer]:
    width, height = page.frame.width, page.frame.height
    layers = full(page, sight)
    layers.append(scrim(page, sight, (0, 0, width, height * 0.56), edge="top"))
    layers.append(
        scrim(
            page,
            sight,
            (0, height * 0.74, width, height),
            edge="bottom",
            strength=0.7,
            name="scrim-low",
        )
    )
    said = page.shot.text("tape")
    if said is not None and height > 1.5 * width:
        layers.append(
            tape(
                page,
                said,
                (width / 2, height - 200 * page.frame.unit),
                width * 1.4,
                12,
                (page.palette.on_pop, page.palette.pop),
            )
        )
    return layers


def _photo_split(page: Page, sight: Sight) -> list[Layer]:
    width, height = page.frame.width, page.frame.height
    palette = page.palette
    bar = 26 * page.frame.unit
    if page.frame.shape == "wide":
        points, enter = right_part(page, 0.56), (width * 0.6, 0.0)
        (top_x, top_y), (low_x, low_y) = points[0], points[3]
        rim: Points = ((top_x - bar, top_y), (top_x, top_y), (low_x, low_y), (low_x - bar, low_y))
    else:
        points, enter = lower_part(page, 0.56), (0.0, height * 0.5)
        (top_x, top_y), (low_x, low_y) = points[0], points[1]
        rim = ((top_x, top_y - bar), (low_x, low_y - bar), (low_x, low_y), (top_x, top_y))
    return [
        ground(page, palette.field),
        dots(page, (0, 0, width * 0.5, height), palette.deep, (0.10, -0.7, 0.4), 0.5),
        *window(page, sight, points, enter=enter),
        panel(page, "rim", rim, palette.pop, *enter, at=0.05),
    ]


def _words(page: Page, sight: Sight | None) -> list[Layer]:
    """Label and headline at the top left, inside the safe box."""
    frame = page.frame
    left, top, right, _bottom = frame.safe
    unit = frame.unit
    palette = page.palette
    layers: list[Layer] = []
    y = top + (20 if frame.shape == "tall" else 30) * unit
    kicker = page.shot.text("kicker")
    if kicker is not None:
        layers.append(label(page, kicker, left, y, palette.on_pop, palette.pop))
        y += (100 if frame.shape == "tall" else 84) * unit
    said = page.shot.text("headline")
    if said is None:
        return layers
    cut = sight is not None and sight.cutout is not None
    share = {"tall": 1.0, "square": 0.82, "wide": 0.56 if cut else 0.46}[frame.shape]
    room = {"tall": 0.44, "square": 0.46, "wide": 0.62}[frame.shape] * frame.height - (y - top)
    room = max(room, 120 * unit)
    found = setting(page, "display", said.text, (right - left) * share - 12 * unit, height=room)
    narrow = frame.right(y, y + found.height)
    if narrow < right:
        found = setting(page, "display", said.text, narrow - left - 12 * unit, height=room)
    ink = Ink(palette.paper, palette.pop, palette.on_pop)
    return layers + stack(page, found, "headline", left + 4 * unit, y, ink, said, at=0.10)
