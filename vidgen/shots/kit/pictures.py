"""Placing the product: cut-outs with our own shadow, photos in slanted windows, full-bleed."""

from __future__ import annotations

from vidgen.craft.colour import hexed, lch, oklch
from vidgen.model.cut import Curve, Layer
from vidgen.model.media import Sight
from vidgen.model.paint import Fill, Group, Picture, Placed, Point, Shadow, Stop
from vidgen.shots.kit.framing import covered, middle, upscale
from vidgen.shots.kit.motion import drifting, floating, pushing, slide
from vidgen.shots.kit.page import Page

MOST_UPSCALE = 2.0
"""A picture is never shown larger than this against its own pixels (art direction §6)."""


def cut_of(page: Page) -> Sight | None:
    """The shot's best picture that has a good cut-out, unless its best picture is a large scene."""
    if page.sight is None or page.sight.cutout is not None:
        return page.sight
    return None


def product(
    page: Page,
    sight: Sight,
    centre: tuple[float, float],
    box: tuple[float, float],
    *,
    turn: float | None = None,
    curves: tuple[Curve, ...] = (),
    float_share: float = 1.0,
    depth: float = 1.0,
) -> list[Layer]:
    """The cut-out over its own shadow, fitted into `box` pixels about `centre`.

    Both come in by `curves`; then the product floats and its shadow rests, as light would have it
    (and a resting layer costs nothing). `depth` scales how far the shadow falls.
    """
    asset = sight.cutout
    if asset is None:
        raise ValueError("a product layer needs a cut-out")
    wide, tall = sight.cutout_size
    scale = min(box[0] / wide, box[1] / tall, MOST_UPSCALE)
    width, height = wide * scale, tall * scale
    picture = Picture(
        path=asset.path,
        sha256=asset.sha256,
        crop=(0, 0, wide, tall),
        w=width,
        h=height,
        turn=page.style.tilt if turn is None else turn,
    )
    unit = page.frame.unit
    shadow = Shadow(
        of=picture,
        blur=(20 + 30 * depth) * unit,
        dx=-10 * unit * depth,
        dy=70 * unit * depth,
        colour=oklch(0.16, 0.03, lch(page.palette.field)[2]),
        alpha=0.28 + 0.22 * depth,
    )
    x, y = centre[0] - width / 2, centre[1] - height / 2
    pivot = (width / 2, height / 2)
    return [
        Layer(
            id="shadow",
            paint=shadow,
            x=x,
            y=y,
            end=page.frames,
            pivot=pivot,
            curves=curves,
            because="our own shadow, light from the top left",
        ),
        Layer(
            id="product",
            paint=picture,
            x=x,
            y=y,
            end=page.frames,
            pivot=pivot,
            curves=(*curves, floating(page, float_share)),
            role="product",
            box=(x, y, x + width, y + height),
            because=f"the product, cut out (edge {sight.cut_confidence:.2f})",
        ),
    ]


