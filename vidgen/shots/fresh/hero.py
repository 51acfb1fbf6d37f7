"""hero: an arch of sun, the word behind, the product on its plate, the name on the floor."""

from __future__ import annotations

from vidgen.craft.colour import mix
from vidgen.model.cut import Layer
from vidgen.model.paint import Ellipse
from vidgen.shots.fresh.pieces import Page, confetti, drop, floor, ground, shape
from vidgen.shots.fresh.shapes import arch
from vidgen.shots.fresh.stickers import print_, sticker
from vidgen.shots.fresh.wording import faded, head, pill
from vidgen.shots.kit.motion import drifting, slide, zoom
from vidgen.shots.kit.type import Ink, block, setting


def hero(page: Page) -> list[Layer]:
    """Layers of a hero for any canvas."""
    frame, palette = page.frame, page.palette
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    top, bottom = frame.safe[1], frame.safe[3]
    tall = frame.shape == "tall"
    foot = bottom - 0.20 * height if tall else height * 0.83
    across = min(width * (0.72 if tall else 0.34 if frame.shape == "wide" else 0.44), foot - top)
    high = min((foot - top) * 0.97, across * (1.36 if tall else 1.4))
    place = (width / 2 - across / 2, foot - high)
    made = _product(page, foot, high, across)
    layers = [
        ground(page, palette.bg),
        floor(page, "hill", (foot - 30 * unit) / height, palette.bg3, 0.6),
        shape(
            page,
            "arch",
            arch(across, high),
            place,
            palette.sun,
            curves=slide(page, 0.05, 0, height * 0.5),
        ),
        *_word(page, place[1], high, min((x.y for x in made if x.role != "art"), default=foot)),
        floor(page, "floor", (foot + 66 * unit) / height, palette.deep, 2.2, 0.05),
        _dish(page, (width / 2, foot + 4 * unit), across * 0.80),
        *made,
    ]
    spots = [(0.12, 0.46, 190), (0.89, 0.40, 150), (0.17, 0.60, 120), (0.85, 0.58, 150)]
    if tall:
        spots += [(0.16, 0.90, 180), (0.84, 0.93, 200), (0.50, 0.96, 150)]
    if frame.shape == "wide":
        spots = [(0.28, 0.60, 160), (0.72, 0.26, 140), (0.71, 0.70, 130), (0.26, 0.22, 110)]
    layers += confetti(page, spots if frame.shape != "square" else spots[:2], 0.5)
    return [*layers, *_names(page, foot + 132 * unit if tall else foot + 60 * unit)]


def _word(page: Page, top: float, high: float, limit: float) -> list[Layer]:
    """The word, for shapes only, behind a product whose head is at `limit`."""
    frame = page.frame
    said = page.shot.text("word")
    if said is None:
        return []
    reach = frame.width * (0.96 if frame.shape == "tall" else 0.86)
    found = setting(page, "word", said.text, reach, height=high * 0.42)
    # The product hides the lower third of the letters at most (shot grammar).
    y = max(page.frame.safe[1] * 0.8, min(top + high * 0.10, limit - found.size * 0.66))
    x = (frame.width - found.width) / 2
    layer = block(page, found, "word", x, y, Ink(page.palette.main), curves=zoom(page, 0.2, "chip"))
    curves = (*layer.curves, *drifting(page, 0, 10 * frame.unit))
    art = {"role": "art", "box": None, "min_contrast": 0.0, "curves": curves}
    return [layer.model_copy(update=art)]


def _dish(page: Page, centre: tuple[float, float], across: float) -> Layer:
    tall = across * 0.15
    colour = mix(page.palette.main, page.palette.deep, 0.35)
    return Layer(
        id="plate",
        paint=Ellipse(w=across, h=tall, colour=colour),
        x=centre[0] - across / 2,
        y=centre[1] - tall / 2,
        end=page.frames,
        pivot=(across / 2, tall / 2),
        curves=zoom(page, 0.2, "chip"),
        because="what the product stands on",
    )


def _product(page: Page, foot: float, high: float, across: float) -> list[Layer]:
    sight, frame = page.sight, page.frame
    if sight is None:
        return []
    if sight.cutout is None:
        box = (across * 0.96, high * 0.62)
        return print_(page, sight, (frame.width / 2, foot - box[1] / 2), box, curves=drop(page))
    wide, tall = sight.cutout_size
    room = (across * (0.92 if frame.shape == "wide" else 1.12), high * 0.84)
    scale = min(room[0] / wide, room[1] / tall)
    centre = (frame.width / 2, foot + 6 * frame.unit - tall * scale / 2)
    return sticker(page, sight, centre, room, curves=drop(page))


def _names(page: Page, y: float) -> list[Layer]:
    """Name (and facts in pills) on the floor, centred on tall pages."""
    frame, palette = page.frame, page.palette
    left, _, right, bottom = frame.safe
    unit = frame.unit
    name = page.shot.text("name")
    layers: list[Layer] = []
    if frame.shape == "tall":
        edge = frame.right(y, bottom)
        middle, reach = (left + edge) / 2, edge - left
        if name is not None:
            made, tall = head(
                page,
                name,
                (middle, y),
                reach,
                role="product",
                lines=2,
                at=0.6,
                colour=palette.surface,
                align=0.5,
                height=bottom - y,
            )
            layers += made
            y += tall + 26 * unit
        tag = page.shot.text("tag")
        if tag is not None and y + 50 * unit < bottom:
            layers += faded(
                page,
                tag,
                (middle, y),
                reach,
                palette.soft,
                at=0.8,
                lines=1,
                align=0.5,
                height=bottom - y,
            )[0]
        return layers
    foot = bottom - (56 if frame.shape == "wide" else 64) * unit
    reach = (right - left) * (0.50 if frame.shape == "wide" else 1.0)
    if name is not None:
        found = setting(page, "product", name.text, reach, lines=2, largest=64, height=130 * unit)
        top = min(foot, bottom - found.height)
        made, _ = head(
            page,
            name,
            (left, top),
            reach,
            role="product",
            lines=2,
            at=0.6,
            colour=palette.surface,
            largest=64,
            height=130 * unit,
        )
        layers += made
    if frame.shape == "wide":
        x = right
        for number, chip in enumerate(page.shot.all("chip")[:3]):
            layer = pill(
                page,
                chip,
                (x, foot - 4 * unit),
                (palette.ink, palette.surface),
                name=f"chip{number}",
                at=0.7 + 0.08 * number,
                size=34,
                align=1.0,
            )
            if layer.x < left + reach + 30 * unit:
                break
            layers.append(layer)
            x = layer.x - 16 * unit
    return layers
