"""compare: a grey card and a white one, ours with the product on its corner."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Box
from vidgen.model.paint import Colour, Ellipse, Fill, Group, Placed, Stop, Stroke
from vidgen.model.script import ScreenText
from vidgen.shots.fresh.pieces import Page, floor, ground, soft
from vidgen.shots.fresh.stickers import sticker
from vidgen.shots.fresh.wording import faded, head
from vidgen.shots.kit.motion import zoom

_GREY, _QUIET = "#E3E4E2", "#5C615C"
"""The other side: no colour of anyone's."""


def compare(page: Page) -> list[Layer]:
    """Layers of a comparison for any canvas; ours stands right."""
    frame, palette = page.frame, page.palette
    left, top, right, bottom = frame.safe
    height, unit = float(frame.height), frame.unit
    sides, ours, theirs = (page.shot.all(role) for role in ("side", "item", "rival"))
    layers = [ground(page, palette.bg)]
    if frame.shape == "tall":
        layers.append(floor(page, "hill", 0.80, palette.bg3, 0.4))
    y = top + 10 * unit
    said = page.shot.text("headline")
    if said is not None:
        made, tall = head(page, said, (left, y), right - left, lines=2, height=height * 0.14)
        layers += made
        y += tall + 60 * unit
    if len(sides) < 2:
        return layers
    limit = frame.right(y, bottom)
    seam, gap = left + (limit - left) * 0.47, 26 * unit
    foot = min(bottom, y + (height * 0.44 if frame.shape == "tall" else height))
    boxes = ((left, y + 60 * unit, seam - gap / 2, foot), (seam + gap / 2, y, limit, foot))
    layers += _side(page, sides[1], theirs, boxes[0], False)
    layers += _side(page, sides[0], ours, boxes[1], True)
    if page.sight is not None and page.sight.cutout is not None:
        spot = (boxes[1][2] - 90 * unit, boxes[1][3] - 60 * unit)
        layers += sticker(
            page,
            page.sight,
            spot,
            (240 * unit, 300 * unit),
            turn=8.0,
            rim=10,
            curves=zoom(page, 0.6, "chip"),
        )
    return layers


def _side(
    page: Page, side: ScreenText, rows: tuple[ScreenText, ...], box: Box, ours: bool
) -> list[Layer]:
    palette, unit = page.palette, page.frame.unit
    left, top, right, bottom = box
    name = "ours" if ours else "theirs"
    colour, ink = (palette.surface, palette.ink) if ours else (_GREY, _QUIET)
    slab = Fill(
        w=right - left, h=bottom - top, stops=(Stop(at=0, colour=colour),), radius=48 * unit
    )
    at = 0.25 if ours else 0.12
    layers = [
        Layer(
            id=f"card-{name}",
            paint=Group(w=slab.w, h=slab.h, parts=(Placed(of=soft(page, slab)), Placed(of=slab))),
            x=left,
            y=top,
            end=page.frames,
            pivot=(slab.w / 2, slab.h / 2),
            curves=zoom(page, at, "chip"),
            because="a side of the comparison",
        )
    ]
    x, y, reach = left + 40 * unit, top + 40 * unit, right - left - 70 * unit
    made, tall = faded(
        page,
        side,
        (x, y),
        reach,
        ink,
        at=at + 0.2,
        lines=2,
        role="product",
        largest=56,
        name=f"side-{name}",
    )
    layers += made
    y += tall + 40 * unit
    for number, row in enumerate(rows[:4]):
        if y + 100 * unit > bottom - (
            230 * unit if ours and page.frame.shape == "tall" else 20 * unit
        ):
            break
        mark = 40 * unit
        layers.append(_mark(page, (x, y + 6 * unit), mark, ours, f"mark-{name}{number}", at + 0.3))
        said = row.model_copy(update={"text": f"{row.label} {row.text}", "label": ""})
        made, tall = faded(
            page,
            said,
            (x + mark + 20 * unit, y),
            reach - mark - 20 * unit,
            ink,
            at=at + 0.3 + 0.12 * number,
            lines=2,
            name=f"row-{name}{number}",
            largest=40,
        )
        layers += made
        y += max(tall, mark) + 26 * unit
    return layers


def _mark(
    page: Page, place: tuple[float, float], size: float, ours: bool, name: str, at: float
) -> Layer:
    """A tick in a disc for ours, a plain dot for the other side."""
    colour: Colour = page.palette.deep if ours else _QUIET
    parts = [Placed(of=Ellipse(w=size, h=size, colour=colour))]
    if ours:
        points = (
            (size * 0.28, size * 0.53),
            (size * 0.44, size * 0.68),
            (size * 0.73, size * 0.34),
        )
        parts.append(
            Placed(of=Stroke(points=points, width=size * 0.11, colour=page.palette.surface))
        )
    return Layer(
        id=name,
        paint=Group(w=size, h=size, parts=tuple(parts)),
        x=place[0],
        y=place[1],
        end=page.frames,
        pivot=(size / 2, size / 2),
        curves=zoom(page, at, "badge"),
        because="a row of the comparison",
    )
