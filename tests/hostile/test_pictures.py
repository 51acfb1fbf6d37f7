"""A13 to A16 and A24: pictures and fonts that are bombs, lies, or the death of a decoder."""

from __future__ import annotations

import io
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.hostile.conftest import fed, picture, png
from vidgen.engines.eye import decoding, opening
from vidgen.engines.eye.opening import Decoder, opened
from vidgen.engines.renderer.fonts import face_of
from vidgen.errors import InputError
from vidgen.model.product import Media, Product
from vidgen.store import Store
from vidgen.studio.looking import look
from vidgen.studio.steps import nobody

MEGABYTE = 1024**2


def refused(folder: Path, content: bytes, name: str = "a.jpg") -> InputError:
    """What is said of a file that must not become a picture."""
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(InputError) as told:
        opened(path)
    assert told.value.where == str(path)
    return told.value


def animation(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), (n * 20, 0, 0)) for n in range(8)]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png(16_384, 16_384), "could be decomp"),
        (png(8_000, 7_000), "is 8000 x 7000 pixels"),
        (png(60_000, 60_000, b""), "pixels|no picture"),
        (png(2**31 - 1, 2**31 - 1, b""), "is no picture"),
        (png(20_000, 40), "is 20000 x 40 pixels"),
        (png(16_000, 32), "is a strip of 16000 x 32"),
        (png(40, 4), "is only 40 x 4"),
        (animation("PNG"), "is an animation"),
        (animation("WEBP"), "is an animation"),
        (picture()[:-20] + b"\0" * (41 * MEGABYTE), "is larger than 40 MB"),
        (picture()[:100], "is no picture"),
        (b"\xff\xd8\xff" + os.urandom(5000), "is no picture"),
        (b"\x89PNG\r\n\x1a\n" + os.urandom(5000), "is no picture"),
        (b"RIFF\xff\xff\xff\xffWEBPVP8 " + os.urandom(5000), "is no picture"),
    ],
)
def test_a13_bombs_and_impossible_sizes(tmp_path: Path, content: bytes, words: str) -> None:
    """Refused by the header, in a process that could not take the memory anyway."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = refused(tmp_path, content)
    assert any(word in error.what for word in words.split("|")), error.what
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 150, f"{grown:.0f} MB"


def test_a13_the_second_picture_of_a_camera_is_no_animation(tmp_path: Path) -> None:
    out = io.BytesIO()
    two = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    two[0].save(out, "MPO", save_all=True, append_images=two[1:])
    (tmp_path / "a.jpg").write_bytes(out.getvalue())
    assert opened(tmp_path / "a.jpg").size == (64, 64)


def _as(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        *(_as(kind) for kind in ("GIF", "BMP", "TIFF", "PPM", "TGA", "ICO", "EPS", "PDF", "PCX")),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n(%pipe%touch /tmp/x) (w) file\n",
        b"8BPS" + bytes(100),
        b"SIMPLE  =                    T" + b" " * 2850,
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        b"<html><script>alert(1)</script>",
        b"push graphic-context\nimage over 0,0 0,0 'https://127.0.0.1/x|ls'\n",
        b"#!/bin/sh\ntouch pwned\n",
        b"\0\0\0\x1cftypavif" + bytes(64),
        b"\0\0\0\x18ftypheic" + bytes(64),
        b"",
    ],
)
def test_a14_only_three_formats_are_decoded(tmp_path: Path, content: bytes) -> None:
    """Told by what a file holds: every other decoder, Ghostscript before all, stays shut."""
    fed(3)
    for name in ("a.jpg", "a.png", "a.eps"):
        assert "is no picture" in refused(tmp_path, content, name).what
    assert decoding.FORMATS == ("JPEG", "PNG", "WEBP")


FATAL = "import os, signal; from vidgen.engines.eye import picture_child as child; {}; child.main()"
ENDS = {
    "an abort": "child.decoded = lambda *_: os.abort()",
    "a segmentation fault": "child.decoded = lambda *_: os.kill(os.getpid(), signal.SIGSEGV)",
    "an exit": "child.decoded = lambda *_: os._exit(0)",
    "nonsense": "child.answer = lambda content, out: (out.write(b'\\xff' * 4096), out.flush())",
    "half an answer": (
        "child.answer = lambda content, out: "
        "(out.write(child.LENGTH.pack(9) + b'{}'), out.flush(), os._exit(0))"
    ),
    "a size that is a lie": (
        "child.answer = lambda content, out: (out.write(child.LENGTH.pack(56) + "
        'b\'{"mode": "RGB", "width": 999999999, "height": 99999999} \'), out.flush())'
    ),
    "a kind that is none": (
        "child.answer = lambda content, out: (out.write(child.LENGTH.pack(45) + "
        'b\'{"mode": "XYZZY", "width": 64, "height": 64}  \'), out.flush())'
    ),
}


def decoder(line: str) -> Decoder:
    """A decoder in which this happens."""
    command = [sys.executable, "-c", FATAL.format(line)]
    pipe = subprocess.PIPE
    return Decoder(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL))


@pytest.mark.parametrize("how", ENDS)
def test_a15_a_decoder_that_dies_costs_one_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The picture fails by name; the next one, and the run, go on."""
    (tmp_path / "a.jpg").write_bytes(picture())
    monkeypatch.setattr(opening, "_RUNNING", [decoder(ENDS[how])])
    with pytest.raises(InputError, match=r"a\.jpg: stopped the decoder|a\.jpg: took too long"):
        opened(tmp_path / "a.jpg")
    assert opened(tmp_path / "a.jpg").size == (64, 48)


