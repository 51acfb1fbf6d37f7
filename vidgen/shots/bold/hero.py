"""hero: the product before an oversized word, its name and facts below."""

from __future__ import annotations

from vidgen.model.cut import Curve, Layer
from vidgen.model.media import Sight
from vidgen.model.script import ScreenText
from vidgen.shots.bold.pieces import band, chips, dots, floor, ground, right_part
from vidgen.shots.kit.motion import appear, entrance, ramp, rise, slide
from vidgen.shots.kit.page import Page
from vidgen.shots.kit.pictures import product, window
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
    names = _names(page)
    top = min((layer.y for layer in names), default=frame.safe[3])
    word = page.shot.text("word")
    body = (frame.safe[1], frame.safe[1])
    if word is not None:
        made, body = _word(page, word, top)
        layers += made
    return [*layers, *_picture(page, body, top), *names]


_SHOWN = 0.62
"""Share of the word's height that the product leaves to be read (shot grammar: it covers the lower
25 to 40 percent)."""


def _word(page: Page, said: ScreenText, limit: float) -> tuple[list[Layer], tuple[float, float]]:
    """The word and its echoes in outline, all above `limit`; also top and foot of its letters."""
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
        if frame.shape == "tall" and y + found.size > limit:
            continue
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
    return layers, (top + found.size * 0.12, top + found.size * 0.88)


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


def _picture(page: Page, word: tuple[float, float], limit: float) -> list[Layer]:
    """The product over the word's lower part, or its photo in a slanted window."""
    frame = page.frame
    sight = page.sight
    if sight is None:
        return []
    shown = word[0] + (word[1] - word[0]) * _SHOWN
    if sight.cutout is not None:
        return _cut(page, sight, shown, limit)
    lean = frame.width * page.style.slope / 2
    points = band(page, word[1] + lean + 24 * frame.unit, frame.height * 0.60)
    if frame.shape == "wide":
        points = right_part(page, 0.60)
    elif frame.shape == "square":
        points = band(page, word[1] + lean * 0.5, frame.height * 0.74)
    return window(page, sight, points, enter=(frame.width, -frame.width * page.style.slope))


def _cut(page: Page, sight: Sight, top: float, limit: float) -> list[Layer]:
    """The product from `top`, which is in the word, down to its names."""
    frame = page.frame
    kind = entrance(page, "product")
    curves = (
        ramp(page, "scale", (1.6, 1.0), 0.22, kind),
        ramp(page, "turn", (-14.0, 0.0), 0.22, kind),
        appear(page, 0.22),
    )
    foot = limit - 20 * frame.unit
    if page.narrow:
        # A slim product stands beside its name.
        foot = frame.height * 0.80
        centre_x, width = frame.width * 0.77, frame.width * 0.42
    elif frame.shape == "tall":
        centre_x, width = frame.width / 2 + 10 * frame.unit, frame.width * 0.90
    else:
        centre_x = frame.width * 0.52
        width = frame.width * (0.50 if frame.shape == "wide" else 0.80)
    centre = (centre_x, (top + foot) / 2)
    return product(page, sight, centre, (width, max(foot - top, 1.0)), curves=curves)


def _names(page: Page) -> list[Layer]:
    """Name, tag and chips in the lower band, laid from its foot upwards where room is short."""
    frame, palette = page.frame, page.palette
    left, _, _, bottom = frame.safe
    unit = frame.unit
    name, tag, facts = page.shot.text("name"), page.shot.text("tag"), page.shot.all("chip")
    if frame.shape != "tall":
        return _low_names(page)
    wished = frame.height * 0.64
    limit = frame.width * 0.60 if page.narrow else frame.right(wished - 120 * unit, bottom)
    room = limit - left
    layers: list[Layer] = []
    y = wished
    if name is not None:
        found = setting(page, "product", name.text, room, lines=2)
        y = min(wished, bottom - found.height)
        ink = Ink(palette.paper)
        curves = rise(page, 0.45)
        layers.append(
            block(page, found, "name", left, y, ink, curves=curves, said=name, contrast=3.0)
        )
        y += found.height + 22 * unit
    if tag is not None:
        found = setting(page, "body", tag.text, room, lines=1)
        if y + found.height <= bottom and found.width <= room:
            ink = Ink(palette.soft)
            curves = rise(page, 0.55)
            layers.append(block(page, found, "tag", left, y, ink, curves=curves, said=tag))
            y += found.height + 30 * unit
    if y + 66 * unit <= bottom:
        layers += chips(page, facts, left, y, limit, palette.ink)
    return layers


def _low_names(page: Page) -> list[Layer]:
    """The name at the foot of a wide or square page, chips beside or under it."""
    frame, palette = page.frame, page.palette
    left, _, right, bottom = frame.safe
    unit = frame.unit
    wide = frame.shape == "wide"
    name, facts = page.shot.text("name"), page.shot.all("chip")
    layers: list[Layer] = []
    if name is not None:
        room = (right - left) * (0.52 if wide else 1.0)
        found = setting(page, "product", name.text, room, lines=1)
        y = bottom - (100 if wide else 72 + (60 if facts else 0)) * unit
        ink, curves = Ink(palette.paper), rise(page, 0.45)
        layers.append(
            block(page, found, "name", left, y, ink, curves=curves, said=name, contrast=3.0)
        )
    x, foot = (left + (right - left) * 0.55, 66) if wide else (left, 50)
    return [*layers, *chips(page, facts, x, bottom - foot * unit, right, palette.ink)]
