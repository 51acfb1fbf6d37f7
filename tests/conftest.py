"""What several tests share: a small product with photos drawn here, and the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from PIL import Image

from vidgen.feeds import feed
from vidgen.feeds.feed import Asked, Feed

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


@pytest.fixture
def reads(tmp_path: Path) -> Callable[..., Feed]:
    """Writes a catalog's content into a file (UTF-8 unless bytes) and reads it on 10 June 2026."""

    def read(content: str | bytes, name: str = "catalog", **asked: object) -> Feed:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        how = {"today": date(2026, 6, 10), **asked}
        return feed.read(path, Asked(**how))  # type: ignore[arg-type]

    return read
