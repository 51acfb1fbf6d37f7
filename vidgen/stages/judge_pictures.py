"""The points of the twelve-point check that are about pictures: 1, 2, 6, 7, 10 and 12."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from vidgen.craft.colour import lch, rgb
from vidgen.model.cut import Cut
from vidgen.model.look import Look, Picture, Point
from vidgen.model.paint import Group, Paint
from vidgen.model.paint import Picture as Photo

_BINS = 12
"""Hues are counted in bins of 30 degrees, neighbours taken together."""

_FAMILY = 3
"""Neighbouring bins that are at most one family."""

_GREY = 0.055
"""OKLCH chroma up to which a colour is of no hue."""

_SEEN = 0.02
"""Share of a frame from which a hue counts as seen there."""

_SAME = 10.0
"""Mean difference in levels below which two frames share backdrop and layout."""

_LONG = 6.5
"""Seconds a shot may stand; the style's own shots last 2 to 5."""

_STILL = 0.8
"""Seconds the end card stands still at the end (art direction §11)."""


def poster(cut: Cut, look: Look) -> Point:
    """1: frame 0 shows the product and a first line that can be read."""
    first = look.pictures[0]
    words = [r for r in look.readings if r.frame == 0 and r.ratio >= 3.0]
    missing = [
        what
        for what, there in (
            ("no product", first.product >= 0.05 and first.alive),
            ("no readable words", bool(words)),
        )
        if not there
    ]
    why = "frame 0 shows " + (
        "one flat colour"
        if look.blank
        else " and ".join(missing) or f"the product and “{max(words, key=lambda r: r.size).text}”"
    )
    score = 0 if look.blank else 2 - len(missing)
    return Point(number=1, name="Poster frame", starred=True, whole=True, score=score, why=why)


def presence(look: Look) -> Point:
    """2: product or photo in 80 % of the shots, and 25 % or more of the canvas in half of these."""
    settled = look.pictures[1:] or look.pictures
    there = [p for p in settled if p.product >= 0.03 and p.alive]
    large = [p for p in there if p.product >= 0.25]
    often = len(there) >= 0.8 * len(settled)
    big = len(large) >= 0.5 * len(there)
    why = f"in {len(there)} of {len(settled)} shots, a quarter or more of {len(large)}"
    score = 2 if often and big else 1 if often or len(there) >= 0.5 * len(settled) else 0
    return Point(number=2, name="Product presence", starred=True, whole=True, score=score, why=why)


def palette(look: Look) -> Point:
    """6: outside of photos one hue family and one pop; no colour that is seen only once."""
    seen: dict[int, set[int]] = {}
    for picture in look.pictures:
        for family in _hues(picture):
            seen.setdefault(family, set()).add(picture.frame)
    families = _joined(seen)
    once = [f for f in families if len(f[1]) == 1]
    names = ", ".join(f"{degrees}°" for degrees, _ in families) or "none but greys"
    why = f"hues outside of photos: {names}" + (f"; {once[0][0]}° only once" if once else "")
    score = max(0, 2 - max(0, len(families) - 2) - bool(once))
    return Point(number=6, name="One palette", starred=False, whole=True, score=score, why=why)


def _hues(picture: Picture) -> list[int]:
    cells = [tone for tone, free in zip(picture.tones, picture.outside, strict=True) if free]
    count: Counter[int] = Counter()
    for tone, number in Counter(cells).items():
        _, chroma, hue = lch(tone)
        if chroma > _GREY:
            count[int(hue * _BINS / 360) % _BINS] += number
    least = _SEEN * len(picture.tones)
    return [family for family, number in count.items() if number >= least]


