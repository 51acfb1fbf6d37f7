"""The offline voice: audible, timed, and the same every time whatever was said before."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from vidgen.engines.voice.espeak import VOICES, Espeak
from vidgen.errors import InputError
from vidgen.model.media import Utterance
from vidgen.model.product import Language

LINES: tuple[tuple[Language, str], ...] = (
    ("en", "How do you like your morning cup?"),
    ("zh", "这个杯子一百九十九块钱，冬天也不凉。"),
    ("en", "Works over an open flame"),
)


def said(folder: Path, language: Language, text: str, rate: float = 1.0) -> Utterance:
    return Espeak()(text, language, voice="", rate=rate, out=folder / "said.wav")


def samples(path: str) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    with wave.open(path) as file:
        assert (file.getnchannels(), file.getframerate()) == (1, 48_000)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def test_the_same_line_sounds_the_same_whatever_was_said_before(tmp_path: Path) -> None:
    first = [said(tmp_path, *line) for line in LINES]
    turned = [said(tmp_path, *line) for line in reversed(LINES)]
    again = [said(tmp_path, *LINES[1]) for _ in range(3)]
    assert first == turned[::-1]
    assert again == [first[1]] * 3


@pytest.mark.parametrize(("language", "text"), LINES)
def test_it_can_be_heard_and_its_words_have_times(
    tmp_path: Path, language: Language, text: str
) -> None:
    utterance = said(tmp_path, language, text)
    heard = samples(utterance.audio.path)
    assert utterance.seconds == pytest.approx(len(heard) / 48_000, abs=0.001)
    assert abs(heard.astype(float)).max() > 3_000
    assert abs(int(heard[0])) < 600, "begins without a click"
    times = [mark.seconds for mark in utterance.marks]
    assert times == sorted(times)
    assert times[0] < 0.2
    assert times[-1] < utterance.seconds
    assert all(0 <= mark.at < len(text) for mark in utterance.marks)


def test_a_higher_rate_is_faster(tmp_path: Path) -> None:
    assert said(tmp_path, *LINES[0], rate=1.2).seconds < 0.92 * said(tmp_path, *LINES[0]).seconds


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_voice_on_offer_speaks(tmp_path: Path, language: Language) -> None:
    for voice in VOICES[language]:
        out = tmp_path / "said.wav"
        assert Espeak()("1", language, voice=voice, rate=1.0, out=out).voice == voice


def test_a_voice_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--voice: espeak: there is no voice 'xx'"):
        Espeak()("1", "en", voice="xx", rate=1.0, out=tmp_path / "said.wav")
