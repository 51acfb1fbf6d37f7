"""quote: a buyer's words on the dark page, a window beside or below."""

from __future__ import annotations

from vidgen.craft.colour import mix
from vidgen.model.cut import Layer
from vidgen.model.script import ScreenText
from vidgen.shots.editorial.pieces import Page, hair, paragraph, sheet, title
from vidgen.shots.kit.panes import pane


def quote(page: Page) -> list[Layer]:
    """Layers of a quote for any canvas."""
    frame, palette = page.frame, page.palette
    left, top, right, bottom = frame.safe
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    layers = [sheet(page, palette.dark)]
    if frame.shape == "tall":
        box = (left + width * 0.14, height * 0.58, width, height)
        reach, foot = right - left, box[1] - 60 * unit
        side = "top"
    else:
        box = (width * 0.66, 0.0, width, height)
        reach, foot, side = box[0] - left - 70 * unit, bottom, "left"
    layers += pane(
        page, page.sight, box, palette.paper2, at=0.1, side="top" if side == "top" else "left"
    )
    mark = ScreenText(role="headline", text="“")
    made, _ = title(
        page,
        mark,
        (left - 20 * unit, top - 10 * unit),
        reach,
        mix(palette.dark, palette.on_dark, 0.45),
        role="numeral",
        name="mark",
        at=0.2,
        largest=300,
    )
    layers += [layer.model_copy(update={"role": "art", "box": None}) for layer in made]
    said, who = page.shot.text("headline"), page.shot.text("note")
    if said is None:
        return layers
    y = top + (170 if frame.shape == "tall" else 150) * unit
    room = foot - y - 120 * unit
    made, tall = title(
        page, said, (left, y), reach, palette.on_dark, at=0.4, height=room, lines=5, name="quote"
    )
    layers += made
    y += tall + 46 * unit
    layers.append(hair(page, (left, y), 96 * unit, palette.on_dark2, at=0.8, weight=3))
    if who is not None:
        layers += paragraph(
            page, who, (left, y + 30 * unit), reach, palette.on_dark2, at=1.0, lines=1, name="who"
        )[0]
    return layers
