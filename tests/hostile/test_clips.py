"""A17 to A22: clips that are play lists, decoders' bugs, monsters, or not files at all."""

from __future__ import annotations

import os
import shutil
import struct
import threading
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.hostile.conftest import Host, fed
from vidgen.engines.eye import footage
from vidgen.engines.eye.footage import opened, timed
from vidgen.engines.eye.moments import moments
from vidgen.engines.renderer.frames import measure
from vidgen.engines.sound.reading import read
from vidgen.errors import InputError
from vidgen.files import regular
from vidgen.model.media import Asset
from vidgen.model.product import Media
from vidgen.model.timeline import Cue, CueWord, Timeline
from vidgen.stages.subtitle import subtitle
from vidgen.store import Store
from vidgen.studio.looking import look
from vidgen.studio.steps import nobody


def clip(
    path: Path, codec: str = "libx264", frames: int = 20, size: int = 64, rate: int = 30
) -> Path:
    """A short clip of a grey square."""
    with av.open(str(path), "w") as target:
        stream = target.add_stream(codec, rate=Fraction(rate))
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = size
        stream.pix_fmt = "yuv420p" if codec != "png" else "rgb24"
        for number in range(frames):
            picture = np.full((size, size, 3), 40 + number, np.uint8)
            target.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        target.mux(stream.encode())
    return path


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as told, opened(path) as source:
        for _ in timed(source):
            pass
    assert told.value.where == str(path)
    return told.value


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mkv", ".webm", ".m4v"])
def test_a17_scripts_that_are_named_like_clips(
    host: Host, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No play list is followed: 0 connections, no other file opened."""
    canary = clip(tmp_path / "canary.mp4")
    segment = host.gives("/a.ts", b"x" * 200, "video/mp2t")
    scripts = {
        "m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{segment}\n#EXT-X-ENDLIST\n",
        "local": f"#EXTM3U\n#EXTINF:5,\n{canary}\n#EXT-X-ENDLIST\n",
        "concat": f"ffconcat version 1.0\nfile '{canary}'\nfile '{segment}'\n",
        "mpd": f"<?xml version='1.0'?><MPD><BaseURL>{segment}</BaseURL></MPD>",
        "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
        "url": f"[InternetShortcut]\nURL={segment}\n",
        "smil": f"<smil><body><video src='{segment}'/></body></smil>",
        "lavfi": f"movie={canary}",
    }
    taken: list[str] = []
    real = regular

    def seen(path: Path) -> object:
        taken.append(path.name)
        return real(path)

    monkeypatch.setattr(footage, "regular", seen)
    fed(len(scripts))
    for name, script in scripts.items():
        path = tmp_path / f"{name}{ending}"
        path.write_text(script)
        before = canary.stat().st_atime_ns
        assert "is no clip that can be read" in refused(path).what
        assert canary.stat().st_atime_ns == before
    assert canary.name not in taken
    assert host.connects == 0


def test_a17_a_movie_that_refers_to_other_files(host: Host, tmp_path: Path) -> None:
    """QuickTime may say that its frames lie elsewhere; they are not looked for there."""
    path = clip(tmp_path / "a.mov")
    content = path.read_bytes()
    at = content.find(b"dref") + 4 + 8
    assert content[at + 4 : at + 8] == b"url "
    # The first reference no longer means "in this file" (flag 1) but an address.
    path.write_bytes(content[: at + 8] + struct.pack(">I", 0) + content[at + 12 :])
    try:
        with opened(path) as source:
            list(timed(source))
    except InputError:
        pass
    assert host.connects == 0


@pytest.mark.parametrize("codec", ["ffv1", "png", "mjpeg", "mpeg2video", "huffyuv", "magicyuv"])
def test_a18_decoders_that_no_camera_needs_stay_shut(tmp_path: Path, codec: str) -> None:
    """Every decoder is a risk (PixelSmash was one in MagicYUV): those of cameras are enough."""
    path = tmp_path / "a.mkv"
    try:
        with av.open(str(path), "w") as target:
            stream = target.add_stream(codec, rate=30)
            assert isinstance(stream, av.VideoStream)
            formats = stream.codec_context.codec.video_formats or ()
            stream.width = stream.height = 64
            names = [form.name for form in formats]
            stream.pix_fmt = names[0] if names else "yuv420p"
            for number in range(5):
                picture = np.full((64, 64, 3), 40 + number, np.uint8)
                frame = av.VideoFrame.from_ndarray(picture, "rgb24")
                target.mux(stream.encode(frame.reformat(format=stream.pix_fmt)))
            target.mux(stream.encode())
    except (av.FFmpegError, ValueError):
        path = _renamed(clip(tmp_path / "b.mkv"), codec)
    told = refused(path).what
    assert "which is not read" in told or "cannot be read" in told


def _renamed(path: Path, codec: str) -> Path:
    """The clip with another codec's name in it, where no encoder for that is here."""
    content = path.read_bytes().replace(b"V_MPEG4/ISO/AVC", b"V_MS/VFW/FOURCC")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("codec", ["libx264", "libx265", "mpeg4", "libvpx-vp9", "libvpx"])
def test_a18_what_cameras_write_is_read(tmp_path: Path, codec: str) -> None:
    if codec not in av.codecs_available:
        return
    ending = "webm" if "vpx" in codec else "mp4"
    with opened(clip(tmp_path / f"a.{ending}", codec)) as source:
        assert len(list(timed(source))) == 20


def test_a19_clips_that_are_monsters(tmp_path: Path) -> None:
    fed(3)
    wide = clip(tmp_path / "wide.mp4", "mpeg4", frames=2, size=4112)
    assert "is 4112 x 4112" in refused(wide).what
    fast = clip(tmp_path / "fast.mp4", rate=1000)
    assert "has 1,000 frames a second" in refused(fast).what
    crowded = tmp_path / "crowded.mkv"
    with av.open(str(crowded), "w") as target:
        made = [target.add_stream("libx264", rate=30) for _ in range(12)]
        streams = [stream for stream in made if isinstance(stream, av.VideoStream)]
        for stream in streams:
            stream.width = stream.height = 64
            stream.pix_fmt = "yuv420p"
        grey = np.full((64, 64, 3), 90, np.uint8)
        for stream in streams:
            target.mux(stream.encode(av.VideoFrame.from_ndarray(grey, "rgb24")))
        for stream in streams:
            target.mux(stream.encode())
    assert "has 12 streams" in refused(crowded).what


def test_a19_times_that_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clip of a hundred hours costs ten minutes of it; one without time, so many frames."""
    path = tmp_path / "long.mkv"
    with av.open(str(path), "w") as target:
        stream = target.add_stream("libx264", rate=30)
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for number in range(20):
            grey = np.full((64, 64, 3), 90 + number, np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, "rgb24")
            frame.pts, frame.time_base = number * 18_000_000, Fraction(1, 1000)
            target.mux(stream.encode(frame))
        target.mux(stream.encode())
    with opened(path) as source:
        times = [time for time, _ in timed(source)]
    assert max(times) <= footage.LONGEST
    monkeypatch.setattr(footage, "MOST_FRAMES", 7)
    with opened(clip(tmp_path / "a.mp4")) as source:
        assert len(list(timed(source))) == 7


def test_a19_damaged_clips_are_refused_or_read_never_more(tmp_path: Path) -> None:
    """Two hundred clips with broken bytes: frames, or one error, nothing else."""
    fed(200)
    good = clip(tmp_path / "good.mp4").read_bytes()
    chance = np.random.default_rng(5)
    path = tmp_path / "bad.mp4"
    for number in range(200):
        content = bytearray(good)
        for at in chance.integers(0, len(content), 1 + number % 12):
            content[at] = int(chance.integers(0, 256))
        if number % 5 == 0:
            del content[int(chance.integers(8, len(content))) :]
        path.write_bytes(bytes(content))
        try:
            with opened(path) as source:
                assert len(list(timed(source))) <= 1000
        except InputError:
            continue


@pytest.mark.parametrize(
    "name",
    [
        "a:b.mp4",
        "-rf.mp4",
        "%03d.mp4",
        "concat:a|b.mp4",
        "http:x.mp4",
        "a'b\"c.mp4",
        "a\nb.mp4",
        "视频.mp4",
    ],
)
def test_a20_names_that_mean_something_to_ffmpeg(tmp_path: Path, name: str) -> None:
    """The file is opened here and its bytes are handed over: its name is never read."""
    made = clip(tmp_path / "plain.mp4")
    shutil.copy(made, tmp_path / name)
    with opened(tmp_path / name) as source:
        assert len(list(timed(source))) == 20
    assert moments(tmp_path / name) == moments(made)


ROOT = Path(footage.__file__).parents[2]

NAMES = (
    "x',drawtext=text=%{pts}",
    "a;movie=http://127.0.0.1:9/x",
    "%{eif:1:d}",
    "{\\p1}m 0 0 l 100 100{\\p0}",
    "{\\fn/etc/passwd}boo",
    "\\N\\N\\Nboo",
    "<font face='x'>boo</font>",
    "00:00:09,000 --> 00:00:10,000",
)


@pytest.mark.parametrize("name", NAMES)
def test_a21_a22_texts_are_painted_and_never_read_as_orders(name: str) -> None:
    """No filter graph and no ASS anywhere: texts are drawn, and captions are plain SubRip."""
    from vidgen.engines.renderer.fonts import measure

    assert measure(name, "sans-700", 40) > 100
    word = CueWord(text=name, start=0, end=30)
    cue = Cue(id="1", clip="1", start=0, end=30, words=(word,))
    told = subtitle(Timeline.model_construct(cues=(cue,), fps=30))
    assert told.startswith("1\n00:00:00,000 --> 00:00:01,000\n")
    assert told.count("\n") == 3
    words = told.split("\n")[2]
    assert "{\\" not in words
    assert "<f" not in words
    assert words.replace(" ", "") == name.replace(" ", "")
    sources = {path.name: path.read_text() for path in ROOT.rglob("*.py")}
    # The one graph there is measures loudness; no text is in it.
    assert [name for name, text in sources.items() if "av.filter" in text] == ["meter.py"]
    assert not [name for name, text in sources.items() if "drawtext" in text]


def test_a22_only_the_picture_of_a_clip_is_read(tmp_path: Path) -> None:
    """Subtitles and attachments in a clip are neither decoded nor carried over."""
    made = clip(tmp_path / "plain.mkv").read_bytes()
    path = tmp_path / "a.mkv"
    path.write_bytes(made)
    with opened(path) as source:
        assert {stream.type for stream in source.streams} == {"video"}
        assert len(list(timed(source))) == 20
    assert Asset(sha256="0" * 64, path=str(path), kind="clip").kind == "clip"


def test_a08_pipes_devices_and_folders_are_no_files(tmp_path: Path) -> None:
    """Told like what is missing, at once: nothing waits for a pipe that nobody writes to."""
    os.mkfifo(tmp_path / "pipe.mp4")
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.jpg").mkdir()
    os.symlink("/dev/zero", tmp_path / "zero.jpg")
    names = ["pipe.mp4", "pipe.jpg", "folder.jpg", "zero.jpg", "none.jpg"]
    paths = [*(tmp_path / name for name in names), Path("/dev/zero"), Path("/proc/self/fd/0")]
    told: list[str] = []
    fed(len(paths))

    def ask() -> None:
        for path in paths:
            with pytest.raises(InputError) as error:
                look((Media(path=str(path)),), Store(tmp_path / "store"), nobody)
            told.append(error.value.what)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(30)
    assert told == ["cannot be read: No such file or directory"] * len(paths)
    with pytest.raises(InputError, match="cannot be decoded as sound"):
        read(str(tmp_path / "pipe.mp4"), 100)


def test_a17_a_film_to_look_at_follows_no_play_list(host: Host, tmp_path: Path) -> None:
    """`sheet` takes anybody's film: a play list is none, whatever it is called."""
    made = clip(tmp_path / "canary.mp4")
    assert measure(made).frames == 20
    segment = host.gives("/a.ts", b"x" * 200, "video/mp2t")
    scripts = (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{made}\n#EXT-X-ENDLIST\n",
        f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{segment}\n#EXT-X-ENDLIST\n",
        f"ffconcat version 1.0\nfile '{made.name}'\n",
    )
    fed(len(scripts))
    for script in scripts:
        (tmp_path / "film.mp4").write_text(script)
        with pytest.raises(InputError):
            measure(tmp_path / "film.mp4")
    assert host.connects == 0
