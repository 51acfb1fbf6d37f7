"""The mix: loudness, true peak, ducking, no clicks; measured with libavfilter's own meter."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np
import pytest

from vidgen.engines import music
from vidgen.engines.music.bed import compose
from vidgen.engines.music.effects import effect
from vidgen.engines.renderer.meter import LoudnessMeter
from vidgen.engines.sound.loudness import integrated
from vidgen.engines.sound.mix import mix
from vidgen.errors import InputError
from vidgen.model.cut import Loudness
from vidgen.model.media import Asset
from vidgen.model.timeline import Sound, SoundKind

RATE = 48000


def write(path: Path, samples: np.ndarray, rate: int = RATE) -> Asset:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else 2)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return Asset(sha256="0" * 64, path=str(path), kind="audio")


def read(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return raw.reshape(-1, file.getnchannels()) / 32768


def metered(path: Path) -> tuple[float, float]:
    meter = LoudnessMeter(RATE, "stereo")
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    with av.open(str(path)) as source:
        for frame in source.decode(audio=0):
            for piece in resampler.resample(frame):
                meter.add(piece)
    return meter.result()


def voice(seconds: float, loud: float, seed: int = 1) -> np.ndarray:
    """Noise in syllables: as uneven as speech."""
    times = np.arange(round(seconds * RATE)) / RATE
    noise = np.random.default_rng(seed).standard_normal(len(times))
    return loud * noise * np.abs(np.sin(2 * np.pi * 2.2 * times))


def sound(kind: SoundKind, asset: Asset, start: int, frames: int, gain: float = 0.0) -> Sound:
    return Sound(kind=kind, start=start, frames=frames, audio=asset, gain=gain)


@pytest.fixture
def film(tmp_path: Path) -> tuple[Sound, ...]:
    music.write_bed(tmp_path / "bed.wav", "drive", 128, 12.0, 3)
    bed = Asset(sha256="0" * 64, path=str(tmp_path / "bed.wav"), kind="audio")
    quiet = write(tmp_path / "quiet.wav", voice(2.5, 0.01))
    loud = write(tmp_path / "loud.wav", voice(2.5, 0.25, seed=2))
    return (
        sound("music", bed, 0, 360),
        sound("voice", quiet, 60, 75),
        sound("voice", loud, 210, 75),
    )


@pytest.mark.parametrize("target", [-14.0, -16.0])
def test_loudness_and_true_peak(film: tuple[Sound, ...], tmp_path: Path, target: float) -> None:
    mix(film, 360, 30, Loudness(lufs=target), tmp_path / "mix.wav")
    lufs, peak = metered(tmp_path / "mix.wav")
    assert lufs == pytest.approx(target, abs=0.5)
    assert peak <= -1.0
    samples = read(tmp_path / "mix.wav")
    assert len(samples) == 12 * RATE
    assert np.isfinite(samples).all()


def test_a_soft_and_a_loud_voice_come_out_alike(film: tuple[Sound, ...], tmp_path: Path) -> None:
    mix(film[1:], 360, 30, Loudness(), tmp_path / "mix.wav")
    samples = read(tmp_path / "mix.wav")
    first = integrated(samples[2 * RATE : round(4.5 * RATE)])
    second = integrated(samples[7 * RATE : round(9.5 * RATE)])
    assert abs(first - second) < 1.0


def test_music_steps_back_before_the_voice_and_returns(tmp_path: Path) -> None:
    times = np.arange(12 * RATE) / RATE
    bed = write(tmp_path / "bed.wav", 0.3 * np.sin(2 * np.pi * 220 * times))
    silent = write(tmp_path / "silent.wav", np.full(3 * RATE, 1e-4))
    mix(
        (sound("music", bed, 0, 360), sound("voice", silent, 120, 90)),
        360,
        30,
        Loudness(),
        tmp_path / "mix.wav",
    )
    level = np.abs(read(tmp_path / "mix.wav")[:, 0]).reshape(-1, RATE // 20).max(axis=1)
    decibels = 20 * np.log10(level / level[40])
    assert decibels[100] == pytest.approx(-11, abs=1.5)
    assert decibels[80] < -6
    assert decibels[170] == pytest.approx(0, abs=1.0)
    assert np.abs(np.diff(decibels[20:220])).max() < 9


def test_no_clicks_where_sounds_begin_and_end(tmp_path: Path) -> None:
    step = write(tmp_path / "step.wav", np.full(RATE, 0.5))
    mix((sound("effect", step, 30, 30),), 90, 30, Loudness(), tmp_path / "mix.wav")
    samples = read(tmp_path / "mix.wav")[:, 0]
    assert np.abs(np.diff(samples)).max() < 0.02 * max(0.05, np.abs(samples).max())


@pytest.mark.parametrize("rate", [8000, 22050, 44100, 96000])
def test_any_rate_of_own_music_is_taken_and_looped(tmp_path: Path, rate: int) -> None:
    times = np.arange(2 * rate) / rate
    own = write(tmp_path / "own.wav", 0.2 * np.sin(2 * np.pi * 200 * times), rate)
    mix((sound("music", own, 0, 300),), 300, 30, Loudness(), tmp_path / "mix.wav")
    samples = read(tmp_path / "mix.wav")[:, 0]
    parts = np.abs(samples[: 9 * RATE]).reshape(-1, RATE // 2).max(axis=1)
    assert parts.min() > 0.5 * parts.max()


def test_a_file_that_is_no_sound_is_named(tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_text("not a song")
    fake = Asset(sha256="0" * 64, path=str(tmp_path / "song.mp3"), kind="audio")
    with pytest.raises(InputError, match=r"song\.mp3"):
        mix((sound("music", fake, 0, 30),), 30, 30, Loudness(), tmp_path / "mix.wav")


@pytest.mark.parametrize("mood", ["drive", "pulse", "bright", "calm"])
def test_beds_are_seeded_stereo_and_end_cleanly(mood: str) -> None:
    bed = compose(mood, 120, 9.0, 4)
    assert bed.shape == (9 * RATE, 2)
    assert np.array_equal(bed, compose(mood, 120, 9.0, 4))
    assert not np.array_equal(bed, compose(mood, 120, 9.0, 5))
    assert np.abs(bed).max() <= 1.0
    assert np.abs(bed[-200:]).max() < 0.01
    assert np.abs(bed[:50]).max() < 0.05
    assert np.abs(bed[:, 0] - bed[:, 1]).max() > 0.05
    assert -30 < 20 * np.log10(np.sqrt((bed**2).mean())) < -10


def test_a_whoosh_culminates_on_its_cut() -> None:
    swell = np.abs(effect("whoosh", 1)).max(axis=1)
    smooth = np.convolve(swell, np.ones(2400) / 2400, "same")
    assert np.argmax(smooth) / RATE == pytest.approx(0.26, abs=0.06)


def test_unknown_moods_and_effects_are_named() -> None:
    with pytest.raises(InputError, match="known: drive"):
        compose("sad", 100, 3, 1)
    with pytest.raises(InputError, match="whoosh"):
        effect("bang", 1)
