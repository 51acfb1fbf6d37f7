"""Contrast is read from pixels: against what lies around letters, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from vidgen.craft.colour import rgb
from vidgen.model.cut import Cut, LaidShot, Layer
from vidgen.model.paint import Run, Text
from vidgen.stages.read_ink import read_ink

INK, LIME, PAPER, BLUE = "#070E1D", "#D7FB2F", "#F4F4F0", "#4A66B8"
SIZE = 40.0


def words(name: str, text: str, colour: str, *, role: str = "text") -> Layer:
    paint = Text(lines=((Run(text=text),),), face="sans-900", size=SIZE, colour=colour)
    box = (20, 20, 180, 60) if role != "art" else None
    fields = {"id": name, "paint": paint, "x": 20, "y": 20, "end": 10, "role": role, "text": text}
    return Layer.model_validate({**fields, "box": box, "min_contrast": 4.5})


def cut(*layers: Layer) -> Cut:
    shot = LaidShot(id="s.0", archetype="hook", start=0, end=10, background=PAPER, layers=layers)
    return Cut(
        product_id="x",
        aspect="16:9",
        platform="tiktok",
        width=200,
        height=80,
        fps=30,
        frames=10,
        shots=(shot,),
        safe=(0, 0, 200, 80),
    )


def page(colour: str) -> NDArray[np.uint8]:
    return np.full((80, 200, 3), rgb(colour), np.uint8)


def strokes(pixels: NDArray[np.uint8], colour: str, start: int, end: int) -> None:
    """Upright stems of 5 pixels with a bar across, as letters have."""
    pixels[38:43, start:end] = rgb(colour)
    for x in range(start, end - 5, 13):
        pixels[24:58, x : x + 5] = rgb(colour)


def chip(pixels: NDArray[np.uint8], colour: str) -> None:
    """A chip that leans: the page shows in two corners of the text's box."""
    for y in range(14, 67):
        lean = (66 - y) // 6
        pixels[y, 14 + lean : 178 + lean] = rgb(colour)


def ratio(layers: tuple[Layer, ...], pixels: NDArray[np.uint8]) -> float:
    return next(r.ratio for r in read_ink(cut(*layers), 5, pixels) if r.layer == "words")


def test_a_page_of_the_inks_own_colour_around_a_chip_is_no_ink() -> None:
    pixels = page("#1A2130")
    chip(pixels, LIME)
    strokes(pixels, INK, 30, 160)
    for x, y in ((18, 50), (176, 22), (24, 60)):  # what encoding leaves at a chip's edge
        pixels[y : y + 2, x : x + 2] = rgb(INK)
    assert ratio((words("words", "Enamel", INK),), pixels) > 12


@pytest.mark.parametrize(("ground", "least", "most"), [(PAPER, 12, 19), ("#59616E", 2.0, 3.2)])
def test_the_ground_behind_the_letters_decides(ground: str, least: float, most: float) -> None:
    pixels = page(ground)
    strokes(pixels, INK, 30, 160)
    assert least < ratio((words("words", "Enamel", INK),), pixels) < most


def test_a_bright_spot_behind_a_third_of_the_letters_is_seen() -> None:
    pixels = page(LIME)
    pixels[:, :80] = rgb("#30384A")
    strokes(pixels, INK, 30, 160)
    assert ratio((words("words", "Enamel", INK),), pixels) < 2


def test_a_word_that_is_drawn_again_while_it_is_said_is_not_ground() -> None:
    pixels = page(PAPER)
    strokes(pixels, INK, 30, 61)
    for part in (np.s_[16:22, 24:150], np.s_[60:66, 24:150], np.s_[24:58, 64:150]):
        pixels[part] = rgb(BLUE)
    line = words("words", "now 259", INK, role="caption")
    said = words("word", "259", BLUE, role="art")
    assert ratio((line, said), pixels) > 12
    assert ratio((line,), pixels) < 12