def test_a15_the_decoder_can_do_nothing_but_decode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No key, no file written, no core, few files, memory and CPU bounded."""
    monkeypatch.setenv("VIDGEN_OPENAI_KEY", "sk-canary")
    monkeypatch.setattr(opening, "_RUNNING", [])
    (tmp_path / "a.jpg").write_bytes(picture())
    opened(tmp_path / "a.jpg")
    number = opening._RUNNING[0]._process.pid
    limits = Path(f"/proc/{number}/limits").read_text()
    environment = Path(f"/proc/{number}/environ").read_bytes()
    told = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()}
    assert b"canary" not in environment
    assert set(environment.decode().split("\0")) >= {"PYTHONHASHSEED=0"}
    assert told["Max address space"] == str(2 * 1024**3)
    assert (told["Max file size"], told["Max core file size"]) == ("0", "0")
    assert told["Max open files"] == "64"
    assert int(told["Max cpu time"]) < 60


def test_a15_one_decoder_serves_many_threads(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.png").write_bytes(picture("PNG", (64 + number, 64)))
    found: dict[int, tuple[int, int]] = {}

    def look_at(number: int) -> None:
        found[number] = opened(tmp_path / f"{number}.png").size

    threads = [threading.Thread(target=look_at, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: (64 + number, 64) for number in range(8)}


def test_a16_what_takes_too_long_or_too_much_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loop without end meets the CPU limit of the kernel; a greedy decoder the one of memory."""
    (tmp_path / "a.jpg").write_bytes(picture())
    burn = "child.SECONDS = 0; child.decoded = lambda *_: [0 for _ in iter(int, 1)]"
    monkeypatch.setattr(opening, "_RUNNING", [decoder(burn)])
    with pytest.raises(InputError, match="took too long"):
        opened(tmp_path / "a.jpg")
    greedy = (
        "from vidgen.engines.eye import decoding; decoding._in_srgb = lambda *_: bytes(3 << 30)"
    )
    monkeypatch.setattr(opening, "_RUNNING", [decoder(greedy)])
    with pytest.raises(InputError, match="is no picture that can be read"):
        opened(tmp_path / "a.jpg")
    monkeypatch.setattr(opening, "PATIENCE", 0.5)
    asleep = "import time; child.decoded = lambda *_: time.sleep(60)"
    monkeypatch.setattr(opening, "_RUNNING", [decoder(asleep)])
    with pytest.raises(InputError, match="took too long"):
        opened(tmp_path / "a.jpg")


def test_a16_a_large_progressive_photo_is_read_small(tmp_path: Path) -> None:
    """48 megapixels, the largest honest picture, within the decoder's memory."""
    noise = np.random.default_rng(1).integers(0, 255, (75, 100, 3), np.uint8)
    big = Image.fromarray(noise).resize((8000, 6000), Image.Resampling.BILINEAR)
    big.save(tmp_path / "a.jpg", progressive=True, quality=85)
    seen = opened(tmp_path / "a.jpg")
    assert max(seen.size) == decoding.LARGEST_SIDE
    small = np.asarray(big.resize((100, 75), Image.Resampling.BOX), int)
    assert np.abs(np.asarray(seen.resize((100, 75)), int) - small).mean() < 6


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "CMYK"])
def test_the_other_process_changes_no_pixel(tmp_path: Path, mode: str) -> None:
    noise = np.random.default_rng(2).integers(0, 255, (90, 120, 4), np.uint8)
    made = Image.fromarray(noise).convert(mode)
    path = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made.save(path, icc_profile=profile if mode == "RGB" else None)
    there, here = opened(path), decoding.decoded(path.read_bytes(), str(path))
    assert (there.mode, there.size, there.tobytes()) == (here.mode, here.size, here.tobytes())


def test_a24_fonts_come_from_the_brand_alone(tmp_path: Path) -> None:
    """No field of a product names a font; a brand's file that is none, or huge, is refused."""
    assert not [name for name in Product.model_fields if "font" in name or "face" in name]
    for content in (b"no font at all", b"\0\1\0\0" + os.urandom(4000), b"OTTO" + bytes(500)):
        (tmp_path / "f.ttf").write_bytes(content)
        with pytest.raises(InputError, match="cannot be read as a font"):
            face_of(f"{tmp_path / 'f.ttf'}|sans-500")
        face_of.cache_clear()
    with (tmp_path / "big.ttf").open("wb") as file:
        file.truncate(31 * MEGABYTE)
    with pytest.raises(InputError, match="is larger than 30 MB"):
        face_of(f"{tmp_path / 'big.ttf'}|sans-500")


def test_a_hostile_picture_is_named_by_its_entry(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(png(8_000, 7_000))
    media = (Media(path=str(tmp_path / "bomb.png")),)
    with pytest.raises(InputError, match=r"media\[0\], .*bomb\.png: is 8000 x 7000 pixels"):
        look(media, Store(tmp_path / "store"), nobody)


def test_a_forked_process_gets_a_decoder_of_its_own(tmp_path: Path) -> None:
    """Two processes on one pipe would get each other's pictures."""
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    opened(tmp_path / "a.png")
    assert opening._RUNNING[0].usable
    child = os.fork()
    if child == 0:
        os._exit(int(opening._RUNNING[0].usable))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert opening._RUNNING[0]._process.poll() is None
    opening._RUNNING[0]._process.send_signal(signal.SIGKILL)
    opening._RUNNING[0]._process.wait()
    assert opened(tmp_path / "a.png").size == (64, 48)
