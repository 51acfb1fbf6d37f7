"""What several tests share: a small product with photos drawn here, and the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from PIL import Image

from vidgen.feeds import feed
from vidgen.feeds.feed import Asked, Feed
from vidgen.model.writing import Models
from vidgen.stages.write import TELL

# A busy machine is no failure, and a failure found once must be found again.
settings.register_profile("vidgen", deadline=None, derandomize=True)
settings.load_profile("vidgen")

Vidgen = Callable[..., subprocess.CompletedProcess[str]]
"""Runs `python -m vidgen …` with a store of the test's own."""

MUG = """\
id: MG-01
name: Enamel Camp Mug
brand: White Tower
category: Drinkware
price: 18.00
list_price: 24.00
currency: USD
points:
  - Steel core with two coats of enamel
  - Works over an open flame
attributes:
  Volume: 12 oz
media:
  - mug.png
  - camp.jpg
"""


def draw_mug(path: Path) -> None:
    """A packshot: a red mug on transparent ground, 700 x 700."""
    across, down = np.meshgrid(np.arange(700), np.arange(700))
    body = (abs(across - 320) < 170) & (abs(down - 350) < 200)
    handle = abs(np.hypot(across - 500, down - 350) - 90) < 22
    picture = np.zeros((700, 700, 4), np.uint8)
    shade = 0.6 + 0.4 * np.cos((across - 280) / 190)
    picture[..., :3] = (np.array([200, 40, 50]) * shade[..., None]).clip(0, 255)
    picture[..., 3] = np.where(body | handle, 255, 0)
    Image.fromarray(picture).save(path)


def draw_camp(path: Path) -> None:
    """A scene that fills the frame: hills in the evening, 900 x 1200."""
    across, down = np.meshgrid(np.arange(900), np.arange(1200))
    sky = np.stack([250 - down / 12, 190 - down / 9, 120 + down / 14], -1)
    hills = down > 750 + 60 * np.sin(across / 120) + 25 * np.sin(across / 37)
    picture = np.where(hills[..., None], np.array([40, 70, 55]), sky)
    grain = np.random.default_rng(1).normal(0, 6, picture.shape)
    Image.fromarray((picture + grain).clip(0, 255).astype(np.uint8)).save(path, quality=90)


@pytest.fixture(scope="session")
def mug(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A product file with two photos beside it; treat it as read-only."""
    folder = tmp_path_factory.mktemp("product")
    draw_mug(folder / "mug.png")
    draw_camp(folder / "camp.jpg")
    (folder / "mug.yaml").write_text(MUG, encoding="utf-8")
    return folder / "mug.yaml"


def vidgen_with(store: Path) -> Vidgen:
    """The command line with its store at `store`, and nothing of the caller's own settings."""

    def run(*arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
        plain = {k: v for k, v in os.environ.items() if not k.startswith("VIDGEN_")}
        return subprocess.run(
            [sys.executable, "-m", "vidgen", *map(str, arguments)],
            env={**plain, "VIDGEN_STORE": str(store), **extra},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def vidgen(tmp_path: Path) -> Vidgen:
    """The command line with an empty store."""
    return vidgen_with(tmp_path / "store")


@pytest.fixture(scope="session")
def shared_vidgen(tmp_path_factory: pytest.TempPathFactory) -> Vidgen:
    """The command line with one store for the whole session."""
    return vidgen_with(tmp_path_factory.mktemp("store"))


_CORPUS = (
    "Meet the Enamel Camp Mug. Steel core with two coats of enamel. Works over an open flame.",
    "You are a writer. Answer with one JSON object. Take a look, and tell us what you like.",
    "看近一点，样子都在这里了。双层加厚，耳朵盖得住。先收藏，回头再细看。心动了，就带它回家。",
    '{"hook.1": {"text": "Here it is.", "facts": ["name", "price"]}}',
    # The prompt itself: short prompts in tokens keep the tests quick.
    TELL.format(language="English Simplified Chinese (简体中文)"),
    '   "says": "",\n   "facts": "attr. point. description",\n   "must": "",\n   "least": 10,\n',
)
_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def build_model(folder: Path) -> Path:
    """Save a tiny chat model into `folder`: real tokenizer, real generate, random weights."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
    from transformers.utils import logging

    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    raw.train_from_iterator(
        _CORPUS * 3,
        trainers.BpeTrainer(vocab_size=1000, special_tokens=special, initial_alphabet=alphabet),
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|endoftext|>"
    )
    tokenizer.chat_template = _TEMPLATE
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=1008,
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=32768,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=None,
    )
    logging.disable_progress_bar()
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny chat model whose weights are random."""
    return build_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def reads(tmp_path: Path) -> Callable[..., Feed]:
    """Writes a catalog's content into a file (UTF-8 unless bytes) and reads it on 10 June 2026."""

    def read(content: str | bytes, name: str = "catalog", **asked: object) -> Feed:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        how = {"today": date(2026, 6, 10), **asked}
        return feed.read(path, Asked(**how))  # type: ignore[arg-type]

    return read


Answer = Callable[[dict[str, Any]], str]
"""What a served model says to the body of a chat completion."""


class Endpoint(ThreadingHTTPServer):
    """An OpenAI-compatible server on loopback that says what a function tells it to."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Completions)
        self.answer = answer
        self.bodies: list[dict[str, Any]] = []

    @property
    def models(self) -> Models:
        """The settings under which it is asked."""
        return Models(url=f"http://127.0.0.1:{self.server_port}/v1", remote="m", timeout=20)


class _Completions(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append(body)
        usage = {"prompt_tokens": 1, "completion_tokens": 1}
        said = {"choices": [{"message": {"content": self.server.answer(body)}}], "usage": usage}
        data = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def _served(answer: Answer) -> Iterator[Endpoint]:
    server = Endpoint(answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answer], Endpoint]]:
    """Serves a model on loopback: `endpoint(lambda body: "{}").models` says how to ask it."""
    for name in ("VIDGEN_OPENAI_KEY", "OPENAI_API_KEY", "VIDGEN_OPENAI_URL"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(_served(answer))
