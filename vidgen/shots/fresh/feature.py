"""feature: a round lens on the product, a biscuit with the number, the point beside it."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Sight
from vidgen.model.paint import Ellipse, Group, Paint, Picture, Placed, Polygon, Run, Stop, Text
from vidgen.shots.fresh.pieces import Page, confetti, floor, ground, pebble, soft
from vidgen.shots.fresh.shapes import scallop
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.swell import swell
from vidgen.shots.fresh.wording import faded, head, kicker_colours, pill
from vidgen.shots.kit.framing import covering
from vidgen.shots.kit.motion import drifting, zoom


def feature(page: Page) -> list[Layer]:
    """Layers of a feature for any canvas; lens and swell take turns for photos."""
    frame, palette, sight = page.frame, page.palette, page.sight
    page_colour = (palette.bg, palette.bg2, palette.warm)[page.variant % 3]
    layers = [ground(page, page_colour)]
    if sight is not None and sight.cutout is None and page.variant % 2:
        share = {"tall": 0.50, "wide": 0.50, "square": 0.52}[frame.shape]
        top = frame.safe[1] + 10 * frame.unit
        return [*layers, *swell(page, sight, share), *_words(page, top, above=True)]
    if sight is not None and sight.cutout is not None and page.variant % 2:
        top = frame.safe[1] + 10 * frame.unit
        return [*layers, *_standing(page, sight), *_words(page, top, above=True)]
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    across = {"tall": 0.70, "wide": 0.40, "square": 0.50}[frame.shape] * width
    across = min(across, height * 0.80)
    left, top = frame.safe[0], frame.safe[1]
    centre = (left + across / 2 + 20 * unit, top + across / 2 + 20 * unit)
    if frame.shape == "wide":
        centre = (width * 0.29, height * 0.48)
    layers.append(pebble(page, "blob", centre, across * 1.55, palette.bg3, 5))
    if frame.shape == "tall":
        layers.append(floor(page, "hill", 0.86, palette.bg3, 1.1))
    layers += _lens(page, centre, across)
    layers += _beside(page, centre, across)
    layers += _number(page, (centre[0] - across * 0.42, centre[1] - across * 0.40))
    spots = [(0.92, 0.16, 140), (0.13, 0.93, 170), (0.90, 0.92, 150)]
    layers += confetti(page, spots if frame.shape == "tall" else [(0.93, 0.84, 150)], 0.5)
    return [*layers, *_words(page, centre[1] + across / 2 + 56 * unit, above=False)]


def _standing(page: Page, sight: Sight) -> list[Layer]:
    """The whole product, large, on a disc below (or beside) the words."""
    frame, palette, unit = page.frame, page.palette, page.frame.unit
    width, height = float(frame.width), float(frame.height)
    wide = frame.shape == "wide"
    centre = (width * 0.76, height * 0.53) if wide else (width * 0.54, height * 0.72)
    big = (1080 if frame.shape != "square" else 720) * unit
    room = (width * 0.40, height * 0.82) if wide else (width * 0.84, height * 0.46)
    layers = [
        pebble(page, "blob", centre, big, palette.bg3, page.variant + 4),
        pebble(page, "sun", centre, big * 0.62, palette.sun, page.variant + 9, 0.08),
    ]
    turn = page.style.tilt * (0.7 if page.variant % 4 == 1 else -0.7)
    layers += sticker(page, sight, centre, room, turn=turn, curves=zoom(page, 0.15, "chip"))
    layers += _number(page, (width - 120 * unit, frame.safe[1] + 90 * unit))
    return [
        *layers,
        *confetti(page, [(0.12, 0.60, 160), (0.90, 0.86, 150), (0.12, 0.90, 140)], 0.5),
    ]


def _lens(page: Page, centre: tuple[float, float], across: float) -> list[Layer]:
    """The close look through a round frame."""
    sight, palette = page.sight, page.palette
    rim = across * 0.028
    size = across - 2 * rim
    ring = Ellipse(w=across, h=across, colour=palette.surface)
    inside: Paint = Ellipse(w=size, h=size, colour=palette.bg)
    parts = [Placed(of=soft(page, ring, 40, 24)), Placed(of=ring), Placed(of=inside, x=rim, y=rim)]
    if sight is not None:
        parts.append(Placed(of=_close(sight, size), x=rim, y=rim))
    x, y = centre[0] - across / 2, centre[1] - across / 2
    sway = drifting(page, 0, page.style.motion.drift_px * 0.6 * page.frame.unit)
    return [
        Layer(
            id="lens",
            paint=Group(w=across, h=across, parts=tuple(parts)),
            x=x,
            y=y,
            end=page.frames,
            pivot=(across / 2, across / 2),
            curves=(*zoom(page, 0.1, "chip"), *sway),
            role="photo",
            box=(x, y, x + across, y + across),
            because="a close look at the point",
        )
    ]


_ZOOM = (1.7, 1.25, 1.45)
"""How close the lens looks, by variant."""


def _close(sight: Sight, size: float) -> Paint:
    """A square part of the picture, round."""
    if sight.cutout is None:
        return Picture(
            path=sight.picture.path,
            sha256=sight.picture.sha256,
            crop=covering(sight, size, size, 1.15),
            w=size,
            h=size,
            radius=size / 2,
        )
    wide, tall = sight.cutout_size
    side = min(wide, tall) / 1.15
    left, top = (wide - side) / 2, (tall - side) * 0.30
    return Picture(
        path=sight.cutout.path,
        sha256=sight.cutout.sha256,
        crop=(left, top, left + side, top + side),
        w=size,
        h=size,
        radius=size / 2,
    )


def _beside(page: Page, centre: tuple[float, float], across: float) -> list[Layer]:
    """The whole product, small, over the lens's edge; only a cut-out can."""
    sight, frame = page.sight, page.frame
    if sight is None or sight.cutout is None:
        return []
    spot = (centre[0] + across * 0.50, centre[1] + across * 0.12)
    room = (across * 0.50, across * 0.92)
    limit = {"tall": 0.98, "wide": 0.55, "square": 0.62}[frame.shape] * frame.width
    spot = (min(spot[0], limit - room[0] * 0.40), spot[1])
    return sticker(page, sight, spot, room, turn=-6.0, curves=zoom(page, 0.3, "chip"))


