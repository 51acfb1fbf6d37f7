"""The eye with a local model: tiny networks of the real kinds, made and taught in the test."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from transformers import (
    DPTConfig,
    DPTForDepthEstimation,
    SegformerConfig,
    SegformerForSemanticSegmentation,
)

from vidgen.engines import find
from vidgen.engines.eye import models
from vidgen.engines.eye.masks import Masks
from vidgen.errors import EngineMissing
from vidgen.library import Library
from vidgen.model.media import Asset
from vidgen.model.product import Media
from vidgen.settings import Settings
from vidgen.store import Store
from vidgen.studio import Studio

SIDE = 64


def scene(seed: int, side: int = SIDE) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A red disc on a ground of blue and green patches, and where it is."""
    chance = np.random.default_rng(seed)
    patches = chance.integers(0, 160, (8, 8, 3), np.uint8)
    patches[..., 0] //= 4
    ground = np.asarray(Image.fromarray(patches).resize((side, side), Image.Resampling.NEAREST))
    y, x = np.mgrid[:side, :side] / side
    middle, radius = chance.uniform(0.42, 0.58, 2), chance.uniform(0.18, 0.28)
    disc = (x - middle[0]) ** 2 + (y - middle[1]) ** 2 < radius**2
    picture = ground.copy()
    picture[disc] = (230, 40, 40)
    return picture, disc.astype(np.uint8)


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A two-layer SegFormer that has learnt to tell discs from their ground."""
    torch.manual_seed(1)
    network = SegformerForSemanticSegmentation(
        SegformerConfig(
            num_encoder_blocks=2,
            depths=[1, 1],
            sr_ratios=[4, 2],
            hidden_sizes=[16, 32],
            patch_sizes=[3, 3],
            strides=[2, 2],
            num_attention_heads=[1, 2],
            mlp_ratios=[2, 2],
            decoder_hidden_size=32,
            num_labels=2,
            image_size=SIDE,
        )
    )
    folder = tmp_path_factory.mktemp("segmenter")
    network.save_pretrained(folder)
    steps = torch.optim.AdamW(network.parameters(), lr=5e-3)
    for step in range(60):
        pairs = [scene(1000 + 8 * step + n) for n in range(8)]
        values = [models.pixel_values(picture, folder, SIDE) for picture, _ in pairs]
        labels = torch.from_numpy(np.stack([mask for _, mask in pairs]).astype(np.int64))
        loss = network(pixel_values=torch.from_numpy(np.concatenate(values)), labels=labels).loss
        steps.zero_grad()
        loss.backward()
        steps.step()
    network.save_pretrained(folder)
    return folder


def see(eye: Masks, picture: NDArray[np.uint8], work: Path) -> tuple[Asset, Path]:
    path = work / "photo.png"
    Image.fromarray(picture).save(path)
    return Asset(sha256="0" * 64, path=str(path), kind="photo"), work


def test_a_taught_model_cuts_the_subject_out(segmenter: Path, tmp_path: Path) -> None:
    picture, disc = scene(7, 640)
    sight = find("eye", "masks").of(str(segmenter))(*see(Masks(), picture, tmp_path))
    assert sight.backdrop == "busy"
    assert sight.cutout is not None
    assert sight.cut_confidence >= 0.8
    rows, columns = np.where(disc)
    box = (columns.min() / 640, rows.min() / 640, columns.max() / 640, rows.max() / 640)
    assert sight.subject == pytest.approx(box, abs=0.05)


def test_an_untaught_model_is_not_believed(tmp_path: Path) -> None:
    torch.manual_seed(2)
    network = DPTForDepthEstimation(
        DPTConfig(
            hidden_size=32,
            num_hidden_layers=4,
            num_attention_heads=2,
            intermediate_size=64,
            image_size=SIDE,
            patch_size=8,
            backbone_out_indices=[0, 1, 2, 3],
            neck_hidden_sizes=[8, 8, 8, 8],
            fusion_hidden_size=8,
            reassemble_factors=[4, 2, 1, 0.5],
            is_hybrid=False,
        )
    )
    network.save_pretrained(tmp_path / "model")
    noise = np.random.default_rng(3).integers(0, 255, (40, 40, 3), np.uint8)
    busy = np.asarray(Image.fromarray(noise).resize((500, 500)))
    sight = Masks(str(tmp_path / "model"))(*see(Masks(), busy, tmp_path))
    assert sight.cutout is None


def test_another_model_sees_again(segmenter: Path) -> None:
    assert Masks(str(segmenter)).version.startswith("1.5.")
    with pytest.raises(EngineMissing, match=r"nowhere is no folder with a config\.json"):
        _ = Masks("nowhere").version


def test_a_foreign_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "cook-book"}')
    picture, _ = scene(7, 300)
    with pytest.raises(EngineMissing, match="cannot be used") as caught:
        Masks(str(tmp_path))(*see(Masks(), picture, tmp_path))
    assert "\n" not in str(caught.value)


def test_the_studio_keeps_what_each_eye_saw(segmenter: Path, tmp_path: Path) -> None:
    picture, _ = scene(7, 640)
    Image.fromarray(picture).save(tmp_path / "photo.png")
    media = (Media(path=str(tmp_path / "photo.png")),)
    settings = Settings(eye=f"masks:{segmenter}")
    from vidgen.studio.looking import look

    store = Store(tmp_path / "store")
    studio = Studio(store, Library(), eye=settings.eye)
    (modelled,) = look(media, store, studio.watch, studio.eye)
    (classic,) = look(media, store, studio.watch)
    assert modelled.cut_confidence != classic.cut_confidence
