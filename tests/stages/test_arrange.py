"""arrange: cuts fall in breaths and on beats; nothing is lost, overlapped or left standing."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.rhythm import TEMPO, film_seconds
from vidgen.model.media import Asset, Narration, Speech, Word
from vidgen.model.script import Archetype, Line, Scene, Script
from vidgen.model.timeline import Shot, Timeline
from vidgen.stages.arrange import FPS, LONGEST_CLIP, arrange

AUDIO = Asset(sha256="0" * 64, path="voice.wav", kind="audio")


def speech(line: str, text: str, seconds: float) -> Speech:
    step = seconds / len(text)
    words = tuple(
        Word(text=char, at=(i, i + 1), start=i * step, end=(i + 1) * step)
        for i, char in enumerate(text)
    )
    return Speech(
        line=line, spoken=text, audio=AUDIO, seconds=seconds, words=words, engine="t", voice="t"
    )


def film(scenes: list[list[float]], mood: str = "drive") -> tuple[Timeline, Narration]:
    archetypes: tuple[Archetype, ...] = ("hook", "hero", "feature", "offer", "end")
    story, speeches = [], []
    for s, lengths in enumerate(scenes):
        lines = []
        for n, seconds in enumerate(lengths):
            line = Line(id=f"s{s}.{n}", text="双层加厚的毛线帽，耳朵盖得住")
            lines.append(line)
            speeches.append(speech(line.id, line.text, seconds))
        story.append(Scene(id=f"s{s}", beat="b", archetype=archetypes[s % 5], lines=tuple(lines)))
    script = Script(product_id="p", scenario="x", language="zh", scenes=tuple(story))
    narration = Narration(speeches=tuple(speeches))
    shots = [Shot(archetype=scene.archetype, sights=("a", "b")) for scene in script.scenes]
    return arrange(script, narration, shots, (), mood=mood), narration


lengths = st.lists(st.lists(st.floats(0.6, 5.0), min_size=1, max_size=3), min_size=1, max_size=8)


@given(lengths, st.sampled_from(["drive", "calm", "none"]))
def test_pictures_are_back_to_back_and_change_in_time(scenes: list[list[float]], mood: str) -> None:
    line, _ = film(scenes, mood)
    assert line.clips[0].start == 0
    assert line.clips[-1].end == line.frames
    assert all(a.end == b.start for a, b in pairwise(line.clips))
    assert all(0 < c.end - c.start <= LONGEST_CLIP * FPS for c in line.clips)
    assert all(clip.because for clip in line.clips)


@given(lengths)
def test_the_film_is_as_long_as_the_rhythm_says(scenes: list[list[float]]) -> None:
    line, _ = film(scenes)
    assert abs(line.frames / FPS - film_seconds(scenes)) <= 3 / FPS


@given(lengths)
def test_no_cut_falls_into_a_word(scenes: list[list[float]]) -> None:
    line, _ = film(scenes)
    voices = [s for s in line.sounds if s.kind == "voice"]
    cuts = {c.start for c in line.clips if c.id.endswith(".0")} - {0}
    for cut in cuts:
        assert not any(v.start < cut < v.start + v.frames for v in voices)
    assert all(a.start + a.frames <= b.start for a, b in pairwise(voices))


@given(lengths)
def test_every_word_is_captioned_once_and_in_order(scenes: list[list[float]]) -> None:
    line, narration = film(scenes)
    shown = "".join(cue.text for cue in line.cues)
    said = "".join(word.text for s in narration.speeches for word in s.words)
    assert shown.replace("，", "") == said.replace("，", "")
    assert all(a.end <= b.start for a, b in pairwise(line.cues))
    assert all(cue.start < cue.end for cue in line.cues)


def test_cuts_land_on_half_beats_when_a_breath_holds_one() -> None:
    line, _ = film([[2.0]] * 6)
    half = 60 / TEMPO["drive"] / 2 * FPS
    for clip in line.clips[1:]:
        assert abs(clip.start - round(round(clip.start / half) * half)) <= 1
