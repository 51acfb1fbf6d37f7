"""The check believes nothing: torn, damaged and foreign files are refused."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.engines.renderer.check import check_film, check_sound, check_written, walk
from vidgen.engines.renderer.join import join
from vidgen.engines.renderer.packets import Parts, stream_of
from vidgen.engines.renderer.track import track
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


@dataclass(frozen=True)
class Film:
    """A joined film and what it was joined from."""

    path: Path
    part: Path
    sound: Path

    @property
    def joined(self) -> Parts:
        return Parts((stream_of(self.part, "video"),), stream_of(self.sound, "audio"))

    def check(self, path: Path, fps: int = 30, frames: int = FRAMES, height: int = H) -> None:
        check_film(path, self.joined, frames=frames, fps=fps, width=W, height=height)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    folder = tmp_path_factory.mktemp("film")
    times = np.arange(RATE * 2) / RATE
    tone = np.rint(3277 * np.sin(2 * np.pi * 997 * times)).astype("<i2")
    with wave.open(str(folder / "tone.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.repeat(tone, 2).tobytes())
    made = Film(folder / "f.mp4", pictures(folder / "a.mp4"), folder / "tone.m4a")
    track(folder / "tone.wav", made.sound)
    join([made.part], made.sound, made.path, fps=30, title="t")
    return made


def refused(check: Callable[[Path], object], path: Path, content: bytes) -> bool:
    path.write_bytes(content)
    try:
        check(path)
    except DamageError as error:
        return str(error).startswith(str(path)) and "\n" not in str(error)
    return False


def test_good_files_pass_and_the_sound_is_measured(film: Film) -> None:
    film.check(film.path)
    found = check_sound(film.sound)
    assert found.seconds == pytest.approx(2.0, abs=0.05)
    # A 997 Hz tone 20 dB below full scale on both sides is -20 LUFS by definition.
    assert found.lufs == pytest.approx(-20.0, abs=0.2)
    assert found.peak == pytest.approx(-20.0, abs=1.5)


def kinds(film: Film) -> list[tuple[Callable[[Path], object], bytes]]:
    """Every check with the content of a file that passes it."""
    return [
        (film.check, film.path.read_bytes()),
        (check_sound, film.sound.read_bytes()),
    ]


def test_every_truncation_is_refused(film: Film, tmp_path: Path) -> None:
    chance = np.random.default_rng(9)
    for check, content in kinds(film):
        ends = {0, 1, 8, 31, 32, len(content) // 2, len(content) - 1}
        ends |= set(chance.integers(1, len(content), 100).tolist())
        assert all(refused(check, tmp_path / "torn.mp4", content[:end]) for end in ends)


def test_zeroed_stretches_are_refused(film: Film, tmp_path: Path) -> None:
    """A disk that lost a page leaves zeros; a decoder would paint over them and go on."""
    for check, content in kinds(film)[:1]:
        begin = content.find(b"mdat") + 8
        last = content.find(b"moov") if content.find(b"moov") > begin else len(content)
        for start in np.linspace(begin, last - 4096, 24).astype(int):
            torn = bytearray(content)
            torn[start : start + 4096] = bytes(4096)
            assert refused(check, tmp_path / "torn.mp4", bytes(torn)), start


def test_one_other_bit_in_a_film_is_found(film: Film, tmp_path: Path) -> None:
    """Comparing packets sees what a decoder would take for a picture."""
    content = film.path.read_bytes()
    chance = np.random.default_rng(4)
    begin = content.find(b"mdat") + 8
    for at in chance.integers(begin, len(content), 60):
        other = bytearray(content)
        other[at] ^= 1 << int(chance.integers(8))
        assert refused(film.check, tmp_path / "bit.mp4", bytes(other)), at


def test_parts_in_another_order_or_too_few_are_refused(film: Film, tmp_path: Path) -> None:
    join([film.part, film.part], film.sound, tmp_path / "two.mp4", fps=30, title="")
    with pytest.raises(DamageError, match="packets"):
        film.check(tmp_path / "two.mp4")


def test_files_that_are_no_films_are_refused(film: Film, tmp_path: Path) -> None:
    for check, _ in kinds(film):
        for content in (b"", b"hello", b"\0" * 64, b"\x00\x00\x00\x08free", b"ftyp" * 40):
            assert refused(check, tmp_path / "x.mp4", content)


def test_a_film_cut_before_its_index_was_written_is_named_unfinished(tmp_path: Path) -> None:
    half = b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x08mdat"
    (tmp_path / "x.mp4").write_bytes(half)
    with pytest.raises(DamageError, match="moov"):
        walk(tmp_path / "x.mp4")


def test_boxes_longer_than_four_gigabytes_are_understood(film: Film, tmp_path: Path) -> None:
    """A length of 1 means: the length follows in eight bytes."""
    content = film.path.read_bytes()
    at = content.find(b"mdat") - 4
    size = int.from_bytes(content[at : at + 4], "big")
    wide = content[:at] + b"\0\0\0\x01mdat" + (size + 8).to_bytes(8, "big") + content[at + 8 :]
    (tmp_path / "wide.mp4").write_bytes(wide)
    walk(tmp_path / "wide.mp4")
    (tmp_path / "wide.mp4").write_bytes(wide[:-1])
    with pytest.raises(DamageError, match="past the file's end"):
        walk(tmp_path / "wide.mp4")


def test_the_smallest_box_is_a_box_and_a_smaller_is_none(film: Film, tmp_path: Path) -> None:
    """A length counts its own eight bytes."""
    (tmp_path / "x.mp4").write_bytes(film.path.read_bytes() + b"\0\0\0\x08free")
    walk(tmp_path / "x.mp4")
    (tmp_path / "x.mp4").write_bytes(film.path.read_bytes() + b"\0\0\0\x07free\0\0\0\0")
    with pytest.raises(DamageError, match="reaches past"):
        walk(tmp_path / "x.mp4")


def test_other_headers_over_the_same_packets_are_refused(film: Film) -> None:
    """Packets decode to other pictures under another picture's headers."""
    (picture,) = film.joined.pictures
    headers = picture.headers[:-1] + bytes([picture.headers[-1] ^ 1])
    other = Parts((replace(picture, headers=headers),), film.joined.sound)
    with pytest.raises(DamageError, match="headers"):
        check_film(film.path, other, frames=FRAMES, fps=30, width=W, height=H)


