"""What `make` and `render` say when they are done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from vidgen.cli import output
from vidgen.model.render import Bundle, Render
from vidgen.studio.planning import PlannedSegment


def show(bundle: Bundle, folder: Path, took: Mapping[str, float], *, as_json: bool) -> None:
    """Tell where everything is, what was measured on it, who wrote it and how long it took."""
    if as_json:
        seconds = {name: round(value, 3) for name, value in took.items()}
        answer = {"folder": str(folder), "seconds": seconds, "bundle": json.loads(bundle.to_json())}
        output.answer(json.dumps(answer, ensure_ascii=False))
        return
    for render in bundle.renders:
        output.tell(film(render, folder))
    others = [name for name in bundle.files if not name.endswith(".mp4")]
    output.tell(f"{folder}/: {', '.join(others)}, and every step as JSON")
    output.tell(f"script by {bundle.writer}, voice by {bundle.voice}; {times(took)}")


def show_films(
    films: tuple[Render, ...], folder: Path, took: Mapping[str, float], *, as_json: bool
) -> None:
    """The same for films that were rendered without a story around them."""
    if as_json:
        output.answer(json.dumps([render.model_dump(mode="json") for render in films]))
        return
    for render in films:
        output.tell(film(render, folder))
    output.tell(times(took))


def film(render: Render, folder: Path) -> str:
    """One line on a finished film."""
    again = (
        f"{render.made} of {render.segments} segments encoded now" if render.made else "unchanged"
    )
    return (
        f"{folder / render.path}  {render.width}×{render.height}  {render.seconds:.1f} s  "
        f"{render.lufs:.1f} LUFS  {again}"
    )


def times(took: Mapping[str, float]) -> str:
    """Seconds of every step that took noticeable time."""
    return ", ".join(f"{name} {value:.1f} s" for name, value in took.items() if value >= 0.05)


def show_plan(segments: tuple[PlannedSegment, ...], fps: int, *, as_json: bool) -> None:
    """One line per segment, then the sum of what would be encoded."""
    if as_json:
        output.answer(json.dumps([segment.model_dump(mode="json") for segment in segments]))
        return
    for segment in segments:
        state = "kept" if segment.stored else "encode"
        begins, lasts = segment.start / fps, segment.frames / fps
        shots = " + ".join(segment.shots)
        output.answer(f"{segment.aspect:>5} {begins:6.2f} s {lasts:6.2f} s  {state:<6}  {shots}")
    frames = sum(segment.frames for segment in segments if not segment.stored)
    output.answer(f"{frames} of {sum(segment.frames for segment in segments)} frames to encode")
