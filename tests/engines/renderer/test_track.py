"""The film's sound is the mix: in time, close to it, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.engines.music.bed import compose
from vidgen.engines.music.tones import write_wav
from vidgen.engines.renderer.track import track


def decoded(path: Path) -> np.ndarray:
    with av.open(str(path)) as source:
        parts = [frame.to_ndarray() for frame in source.decode(audio=0)]
    return np.concatenate(parts, axis=1).T


@pytest.mark.parametrize(("mood", "least"), [("drive", 24.0), ("calm", 32.0)])
def test_the_coded_sound_lies_on_the_mix_and_close_to_it(
    tmp_path: Path, mood: str, least: float
) -> None:
    """A sample too early or too late makes it 17 and 22 dB; the default search 23 and 30."""
    sound = compose(mood, 120, 6.0, 4)
    write_wav(tmp_path / "mix.wav", sound)
    track(tmp_path / "mix.wav", tmp_path / "a.m4a")
    track(tmp_path / "mix.wav", tmp_path / "b.m4a")
    assert (tmp_path / "a.m4a").read_bytes() == (tmp_path / "b.m4a").read_bytes()
    heard = decoded(tmp_path / "a.m4a")[: len(sound)]
    assert len(heard) == len(sound)
    noise = ((heard - sound) ** 2).sum()
    assert 10 * np.log10((sound**2).sum() / noise) > least
    rate = (tmp_path / "a.m4a").stat().st_size * 8 / 6.0
    assert rate == pytest.approx(192_000, rel=0.06)