def _number(page: Page, centre: tuple[float, float]) -> list[Layer]:
    """The point's number on a biscuit; nothing where no point is told."""
    if not page.point:
        return []
    palette = page.palette
    size = 150 * page.frame.unit * (1.0 if page.frame.shape == "tall" else 0.8)
    text, em = str(page.point), size * 0.52
    wide = page.measure(text, "sans-900", em)
    words = Text(lines=((Run(text=text),),), face="sans-900", size=em, colour=palette.on_pop)
    biscuit = Polygon(points=scallop(size), stops=(Stop(at=0, colour=palette.pop),))
    group = Group(
        w=size,
        h=size,
        turn=-8,
        parts=(Placed(of=biscuit), Placed(of=words, x=(size - wide) / 2, y=(size - em) / 2)),
    )
    return [
        Layer(
            id="index",
            paint=group,
            x=centre[0] - size / 2,
            y=centre[1] - size / 2,
            end=page.frames,
            pivot=(size / 2, size / 2),
            curves=zoom(page, 0.35, "badge"),
            because="points are numbered in order",
        )
    ]


def _words(page: Page, y: float, above: bool) -> list[Layer]:
    frame, palette = page.frame, page.palette
    left, top, right, bottom = frame.safe
    unit = frame.unit
    x, reach = left, right - left
    if frame.shape == "wide":
        x, reach = (
            (left, frame.width * 0.50 - left - 80 * unit)
            if above
            else (frame.width * 0.57, right - frame.width * 0.57)
        )
        y = top + 0.22 * frame.height
    elif frame.shape == "square" and not above:
        x, reach, y = frame.width * 0.64, right - frame.width * 0.64, top + 0.10 * frame.height
    end = frame.height * 0.50 - 40 * unit if above and frame.shape != "wide" else bottom
    reach = min(reach, frame.right(y, end) - x)
    layers: list[Layer] = []
    kicker = page.shot.text("kicker")
    if kicker is not None:
        tag = pill(page, kicker, (x, y), kicker_colours(page), size=36)
        if tag.box is not None and tag.box[2] <= x + reach:
            layers.append(tag)
            y += 90 * unit
    said = page.shot.text("headline")
    if said is not None:
        made, tall = head(
            page, said, (x, y), reach, height=max((end - y) * 0.66, 60 * unit), at=0.25
        )
        layers += made
        y += tall + 30 * unit
    sub = page.shot.text("sub")
    if sub is not None:
        layers += faded(page, sub, (x, y), reach, palette.ink2, height=end - y)[0]
    return layers
