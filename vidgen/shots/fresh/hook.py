"""hook: a round headline, the product tumbling in over a warm disc."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.shots.fresh.pieces import Page, confetti, ground, pebble
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.swell import swell
from vidgen.shots.fresh.wording import head, kicker_colours, note, pill
from vidgen.shots.kit.motion import slide


def hook(page: Page) -> list[Layer]:
    """Layers of a hook for any canvas."""
    sight = page.sight
    layers = [ground(page, page.palette.bg)]
    if sight is None or sight.cutout is not None:
        return [*layers, *_tumbling(page), *_words(page)]
    share = {"tall": 0.44, "wide": 0.50, "square": 0.46}[page.frame.shape]
    return [*layers, *swell(page, sight, share, at=-0.4), *_words(page)]


def _tumbling(page: Page) -> list[Layer]:
    frame, palette, sight = page.frame, page.palette, page.sight
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    slim = sight is not None and sight.cutout_size[0] < sight.cutout_size[1] * 0.75
    if frame.shape == "wide":
        centre, big, box = (width * 0.74, height * 0.52), 1240 * unit, (width * 0.44, height * 0.98)
        spots = [(0.52, 0.78, 200), (0.95, 0.20, 150), (0.55, 0.20, 130), (0.93, 0.84, 180)]
    elif frame.shape == "tall":
        centre, big = (width * 0.58, height * 0.72), 1320 * unit
        box = (width * (1.15 if slim else 1.02), height * (0.62 if slim else 0.42))
        spots = [(0.14, 0.60, 220), (0.11, 0.80, 150), (0.90, 0.53, 150), (0.24, 0.90, 180)]
    else:
        centre, big, box = (width * 0.70, height * 0.66), 900 * unit, (width * 0.66, height * 0.66)
        spots = [(0.36, 0.80, 180), (0.93, 0.36, 130)]
    layers = [
        pebble(page, "blob", centre, big, palette.bg2, 3),
        pebble(page, "sun", centre, big * 0.64, palette.sun, 8, 0.08),
    ]
    if sight is not None:
        enter = slide(page, 0.12, width * 0.18, height * 0.7, name="product")
        turn = -page.style.tilt * (1.5 if slim else 0.8)
        layers += sticker(page, sight, centre, box, turn=turn, curves=enter)
    return [*layers, *confetti(page, spots)]


def _words(page: Page) -> list[Layer]:
    frame, palette = page.frame, page.palette
    left, top, right, _ = frame.safe
    unit = frame.unit
    layers: list[Layer] = []
    y = top + (16 if frame.shape == "tall" else 6) * unit
    kicker = page.shot.text("kicker")
    if kicker is not None:
        layers.append(pill(page, kicker, (left, y), kicker_colours(page)))
        y += (110 if frame.shape == "tall" else 96) * unit
    reach = (right - left) * {"tall": 1.0, "wide": 0.46, "square": 0.78}[frame.shape]
    if frame.shape == "wide":
        y = max(y, frame.height * 0.24)
    room = {"tall": 0.44, "wide": 0.80, "square": 0.46}[frame.shape] * frame.height - y
    said = page.shot.text("headline")
    if said is not None:
        reach = min(reach, frame.right(y, y + max(room, 1.0)) - left)
        made, tall = head(
            page, said, (left, y), reach, role="display", height=max(room, 120 * unit), at=0.1
        )
        layers += made
        y += tall + 34 * unit
    sub = page.shot.text("sub")
    if sub is not None:
        layers += note(page, sub, (left + 8 * unit, y), reach, palette.ink)[0]
    return layers
