"""Measuring: CPU seconds of this process and its threads, wall seconds, and the encoder's floor."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

import av

from vidgen.engines.renderer.compose import Composer
from vidgen.engines.renderer.encode import encode, open_stream, planes_of
from vidgen.engines.renderer.planes import Planes, blank
from vidgen.model.cut import Cut, Segment
from vidgen.stages.split import split


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system, all threads) and wall seconds of one call."""

    cpu: float
    wall: float


def cost(work: Callable[[], object]) -> Cost:
    """What one call costs."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def median(costs: list[Cost]) -> Cost:
    """The middle of several measurements, CPU and wall apart."""
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs))


def peak_megabytes() -> float:
    """Largest memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def encoder_alone(cut: Cut, out: Path) -> Cost:
    """What x264 alone costs on exactly the frames of a cut, held in memory, segment by segment."""
    total = Cost(0.0, 0.0)
    for segment in split(cut):
        frames = _frames(segment)
        part = cost(partial(_encode, segment, frames, out))
        total = Cost(total.cpu + part.cpu, total.wall + part.wall)
    return total


def by_archetype(cut: Cut, out: Path) -> tuple[dict[str, float], dict[str, float]]:
    """CPU seconds of rendering and of x264 alone, by the archetype that a segment begins in."""
    ours: dict[str, float] = {}
    floor: dict[str, float] = {}
    begun = 0
    for segment in split(cut):
        name = [shot.archetype for shot in cut.shots if shot.start <= begun][-1]
        begun += segment.frames
        spent = cost(partial(encode, segment, out)).cpu
        ours[name] = ours.get(name, 0.0) + spent
        least = cost(partial(_encode, segment, _frames(segment), out)).cpu
        floor[name] = floor.get(name, 0.0) + least
    return ours, floor


def _frames(segment: Segment) -> list[Planes]:
    composer = Composer(segment)
    frames = []
    for number in range(segment.frames):
        frame = blank(segment.width, segment.height)
        composer.draw(number, frame)
        frames.append(frame)
    return frames


def _encode(segment: Segment, frames: list[Planes], out: Path) -> None:
    with av.open(str(out), "w", format="mp4") as container:
        stream = open_stream(container, segment)
        for number, planes in enumerate(frames):
            frame = av.VideoFrame(segment.width, segment.height, "yuv420p")
            planes_of(frame).copy_from(planes)
            frame.pts = number
            frame.time_base = Fraction(1, segment.fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
