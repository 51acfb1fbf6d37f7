"""A draft is the film, small and coarse, with the platform's zones drawn over it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vidgen.craft.colour import rgb
from vidgen.engines.renderer.draft import Draft, draft, small_size
from vidgen.engines.renderer.frames import each, measure
from vidgen.model.cut import Curve, Encoder, Key, LaidShot, Layer, Segment
from vidgen.model.paint import Fill, Stop

W, H = 320, 480
FIELD = "#115BCD"
HOW = Draft(safe=(40, 60, 280, 400), rail=(240, 200, 320, 400))


def segment(frames: int) -> Segment:
    slide = Curve(prop="x", keys=(Key(frame=0, value=0), Key(frame=frames, value=100)))
    square = Fill(w=60, h=60, stops=(Stop(at=0, colour="#D7FB2F"),))
    layer = Layer(id="l", paint=square, x=60, y=100, end=frames, curves=(slide,))
    shot = LaidShot(
        id="s", archetype="hook", start=0, end=frames, background=FIELD, layers=(layer,)
    )
    return Segment(
        width=W, height=H, fps=30, frames=frames, shots=(shot,), overlays=(), encoder=Encoder()
    )


@pytest.mark.parametrize(("first", "frames"), [(0, 10), (1, 10), (0, 9), (1, 9)])
def test_every_second_frame_at_half_size(first: int, frames: int, tmp_path: Path) -> None:
    count = draft(segment(frames), HOW.model_copy(update={"first": first}), tmp_path / "d.mp4")
    found = measure(tmp_path / "d.mp4")
    assert (found.width, found.height, found.fps) == (160, 240, 15)
    assert found.frames == count == len(range(first, frames, 2))


def test_zones_are_drawn_and_the_safe_area_is_as_it_is(tmp_path: Path) -> None:
    draft(segment(4), HOW, tmp_path / "d.mp4")
    seen: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []
    each(tmp_path / "d.mp4", [0], lambda _, pixels: seen.append(pixels))
    frame = seen[0].astype(int)

    def near(x: int, y: int, colour: str, levels: int = 24) -> bool:
        return bool(np.abs(frame[y, x] - rgb(colour)).max() <= levels)

    assert near(100, 120, FIELD), "inside: the film itself"
    assert near(40, 60, "#D7FB2F"), "inside: what moves"
    assert not near(5, 5, FIELD), "margins are veiled"
    assert frame[5, 5, 0] > rgb(FIELD)[0] + 20
    assert frame[30:32, 60:110].min() > 200, "a white line around the safe area"
    assert frame[150, 120:122, 0].mean() > 180, "a line around the buttons"
    assert frame[150, 120:122, 2].mean() < 120


def test_a_canvas_without_buttons_and_odd_sizes(tmp_path: Path) -> None:
    how = Draft(safe=(0, 0, W, H), rail=None, shrink=3)
    assert small_size(W, H, 3) == (106, 160)
    assert draft(segment(3), how, tmp_path / "d.mp4") == 2


def test_the_same_segment_gives_the_same_bytes(tmp_path: Path) -> None:
    draft(segment(8), HOW, tmp_path / "a.mp4")
    draft(segment(8), HOW, tmp_path / "b.mp4")
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()
