"""arrange: script, voices and shots become one timeline, cut on the voice's breaths."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from vidgen.craft.rhythm import BREATH, GAP, LEAD, TAIL, TEMPO
from vidgen.model.media import Narration, Sight
from vidgen.model.script import Scene, Script
from vidgen.model.timeline import Clip, Cue, Shot, Sound, Timeline
from vidgen.stages.caption import caption

FPS = 30
"""The project clock (design, §1.5)."""

LONGEST_CLIP = 6.0
"""Seconds a picture may stand before it changes."""

_CLEAR = 8
"""Frames before a cut in which no caption of the leaving scene stands: the transition's half."""

_WHOOSH_EARLY = 0.26
"""Seconds a whoosh starts before its cut, so that its peak falls on it (tokens, audio_hits)."""


def arrange(
    script: Script,
    narration: Narration,
    shots: Sequence[Shot],
    sights: tuple[Sight, ...],
    *,
    mood: str,
    seed: int = 0,
) -> Timeline:
    """The timeline of a script whose lines are voiced and whose scenes have shots (same order).

    Scenes are cut in the breath between their voices, on the music's half beat nearest to its
    middle. `mood` is a key of `TEMPO`, or "none" for a film without music (cuts then fall in the
    middle of breaths).
    """
    placed = _place(script, narration)
    bpm = TEMPO.get(mood, 0.0)
    edges = _edges(placed, bpm)
    clips, cues = _pictures(script, narration, shots, placed, edges)
    return Timeline(
        product_id=script.product_id,
        language=script.language,
        fps=FPS,
        frames=edges[-1],
        clips=tuple(clips),
        cues=tuple(cues),
        sounds=tuple(_sounds(script, narration, placed, clips, mood=mood, seed=seed)),
        sights=sights,
        bpm=bpm or TEMPO["drive"],
        seed=seed,
    )


Placed = list[list[tuple[str, int, int]]]
"""Per scene, per line: (line id, first frame, frame after the last)."""


def _place(script: Script, narration: Narration) -> Placed:
    clock, placed = LEAD, []
    for scene in script.scenes:
        lines = []
        for line in scene.lines:
            seconds = narration.speech(line.id).seconds
            start = round(clock * FPS)
            lines.append((line.id, start, start + round(seconds * FPS)))
            clock += seconds + GAP
        placed.append(lines)
        clock += BREATH - GAP if lines else 0.0
    return placed


def _edges(placed: Placed, bpm: float) -> list[int]:
    """Frame of every cut: 0, one between each two scenes, the film's end."""
    edges = [0]
    for before, after in itertools.pairwise(placed):
        low, high = before[-1][2], after[0][1]
        edges.append(_on_beat((low + high) / 2, low, high, bpm))
    return [*edges, placed[-1][-1][2] + round(TAIL * FPS)]


def _on_beat(middle: float, low: int, high: int, bpm: float) -> int:
    """The half beat nearest to `middle` that lies in [low, high], else `middle` itself."""
    if bpm:
        half = FPS * 60 / bpm / 2
        beat = round(round(middle / half) * half)
        if low <= beat <= high:
            return beat
    return round(middle)


def _pictures(
    script: Script, narration: Narration, shots: Sequence[Shot], placed: Placed, edges: list[int]
) -> tuple[list[Clip], list[Cue]]:
    clips: list[Clip] = []
    cues: list[Cue] = []
    seen: dict[str, int] = {}
    for number, (scene, shot) in enumerate(zip(script.scenes, shots, strict=True)):
        own = _clips_of(scene, shot, edges[number], edges[number + 1], placed[number], seen)
        clips += own
        leave = edges[number + 1] - (_CLEAR if number + 1 < len(placed) else 0)
        starts = [start for _, start, _ in placed[number]]
        for line, start, until in zip(scene.lines, starts, [*starts[1:], leave], strict=True):
            home = next(clip for clip in reversed(own) if clip.start <= start)
            window = (start, min(until, leave))
            cues += caption(line, narration.speech(line.id), home.id, window, FPS)
    return clips, cues


def _clips_of(
    scene: Scene,
    shot: Shot,
    start: int,
    end: int,
    lines: list[tuple[str, int, int]],
    seen: dict[str, int],
) -> list[Clip]:
    """The clips of one scene: one, or more where it would stand longer than LONGEST_CLIP."""
    cuts = [start, *_breaks(start, end, lines), end]
    clips = []
    for part, (low, high) in enumerate(itertools.pairwise(cuts)):
        turn = part % max(1, len(shot.sights))
        own = shot.model_copy(update={"sights": shot.sights[turn:] + shot.sights[:turn]})
        variant = seen.get(shot.archetype, 0)
        seen[shot.archetype] = variant + 1
        why = f"{scene.beat}: {shot.archetype} while “{scene.lines[0].text}” is said"
        if part:
            why += f"; changed after {LONGEST_CLIP:g} s"
        clips.append(
            Clip(
                id=f"{scene.id}.{part}",
                scene=scene.id,
                start=low,
                end=high,
                shot=own,
                transition="dissolve" if part else "auto" if start else "cut",
                variant=variant,
                because=why,
            )
        )
    return clips


def _breaks(start: int, end: int, lines: list[tuple[str, int, int]]) -> list[int]:
    """Frames at which a scene changes its picture: gaps between lines, else even parts."""
    longest = round(LONGEST_CLIP * FPS)
    if end - start <= longest:
        return []
    gaps = [(a[2] + b[1]) // 2 for a, b in itertools.pairwise(lines)]
    parts = -(-(end - start) // longest)
    wanted = [start + (end - start) * part // parts for part in range(1, parts)]
    chosen: list[int] = []
    for want in wanted:
        near = [gap for gap in gaps if abs(gap - want) < longest // 4 and gap not in chosen]
        chosen.append(min(near, key=lambda gap: abs(gap - want)) if near else want)
    cuts = [start, *chosen, end]
    if any(b - a > longest for a, b in itertools.pairwise(cuts)):
        return wanted
    return chosen


def _sounds(
    script: Script, narration: Narration, placed: Placed, clips: list[Clip], *, mood: str, seed: int
) -> list[Sound]:
    sounds = [
        Sound(
            kind="voice",
            start=start,
            frames=end - start,
            audio=narration.speech(line).audio,
            because=f"line {line}",
        )
        for lines in placed
        for line, start, end in lines
    ]
    length = clips[-1].end
    if mood in TEMPO:
        sounds.append(
            Sound(
                kind="music",
                start=0,
                frames=length,
                recipe=f"bed:{mood}:{TEMPO[mood]:g}:{seed}",
                because=f"mood {mood}",
            )
        )
    for clip in clips[1:]:
        start = max(0, clip.start - round(_WHOOSH_EARLY * FPS))
        sounds.append(
            Sound(
                kind="effect",
                start=start,
                frames=FPS,
                recipe="whoosh",
                gain=-9.0,
                because=f"cut to {clip.id}",
            )
        )
        if clip.shot.archetype == "offer" and clip.id.endswith(".0"):
            sounds.append(
                Sound(
                    kind="effect",
                    start=clip.start + round(0.94 * FPS),
                    frames=FPS,
                    recipe="stamp",
                    gain=-6.0,
                    because="the price lands",
                )
            )
    return sounds