def window(
    page: Page,
    sight: Sight,
    points: tuple[Point, ...],
    *,
    name: str = "photo",
    zoom: float = 1.0,
    focus: tuple[float, float] | None = None,
    enter: tuple[float, float] | None = None,
) -> list[Layer]:
    """A photo behind a slanted window that drifts slowly; too small ones become a card inside."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    spare = page.style.motion.drift_px * page.frame.unit
    width, height = right - left, bottom - top + spare
    if upscale(sight, width, height) * zoom > MOST_UPSCALE:
        return card(
            page, sight, ((left + right) / 2, (top + bottom) / 2), (width * 0.8, height * 0.8)
        )
    if sight.faces:
        # The slant takes a corner of the window: a face stands clear of it in the middle.
        focus = middle(sight.faces[0])
    picture = covered(page, sight, width, height, zoom, focus)
    moves = drifting(page, 0, spare * (1 if page.turn % 2 else -1))
    if enter is not None:
        moves = (*moves, *slide(page, 0.05, enter[0], enter[1]))
    return [
        Layer(
            id=name,
            paint=picture,
            x=left,
            y=top - spare / 2,
            end=page.frames,
            matte=points,
            curves=moves,
            role="photo",
            box=(left, top, right, bottom),
            because=f"photo in a window: {sight.backdrop} ground, no clean cut-out",
        )
    ]


def card(
    page: Page, sight: Sight, centre: tuple[float, float], box: tuple[float, float]
) -> list[Layer]:
    """A small photo as a print with a paper rim, never grown past MOST_UPSCALE."""
    scale = min(box[0] / sight.width, box[1] / sight.height, MOST_UPSCALE)
    width, height = sight.width * scale, sight.height * scale
    rim = 14 * page.frame.unit
    picture = Picture(
        path=sight.picture.path,
        sha256=sight.picture.sha256,
        crop=(0, 0, sight.width, sight.height),
        w=width,
        h=height,
    )
    paper = Fill(
        w=width + 2 * rim, h=height + 2 * rim, stops=(Stop(at=0, colour=page.palette.paper),)
    )
    unit = page.frame.unit
    print_ = Group(
        w=width + 2 * rim,
        h=height + 2 * rim,
        turn=page.style.tilt / 3,
        parts=(
            Placed(of=Shadow(of=paper, blur=30 * unit, dy=24 * unit, alpha=0.4)),
            Placed(of=paper),
            Placed(of=picture, x=rim, y=rim),
        ),
    )
    x, y = centre[0] - print_.w / 2, centre[1] - print_.h / 2
    return [
        Layer(
            id="print",
            paint=print_,
            x=x,
            y=y,
            end=page.frames,
            curves=(floating(page),),
            role="photo",
            box=(x, y, x + print_.w, y + print_.h),
            because="a small photo becomes a print instead of being blown up",
        )
    ]


def bleed(page: Page, sight: Sight, push: bool = True) -> list[Layer]:
    """A photo over the whole page, slowly pushing in."""
    width, height = page.frame.width, page.frame.height
    grow = page.style.motion.photo_zoom
    picture = covered(page, sight, width * grow, height * grow)
    still = isinstance(picture, Picture)
    curves = (pushing(page, 1 / grow, 1.0),) if push and still else ()
    return [
        Layer(
            id="photo",
            paint=picture,
            x=-(grow - 1) / 2 * width,
            y=-(grow - 1) / 2 * height,
            end=page.frames,
            pivot=(width * grow / 2, height * grow / 2),
            curves=curves,
            role="photo",
            box=(0, 0, width, height),
            because="a scene large enough to fill the frame",
        )
    ]


def scrim(
    page: Page,
    sight: Sight,
    box: tuple[float, float, float, float],
    *,
    edge: str,
    strength: float = 0.86,
    name: str = "scrim",
) -> Layer:
    """An eased veil in the photo's own colour under text; densest at `edge` (top, bottom, left)."""
    left, top, right, bottom = box
    light, chroma, hue = lch(_mean(sight))
    colour = oklch(min(0.17, light), min(chroma, 0.05), hue)
    full, none = Stop(at=0.0, colour=colour, alpha=strength), Stop(at=1.0, colour=colour, alpha=0.0)
    held = Stop(at=0.5, colour=colour, alpha=strength)
    stops = (full, held, none)
    if edge == "bottom":
        stops = (none.model_copy(update={"at": 0.0}), held, full.model_copy(update={"at": 1.0}))
    return Layer(
        id=name,
        paint=Fill(
            w=right - left,
            h=bottom - top,
            stops=stops,
            axis="right" if edge == "left" else "down",
            smooth=True,
        ),
        x=left,
        y=top,
        end=page.frames,
        because="text on a photo must read",
    )


def _mean(sight: Sight) -> str:
    if not sight.grid:
        return "#202020"
    count = len(sight.grid)
    return hexed(*(sum(cell[part] for cell in sight.grid) / count for part in range(3)))
