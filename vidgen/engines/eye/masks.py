"""An eye whose cut-outs from busy photos come from a local model: segmentation or depth.

    VIDGEN_EYE=masks:models/segformer vidgen make mug.yaml

The model is a folder in the format of transformers; nothing is ever fetched, and no code of the
model's is run. What it finds is judged like any other cut: an unsure edge is not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.engines.eye import models
from vidgen.engines.eye.classic import Classic
from vidgen.engines.eye.cutting import Cut, Mask, Rgb
from vidgen.engines.eye.grabbing import settled
from vidgen.engines.eye.reading import subject_box
from vidgen.model.media import Asset, Sight

_WORK = 512
"""Pixels of a side at which a model sees where its configuration names none."""

_BORDER = 0.15
"""Share of the frame's border from which a segment is ground."""


@dataclass(frozen=True)
class Masks:
    """The classic eye with the masks of the model in the folder `model`."""

    model: str = ""

    name: ClassVar[str] = "masks"

    @property
    def version(self) -> str:
        """Changes with the model."""
        return f"1.{Classic.version}.{models.digest(models.folder(self.model))}"

    def of(self, model: str) -> Masks:
        """This eye with another model."""
        return Masks(model)

    def __call__(self, asset: Asset, work: Path) -> Sight:
        """As `Classic`; raises EngineMissing when the model is not there or cannot be used."""
        return Classic(self._cut)(asset, work)

    def _cut(self, picture: Rgb) -> Cut:
        path = models.folder(self.model)
        with models.loading(path):
            found, is_depth = _seen(path, picture)
        size = (found.shape[1], found.shape[0])
        small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
        mask = _near(found, small) if is_depth else _subject(found)
        return settled(picture, small, mask)


def _seen(path: Path, picture: Rgb) -> tuple[NDArray[np.float32], bool]:
    """What the model makes of a picture: labels or nearness (height, width); whether nearness."""
    import torch

    network, is_depth = _network(str(path))
    size = models.config(path).get("image_size", _WORK)
    side = int(size if isinstance(size, int) else max(size))
    values = torch.from_numpy(models.pixel_values(picture, path, side))
    with torch.inference_mode():
        made = network(pixel_values=values)
    if is_depth:
        return made.predicted_depth[0].float().numpy(), True
    return made.logits[0].argmax(0).float().numpy(), False


@cache
def _network(path: str) -> tuple[Any, bool]:
    """The model, loaded once a process, and whether it tells depth."""
    from transformers import AutoModelForDepthEstimation, AutoModelForSemanticSegmentation

    kinds = models.config(Path(path)).get("architectures") or [""]
    is_depth = kinds[0].endswith("DepthEstimation")
    loader = AutoModelForDepthEstimation if is_depth else AutoModelForSemanticSegmentation
    network = loader.from_pretrained(path, local_files_only=True, trust_remote_code=False)
    return network.eval(), is_depth


def _subject(labels: NDArray[np.float32]) -> Mask:
    """Every segment that holds little of the frame's border."""
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    ground = [label for label in np.unique(labels) if (edge == label).mean() >= _BORDER]
    return np.asarray(~np.isin(labels, ground), np.uint8)


def _near(nearness: NDArray[np.float32], small: Rgb) -> Mask:
    """What is nearer than half-way between the ground's nearness and that of the eye's subject."""
    height, width = nearness.shape
    left, top, right, bottom = subject_box(small)[0]
    inside = nearness[
        int(top * height) : max(1, int(bottom * height)),
        int(left * width) : max(1, int(right * width)),
    ]
    edge = np.concatenate([nearness[0], nearness[:, 0], nearness[:, -1]])
    cut = (np.median(edge) + np.percentile(inside, 75)) / 2
    return np.asarray(nearness > cut, np.uint8)
