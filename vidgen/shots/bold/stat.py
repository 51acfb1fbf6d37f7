"""stat: one number, huge, on the loudest page of the film."""

from __future__ import annotations

from vidgen.craft.colour import mix
from vidgen.model.cut import Layer
from vidgen.model.script import ScreenText
from vidgen.shots.bold.pieces import dots, floor, ground, label, lower_part, right_part, side
from vidgen.shots.kit.motion import rise, slide, zoom
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
from vidgen.shots.kit.type import Ink, block, setting


def stat(page: Page) -> list[Layer]:
    """Layers of a stat for any canvas."""
    frame, palette = page.frame, page.palette
    layers = [
        ground(page, palette.pop),
        dots(
            page,
            (0, 0, frame.width, frame.height * 0.5),
            mix(palette.pop, palette.on_pop, 0.35),
            (0.1, 0.4, -0.75),
            0.5,
        ),
    ]
    layers.append(
        side(page, 0.74, palette.ink) if frame.shape == "wide" else floor(page, 0.80, palette.ink)
    )
    return [*layers, *_picture(page), *_number(page)]


def _picture(page: Page) -> list[Layer]:
    frame, sight = page.frame, page.sight
    if sight is None:
        return []
    width, height = frame.width, frame.height
    far = (-width * 1.1, width * 1.1 * page.style.slope)
    if sight.cutout is None:
        points = right_part(page, 0.66) if frame.shape == "wide" else lower_part(page, 0.62)
        return window(page, sight, points, enter=far)
    curves = slide(page, 0.2, *far, name="product")
    if frame.shape == "wide":
        return product(
            page,
            sight,
            (width * 0.765, height * 0.55),
            (width * 0.44, height * 0.82),
            curves=curves,
        )
    centre = (width * 0.56, height * (0.75 if frame.shape == "tall" else 0.76))
    return product(page, sight, centre, (width * 1.0, height * 0.44), curves=curves)


def _number(page: Page) -> list[Layer]:
    """Label, number with its unit, and the product's name."""
    frame, palette = page.frame, page.palette
    unit = frame.unit
    left, top, right, _ = frame.safe
    number, measure, name = (page.shot.text(role) for role in ("number", "unit", "name"))
    if number is None:
        return []
    layers: list[Layer] = []
    y = top + 20 * unit
    if number.label:
        said = ScreenText(role="kicker", text=number.label, facts=number.facts)
        layers.append(label(page, said, left, y, palette.paper, palette.ink))
    y += 84 * unit
    tall = frame.height * (0.30 if frame.shape != "wide" else 0.48)
    reach = frame.right(y, y + tall) - left
    if frame.shape == "wide":
        reach = (right - left) * 0.62
    beside = setting(page, "h1", measure.text, reach * 0.4, lines=1) if measure else None
    room = reach - (beside.width + 60 * unit if beside else 0)
    found = setting(
        page,
        "numeral",
        number.text,
        room,
        height=tall,
    )
    layers.append(
        block(
            page,
            found,
            "number",
            left - 6 * unit,
            y,
            Ink(palette.on_pop),
            curves=zoom(page, 0.12, "number"),
            said=number,
            contrast=3.0,
        )
    )
    if beside is not None and measure is not None:
        x = left + found.width + found.size * 0.08 + 16 * unit
        layers.append(
            block(
                page,
                beside,
                "unit",
                x,
                y + found.size * 0.88 - beside.size * 0.88,
                Ink(palette.on_pop),
                curves=zoom(page, 0.35, "chip"),
                said=measure,
                contrast=3.0,
            )
        )
    y += found.height + 20 * unit
    if name is not None:
        under = setting(page, "body", name.text, reach, largest=56, lines=2)
        layers.append(
            block(
                page, under, "name", left, y, Ink(palette.on_pop), curves=rise(page, 0.4), said=name
            )
        )
    return layers
