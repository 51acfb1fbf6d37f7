"""match: which pictures go with which scene."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from vidgen.craft.script import is_han
from vidgen.craft.words import words
from vidgen.model.media import Sight
from vidgen.model.product import Language
from vidgen.model.script import Archetype, Scene, Script
from vidgen.model.timeline import Shot

_NEAR = 6
"""Fingerprints (64 bits) that differ in at most this many bits show the same picture."""

_WANTS: dict[Archetype, tuple[str, ...]] = {
    "hook": ("packshot", "scene", "detail", "text"),
    "hero": ("packshot", "detail", "scene", "text"),
    "feature": ("detail", "packshot", "scene", "text"),
    "life": ("scene", "detail", "packshot", "text"),
    "offer": ("packshot", "detail", "scene", "text"),
    "end": ("packshot", "scene", "detail", "text"),
}
"""Kinds of picture each archetype is best served with, in order."""

_DEFAULT = ("packshot", "detail", "scene", "text")
_FEWEST_FOR_LIFE = 900
"""Pixels of the short side a picture needs to fill the frame (shot grammar, life)."""


Affinity = Mapping[tuple[str, str], float]
"""(scene id, SHA-256 of a sight's asset) → how alike an image–text model finds them, -1 to 1."""

_TELLING = 0.06
"""Difference of two cosines that weighs as much as a fitting note (CLIP's own spread is small)."""


_UNKNOWN: Affinity = MappingProxyType({})


def match(
    script: Script, sights: tuple[Sight, ...], affinity: Affinity = _UNKNOWN
) -> tuple[Shot, ...]:
    """One shot per scene, in order, each with its best picture first.

    `affinity` is what an image–text model thinks of each pair, {} without one. No picture is shown
    a second time while an unused one fits; the merchant's own order breaks ties. Scenes whose
    archetype their pictures cannot carry get one that they can.
    """
    distinct = _distinct(sights)
    used: dict[str, int] = {}
    shots: list[Shot] = []
    for scene in script.scenes:
        archetype = _archetype(scene, distinct, shots)
        ranked = _ranked(archetype, scene, distinct, used, affinity)
        if ranked:
            first = ranked[0].asset.sha256
            used[first] = used.get(first, 0) + 1
        shots.append(
            Shot(
                archetype=archetype,
                sights=tuple(sight.asset.sha256 for sight in ranked),
                texts=scene.screen,
            )
        )
    return tuple(shots)


def _distinct(sights: tuple[Sight, ...]) -> list[Sight]:
    """Without near-duplicates of earlier pictures."""
    kept: list[Sight] = []
    for sight in sights:
        if not any(_same(sight, other) for other in kept):
            kept.append(sight)
    return kept


def _same(first: Sight, second: Sight) -> bool:
    if not first.fingerprint or not second.fingerprint:
        return False
    bits = int(first.fingerprint, 16) ^ int(second.fingerprint, 16)
    return first.backdrop == second.backdrop == "busy" and bits.bit_count() <= _NEAR


def _archetype(scene: Scene, sights: list[Sight], before: list[Shot]) -> Archetype:
    """The scene's archetype, or one that its pictures and the shot before allow."""
    wanted = scene.archetype
    large_scene = any(
        sight.kind == "scene" and min(sight.width, sight.height) >= _FEWEST_FOR_LIFE
        for sight in sights
    )
    if wanted == "life" and not large_scene:
        wanted = "feature"
    last = before[-1].archetype if before else None
    titled = any(text.role == "kicker" for text in scene.screen)
    if wanted == "feature" and last == "feature" and large_scene and not titled:
        wanted = "life"
    if wanted == "stat" and not any(text.role == "number" for text in scene.screen):
        wanted = "feature"
    return wanted


def _noted(sight: Sight) -> tuple[str, ...]:
    """Words of the merchant's note on a picture, else of its file name, that may tell its line."""
    told = sight.asset.note or re.sub(r"[\d_\-.]+", " ", PurePath(sight.asset.path).stem)
    language: Language = "zh" if any(map(is_han, told)) else "en"
    found = (word.strip().lower() for word in words(told, language))
    return tuple(word for word in found if len(word) > 1 and word not in _EMPTY)


_EMPTY = frozenset(
    {
        *("img", "image", "photo", "pic", "picture", "dsc", "main", "front", "图片", "照片"),
        *("the", "and", "with", "for", "from"),
    }
)
"""Words of file names and notes that tell nothing."""


def _ranked(
    archetype: Archetype,
    scene: Scene,
    sights: list[Sight],
    used: dict[str, int],
    affinity: Affinity,
) -> list[Sight]:
    """Pictures for one scene, best first: seldom used, of the wanted kind, noted for it, sharp."""
    alike = {s.asset.sha256: affinity.get((scene.id, s.asset.sha256), 0.0) for s in sights}
    usual = sum(alike.values()) / max(1, len(alike))
    wants = _WANTS.get(archetype, _DEFAULT)
    said = " ".join(line.text for line in scene.lines).lower()
    some_cut = any(sight.cutout is not None for sight in sights)

    def cost(item: tuple[int, Sight]) -> tuple[float, int]:
        order, sight = item
        kind = wants.index(sight.kind)
        noted = any(word in said for word in _noted(sight))
        small = min(sight.width, sight.height) < 500
        blurred = sight.sharpness < 15
        step = 2.2 if archetype in ("hero", "offer", "end") else 1.2
        uncut = archetype in ("hero", "offer", "end") and sight.cutout is None
        price = (
            4.0 * (uncut and some_cut)
            + 3.0 * used.get(sight.asset.sha256, 0)
            + step * kind
            - 2.5 * noted
            - 2.5 * max(-1.0, min(1.0, (alike[sight.asset.sha256] - usual) / _TELLING))
        )
        lively = sight.moving is not None and archetype in ("hook", "life", "feature")
        return price + 1.0 * small + 0.5 * blurred - 1.5 * lively, order

    return [sight for _, sight in sorted(enumerate(sights), key=cost)]
