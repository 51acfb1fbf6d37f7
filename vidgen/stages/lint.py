"""lint: does a cut keep its promises? Safe zones, the buttons' rail, faces, words that overlap."""

from __future__ import annotations

from itertools import combinations

from vidgen.model.cut import Cut, LaidShot, Layer
from vidgen.model.media import Box

_SLACK = 10.0
"""Pixels at a short side of 1080 by which a box may leave the safe area: boxes are measured on the
em, whose upper and lower tenth hold no ink."""


def lint(cut: Cut) -> tuple[str, ...]:
    """One line per broken promise; () for a cut as it should be."""
    slack = _SLACK * min(cut.width, cut.height) / 1080
    findings: list[str] = []
    for shot in cut.shots:
        for layer in _informing(shot.layers):
            findings += [
                f"{shot.id}, {layer.id}: “{layer.text}” {why}"
                for why in _outside(layer.box, cut, slack)
            ]
        findings += _overlaps(shot, slack)
        findings += [
            f"{shot.id}, {layer.id}: “{layer.text}” covers a face"
            for layer in (*_informing(shot.layers), *_told_during(shot, cut))
            if any(layer.box and _cross(layer.box, face, slack) for face in shot.faces)
        ]
    for layer in _informing(cut.overlays):
        findings += [f"{layer.id}: “{layer.text}” {why}" for why in _outside(layer.box, cut, slack)]
    return tuple(findings)


def _informing(layers: tuple[Layer, ...]) -> list[Layer]:
    return [layer for layer in layers if layer.role in ("text", "price", "caption") and layer.box]


def _told_during(shot: LaidShot, cut: Cut) -> list[Layer]:
    """Captions of whose time more than half is this shot's."""
    said = _informing(cut.overlays)
    half = [(layer, (layer.start + layer.end) / 2) for layer in said]
    return [layer for layer, middle in half if shot.start <= middle < shot.end]


def _outside(box: Box | None, cut: Cut, slack: float) -> list[str]:
    if box is None:
        return []
    left, top, right, bottom = cut.safe
    reasons = []
    if box[0] < left - slack or box[2] > right + slack:
        reasons.append("leaves the safe area sideways")
    if box[1] < top - slack or box[3] > bottom + slack:
        reasons.append("leaves the safe area upwards or downwards")
    if cut.rail and _cross(box, cut.rail, slack):
        reasons.append("lies under the platform's buttons")
    return reasons


def _cross(first: Box, second: Box, slack: float) -> bool:
    return (
        first[0] < second[2] - slack
        and second[0] < first[2] - slack
        and first[1] < second[3] - slack
        and second[1] < first[3] - slack
    )


_MAY_OVERLAP = {"badge", "price", "old", "number", "unit"}
"""Parts of one lock-up, which touch by design: a leaning number's box reaches over its unit."""


def _overlaps(shot: LaidShot, slack: float) -> list[str]:
    pairs = combinations(_informing(shot.layers), 2)
    return [
        f"{shot.id}: {a.id} “{a.text}” overlaps {b.id} “{b.text}”"
        for a, b in pairs
        if a.box
        and b.box
        and not ({a.id, b.id} <= _MAY_OVERLAP)
        and not (a.id.startswith("headline") and b.id.startswith("headline"))
        and _cross(a.box, b.box, slack * 1.5)
    ]
