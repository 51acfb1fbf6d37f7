"""Looking at photos and clips: once each, the entry named when something is wrong."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.errors import InputError
from vidgen.model.media import Sight
from vidgen.model.product import Media
from vidgen.store import Store
from vidgen.studio.looking import look
from vidgen.studio.steps import Step, nobody


def clip(path: Path) -> None:
    """Three seconds of a bar that wanders over noise."""
    noise = np.random.default_rng(2).integers(0, 255, (360, 240, 3), dtype=np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(30))
        stream.width, stream.height, stream.pix_fmt = 240, 360, "yuv420p"
        for number in range(90):
            picture = noise.copy()
            picture[:, number * 2 : number * 2 + 40] = (200, 30, 30)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


def sights(store: Store, *paths: Path) -> tuple[Sight, ...]:
    return look(tuple(Media(path=str(path)) for path in paths), store, nobody)


def test_each_content_is_looked_at_once(mug: Path, tmp_path: Path) -> None:
    store, steps = Store(tmp_path), list[Step]()
    photo = mug.with_name("mug.png")
    seen = look((Media(path=str(photo)), Media(path=str(photo))), store, steps.append)
    assert len(seen) == 1
    assert seen[0].cutout is not None
    assert [(step.done, step.total) for step in steps] == [(1, 2), (2, 2)]


def test_pictures_that_are_gone_are_made_again(mug: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    (first,) = sights(store, mug.with_name("mug.png"))
    Path(first.picture.path).unlink()
    assert first.cutout is not None
    Path(first.cutout.path).write_bytes(b"damaged")
    (again,) = sights(store, mug.with_name("mug.png"))
    assert again == first
    assert store.holds(Path(first.picture.path))
    assert store.holds(Path(first.cutout.path))


def test_a_clip_gives_its_sharpest_moments(tmp_path: Path) -> None:
    clip(tmp_path / "walk.mp4")
    store = Store(tmp_path / "store")
    seen = sights(store, tmp_path / "walk.mp4")
    assert 1 <= len(seen) <= 3
    assert all((sight.width, sight.height) == (240, 360) for sight in seen)
    assert sights(store, tmp_path / "walk.mp4") == seen


@pytest.mark.parametrize("name", ["bad.jpg", "bad.mp4", "none.png"])
def test_the_entry_is_named_when_it_cannot_be_read(mug: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff junk")
    (tmp_path / "bad.mp4").write_bytes(b"\0\0\0\x20ftypisom junk")
    with pytest.raises(
        InputError, match=rf"media\[1\], .*{name}: .*(is no|cannot be read|is cut off)"
    ):
        sights(Store(tmp_path / "store"), mug.with_name("mug.png"), tmp_path / name)
