"""explain: what is on screen at one moment of a cut, and why."""

from __future__ import annotations

from vidgen.model.cut import Cut, LaidShot, Layer


def explain(cut: Cut, frame: int) -> tuple[str, ...]:
    """Lines naming every shot and layer alive at `frame`, bottom first, with their reasons."""
    lines: list[str] = []
    for shot in cut.shots:
        if shot.start <= frame < shot.end:
            lines.append(_shot(shot, frame))
            lines += [
                _layer(layer)
                for layer in shot.layers
                if layer.start <= frame - shot.start < layer.end
            ]
    alive = [layer for layer in cut.overlays if layer.start <= frame < layer.end]
    if alive:
        lines += ["above all shots", *(_layer(layer) for layer in alive)]
    return tuple(lines)


def _shot(shot: LaidShot, frame: int) -> str:
    entering = frame - shot.start < shot.transition.frames
    how = f", entering by {shot.transition.name}" if entering else ""
    return f"{shot.id} ({shot.archetype}), frames {shot.start}-{shot.end}{how}: {shot.because}"


def _layer(layer: Layer) -> str:
    said = f" “{layer.text}”" if layer.text else ""
    facts = f" [{', '.join(layer.facts)}]" if layer.facts else ""
    why = f": {layer.because}" if layer.because else ""
    return f"  {layer.id} ({layer.role}){said}{facts}{why}"
