"""hero: one oversized light word, a window over its edge, the name beside it."""

from __future__ import annotations

from vidgen.craft.script import is_han
from vidgen.model.cut import Layer
from vidgen.model.script import ScreenText
from vidgen.shots.editorial.pieces import Page, hair, paragraph, sheet, stands, title, vertical
from vidgen.shots.kit.motion import appear, drifting
from vidgen.shots.kit.panes import pane
from vidgen.shots.kit.type import Ink, block, setting


def hero(page: Page) -> list[Layer]:
    """Layers of a hero for any canvas."""
    layers = [sheet(page, page.palette.paper)]
    if page.frame.shape == "wide":
        return [*layers, *_wide(page)]
    return [*layers, *_tall(page)]


def _tall(page: Page) -> list[Layer]:
    """The word over the upper part, the window below and to the right, names at its foot."""
    frame, palette = page.frame, page.palette
    left, top, _, bottom = frame.safe
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    layers, foot = _word(page, width * 0.86, height * (0.34 if frame.shape == "tall" else 0.30))
    name = page.shot.text("name")
    y = max(foot - (foot - top) * 0.30, top + 0.12 * height)
    if name is not None and stands(name.text) and frame.shape == "tall" and height > 1.6 * width:
        x = width * 0.305
        layers += pane(page, page.sight, (x, y, width, height), palette.paper2, at=0.2)
        made, _ = vertical(
            page, name, (x - 56 * unit, y + (foot - y) + 60 * unit), height * 0.34, palette.ink
        )
        return [*layers, *made]
    rest = bottom - (190 if frame.shape == "tall" else 130) * unit
    x = width * 0.22
    layers += pane(page, page.sight, (x, y, width, rest - 40 * unit), palette.paper2, at=0.2)
    if frame.shape == "tall" and height - bottom > 200 * unit:
        # Below what the platform covers there is art, never empty paper.
        other = page.sights[1] if len(page.sights) > 1 else page.sight
        low = (0.0, bottom + 30 * unit, width, height)
        layers += pane(page, other, low, palette.paper2, name="photo-low", at=0.4, zoom=1.4)
    return [*layers, *_names(page, left, rest, frame.right(rest, bottom) - left)]


def _wide(page: Page) -> list[Layer]:
    frame, palette = page.frame, page.palette
    _, top, right, bottom = frame.safe
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    layers, _ = _word(page, width * 0.30, height * 0.66, low=True)
    box = (width * 0.325, 0.0, width * 0.325 + width * 0.365, height)
    layers += pane(page, page.sight, box, palette.paper2, at=0.2)
    x = box[2] + 80 * unit
    name = page.shot.text("name")
    y = bottom - 300 * unit
    if name is not None and stands(name.text):
        layers += vertical(
            page, name, (right, top + 20 * unit), height * 0.45, palette.ink, largest=52
        )[0]
    layers.append(hair(page, (x, y), right - x, palette.line, at=0.6))
    return [*layers, *_names(page, x, y + 40 * unit, right - x)]


def _word(page: Page, reach: float, tall: float, low: bool = False) -> tuple[list[Layer], float]:
    """The oversized word (of a Chinese one its last character) and where its letters end."""
    frame = page.frame
    said = page.shot.text("word")
    left, top = frame.safe[0], frame.safe[1]
    if said is None:
        return [], top + 0.1 * frame.height
    text = said.text[-1] if all(is_han(char) for char in said.text) else said.text
    found = setting(page, "word", text, reach, height=tall)
    y = frame.height * 0.5 - found.size * 0.55 if low else top - found.size * 0.10
    layer = block(page, found, "word", left - found.size * 0.06, y, Ink(page.palette.accent))
    way = (*drifting(page, -36 * frame.unit, 0), appear(page, 0.0, 0.7))
    art = {"role": "art", "box": None, "curves": way, "min_contrast": 0.0}
    return [layer.model_copy(update=art)], y + found.size * 0.96


def _names(page: Page, x: float, y: float, reach: float) -> list[Layer]:
    """Name, and the tag or the chips as one quiet line."""
    palette, unit, bottom = page.palette, page.frame.unit, page.frame.safe[3]
    layers: list[Layer] = []
    name = page.shot.text("name")
    if name is not None:
        room = bottom - y - 60 * unit
        made, tall = title(
            page,
            name,
            (x, y),
            reach,
            palette.ink,
            role="product",
            at=0.7,
            name="name",
            height=max(room, 60 * unit),
            lines=2,
        )
        layers += made
        y += tall + 26 * unit
    tag = _line(page)
    if tag is not None:
        layers += paragraph(
            page, tag, (x, y), reach, palette.ink2, at=0.9, lines=1, height=bottom - y, name="tag"
        )[0]
    return layers


def _line(page: Page) -> ScreenText | None:
    """The facts in short as one line, else the category."""
    chips = page.shot.all("chip")[:3]
    if not chips:
        return page.shot.text("tag")
    facts = tuple(fact for chip in chips for fact in chip.facts)
    return ScreenText(role="tag", text=" · ".join(chip.text for chip in chips), facts=facts)
