"""feature: one selling point beside a close look at the product, numbered."""

from __future__ import annotations

from dataclasses import dataclass

from vidgen.craft.colour import contrast, mix
from vidgen.model.cut import Layer
from vidgen.model.media import Sight
from vidgen.model.paint import Colour, Polygon, Run, Stop, Text
from vidgen.shots.bold.pieces import Points, ground, label, lower_part, right_part
from vidgen.shots.kit.motion import slide, wipe
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
from vidgen.shots.kit.type import Ink, body, setting, stack


@dataclass(frozen=True)
class _Look:
    """Colours of one variant: the page, the panel, headline, sentence, index."""

    page: Colour
    panel: Colour
    head: Colour
    body: Colour
    index: Colour


def feature(page: Page) -> list[Layer]:
    """Layers of a feature for any canvas; three colour variants take turns."""
    look = _look(page)
    frame = page.frame
    points = _panel_points(page)
    layers = [ground(page, look.page)]
    sight = page.sight
    far = (
        (-frame.width * 1.1, frame.width * 1.1 * page.style.slope)
        if frame.shape != "wide"
        else (frame.width * 0.7, 0.0)
    )
    if sight is not None and sight.cutout is None:
        zoom = (1.0, 1.35, 1.15)[page.variant % 3]
        layers += window(page, sight, points, zoom=zoom, enter=far)
    else:
        layers.append(
            Layer(
                id="panel",
                paint=Polygon(
                    points=points,
                    stops=(
                        Stop(at=0, colour=mix(look.panel, page.palette.paper, 0.08)),
                        Stop(at=0.6, colour=look.panel),
                    ),
                ),
                x=0,
                y=0,
                end=page.frames,
                curves=slide(page, 0.0, *far),
                because="slash of the style",
            )
        )
        if sight is not None:
            layers += _close(page, sight, points)
    return [*layers, *_index(page, look), *_words(page, look)]


def _look(page: Page) -> _Look:
    palette = page.palette
    return (
        _Look(palette.ink, palette.field, palette.paper, palette.soft, palette.pop),
        _Look(palette.field, palette.ink, palette.paper, palette.paper, palette.pop),
        _Look(palette.paper, palette.field, palette.ink, palette.ink, palette.field),
    )[page.variant % 3]


def _panel_points(page: Page) -> Points:
    if page.frame.shape == "wide":
        return right_part(page, 0.43 + page.frame.height * page.style.slope / page.frame.width)
    return lower_part(page, 0.52 if page.frame.shape == "tall" else 0.58)


_FOCUS = ((0.30, 0.62), (0.70, 0.55), (0.50, 0.50))
"""Points of the cut-out that stand in the panel's middle, by variant; the last shows all of it."""

_CLOSE = (1.45, 1.6, 1.0)
"""How much larger than the panel the product is shown, by variant."""


def _close(page: Page, sight: Sight, points: Points) -> list[Layer]:
    """The product large inside the panel, bleeding past its edges."""
    frame = page.frame
    zoom, (fx, fy) = _CLOSE[page.variant % 3], _FOCUS[page.variant % 3]
    if frame.shape == "wide":
        middle, room = (
            (frame.width * 0.745, frame.height * 0.52),
            (frame.width * 0.50, frame.height * 0.86),
        )
    else:
        down = 0.755 if frame.shape == "tall" else 0.79
        middle, room = (
            (frame.width * 0.5, frame.height * down),
            (frame.width * 0.92, frame.height * 0.44),
        )
    wide, tall = sight.cutout_size
    scale = min(room[0] / wide, room[1] / tall) * zoom
    width, height = wide * scale, tall * scale
    centre = (
        (middle[0] + (0.5 - fx) * width, middle[1] + (0.5 - fy) * height) if zoom > 1 else middle
    )
    curves = slide(
        page, 0.08, frame.width * 0.85, -frame.width * 0.85 * page.style.slope, name="product"
    )
    layers = product(
        page,
        sight,
        centre,
        (width, height),
        curves=curves,
        turn=page.style.tilt * (0.6 if zoom > 1 else 0.35),
    )
    inside = points if zoom > 1 else None
    return [layer.model_copy(update={"matte": inside}) for layer in layers]


def _index_size(page: Page) -> float:
    return (250 if page.frame.shape == "tall" else 200) * page.scale


def _index_box(page: Page) -> tuple[float, float, float]:
    """Left, top and foot of the number of the point."""
    frame, size = page.frame, _index_size(page)
    y = frame.safe[1] - (4 if frame.shape == "tall" else -16) * frame.unit
    if frame.shape == "wide":
        return frame.safe[0], y, y + size
    width = page.measure(f"{page.point:02d}", "sans-900", size, -0.04)
    return frame.safe[2] - width - size * 0.16, y, y + size


def _index(page: Page, look: _Look) -> list[Layer]:
    """The number of the point, in outline, at the top right; nothing where none is told."""
    if not page.point:
        return []
    frame, size = page.frame, _index_size(page)
    text = f"{page.point:02d}"
    x, y, _ = _index_box(page)
    paint = Text(
        lines=((Run(text=text),),),
        face="sans-900",
        size=size,
        colour=look.index,
        tracking=-0.04,
        shear=9,
        outline=5 * frame.unit,
    )
    return [
        Layer(
            id="index",
            paint=paint,
            x=x,
            y=y,
            end=page.frames,
            curves=wipe(page, 0.25),
            role="art",
            because="points are numbered in order",
        )
    ]


def _words(page: Page, look: _Look) -> list[Layer]:
    frame = page.frame
    unit = frame.unit
    left, top, right, bottom = frame.safe
    wide = frame.shape == "wide"
    y = frame.height * 0.36 if wide else top + 20 * unit
    layers: list[Layer] = []
    kicker = page.shot.text("kicker")
    if kicker is not None:
        dark = contrast(look.page, page.palette.pop) > 1.6
        colours = (
            (page.palette.on_pop, page.palette.pop)
            if dark
            else (page.palette.paper, page.palette.ink)
        )
        layers.append(label(page, kicker, left, y, *colours, at=0.25))
        y += 92 * unit
    said = page.shot.text("headline")
    width = frame.width * 0.37 if wide else (right - left) * 0.92
    if page.point and not wide:
        beside, _, foot = _index_box(page)
        if y < foot:
            width = min(width, beside - left - 24 * unit)
    limit = frame.height * (0.40 if frame.shape == "tall" else 0.42)
    if said is not None:
        room = (bottom - y) * 0.6 if wide else limit - (y - 0) + frame.height * 0.02
        short = len(said.text) <= (8 if page.language == "zh" else 16)
        found = setting(
            page,
            "h1",
            said.text,
            width,
            height=max(room, 90 * unit),
            largest=184 if short else None,
        )
        layers += stack(
            page,
            found,
            "headline",
            left,
            y,
            Ink(look.head, page.palette.pop, page.palette.on_pop),
            said,
            at=0.30,
        )
        y += found.height + 36 * unit
    sub = page.shot.text("sub")
    if sub is not None:
        reach = frame.width * 0.335 if wide else (right - left) * 0.84
        floor = bottom if wide else limit + 50 * unit
        largest = 60 if len(sub.text) <= (16 if page.language == "zh" else 32) else None
        layer, height = body(page, sub, left, y, reach, look.body, at=0.5, largest=largest)
        if y + height <= floor + 8:
            layers.append(layer)
    return layers
