"""The product as the fresh family shows it: cut out as a sticker, or printed on a card."""

from __future__ import annotations

from vidgen.model.cut import Curve, Layer
from vidgen.model.media import Sight
from vidgen.model.paint import Fill, Group, Paint, Picture, Placed, Point, Shadow, Stop
from vidgen.shots.fresh.pieces import Page, piece, soft
from vidgen.shots.kit.framing import covering, upscale
from vidgen.shots.kit.motion import floating
from vidgen.shots.kit.pictures import MOST_UPSCALE


def sticker(
    page: Page,
    sight: Sight,
    centre: Point,
    box: Point,
    *,
    turn: float = 0.0,
    curves: tuple[Curve, ...] = (),
    rim: float = 0.0,
    name: str = "product",
) -> list[Layer]:
    """The cut-out in `box` about `centre`; `rim` token pixels of white edge make it a sticker."""
    asset = sight.cutout
    if asset is None:
        return print_(page, sight, centre, box, turn=turn, curves=curves, name=name)
    wide, tall = sight.cutout_size
    scale = min(box[0] / wide, box[1] / tall, MOST_UPSCALE)
    width, height = wide * scale, tall * scale
    unit = page.frame.unit
    picture = Picture(
        path=asset.path, sha256=asset.sha256, crop=(0, 0, wide, tall), w=width, h=height, turn=turn
    )
    shade = Shadow(
        of=picture, blur=34 * unit, dx=16 * unit, dy=36 * unit, colour=page.palette.ink, alpha=0.26
    )
    place = (centre[0] - width / 2, centre[1] - height / 2)
    return [
        piece(page, f"{name}-shade", shade, place, (width, height), curves),
        *_rimmed(page, name, picture, place, (width, height), curves, rim),
    ]


def _rimmed(
    page: Page,
    name: str,
    picture: Picture,
    place: Point,
    size: Point,
    curves: tuple[Curve, ...],
    rim: float,
) -> list[Layer]:
    paint: Paint = picture
    if rim:
        edge = Shadow(
            of=picture,
            blur=1.2,
            colour=page.palette.surface,
            alpha=1.0,
            spread=max(2, round(rim * page.frame.unit)),
        )
        paint = Group(w=size[0], h=size[1], parts=(Placed(of=edge), Placed(of=picture)))
    layer = piece(page, name, paint, place, size, (*curves, floating(page, 0.8)))
    box = (place[0], place[1], place[0] + size[0], place[1] + size[1])
    told = {"role": "product", "box": box, "because": "the product, cut out"}
    return [layer.model_copy(update=told)]


def print_(
    page: Page,
    sight: Sight,
    centre: Point,
    box: Point,
    *,
    turn: float = 3.0,
    curves: tuple[Curve, ...] = (),
    name: str = "photo",
) -> list[Layer]:
    """A photo as a rounded print with a white edge, filling `box` around its subject."""
    unit = page.frame.unit
    rim, radius = 18 * unit, 44 * unit
    width, height = box[0] - 2 * rim, box[1] - 2 * rim
    grown = upscale(sight, width, height)
    if grown > MOST_UPSCALE:
        width, height = width * MOST_UPSCALE / grown, height * MOST_UPSCALE / grown
    picture = Picture(
        path=sight.picture.path,
        sha256=sight.picture.sha256,
        crop=covering(sight, width, height),
        w=width,
        h=height,
        radius=radius - rim / 2,
    )
    card = Fill(
        w=width + 2 * rim,
        h=height + 2 * rim,
        stops=(Stop(at=0, colour=page.palette.surface),),
        radius=radius,
    )
    paint = Group(
        w=card.w,
        h=card.h,
        turn=turn,
        parts=(Placed(of=soft(page, card)), Placed(of=card), Placed(of=picture, x=rim, y=rim)),
    )
    place = (centre[0] - card.w / 2, centre[1] - card.h / 2)
    layer = piece(page, name, paint, place, (card.w, card.h), (*curves, floating(page, 0.7)))
    edge = (place[0], place[1], place[0] + card.w, place[1] + card.h)
    return [layer.model_copy(update={"role": "photo", "box": edge})]
