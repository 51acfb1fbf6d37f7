"""cards: two to four slanted bands, each with a word of its own and a picture."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Sight
from vidgen.model.paint import Colour, Polygon, Stop
from vidgen.model.script import ScreenText
from vidgen.shots.bold.pieces import Points, ground
from vidgen.shots.kit.motion import slide
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
from vidgen.shots.kit.type import Ink, block, setting, stack


def cards(page: Page) -> list[Layer]:
    """Layers of cards for any canvas; fewer than two items leave only the page."""
    items = page.shot.all("item")[: 3 if page.frame.shape != "tall" else 4]
    layers = [ground(page, page.palette.ink)]
    colours = (page.palette.field, page.palette.pop, page.palette.paper, page.palette.field)
    for number, item in enumerate(items):
        layers += _card(page, item, number, len(items), colours[number])
    return layers


def _card(page: Page, item: ScreenText, number: int, count: int, colour: Colour) -> list[Layer]:
    points, enter = _place(page, number, count)
    palette = page.palette
    ink = {palette.pop: palette.on_pop, palette.paper: palette.ink}.get(colour, palette.paper)
    at = 0.08 + 0.12 * number
    panel = Layer(
        id=f"card{number}",
        paint=Polygon(points=points, stops=(Stop(at=0, colour=colour),)),
        x=0,
        y=0,
        end=page.frames,
        curves=slide(page, at, *enter),
        because="one idea a band",
    )
    sight = page.sights[number % len(page.sights)] if page.sights else None
    picture = _picture(page, sight, points, number, enter) if sight is not None else []
    return [panel, *picture, *_words(page, item, number, points, ink, at + 0.15)]


def _place(page: Page, number: int, count: int) -> tuple[Points, tuple[float, float]]:
    """The band of a card, and from where it comes."""
    frame = page.frame
    width, height = float(frame.width), float(frame.height)
    gap, way = 14 * frame.unit, -1.0 if number % 2 else 1.0
    if frame.shape == "wide":
        lean = height * page.style.slope
        left, right = ((width + lean) * edge / count for edge in (number, number + 1))
        points = (
            (left, 0.0),
            (right - gap, 0.0),
            (right - gap - lean, height),
            (left - lean, height),
        )
        return points, (0.0, way * height)
    lean = width * page.style.slope
    first, last = frame.safe[1], frame.safe[3]
    inner = [first + lean * 0.3 + (last - first) * edge / count for edge in range(1, count)]
    edges = [0.0, *inner, height + lean]
    top, foot = edges[number], edges[number + 1]
    points = ((0.0, top), (width, top - lean), (width, foot - lean - gap), (0.0, foot - gap))
    return points, (way * width, -way * width * page.style.slope)


def _picture(
    page: Page, sight: Sight, points: Points, number: int, enter: tuple[float, float]
) -> list[Layer]:
    """The product in the right (lower, on wide pages) part of its band."""
    frame = page.frame
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, foot = min(y for _, y in points), max(y for _, y in points)
    wide = frame.shape == "wide"
    if sight.cutout is None:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
        if wide:
            inner = (
                (ax - (ax - dx) * 0.45, ay + (dy - ay) * 0.45),
                (bx - (bx - cx) * 0.45, by + (cy - by) * 0.45),
                (cx, cy),
                (dx, dy),
            )
        else:
            inner = (
                (ax + (bx - ax) * 0.5, ay + (by - ay) * 0.5),
                (bx, by),
                (cx, cy),
                (dx + (cx - dx) * 0.4, dy + (cy - dy) * 0.4),
            )
        made = window(page, sight, inner, name=f"photo{number}", enter=enter)
        return [layer.model_copy(update={"id": f"photo{number}"}) for layer in made]
    if wide:
        centre = (
            (left + right) / 2 - (foot - top) * page.style.slope * 0.28,
            top + (foot - top) * 0.66,
        )
        room = ((right - left) * 0.74, (foot - top) * 0.52)
    else:
        centre = (left + (right - left) * 0.70, (top + foot) / 2)
        room = ((right - left) * 0.52, (foot - top) * 0.60)
    curves = slide(page, 0.2 + 0.12 * number, *enter, name="product")
    made = product(page, sight, centre, room, curves=curves, depth=0.6, turn=page.style.tilt * 0.6)
    return [layer.model_copy(update={"matte": points}) for layer in made]


def _words(
    page: Page, item: ScreenText, number: int, points: Points, ink: Colour, at: float
) -> list[Layer]:
    frame, unit = page.frame, page.frame.unit
    left, top, right, bottom = frame.safe
    wide = frame.shape == "wide"
    # The words take the left half of a band, where its upper edge is lowest.
    high, low = points[0][1], (points[2][1] + points[3][1]) / 2
    if wide:
        x = max(
            left,
            min(p[0] for p in points[:2]) - (frame.height * 0.30) * page.style.slope + 34 * unit,
        )
        y, reach = (
            top + 20 * unit,
            min(right, points[1][0] - frame.height * 0.3 * page.style.slope) - x - 30 * unit,
        )
        tall = frame.height * 0.24
    else:
        x, y = left, max(top, high + 26 * unit)
        low = min(low, bottom)
        reach = (right - left) * 0.50
        tall = low - y - (70 * unit if item.label else 20 * unit)
    if tall < 60 * unit:
        return []
    said = item.model_copy(update={"label": "", "highlight": ""})
    found = setting(page, "display", item.text, reach, height=tall, largest=190, lines=2)
    layers = stack(page, found, f"headline{number}-", x, y, Ink(ink), said, at)
    y += found.height + 18 * unit
    if item.label:
        under = setting(page, "body", item.label, reach, lines=2, height=max(low - y, 40 * unit))
        if wide or y + under.height <= low:
            layers.append(block(page, under, f"about{number}", x, y, Ink(ink)))
    return layers
