"""Files of every common kind are read, no more of them than is heard."""

from __future__ import annotations

import struct
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.engines.sound.reading import RATE, read
from vidgen.errors import InputError


def encoded(path: Path, codec: str, rate: int, layout: str, seconds: float) -> Path:
    """A 440 Hz tone in this codec."""
    times = np.arange(round(seconds * rate)) / rate
    tone = (0.25 * np.sin(2 * np.pi * 440 * times)).astype(np.float32)
    channels = 1 if layout == "mono" else 2
    with av.open(str(path), "w") as target:
        stream = target.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        context = stream.codec_context
        resampler = av.AudioResampler(
            format=context.format, layout=layout, rate=rate, frame_size=context.frame_size or 1024
        )
        source = av.AudioFrame.from_ndarray(np.stack([tone] * channels), "fltp", layout)
        source.rate, source.pts, source.time_base = rate, 0, Fraction(1, rate)
        for frame in (*resampler.resample(source), *resampler.resample(None)):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout"),
    [
        ("a.wav", "pcm_s16le", 44100, "stereo"),
        ("a.wav", "pcm_s24le", 96000, "mono"),
        ("a.mp3", "libmp3lame", 44100, "stereo"),
        ("a.m4a", "aac", 48000, "stereo"),
        ("a.flac", "flac", 22050, "mono"),
        ("a.ogg", "libopus", 48000, "stereo"),
    ],
)
def test_common_kinds_come_out_as_48_khz_stereo(
    tmp_path: Path, name: str, codec: str, rate: int, layout: str
) -> None:
    sound = read(str(encoded(tmp_path / name, codec, rate, layout, 2.0)), 10 * RATE)
    assert sound.shape[1] == 2
    assert len(sound) == pytest.approx(2 * RATE, abs=0.06 * RATE)
    middle = sound[RATE // 2 : RATE // 2 + RATE, 0]
    assert int(np.argmax(np.abs(np.fft.rfft(middle)))) == 440
    # Mono goes to both sides with equal power.
    loud = 0.25 if layout == "stereo" else 0.25 / np.sqrt(2)
    assert np.abs(middle).max() == pytest.approx(loud, abs=0.03)


@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_a_wav_of_our_own_kind_is_read_as_libav_reads_it(tmp_path: Path, layout: str) -> None:
    path = encoded(tmp_path / "a.wav", "pcm_s16le", RATE, layout, 0.5)
    resampler = av.AudioResampler(format="dblp", layout="stereo", rate=RATE)
    with av.open(str(path)) as source:
        frames = list(source.decode(audio=0))
        pieces = [piece for frame in frames for piece in resampler.resample(frame)]
    wanted = np.concatenate([piece.to_ndarray() for piece in pieces], axis=1).T
    assert np.abs(read(str(path), RATE) - wanted).max() < 1e-7
    assert np.array_equal(read(str(path), 999), read(str(path), RATE)[:999])


def test_an_hour_of_music_is_not_read_whole(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "hour.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        for _ in range(60):
            file.writeframes(np.ones(8000 * 60, "<i2").tobytes())
    assert len(read(str(tmp_path / "hour.wav"), 5 * RATE)) == 5 * RATE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.wav", b""),
        ("text.mp3", b"not a song"),
        ("torn.wav", b"RIFF\x00\x00\x00\x00WAVEfmt "),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:1,\nother.ts\n#EXT-X-ENDLIST\n"),
    ],
)
def test_what_is_no_sound_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=name):
        read(str(tmp_path / name), RATE)


def test_a_film_without_sound_is_named(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "mute.mp4"), "w") as target:
        stream = target.add_stream("libx264", rate=30)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        target.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        target.mux(stream.encode(None))
    with pytest.raises(InputError, match=r"mute\.mp4"):
        read(str(tmp_path / "mute.mp4"), RATE)


@pytest.mark.parametrize("codec", ["adpcm_ima_wav", "pcm_alaw", "ac3"])
def test_decoders_that_no_music_needs_stay_shut(tmp_path: Path, codec: str) -> None:
    path = encoded(tmp_path / "a.mka", codec, 44100, "stereo", 0.2)
    with pytest.raises(InputError, match=f"is encoded as {codec}, which is not read"):
        read(str(path), RATE)


def test_a_title_in_any_encoding_is_no_hindrance(tmp_path: Path) -> None:
    """WAV files hold titles as their writer's system wrote them: here in GBK."""
    path = encoded(tmp_path / "a.wav", "pcm_s16le", 48000, "stereo", 0.5)
    title = "晨光".encode("gbk") + b"\0\0"
    told = b"INFOINAM" + struct.pack("<I", len(title)) + title
    content = path.read_bytes() + b"LIST" + struct.pack("<I", len(told)) + told
    path.write_bytes(content[:4] + struct.pack("<I", len(content) - 8) + content[8:])
    assert len(read(str(path), RATE)) == RATE // 2