def test_a_film_without_sound_is_refused(film: Film) -> None:
    with pytest.raises(DamageError, match="video"):
        film.check(film.part)


def test_another_size_is_refused(film: Film) -> None:
    with pytest.raises(DamageError, match="160 x 96 instead of 160 x 120"):
        film.check(film.path, height=120)


@pytest.mark.parametrize("fps", [25, 60])
def test_another_rate_is_refused(film: Film, fps: int) -> None:
    with pytest.raises(DamageError, match="apart"):
        film.check(film.path, fps)


@pytest.mark.parametrize("frames", [58, 62])
def test_another_length_is_refused(film: Film, frames: int) -> None:
    with pytest.raises(DamageError, match=f"60 frames instead of {frames}"):
        film.check(film.path, frames=frames)


def test_sound_that_ends_early_is_refused(film: Film, tmp_path: Path) -> None:
    long = tmp_path / "long.mp4"
    joined = join([film.part, film.part], film.sound, long, fps=30, title="")
    with pytest.raises(DamageError, match="of sound under 4"):
        check_film(long, joined.parts, frames=2 * FRAMES, fps=30, width=W, height=H)


def test_a_file_that_is_not_what_was_written_is_refused(tmp_path: Path) -> None:
    chance = np.random.default_rng(5)
    content = chance.bytes(5000)
    wanted = hashlib.sha256(content).hexdigest()
    (tmp_path / "a").write_bytes(content)
    check_written(tmp_path / "a", wanted)
    others = [content[:end] for end in chance.integers(0, 5000, 20)]
    others += [content[:at] + b"\0" + content[at + 1 :] for at in range(0, 5000, 250)]
    others = [other for other in others if other != content]
    assert all(refused(lambda p: check_written(p, wanted), tmp_path / "b", x) for x in others)
