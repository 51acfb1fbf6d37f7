"""The check believes nothing: torn, damaged and foreign files are refused."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.engines.renderer.check import check, walk
from vidgen.engines.renderer.join import join
from vidgen.errors import DamageError

W, H, FRAMES, RATE = 160, 96, 60, 48_000


def pictures(path: Path) -> Path:
    """Two seconds of moving texture, so that the file is mostly picture data."""
    chance = np.random.default_rng(3)
    page = chance.integers(16, 235, (H * 3 // 2, W), dtype=np.uint8)
    with av.open(str(path), "w") as target:
        stream = target.add_stream("libx264", rate=30, options={"preset": "veryfast", "crf": "30"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = W, H, "yuv420p"
        for number in range(FRAMES):
            turned = np.ascontiguousarray(np.roll(page, 2 * number, axis=1))
            target.mux(stream.encode(av.VideoFrame.from_ndarray(turned, "yuv420p")))
        target.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("film")
    times = np.arange(RATE * 2) / RATE
    tone = np.rint(3277 * np.sin(2 * np.pi * 997 * times)).astype("<i2")
    with wave.open(str(folder / "tone.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.repeat(tone, 2).tobytes())
    join([pictures(folder / "a.mp4")], folder / "tone.wav", folder / "f.mp4", fps=30, title="t")
    return folder / "f.mp4"


def refused(path: Path, content: bytes) -> bool:
    path.write_bytes(content)
    try:
        check(path, frames=FRAMES, fps=30, width=W, height=H)
    except DamageError as error:
        return str(error).startswith(str(path)) and "\n" not in str(error)
    return False


def test_a_good_film_passes_and_is_measured(film: Path) -> None:
    found = check(film, frames=FRAMES, fps=30, width=W, height=H)
    assert found.frames == FRAMES
    assert found.sound_seconds == pytest.approx(2.0, abs=0.05)
    # A 997 Hz tone 20 dB below full scale on both sides is -20 LUFS by definition.
    assert found.lufs == pytest.approx(-20.0, abs=0.2)
    assert found.peak == pytest.approx(-20.0, abs=1.5)


def test_every_truncation_is_refused(film: Path, tmp_path: Path) -> None:
    content = film.read_bytes()
    chance = np.random.default_rng(9)
    ends = {0, 1, 8, 31, 32, len(content) // 2, len(content) - 1}
    ends |= set(chance.integers(1, len(content), 200).tolist())
    assert all(refused(tmp_path / "torn.mp4", content[:end]) for end in ends)


def test_zeroed_stretches_are_refused(film: Path, tmp_path: Path) -> None:
    """A disk that lost a page leaves zeros; a decoder would paint over them and go on."""
    content = film.read_bytes()
    begin = content.find(b"mdat") + 8
    for start in np.linspace(begin, len(content) - 4096, 24).astype(int):
        torn = bytearray(content)
        torn[start : start + 4096] = bytes(4096)
        assert refused(tmp_path / "torn.mp4", bytes(torn)), start


def test_files_that_are_no_films_are_refused(tmp_path: Path) -> None:
    for content in (b"", b"hello", b"\0" * 64, b"\x00\x00\x00\x08free", b"ftyp" * 40):
        assert refused(tmp_path / "x.mp4", content)


def test_a_film_cut_before_its_index_was_written_is_named_unfinished(tmp_path: Path) -> None:
    half = b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x08mdat"
    (tmp_path / "x.mp4").write_bytes(half)
    with pytest.raises(DamageError, match="moov"):
        walk(tmp_path / "x.mp4")


def test_boxes_longer_than_four_gigabytes_are_understood(film: Path, tmp_path: Path) -> None:
    """A length of 1 means: the length follows in eight bytes."""
    content = film.read_bytes()
    at = content.find(b"mdat") - 4
    size = int.from_bytes(content[at : at + 4], "big")
    wide = content[:at] + b"\0\0\0\x01mdat" + (size + 8).to_bytes(8, "big") + content[at + 8 :]
    (tmp_path / "wide.mp4").write_bytes(wide)
    walk(tmp_path / "wide.mp4")
    (tmp_path / "wide.mp4").write_bytes(wide[:-1])
    with pytest.raises(DamageError, match="past the file's end"):
        walk(tmp_path / "wide.mp4")


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    pictures(tmp_path / "mute.mp4")
    with pytest.raises(DamageError, match="video"):
        check(tmp_path / "mute.mp4", frames=FRAMES, fps=30, width=W, height=H)


@pytest.mark.parametrize(("frames", "fps"), [(58, 30), (62, 30), (60, 25), (60, 60)])
def test_another_length_is_refused(film: Path, frames: int, fps: int) -> None:
    with pytest.raises(DamageError):
        check(film, frames=frames, fps=fps, width=W, height=H)
