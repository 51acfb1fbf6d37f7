"""Which photo goes with which line, as an image–text model sees it; once per set of both."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from vidgen.engines.eye import likeness
from vidgen.model.media import Sight
from vidgen.model.script import Script
from vidgen.stages.match import Affinity
from vidgen.store import Store


def affinities(script: Script, sights: tuple[Sight, ...], model: str, store: Store) -> Affinity:
    """(scene id, SHA-256 of the sight's asset) → cosine; {} without a model or a choice to make.

    `model` is the folder of an image–text model, "" for none. Raises EngineMissing when it is not
    there or cannot be used.
    """
    if not model or len(sights) < 2:
        return {}
    texts = [" ".join(line.text for line in scene.lines) for scene in script.scenes]
    pictures = [Path(sight.picture.path) for sight in sights]
    asked = json.dumps([texts, [sight.picture.sha256 for sight in sights]], ensure_ascii=False)
    key = f"{likeness.version(model)} {hashlib.sha256(asked.encode()).hexdigest()}"

    def make(target: Path) -> None:
        found = likeness.likeness(model, pictures, texts)
        target.write_text(json.dumps(found.round(4).tolist()), encoding="utf-8")

    rows = json.loads(store.once("likeness", key, make, ".json").read_text(encoding="utf-8"))
    return {
        (scene.id, sight.asset.sha256): value
        for scene, row in zip(script.scenes, rows, strict=True)
        for sight, value in zip(sights, row, strict=True)
    }
