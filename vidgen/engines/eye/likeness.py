"""How well pictures and sentences go together, by a local image–text model (CLIP, SigLIP …).

The model is a folder in the format of transformers, with its tokenizer; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vidgen.engines.eye import models
from vidgen.engines.eye.opening import opened

VERSION = "1"


def version(model: str) -> str:
    """Changes with the model; EngineMissing when it is not there."""
    return f"{VERSION}.{models.digest(models.folder(model))}"


def likeness(model: str, pictures: Sequence[Path], texts: Sequence[str]) -> NDArray[np.float32]:
    """Cosine, -1 to 1, of every text (rows) with every picture (columns).

    Raises EngineMissing when the model is not there or cannot be used.
    """
    path = models.folder(model)
    with models.loading(path):
        return _compared(path, pictures, texts)


def _compared(path: Path, pictures: Sequence[Path], texts: Sequence[str]) -> NDArray[np.float32]:
    import torch
    from transformers import AutoModel, AutoTokenizer

    network = AutoModel.from_pretrained(path, local_files_only=True, trust_remote_code=False).eval()
    tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
    side = int(network.config.vision_config.image_size)
    longest = int(network.config.text_config.max_position_embeddings)
    pixels = [
        models.pixel_values(np.asarray(opened(picture.resolve()).convert("RGB")), path, side)
        for picture in pictures
    ]
    words = tokenizer(
        list(texts), padding=True, truncation=True, max_length=longest, return_tensors="pt"
    )
    with torch.inference_mode():
        made = network(
            pixel_values=torch.from_numpy(np.concatenate(pixels)),
            input_ids=words["input_ids"],
            attention_mask=words["attention_mask"],
        )
    said, seen = (
        np.asarray(part.float().numpy(), np.float32)
        for part in (made.text_embeds, made.image_embeds)
    )
    said /= np.linalg.norm(said, axis=1, keepdims=True)
    seen /= np.linalg.norm(seen, axis=1, keepdims=True)
    return np.asarray(said @ seen.T, np.float32)
