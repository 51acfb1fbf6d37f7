"""host: a presenter in an arch of paper, a small window with name and price beside."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Fill, Stop
from vidgen.model.script import ScreenText
from vidgen.shots.editorial.pieces import Page, hair, sheet, title
from vidgen.shots.kit.figure import figure
from vidgen.shots.kit.motion import appear
from vidgen.shots.kit.panes import pane


def host(page: Page) -> list[Layer]:
    """Layers of a host for any canvas."""
    frame, palette = page.frame, page.palette
    left, top, right, _ = frame.safe
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    layers = [sheet(page, palette.paper2)]
    wide, tall = frame.shape == "wide", frame.shape == "tall"
    size = height * (0.56 if tall else 0.86)
    middle = width * (0.40 if tall else 0.26 if wide else 0.32)
    across = size * 0.72
    arch = Fill(
        w=across, h=size * 1.4, stops=(Stop(at=0, colour=palette.paper),), radius=across / 2
    )
    layers.append(
        Layer(
            id="arch",
            paint=arch,
            x=middle - across / 2,
            y=height - size * 1.06,
            end=page.frames,
            curves=(appear(page, 0.0, 0.6),),
            because="an arch behind the presenter",
        )
    )
    layers += figure(page, middle - size * 0.357, height - size, size, palette.accent)
    if tall:
        box = (left, top + 10 * unit, left + 0.27 * width, top + 10 * unit + 0.19 * height)
        x = box[2] + 44 * unit
    else:
        x0 = width * (0.56 if wide else 0.60)
        box = (x0, top + 10 * unit, x0 + width * (0.19 if wide else 0.26), top + height * 0.42)
        x = box[2] + 44 * unit if wide else x0
    layers += pane(page, page.sight, box, palette.paper, at=0.1)
    y = box[1] if tall or wide else box[3] + 30 * unit
    return [*layers, *_names(page, x, y, right - x)]


def _names(page: Page, x: float, y: float, reach: float) -> list[Layer]:
    palette, unit = page.palette, page.frame.unit
    layers: list[Layer] = []
    name, price = page.shot.text("name"), page.shot.text("price")
    if name is not None:
        made, tall = title(
            page, name, (x, y), reach, palette.ink, role="product", lines=2, at=0.4, name="name"
        )
        layers += made
        y += tall + 26 * unit
    layers.append(hair(page, (x, y), reach, palette.line, at=0.4))
    if price is not None:
        said = ScreenText(role="price", text=f"{price.label}{price.text}", facts=price.facts)
        made, _ = title(
            page,
            said,
            (x, y + 24 * unit),
            reach,
            palette.ink,
            role="h1",
            lines=1,
            at=0.6,
            largest=84,
            name="price",
        )
        layers += [layer.model_copy(update={"role": "price"}) for layer in made]
    return layers
