"""A still is the film's own frame, before the encoder."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from vidgen.engines.renderer.encode import encode
from vidgen.engines.renderer.still import jpeg, still
from vidgen.model.cut import Curve, Cut, Encoder, Key, LaidShot, Layer, Transition
from vidgen.model.paint import Ellipse, Run, Text
from vidgen.stages.split import split

W, H = 320, 240


def film() -> Cut:
    """Two shots with a slash between them and a caption over all."""
    grow = Curve(prop="scale", keys=(Key(frame=0, value=0.5), Key(frame=25, value=1.2)))
    disc = Layer(
        id="disc",
        paint=Ellipse(w=80, h=80, colour="#D7FB2F"),
        x=120,
        y=60,
        end=40,
        pivot=(40, 40),
        curves=(grow,),
    )
    word = Text(lines=((Run(text="字幕"),),), face="sans-900", size=48, colour="#FFFFFF")
    shots = (
        LaidShot(id="a", archetype="hook", start=0, end=30, background="#115BCD", layers=(disc,)),
        LaidShot(
            id="b",
            archetype="end",
            start=20,
            end=45,
            background="#C81E1E",
            layers=(disc,),
            transition=Transition(name="slash", frames=10, colours=("#D7FB2F", "#060E1D")),
        ),
    )
    return Cut(
        product_id="p",
        aspect="4:3",
        platform="t",
        width=W,
        height=H,
        fps=30,
        frames=45,
        shots=shots,
        overlays=(Layer(id="c", paint=word, x=20, y=180, start=2, end=44),),
        safe=(0, 0, W, H),
        encoder=Encoder(crf=4),
    )


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> list[np.ndarray]:
    """The film's frames as a player shows them."""
    folder: Path = tmp_path_factory.mktemp("film")
    found = []
    for number, piece in enumerate(split(film())):
        encode(piece, folder / f"{number}.mp4")
        with av.open(str(folder / f"{number}.mp4")) as source:
            found += [frame.to_ndarray(format="rgb24") for frame in source.decode(video=0)]
    return found


@pytest.mark.parametrize("frame", [0, 1, 12, 19, 20, 24, 29, 30, 44])
def test_a_still_is_what_the_film_shows(frames: list[np.ndarray], frame: int) -> None:
    found = still(film(), frame)
    assert found.shape == (H, W, 3)
    apart = np.abs(found.astype(int) - frames[frame])
    assert apart.mean() < 2.0
    assert np.quantile(apart, 0.95) <= 6


def test_captions_can_be_left_out() -> None:
    plain, told = still(film(), 10, captions=False), still(film(), 10)
    rows = np.flatnonzero((plain != told).any(axis=(1, 2)))
    assert rows.min() >= 178, "the page above it is the same"
    assert len(rows) > 20


def test_a_cover_is_a_jpeg_without_captions() -> None:
    with Image.open(io.BytesIO(jpeg(film(), 12))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (W, H))
        found = np.asarray(picture.convert("RGB")).astype(int)
    assert np.abs(found - still(film(), 12, captions=False)).mean() < 3
    assert jpeg(film(), 12) == jpeg(film(), 12)
