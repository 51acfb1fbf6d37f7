"""hero: the product before an oversized word, its name and facts below."""

from __future__ import annotations

from vidgen.model.cut import Curve, Layer
from vidgen.model.media import Sight
from vidgen.model.script import ScreenText
from vidgen.shots.kit.motion import appear, entrance, ramp, rise, slide
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
from vidgen.shots.kit.pieces import band, chips, dots, floor, ground, right_part
from vidgen.shots.kit.type import Ink, Setting, block, runs, setting, text_paint


def hero(page: Page) -> list[Layer]:
    """Layers of a hero for any canvas."""
    frame, palette = page.frame, page.palette
    wide = frame.shape != "tall"
    share = {"tall": 0.655, "wide": 0.86, "square": 0.80}[frame.shape]
    layers = [
        ground(page, palette.field),
        dots(page, (0, 0, frame.width, frame.height * 0.42), palette.deep, (0.5, -0.4, -0.8), 0.5),
        floor(page, share, palette.ink, 0.5 if wide else 1.0),
    ]
    word = page.shot.text("word")
    low = frame.safe[1]
    if word is not None:
        made, low = _word(page, word)
        layers += made
    layers += _picture(page, low)
    return [*layers, *_names(page)]


def _word(page: Page, said: ScreenText) -> tuple[list[Layer], float]:
    """The word and its echoes in outline; also the height at which the word's body ends."""
    frame = page.frame
    windowed = frame.shape == "wide" and page.sight is not None and page.sight.cutout is None
    share = 0.44 if windowed else 0.88 if frame.shape == "tall" else 0.80
    tall = 0.34 if frame.shape == "tall" else 0.60
    found = setting(page, "word", said.text, frame.width * share, height=frame.height * tall)
    top = frame.safe[1] + (30 if frame.shape == "tall" else -10) * frame.unit
    x = (frame.width - found.width) / 2 - found.size * 0.06
    if windowed:
        x = frame.safe[0]
    way = 520 * frame.unit
    layers = [_set(page, found, said, x, top, 0.0, 1.0, slide(page, 0.05, way, 0))]
    echoes = 2 if frame.shape == "tall" else 1
    step = found.size * (0.80 if said.text.isascii() else 1.0)
    for number in range(1, echoes + 1):
        shift = 34 * frame.unit if frame.shape != "tall" else 0.0
        y = top + (step * (1 if number == 1 else 3.3) if frame.shape == "tall" else shift)
        alpha = 0.5 if number == 1 else 0.28
        layers.append(
            _set(
                page,
                found,
                said,
                x - step * 0.12 * number + shift,
                y,
                4 * frame.unit,
                alpha,
                slide(page, 0.05 + 0.05 * number, -way * 0.8, 0),
            )
        )
    return layers, top + found.size * 0.88


def _set(
    page: Page,
    found: Setting,
    said: ScreenText,
    x: float,
    y: float,
    outline: float,
    alpha: float,
    curves: tuple[Curve, ...],
) -> Layer:
    paint = text_paint(page, found, runs(found.lines, ""), Ink(page.palette.paper))
    paint = paint.model_copy(update={"outline": outline, "alpha": alpha})
    return Layer(
        id=f"word-{outline:g}-{y:.0f}",
        paint=paint,
        x=x,
        y=y,
        end=page.frames,
        curves=curves,
        role="art",
        text=said.text,
        facts=said.facts,
        because="one thing on the page is huge",
    )


def _picture(page: Page, low: float) -> list[Layer]:
    """The product over the word's lower part, or its photo in a slanted window."""
    frame = page.frame
    sight = page.sight
    if sight is None:
        return []
    if sight.cutout is not None:
        return _cut(page, sight, low)
    lean = frame.width * page.style.slope / 2
    points = band(page, low + lean - 60 * frame.unit, frame.height * 0.60)
    if frame.shape == "wide":
        points = right_part(page, 0.60)
    elif frame.shape == "square":
        points = band(page, frame.height * 0.34, frame.height * 0.70)
    return window(page, sight, points, enter=(frame.width, -frame.width * page.style.slope))


def _cut(page: Page, sight: Sight, low: float) -> list[Layer]:
    frame = page.frame
    kind = entrance(page, "product")
    curves = (
        ramp(page, "scale", (1.6, 1.0), 0.22, kind),
        ramp(page, "turn", (-14.0, 0.0), 0.22, kind),
        appear(page, 0.22),
    )
    if page.narrow:
        centre, box = (
            (frame.width * 0.77, frame.height * 0.53),
            (frame.width * 0.42, frame.height * 0.60),
        )
    elif frame.shape == "tall":
        room = frame.height * 0.655 - low
        box = (frame.width * 0.90, max(room * 1.45, frame.height * 0.28))
        centre = (frame.width / 2 + 10 * frame.unit, low + room * 0.42)
    else:
        tall = 0.58 if frame.shape == "wide" else 0.50
        box = (frame.width * (0.50 if frame.shape == "wide" else 0.80), frame.height * tall)
        centre = (frame.width * 0.52, frame.height * (0.575 if frame.shape == "wide" else 0.53))
    return product(page, sight, centre, box, curves=curves)


def _names(page: Page) -> list[Layer]:
    """Name, tag and chips in the lower band."""
    frame, palette = page.frame, page.palette
    left, _, right, bottom = frame.safe
    unit = frame.unit
    layers: list[Layer] = []
    name, tag, facts = page.shot.text("name"), page.shot.text("tag"), page.shot.all("chip")
    if frame.shape == "tall":
        y = frame.height * 0.64
        limit = frame.width * 0.60 if page.narrow else frame.right(y, bottom)
    else:
        y = bottom - (100 if frame.shape == "wide" else 132) * unit
        limit = right
    if name is not None:
        room = (limit - left) * (0.52 if frame.shape == "wide" else 1.0)
        lines = 2 if frame.shape == "tall" else 1
        found = setting(page, "product", name.text, room, lines=lines)
        layers.append(
            block(
                page,
                found,
                "name",
                left,
                y,
                Ink(palette.paper),
                curves=rise(page, 0.45),
                said=name,
                contrast=3.0,
            )
        )
        y += found.height + 22 * unit
    if frame.shape == "tall":
        if tag is not None:
            found = setting(page, "body", tag.text, limit - left, lines=1)
            if y + found.height <= bottom and found.width <= limit - left:
                layers.append(
                    block(
                        page,
                        found,
                        "tag",
                        left,
                        y,
                        Ink(palette.soft),
                        curves=rise(page, 0.55),
                        said=tag,
                    )
                )
                y += found.height + 30 * unit
        if y + 66 * unit <= bottom:
            layers += chips(page, facts, left, y, limit, palette.ink)
    elif frame.shape == "wide":
        layers += chips(
            page, facts, left + (right - left) * 0.55, bottom - 66 * unit, right, palette.ink
        )
    else:
        layers += chips(page, facts, left, bottom - 50 * unit, right, palette.ink)
    return layers
