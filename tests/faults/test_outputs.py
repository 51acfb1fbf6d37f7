"""Finished films that are damaged before they are published: the check finds every one (R3).

CI tries a few; the full count is

    OUTPUTS=2000 GOOD=500 FIGURES=figures python -m pytest tests/faults/test_outputs.py -p no:xdist -s
"""

from __future__ import annotations

import os
import random
import wave
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.figures import record
from vidgen.engines.renderer.check import check_film, check_written
from vidgen.engines.renderer.join import join
from vidgen.engines.renderer.packets import Parts, stream_of
from vidgen.engines.renderer.track import track
from vidgen.errors import DamageError

OUTPUTS = int(os.environ.get("OUTPUTS", "240"))
GOOD = int(os.environ.get("GOOD", "10"))
W, H, RATE, FPS, FRAMES = 160, 96, 48_000, 30, 30


def part(path: Path, seed: int, frames: int = FRAMES, size: tuple[int, int] = (W, H)) -> Path:
    """A segment of moving texture, so that the file is mostly picture data."""
    width, height = size
    page = np.random.default_rng(seed).integers(16, 235, (height * 3 // 2, width), dtype=np.uint8)
    with av.open(str(path), "w") as target:
        stream = target.add_stream("libx264", rate=Fraction(FPS), options={"preset": "veryfast"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(frames):
            turned = np.ascontiguousarray(np.roll(page, 2 * number, axis=1))
            target.mux(stream.encode(av.VideoFrame.from_ndarray(turned, "yuv420p")))
        target.mux(stream.encode(None))
    return path


def sound(path: Path, seconds: float, height: float = 3277.0) -> Path:
    """A track of a tone; of silence where it has no height."""
    times = np.arange(round(RATE * seconds)) / RATE
    tone = np.rint(height * np.sin(2 * np.pi * 997 * times)).astype("<i2")
    told = path.with_suffix(".wav")
    with wave.open(str(told), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.repeat(tone, 2).tobytes())
    track(told, path)
    return path


@dataclass(frozen=True)
class Film:
    """A film of segments and a sound, what it was joined from, and the digest of its bytes."""

    folder: Path
    parts: Sequence[Path]
    sound: Path
    path: Path = field(init=False)
    sha256: str = field(init=False)
    of: Parts = field(init=False)

    def __post_init__(self) -> None:
        path = self.folder / "film.mp4"
        made = join(self.parts, self.sound, path, fps=FPS, title="Cup 1")
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "sha256", made.sha256)
        pictures = tuple(stream_of(each, "video") for each in self.parts)
        object.__setattr__(self, "of", Parts(pictures, stream_of(self.sound, "audio")))

    def joined(self, name: str, parts: Sequence[Path], heard: Path, fps: int = FPS) -> Path:
        """Other parts joined, as this film could be by mistake."""
        join(parts, heard, self.folder / name, fps=fps, title="Cup 1")
        return self.folder / name

    def packets(self, path: Path) -> None:
        """The first half of the check that a film passes before it is published."""
        frames = sum(len(stream.packets) for stream in self.of.pictures)
        check_film(path, self.of, frames=frames, fps=FPS, width=W, height=H)

    def written(self, path: Path) -> None:
        """The other half."""
        check_written(path, self.sha256)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    folder = tmp_path_factory.mktemp("film")
    parts = [part(folder / f"{seed}.mp4", seed) for seed in (1, 2)]
    return Film(folder, parts, sound(folder / "tone.m4a", 2 * FRAMES / FPS))


def refused(check: Callable[[Path], None], path: Path) -> bool:
    """Whether a damaged film is refused, by name and in one line."""
    try:
        check(path)
    except DamageError as error:
        return str(error).startswith(f"{path}: ") and "\n" not in str(error)
    return False


Damage = Callable[[bytes, random.Random], bytes]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def one_bit(content: bytes, chance: random.Random) -> bytes:
    other = bytearray(content)
    other[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(other)


def one_bit_of_the_index(content: bytes, chance: random.Random) -> bytes:
    begin = content.index(b"mdat") - 4
    return one_bit(content[:begin], chance) + content[begin:]


def zeroed(content: bytes, chance: random.Random) -> bytes:
    """A disk that lost a page leaves zeros; there was something else before."""
    at = chance.randrange(len(content) - 512)
    return content[:at] + bytes(512) + content[at + 512 :]


def exchanged(content: bytes, chance: random.Random) -> bytes:
    """Two stretches of it in each other's place."""
    one, other = sorted(chance.sample(range(0, len(content) - 512, 512), 2))
    parts = content[one : one + 512], content[other : other + 512]
    between = content[one + 512 : other]
    return content[:one] + parts[1] + between + parts[0] + content[other + 512 :]


def lengthened(content: bytes, chance: random.Random) -> bytes:
    return content + chance.randbytes(chance.randint(1, 512))


DAMAGES: tuple[Damage, ...] = (
    *(cut_off, one_bit, one_bit_of_the_index, zeroed, exchanged, lengthened),
)


def test_r3_every_damage_is_found(film: Film, tmp_path: Path) -> None:
    """As many of each kind; packets alone do not see what lies in the index, both halves see all."""
    content, chance, path = film.path.read_bytes(), random.Random(3), tmp_path / "film.mp4"
    found: Counter[str] = Counter()
    for number in range(OUTPUTS):
        damage = DAMAGES[number % len(DAMAGES)]
        torn = damage(content, chance)
        assert torn != content
        path.write_bytes(torn)
        found["by_packets"] += (packets := refused(film.packets, path))
        found["by_the_digest_alone"] += not packets and refused(film.written, path)
        assert found.total() == number + 1, f"{damage.__name__}, number {number}, was not found"
    record("R3", "damaged", kinds=len(DAMAGES), tried=OUTPUTS, **found)


def test_r3_films_that_are_others_are_found(film: Film) -> None:
    """Whole files that decode, but are not what was ordered."""
    one, two = film.parts
    folder = film.folder
    short = part(folder / "short.mp4", 2, FRAMES - 1)
    small = [part(folder / f"s{seed}.mp4", seed, size=(128, 96)) for seed in (1, 2)]
    others = {
        "exchanged": film.joined("a.mp4", [two, one], film.sound),
        "twice": film.joined("b.mp4", [one, one], film.sound),
        "one": film.joined("c.mp4", [one], film.sound),
        "short by a frame": film.joined("d.mp4", [one, short], film.sound),
        "of another size": film.joined("e.mp4", small, film.sound),
        "silent": film.joined("f.mp4", film.parts, sound(folder / "no.m4a", 2.0, 0.0)),
        "of short sound": film.joined("g.mp4", film.parts, sound(folder / "half.m4a", 1.0)),
        "too fast": film.joined("h.mp4", film.parts, film.sound, fps=60),
        "without sound": one,
        "without picture": film.sound,
    }
    for how, path in others.items():
        assert refused(film.packets, path), how
    record("R3", "others", tried=len(others), found=len(others))


def test_r3_good_films_pass(tmp_path: Path) -> None:
    """Films of one to five segments of one to forty frames, each joined and checked."""
    chance = random.Random(5)
    pool = {n: part(tmp_path / f"{n}.mp4", n, n) for n in (1, 2, 7, 30, 40)}
    for _ in range(GOOD):
        lengths = [chance.choice(list(pool)) for _ in range(chance.randint(1, 5))]
        heard = tmp_path / f"{sum(lengths)}.m4a"
        if not heard.exists():
            sound(heard, sum(lengths) / FPS)
        made = Film(tmp_path, [pool[n] for n in lengths], heard)
        made.packets(made.path)
        made.written(made.path)
    record("R3", "good", films=GOOD, false_alarms=0)
