"""turn: which of a beat's scenes leads, as its scenario says."""

from __future__ import annotations

from itertools import groupby

from vidgen.model.script import Scenario, Scene, Script


def turn(script: Script, scenario: Scenario) -> Script:
    """The script with the scenes of every beat begun at its `first`, those before it put last.

    Ranks stay with the places: the scene that leads now is dropped as late as the one that did.
    """
    firsts = {beat.id: beat.first for beat in scenario.beats if beat.over and beat.first}
    scenes: list[Scene] = []
    for beat, group in groupby(script.scenes, key=lambda scene: scene.beat):
        own = list(group)
        scenes += _turned(own, firsts.get(beat, 0) % len(own))
    return script.model_copy(update={"scenes": tuple(scenes)})


def _turned(scenes: list[Scene], first: int) -> list[Scene]:
    moved = scenes[first:] + scenes[:first]
    return [_ranked(scene, place) for scene, place in zip(moved, scenes, strict=True)]


def _ranked(scene: Scene, place: Scene) -> Scene:
    if scene is place or not place.lines:
        return scene
    rank = place.lines[0].rank
    lines = tuple(line.model_copy(update={"rank": rank}) for line in scene.lines)
    return scene.model_copy(update={"lines": lines})
