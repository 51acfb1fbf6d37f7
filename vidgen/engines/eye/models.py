"""Local vision models: found on this disk only, described by their content, fed with pixels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.engines.eye.cutting import Rgb
from vidgen.errors import EngineMissing

_MEAN, _STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of ImageNet's pictures, which most models are trained with, where a model names no others."""


def folder(model: str) -> Path:
    """The folder of a model in the format of transformers; EngineMissing if it is not there."""
    path = Path(model).expanduser()
    if not (path / "config.json").is_file():
        what = f"{model or 'no model'} is no folder with a config.json: name one that lies here"
        raise EngineMissing("eye", what)
    return path


def digest(model: Path) -> str:
    """What stands for a model in keys: its configuration, and its weights' names and sizes."""
    told = hashlib.sha256((model / "config.json").read_bytes())
    for weights in sorted(model.glob("*.safetensors")):
        told.update(f"{weights.name} {weights.stat().st_size}".encode())
    return told.hexdigest()[:16]


def config(model: Path, name: str = "config.json") -> dict[str, Any]:
    """One of the model's JSON files; {} where it has none of that name."""
    path = model / name
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found if isinstance(found, dict) else {}


def pixel_values(picture: Rgb, model: Path, size: int) -> NDArray[np.float32]:
    """The picture as (1, 3, size, size), scaled as the model's processor asks for.

    Transformers' own processors need torchvision; this is the part of them that models share.
    """
    asked = config(model, "preprocessor_config.json")
    mean, std = asked.get("image_mean", _MEAN), asked.get("image_std", _STD)
    small = cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA)
    scaled = (small.astype(np.float32) / 255 - np.float32(mean)) / np.float32(std)
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], np.float32)


@contextmanager
def loading(model: Path) -> Iterator[None]:
    """What a broken or foreign model raises, as EngineMissing in one line."""
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise EngineMissing("eye", f"{model} cannot be used: {first}") from error
