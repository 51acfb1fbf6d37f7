"""A13 and A16: how much memory the largest pictures cost, where they are decoded and where not (S2).

A process of its own opens them and tells the peaks of itself and of its decoder. CI opens the ones
that cost most; MEMORY=all every one.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.figures import record
from tests.hostile.conftest import fed, picture, png
from tests.hostile.test_pictures import animation
from vidgen.engines.eye.picture_child import MEMORY

OPENS = """
import json, resource, sys
from pathlib import Path
from vidgen.engines.eye import opening
from vidgen.errors import InputError

def peak(number):
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024

told = {}
for path in map(Path, sys.argv[1:]):
    opening._RUNNING[:] = []
    try:
        how = "x".join(map(str, opening.opened(path).size))
    except InputError as error:
        how = error.what
    child = opening._RUNNING[0]._process if opening._RUNNING else None
    alive = child is not None and child.poll() is None
    told[path.name] = how, peak(child.pid) if alive else 0
print(json.dumps({"pictures": told, "parent": peak("self")}))
"""
"""A decoder for each picture, as its peak is that of its whole life."""

PARENT = 300 * 1024**2
WORKER = 1024**3


def wide(kind: str, mode: str, size: tuple[int, int]) -> bytes:
    """A picture of the largest size that is read, of few bytes in its file."""
    out = io.BytesIO()
    Image.new(mode, size, 90 if len(mode) == 1 else None).save(out, kind)
    return out.getvalue()


def deep() -> bytes:
    """Sixteen bits a pixel: it is brought down to eight."""
    out = io.BytesIO()
    Image.fromarray(np.full((7000, 7000), 40_000, np.uint16)).save(out, "PNG")
    return out.getvalue()


def progressive() -> bytes:
    noise = np.random.default_rng(1).integers(0, 255, (75, 100, 3), np.uint8)
    big = Image.fromarray(noise).resize((8000, 6000), Image.Resampling.BILINEAR)
    out = io.BytesIO()
    big.save(out, "JPEG", progressive=True, quality=85)
    return out.getvalue()


COSTLY: dict[str, Callable[[], bytes]] = {
    "clear.png": partial(wide, "PNG", "RGBA", (7000, 7000)),
    "deep.png": deep,
    "large.webp": partial(wide, "WEBP", "RGB", (16_000, 3_000)),
    "bomb.png": partial(png, 16_384, 16_384),
}
OTHERS: dict[str, Callable[[], bytes]] = {
    "plain.png": partial(wide, "PNG", "RGB", (7000, 7000)),
    "grey-clear.png": partial(wide, "PNG", "LA", (7000, 7000)),
    "long.png": partial(wide, "PNG", "RGB", (16_000, 3_000)),
    "one-bit.png": partial(png, 7_000, 7_000),
    "print.jpg": partial(wide, "JPEG", "CMYK", (7000, 7000)),
    "plain.jpg": partial(wide, "JPEG", "RGB", (7000, 7000)),
    "progressive.jpg": progressive,
    "animation.png": partial(animation, "PNG"),
    "animation.webp": partial(animation, "WEBP"),
    "lie.png": partial(png, 60_000, 60_000, b""),
    "small.jpg": picture,
}


@pytest.mark.timeout(0)
def test_a16_the_largest_pictures_and_their_memory(tmp_path: Path) -> None:
    """The decoder stays within its limit on every one, and who asks for it holds one picture."""
    made = COSTLY | (OTHERS if os.environ.get("MEMORY") == "all" else {})
    fed(len(made))
    for name, make in made.items():
        (tmp_path / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", OPENS, *(str(tmp_path / name) for name in made)],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    print(json.dumps(told, indent=1))
    peaks = {name: peak for name, (_, peak) in told["pictures"].items()}
    assert set(peaks) == set(made)
    assert max(peaks.values()) > 100 * 1024**2, "nothing large was decoded"
    assert max(peaks.values()) < WORKER < MEMORY
    assert told["parent"] < PARENT
    worst = max(peaks, key=lambda name: peaks[name])
    gone = sum(not peak for peak in peaks.values())
    counts = {"pictures": len(peaks), "decoders_that_died": gone, "worst": worst}
    most = {"worker_MB": round(peaks[worst] / 1e6), "parent_MB": round(told["parent"] / 1e6)}
    record("S2", "pictures", **counts, **most)