def _joined(seen: dict[int, set[int]]) -> list[tuple[int, set[int]]]:
    """(hue in degrees, frames) of every run of neighbouring bins."""
    runs: list[list[int]] = []
    for family in sorted(seen):
        if runs and runs[-1][-1] == family - 1 and len(runs[-1]) < _FAMILY:
            runs[-1].append(family)
        else:
            runs.append([family])
    around = len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == _BINS - 1
    if around and len(runs[0]) + len(runs[-1]) <= _FAMILY:
        runs[0] = runs.pop() + runs[0]
    step = 360 // _BINS
    return [(run[0] * step + step // 2, set().union(*(seen[f] for f in run))) for run in runs]


def rhythm(cut: Cut, look: Look) -> Point:
    """7: neighbours differ, no shot is too long, nothing is frozen for over a second."""
    frozen = [s for s in look.frozen if s.end - s.start > cut.fps]
    lengths = [
        (after - before) / cut.fps
        for before, after in pairwise([*(shot.start for shot in cut.shots), cut.frames])
    ]
    same = [
        f"{a.shot} and {b.shot}"
        for a, b in pairwise(look.pictures[1:])
        if a.shot.partition(".")[0] != b.shot.partition(".")[0] and _difference(a, b) < _SAME
    ]
    if frozen:
        begun, seconds = frozen[0].start / cut.fps, (frozen[0].end - frozen[0].start) / cut.fps
        why, score = f"nothing moves for {seconds:.1f} s from {begun:.1f} s on", 0
    else:
        why = f"shots of {min(lengths):.1f} to {max(lengths):.1f} s"
        why += f"; {same[0]} look the same" if same else ", no two neighbours alike"
        score = 2 - bool(same) - (max(lengths) > _LONG)
    return Point(number=7, name="Rhythm", starred=False, whole=False, score=score, why=why)


def _difference(first: Picture, second: Picture) -> float:
    """Mean difference of two frames in levels, cell by cell."""
    total = sum(
        abs(a - b)
        for one, other in zip(first.tones, second.tones, strict=True)
        for a, b in zip(rgb(one), rgb(other), strict=True)
    )
    return total / (3 * len(first.tones))


def quality(cut: Cut) -> Point:
    """10: no photo enlarged over 2 times, no crop of a photo shown in two scenes."""
    largest, crops = 0.0, dict[tuple[str, tuple[int, ...]], set[str]]()
    for shot in cut.shots:
        for layer in shot.layers:
            for photo in _photos(layer.paint):
                across = max(1.0, photo.crop[2] - photo.crop[0])
                largest = max(largest, photo.w / across)
                if layer.role == "photo":
                    key = photo.sha256, tuple(round(side / 16) for side in photo.crop)
                    crops.setdefault(key, set()).add(shot.id.partition(".")[0])
    repeated = [sorted(scenes) for scenes in crops.values() if len(scenes) > 1]
    why = f"enlarged {largest:.1f} times at most"
    why += f"; {' and '.join(repeated[0])} show one crop" if repeated else ", no crop twice"
    score = 0 if largest > 3.0 else 2 - (largest > 2.0) - bool(repeated)
    return Point(
        number=10, name="Photo quality", starred=False, whole=False, score=max(0, score), why=why
    )


def _photos(paint: Paint) -> Iterator[Photo]:
    if isinstance(paint, Photo):
        yield paint
    elif isinstance(paint, Group):
        for part in paint.parts:
            yield from _photos(part.of)


def finish(cut: Cut, look: Look) -> Point:
    """12: no black bars, the floor is filled, an end card with words that stands still."""
    last = cut.shots[-1]
    words = [layer for layer in last.layers if layer.role == "text"]
    empty = [p.shot for p in look.pictures[1:] if _flat_floor(p)]
    still = look.tail / cut.fps
    faults = [
        what
        for what, wrong in (
            (f"black bars in {look.bars:.0%} of the frames", look.bars > 0.2),
            ("the end card has no words", not words),
            (f"the end stands still for {still:.1f} s, not {_STILL} s", still < _STILL - 0.04),
            (f"the floor of {', '.join(empty)} is empty", len(empty) > len(look.pictures) / 4),
        )
        if wrong
    ]
    why = "; ".join(faults) or "no bars, floor filled, end card stands still"
    score = 0 if look.bars > 0.2 else max(0, 2 - len(faults))
    return Point(number=12, name="Finish", starred=False, whole=False, score=score, why=why)


def _flat_floor(picture: Picture) -> bool:
    """Whether the lowest quarter shows one colour only."""
    floor = picture.tones[-(picture.rows // 4) * picture.columns :]
    base = rgb(Counter(floor).most_common(1)[0][0])
    near = sum(max(abs(a - b) for a, b in zip(rgb(t), base, strict=True)) <= 6 for t in floor)
    return near > 0.97 * len(floor)
