"""life: a photo as a large print on the table, the product stuck to its corner."""

from __future__ import annotations

from vidgen.model.cut import Layer
from vidgen.model.paint import Fill, Group, Placed, Stop
from vidgen.shots.fresh.feature import feature
from vidgen.shots.fresh.pieces import Page, confetti, floor, ground
from vidgen.shots.fresh.stickers import print_
from vidgen.shots.fresh.wording import kicker_colours, pill
from vidgen.shots.kit.framing import upscale
from vidgen.shots.kit.motion import zoom
from vidgen.shots.kit.parallax import full


def life(page: Page) -> list[Layer]:
    """Layers of a life shot: full-bleed and print take turns; without a photo, a feature."""
    frame, sight = page.frame, page.sight
    if sight is None or sight.cutout is not None:
        return feature(page)
    if page.variant % 2 == 0 and upscale(sight, frame.width, frame.height) <= 1.7:
        return _full(page)
    return _print(page)


def _full(page: Page) -> list[Layer]:
    sight = page.sight
    if sight is None:
        return []
    return [*full(page, sight), *_kicker(page)]


def _print(page: Page) -> list[Layer]:
    frame, sight, palette = page.frame, page.sight, page.palette
    if sight is None:
        return []
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    tall = frame.shape == "tall"
    centre = (width * 0.5, height * (0.42 if tall else 0.47))
    room = (
        width * (0.88 if tall else 0.62 if frame.shape == "wide" else 0.80),
        height * (0.46 if tall else 0.74),
    )
    tape = Fill(w=220 * unit, h=62 * unit, stops=(Stop(at=0, colour=palette.pop, alpha=0.92),))
    strip = Group(w=tape.w, h=tape.h, turn=-3.0, parts=(Placed(of=tape),))
    return [
        ground(page, palette.bg2),
        floor(page, "hill", 0.80, palette.bg3, 0.4),
        *print_(page, sight, centre, room, turn=2.5, curves=zoom(page, 0.05, "chip")),
        Layer(
            id="tape",
            paint=strip,
            x=centre[0] - 110 * unit,
            y=centre[1] - room[1] / 2 - 30 * unit,
            end=page.frames,
            pivot=(110 * unit, 31 * unit),
            curves=zoom(page, 0.35, "chip"),
            because="holds the print",
        ),
        *confetti(page, [(0.10, 0.86, 170), (0.90, 0.84, 150)], 0.4),
        *_kicker(page),
    ]


def _kicker(page: Page) -> list[Layer]:
    said = page.shot.text("kicker")
    if said is None:
        return []
    left, top = page.frame.safe[0], page.frame.safe[1]
    return [pill(page, said, (left, top + 10 * page.frame.unit), kicker_colours(page))]
