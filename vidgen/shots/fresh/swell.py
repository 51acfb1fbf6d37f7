"""A photo below (or right of) a wavy edge, filling the rest of the page."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.media import Sight
from vidgen.shots.fresh.pieces import Page, fitted
from vidgen.shots.fresh.shapes import Points, wave
from vidgen.shots.fresh.stickers import print_
from vidgen.shots.kit.framing import covered, upscale
from vidgen.shots.kit.motion import drifting, slide
from vidgen.shots.kit.pictures import MOST_UPSCALE


def swell(page: Page, sight: Sight, share: float, *, at: float = 0.0) -> list[Layer]:
    """The photo from `share` of the page's height (of its width on wide pages) to its edges.

    Too small a photo becomes a print in that place.
    """
    frame = page.frame
    width, height = float(frame.width), float(frame.height)
    swing = 36 * frame.unit
    wide = frame.shape == "wide"
    box = (width * share, 0.0, width, height) if wide else (0.0, height * share, width, height)
    if upscale(sight, box[2] - box[0], box[3] - box[1]) > MOST_UPSCALE:
        centre, size = fitted(box, 0.86)
        return print_(page, sight, centre, size)
    edge = _side(page, share, swing) if wide else wave(width, height, height * share, swing, 0.8)
    left = box[0] - (swing if wide else 0.0)
    top = box[1] - (0.0 if wide else swing)
    spare = page.style.motion.drift_px * frame.unit
    across, down = width - left, height - top + spare
    enter = slide(page, at, width * 0.3 if wide else 0.0, 0.0 if wide else height * 0.25)
    return [
        Layer(
            id="photo",
            paint=covered(page, sight, across, down),
            x=left,
            y=top - spare / 2,
            end=page.frames,
            matte=edge,
            curves=(*enter, *drifting(page, 0, spare)),
            role="photo",
            box=box,
            because=f"the photo ({sight.kind}) behind a wavy edge",
        )
    ]


def _side(page: Page, share: float, swing: float) -> Points:
    """The part of a wide page right of a wavy edge."""
    frame = page.frame
    turned = wave(frame.height, frame.width, frame.width * share, swing, 0.8)
    return tuple((y, x) for x, y in turned)
