"""Pictures and sentences compared by a real image–text model, made and taught in the test."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import CLIPConfig, CLIPModel, PreTrainedTokenizerFast

from vidgen.engines.eye import models
from vidgen.engines.eye.likeness import likeness
from vidgen.errors import EngineMissing
from vidgen.model.media import Asset, Sight
from vidgen.model.script import Line, Scene, Script
from vidgen.stages.match import match
from vidgen.store import Store
from vidgen.studio.likening import affinities

COLOURS = {"red": (220, 30, 30), "green": (30, 190, 60), "blue": (30, 60, 220)}
SIDE = 32


def picture(colour: str, seed: int) -> Image.Image:
    noise = np.random.default_rng(seed).integers(-20, 20, (SIDE, SIDE, 3))
    return Image.fromarray(np.clip(noise + COLOURS[colour], 0, 255).astype(np.uint8))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CLIP of two small towers that has learnt three colours."""
    folder = tmp_path_factory.mktemp("clip")
    words = ["<pad>", "<eos>", "a", "mug", *COLOURS]
    spelling = Tokenizer(WordLevel({word: n for n, word in enumerate(words)}, unk_token="a"))
    spelling.pre_tokenizer = Whitespace()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=spelling, pad_token="<pad>", eos_token="<eos>", unk_token="a"
    )
    tokenizer.save_pretrained(folder)
    torch.manual_seed(1)
    tower = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    text = {"vocab_size": len(words), "max_position_embeddings": 16, "eos_token_id": 1}
    vision = {"image_size": SIDE, "patch_size": 8}
    network = CLIPModel(
        CLIPConfig(
            text_config={**tower, **text, "intermediate_size": 64, "pad_token_id": 0},
            vision_config={**tower, **vision, "intermediate_size": 64},
            projection_dim=16,
        )
    )
    network.save_pretrained(folder)
    steps = torch.optim.AdamW(network.parameters(), lr=3e-3)
    told = tokenizer([f"a {colour} mug <eos>" for colour in COLOURS], return_tensors="pt")
    for step in range(60):
        seen = [np.asarray(picture(colour, 100 + step)) for colour in COLOURS]
        values = np.concatenate([models.pixel_values(each, folder, SIDE) for each in seen])
        loss = network(
            pixel_values=torch.from_numpy(values),
            input_ids=told["input_ids"],
            attention_mask=told["attention_mask"],
            return_loss=True,
        ).loss
        steps.zero_grad()
        loss.backward()
        steps.step()
    network.save_pretrained(folder)
    return folder


def photos(folder: Path) -> list[Path]:
    paths = [folder / f"{n}.png" for n in range(len(COLOURS))]
    for path, colour in zip(paths, COLOURS, strict=True):
        picture(colour, 7).resize((200, 200)).save(path)
    return paths


def test_each_sentence_finds_its_picture(model: Path, tmp_path: Path) -> None:
    told = [f"a {colour} mug <eos>" for colour in COLOURS]
    found = likeness(str(model), photos(tmp_path), told)
    assert found.shape == (3, 3)
    assert list(found.argmax(axis=1)) == [0, 1, 2]
    assert np.abs(found).max() <= 1.0 + 1e-5


def test_the_film_shows_what_it_tells(model: Path, tmp_path: Path) -> None:
    """Photos of one kind, no notes: only the model can know which line is about which."""
    sights = tuple(
        Sight(
            asset=Asset(sha256=str(n) * 64, path=str(path), kind="photo"),
            picture=Asset(sha256=str(n) * 64, path=str(path), kind="photo"),
            width=1000,
            height=1000,
            kind="detail",
            backdrop="busy",
            subject=(0.2, 0.2, 0.8, 0.8),
            confidence=0.5,
            sharpness=100.0,
        )
        for n, path in enumerate(photos(tmp_path))
    )
    order = ["blue", "red", "green"]
    script = Script(
        product_id="mug",
        scenario="feature-tour",
        language="en",
        scenes=tuple(
            Scene(
                id=colour,
                beat="feature",
                archetype="feature",
                lines=(Line(id=colour, text=f"a {colour} mug <eos>"),),
            )
            for colour in order
        ),
    )
    alike = affinities(script, sights, str(model), Store(tmp_path / "store"))
    shown = [int(shot.sights[0][0]) for shot in match(script, sights, alike)]
    assert shown == [2, 0, 1]
    assert [int(shot.sights[0][0]) for shot in match(script, sights)] == [0, 1, 2]


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match=r"config\.json"):
        likeness("nowhere", photos(tmp_path), ["a mug"])
