"""hook: a quiet line over a scene's calm part, or above the product on two tones of paper."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Sight
from vidgen.model.paint import Colour
from vidgen.shots.editorial.pieces import Page, label, paragraph, sheet, title
from vidgen.shots.kit.framing import covering, upscale
from vidgen.shots.kit.motion import appear
from vidgen.shots.kit.panes import ink_on, pane, plate
from vidgen.shots.kit.parallax import full
from vidgen.shots.kit.pictures import product, scrim


def hook(page: Page) -> list[Layer]:
    """Layers of a hook for any canvas."""
    frame, sight = page.frame, page.sight
    if frame.shape == "wide":
        return _split(page)
    if sight is None or sight.cutout is not None:
        return _paper(page, sight)
    if upscale(sight, frame.width, frame.height) <= 1.7 and not sight.faces:
        return _full(page, sight)
    return _below(page, sight)


def _full(page: Page, sight: Sight) -> list[Layer]:
    """Full-bleed: dark words where the photo is light enough, else light ones on a veil."""
    frame, palette = page.frame, page.palette
    width, height = float(frame.width), float(frame.height)
    crop = covering(sight, width, height)
    left, top, right, _ = frame.safe
    part = (left / width, top / height, right / width, (top + 0.24 * height) / height)
    ink, worst = ink_on(page, sight, crop, part, (palette.ink, palette.on_dark))
    layers = full(page, sight)
    if worst < 5.0:
        ink = palette.on_dark
        layers.append(scrim(page, sight, (0, 0, width, height * 0.58), edge="top", strength=0.82))
    return [*layers, *_words(page, ink, (left, top), right - left, height * 0.26)]


def _paper(page: Page, sight: Sight | None) -> list[Layer]:
    """Two tones of paper, the product across their edge."""
    frame, palette = page.frame, page.palette
    width, height = float(frame.width), float(frame.height)
    left, top, right, _ = frame.safe
    edge = height * 0.62
    layers = [
        sheet(page, palette.paper),
        plate(page, (0, edge, width, height), palette.paper2, name="table"),
    ]
    if sight is not None:
        tall = frame.shape == "tall"
        centre = (width * 0.5, height * (0.665 if tall else 0.70))
        box = (width * 0.92, height * (0.46 if tall else 0.50))
        curves = (appear(page, 0.0, 0.4),)
        layers += product(page, sight, centre, box, turn=0.0, curves=curves, depth=0.5)
    return [*layers, *_words(page, palette.ink, (left, top), right - left, height * 0.25)]


def _below(page: Page, sight: Sight) -> list[Layer]:
    """The words on paper, the photo in a window under them."""
    frame, palette = page.frame, page.palette
    left, top, right, _ = frame.safe
    box = (left, frame.height * 0.42, float(frame.width), float(frame.height))
    return [
        sheet(page, palette.paper),
        *pane(page, sight, box, palette.paper2, at=-0.6),
        *_words(page, palette.ink, (left, top), right - left, frame.height * 0.25),
    ]


def _split(page: Page) -> list[Layer]:
    frame, palette = page.frame, page.palette
    left, top, _, bottom = frame.safe
    edge = round(frame.width * 0.44)
    box = (float(edge), 0.0, float(frame.width), float(frame.height))
    reach = edge - left - 70 * frame.unit
    return [
        sheet(page, palette.paper),
        *pane(page, page.sight, box, palette.paper2, at=-0.6, side="left"),
        *_words(page, palette.ink, (left, top), reach, (bottom - top) * 0.60, low=0.30),
    ]


def _words(
    page: Page,
    ink: Colour,
    place: tuple[float, float],
    reach: float,
    height: float,
    low: float = 0.0,
) -> list[Layer]:
    """Label, rule and headline from `place`; `low` lowers the headline by a share of the page."""
    unit = page.frame.unit
    x, y = place[0], place[1] + 14 * unit
    layers: list[Layer] = []
    kicker = page.shot.text("kicker")
    if kicker is not None:
        layers += label(page, kicker, (x, y), reach, ink)
        y += 104 * unit
    said = page.shot.text("headline")
    if said is not None:
        y = max(y, place[1] + low * page.frame.height)
        reach = min(reach, page.frame.right(y, y + height) - x)
        made, _ = title(page, said, (x - 4 * unit, y), reach, ink, role="display", height=height)
        layers += made
    sub = page.shot.text("sub")
    if sub is not None and low:
        y += height * 0.7
        layers += paragraph(page, sub, (x, y), reach, page.palette.ink2)[0]
    return layers
