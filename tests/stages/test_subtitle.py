"""subtitle: a SubRip file every player reads."""

import pytest

from vidgen.model.timeline import Cue, CueWord, Timeline
from vidgen.stages.subtitle import subtitle


def cue(start: int, end: int, *words: str) -> Cue:
    spoken = tuple(CueWord(text=word, start=start, end=end) for word in words)
    return Cue(id=f"c{start}", clip="s0.0", start=start, end=end, words=spoken, glue=" ")


def test_times_and_text() -> None:
    timeline = Timeline(
        product_id="p",
        language="en",
        frames=200_000,
        clips=(),
        sounds=(),
        sights=(),
        cues=(cue(15, 60, "Steel", "core."), cue(108_045, 108_100, "Bye")),
    )
    assert subtitle(timeline) == (
        "1\n00:00:00,500 --> 00:00:02,000\nSteel core.\n\n2\n01:00:01,500 --> 01:00:03,333\nBye\n"
    )


@pytest.mark.parametrize("frames", [0, 1])
def test_a_silent_film_has_no_captions(frames: int) -> None:
    timeline = Timeline(
        product_id="p", language="zh", frames=frames, clips=(), cues=(), sounds=(), sights=()
    )
    assert subtitle(timeline) == ""
