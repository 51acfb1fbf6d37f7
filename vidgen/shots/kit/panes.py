"""Upright photo windows: a picture behind a fixed rectangle, drifting, uncovered from one side."""

from __future__ import annotations

from vidgen.craft.colour import contrast, hexed
from vidgen.model.cut import Curve, Layer, Prop
from vidgen.model.media import Box, Sight
from vidgen.model.paint import Colour, Fill, Stop
from vidgen.shots.kit.framing import covered, upscale
from vidgen.shots.kit.motion import drifting, wipe
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import MOST_UPSCALE, product


def plate(
    page: Page,
    box: Box,
    colour: Colour,
    *,
    name: str = "plate",
    curves: tuple[Curve, ...] = (),
    radius: float = 0.0,
) -> Layer:
    """A plain rectangle of one colour."""
    left, top, right, bottom = box
    return Layer(
        id=name,
        paint=Fill(
            w=right - left, h=bottom - top, stops=(Stop(at=0, colour=colour),), radius=radius
        ),
        x=left,
        y=top,
        end=page.frames,
        curves=curves,
        because="a plain ground",
    )


def pane(
    page: Page,
    sight: Sight | None,
    box: Box,
    ground: Colour,
    *,
    name: str = "photo",
    at: float = 0.0,
    side: Prop = "top",
    zoom: float = 1.0,
    focus: tuple[float, float] | None = None,
    fill: float = 0.80,
    way: float = 1.0,
) -> list[Layer]:
    """A picture inside `box`: a photo fills it, a cut-out stands on `ground`, `fill` of it.

    Uncovered from the side opposite to `side` at `at` seconds; `zoom` and `focus` (fractions of the
    photo) choose a closer part; `way` -1 drifts the other way. A photo too small for the box gets a
    smaller window on `ground`.
    """
    seconds = page.style.motion.entrances["panel"].seconds
    curves = wipe(page, at, side, seconds)
    if sight is None:
        return [plate(page, box, ground, name=name, curves=curves)]
    if sight.cutout is not None:
        return _stood(page, sight, box, ground, name, at, curves, fill * zoom)
    width, height = box[2] - box[0], box[3] - box[1]
    most = MOST_UPSCALE / max(zoom, 1.0)
    if upscale(sight, width, height) > most:
        return _small(page, sight, box, ground, name, curves, most)
    return [_photo(page, sight, box, name, curves, zoom, focus, way)]


def _photo(
    page: Page,
    sight: Sight,
    box: Box,
    name: str,
    curves: tuple[Curve, ...],
    zoom: float,
    focus: tuple[float, float] | None,
    way: float,
) -> Layer:
    left, top, right, bottom = box
    spare = page.style.motion.drift_px * page.frame.unit
    width, height = right - left, bottom - top + spare
    return Layer(
        id=name,
        paint=covered(page, sight, width, height, zoom, focus),
        x=left,
        y=top - spare / 2,
        end=page.frames,
        clip=box,
        curves=(*curves, *drifting(page, 0, spare * way)),
        role="photo",
        box=box,
        because=f"a window on the photo ({sight.kind})",
    )


def _stood(
    page: Page,
    sight: Sight,
    box: Box,
    ground: Colour,
    name: str,
    at: float,
    curves: tuple[Curve, ...],
    fill: float,
) -> list[Layer]:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    centre = ((left + right) / 2, (top + bottom) / 2)
    seen = wipe(page, at + 0.15, "top", page.style.motion.entrances["panel"].seconds)
    made = product(
        page,
        sight,
        centre,
        (width * fill, height * fill),
        turn=0.0,
        curves=seen,
        depth=0.35,
        float_share=0.8,
    )
    return [
        plate(page, box, ground, name=f"{name}-ground", curves=curves),
        *(layer.model_copy(update={"clip": box, "id": f"{name}-{layer.id}"}) for layer in made),
    ]


def _small(
    page: Page,
    sight: Sight,
    box: Box,
    ground: Colour,
    name: str,
    curves: tuple[Curve, ...],
    most: float,
) -> list[Layer]:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    share = min(0.82, most / upscale(sight, width, height))
    across, down = width * share / 2, height * share / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    inner = (x - across, y - down, x + across, y + down)
    return [
        plate(page, box, ground, name=f"{name}-ground", curves=curves),
        _photo(page, sight, inner, name, curves, 1.0, None, 1.0),
    ]


def ink_on(
    page: Page, sight: Sight, crop: Box, part: Box, inks: tuple[Colour, Colour]
) -> tuple[Colour, float]:
    """Which of two inks reads better on a part of a photo that fills the page, and how well.

    `crop` is the shown part of the photo in its pixels, `part` the text's place in fractions of the
    page. The contrast is that of the worst of the photo's cells under the text.
    """
    cells = _cells(sight, crop, part)
    scored = [(min((contrast(ink, cell) for cell in cells), default=1.0), ink) for ink in inks]
    best = max(scored)
    return best[1], best[0]


def _cells(sight: Sight, crop: Box, part: Box) -> list[Colour]:
    """Mean colours of the cells of the photo's grid under a part of the page."""
    if not sight.grid:
        return []
    side = 12
    width, height = crop[2] - crop[0], crop[3] - crop[1]
    left, right = (crop[0] + part[n] * width for n in (0, 2))
    top, bottom = (crop[1] + part[n] * height for n in (1, 3))
    columns = range(
        max(0, int(left / sight.width * side)), min(side, int(right / sight.width * side) + 1)
    )
    rows = range(
        max(0, int(top / sight.height * side)), min(side, int(bottom / sight.height * side) + 1)
    )
    return [hexed(*sight.grid[row * side + column]) for row in rows for column in columns]
