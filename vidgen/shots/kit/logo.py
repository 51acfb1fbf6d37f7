"""The brand's logo on a chip of paper, so that any logo reads on any page."""

from __future__ import annotations

from vidgen.model.cut import Curve, Layer
from vidgen.model.media import Sight
from vidgen.model.paint import Fill, Group, Picture, Placed, Stop
from vidgen.shots.kit.page import Page

_PAD = 0.22
"""Paper around the logo, in heights of the logo."""


def logo(
    page: Page,
    sight: Sight,
    place: tuple[float, float],
    size: tuple[float, float],
    *,
    radius: float = 0.0,
    align: float = 0.0,
    curves: tuple[Curve, ...] = (),
) -> tuple[Layer, float]:
    """The logo in at most `size` (width, height with its chip); also the height it takes.

    `align` is the share of the width left of `place`; `radius` (shares of the height) rounds.
    """
    height = size[1] / (1 + 2 * _PAD)
    scale = min(height / sight.height, (size[0] - 2 * _PAD * height) / sight.width)
    wide, tall = sight.width * scale, sight.height * scale
    pad = _PAD * height
    chip = Fill(
        w=wide + 2 * pad,
        h=tall + 2 * pad,
        stops=(Stop(at=0, colour="#FFFFFF"),),
        radius=radius * (tall + 2 * pad),
    )
    picture = Picture(
        path=sight.picture.path,
        sha256=sight.picture.sha256,
        crop=(0, 0, sight.width, sight.height),
        w=wide,
        h=tall,
    )
    x, y = place[0] - align * chip.w, place[1]
    layer = Layer(
        id="logo",
        paint=Group(w=chip.w, h=chip.h, parts=(Placed(of=chip), Placed(of=picture, x=pad, y=pad))),
        x=x,
        y=y,
        end=page.frames,
        pivot=(chip.w / 2, chip.h / 2),
        curves=curves,
        box=(x, y, x + chip.w, y + chip.h),
        because="the brand's own mark",
    )
    return layer, chip.h
