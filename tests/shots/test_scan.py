"""QR codes stand on end cards alone, where the platform allows them, and can be scanned there."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vidgen.engines.renderer.fonts import measure
from vidgen.engines.renderer.still import still
from vidgen.library import Library
from vidgen.model.cut import Cut, Layer
from vidgen.model.script import Archetype, ScreenText
from vidgen.model.timeline import Clip, Shot, Timeline
from vidgen.stages.lay_out import lay_out
from vidgen.stages.lint import lint

LINK = "https://shop.example.com/products/flask?ref=film"


def end_card(style: str, platform: str, aspect: str, link: str = LINK) -> Cut:
    texts = (
        ScreenText(role="headline", text="Like what\nyou see?", highlight="you see?"),
        ScreenText(role="brand", text="White Tower"),
        ScreenText(role="note", text="Enamel Camp Mug $18.00"),
    )
    kinds: tuple[tuple[Archetype, int], ...] = (("hook", 0), ("end", 60))
    clips = tuple(
        Clip(
            id=f"{kind}.0",
            scene=kind,
            start=start,
            end=start + 60,
            shot=Shot(archetype=kind, texts=texts),
            because="test",
        )
        for kind, start in kinds
    )
    timeline = Timeline(
        product_id="p",
        language="en",
        frames=120,
        clips=clips,
        cues=(),
        sounds=(),
        sights=(),
        link=link,
    )
    library = Library()
    return lay_out(timeline, library.style(style), library.platform(platform), aspect, measure)


def codes(cut: Cut) -> list[Layer]:
    return [layer for shot in cut.shots for layer in shot.layers if layer.id == "code"]


@pytest.mark.parametrize("style", ["bold", "editorial", "fresh"])
@pytest.mark.parametrize("platform", ["youtube", "channels"])
def test_a_phone_can_read_it_off_the_frame(style: str, platform: str) -> None:
    cut = end_card(style, platform, "16:9")
    (code,) = codes(cut)
    assert code.box is not None
    assert code.box[2] - code.box[0] >= 190
    assert lint(cut) == ()
    left, top, right, bottom = map(round, code.box)
    held = np.asarray(still(cut, 119))[top - 20 : bottom + 20, left - 20 : right + 20, ::-1]
    assert cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(held))[0] == LINK


@pytest.mark.parametrize(
    ("platform", "aspect", "link"),
    [
        ("douyin", "16:9", LINK),
        ("kuaishou", "16:9", LINK),
        ("tiktok", "16:9", LINK),
        ("youtube", "9:16", LINK),
        ("youtube", "16:9", ""),
        ("youtube", "16:9", f"{LINK}&{'x' * 300}"),
    ],
)
def test_none_where_it_is_forbidden_or_of_no_use(platform: str, aspect: str, link: str) -> None:
    assert codes(end_card("bold", platform, aspect, link)) == []
