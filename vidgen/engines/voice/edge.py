"""The online voice: Microsoft Edge's read-aloud service through edge-tts, with word times.

The service is not ours and gives no promise; its client's author advises against commercial use.
Nothing is spoken through it unless the user asks for it.
"""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from vidgen.engines import again
from vidgen.engines.libav import only
from vidgen.engines.voice.wav import RATE, ends, write_voice
from vidgen.errors import EngineError
from vidgen.files import sha256_of
from vidgen.model.media import Asset, Mark, Utterance
from vidgen.model.product import Language

VOICES: dict[Language, tuple[str, ...]] = {
    "zh": ("zh-CN-XiaoxiaoNeural", "zh-CN-YunxiNeural", "zh-CN-YunyangNeural"),
    "en": ("en-US-AriaNeural", "en-US-GuyNeural", "en-GB-SoniaNeural"),
}
"""Voices worth offering, the default first."""

_ATTEMPTS = 4
_LONGEST_WAIT = 30.0
_CONNECT, _SILENCE, _WHOLE, _ALTOGETHER = 10, 20, 60, 120
"""Seconds to wait for a connection, for the next piece of sound, for a whole line, for all
attempts at it before the last one begins."""

_TICKS = 10_000_000
_UNHEARD = 3
"""Letters after the last reported word from which the sound counts as cut off."""

_AIR = 0.06
"""Seconds of silence left around a line; soft breaths begin and end below what counts as loud."""

_LONGEST_TAIL = 1.0
"""Seconds that may be heard after the last reported word (reliability notes, F29)."""

_QUIET_RMS = 10 ** (-50 / 20)


Heard = tuple[int, float, float, int]
"""A reported word: its first character, its start and end in seconds, the character after it."""


class Edge:
    """Speaks one line at a time; slow, refusing or cutting-off servers are asked again."""

    name = "edge"
    version = "7-2"
    voices = VOICES

    def __init__(self, patience: float = 1.0) -> None:
        """`patience` scales all waiting; tests shorten it."""
        self._patience = patience

    def __call__(
        self, spoken: str, language: Language, *, voice: str, rate: float, out: Path
    ) -> Utterance:
        """Speak to `out` (48 kHz mono WAV, silence at both ends trimmed).

        Raises EngineError (`retry` true) when the service could not be reached, refused for
        `_ATTEMPTS` times, or sent sound that is silent or cut off; `retry` false when it refused
        for good.
        """
        name = voice or VOICES[language][0]
        altogether = _ALTOGETHER * self._patience
        for attempt in again.attempts(_ATTEMPTS, _LONGEST_WAIT, self._patience, altogether):
            with attempt:
                sound, marks = asyncio.run(self._say(spoken, name, rate))
                samples = _checked(sound, marks, spoken)
                begin, end = _fitting(samples, marks)
        seconds = write_voice(out, samples[begin:end], RATE)
        digest = sha256_of(out)
        return Utterance(
            audio=Asset(sha256=digest, path=str(out), kind="audio"),
            seconds=seconds,
            marks=tuple(
                Mark(at=at, seconds=min(seconds, max(0.0, start - begin / RATE)))
                for at, start, _, _ in marks
            ),
            engine=self.name,
            voice=name,
        )

    async def _say(self, spoken: str, voice: str, rate: float) -> tuple[bytes, list[Heard]]:
        try:
            return await asyncio.wait_for(
                self._listen(spoken, voice, rate), _WHOLE * self._patience
            )
        except TimeoutError as error:
            raise EngineError("edge", "the service went silent", retry=True) from error

    async def _listen(self, spoken: str, voice: str, rate: float) -> tuple[bytes, list[Heard]]:
        import aiohttp
        import edge_tts
        from edge_tts.exceptions import EdgeTTSException

        change = f"{round((rate - 1) * 100):+d}%"
        sound = bytearray()
        words: list[dict[str, Any]] = []
        try:
            service = edge_tts.Communicate(
                spoken,
                voice,
                rate=change,
                boundary="WordBoundary",
                connect_timeout=max(1, round(_CONNECT * self._patience)),
                receive_timeout=max(1, round(_SILENCE * self._patience)),
            )
            async for chunk in service.stream():
                if chunk["type"] == "audio":
                    sound += chunk["data"]
                else:
                    words.append(dict(chunk))
        except aiohttp.WSServerHandshakeError as error:
            raise _refused(error.status, error.headers) from error
        except ValueError as error:
            raise EngineError("edge", f"does not take this voice or rate: {error}") from error
        except (aiohttp.ClientError, EdgeTTSException, OSError) as error:
            what = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            raise EngineError("edge", f"could not speak: {what}", retry=True) from error
        # Only the message that ends a turn makes the client add up its sound; a connection closed
        # before it looks like success.
        if sound and service.state["cumulative_audio_bytes"] != len(sound):
            raise EngineError("edge", "cut off before the end of the line", retry=True)
        return bytes(sound), _placed(words, spoken)


def _refused(status: int, headers: Any) -> EngineError:
    """What a refusal by HTTP status means: 429 and 5xx pass, other 4xx do not.

    A 403 has been asked once more already: the client corrects its clock by the service's.
    """
    return EngineError(
        "edge",
        f"the service refused (HTTP {status})",
        retry=status == 429 or status >= 500,
        after=again.after((headers or {}).get("Retry-After", "")),
    )


def _placed(words: list[dict[str, Any]], spoken: str) -> list[Heard]:
    """Every word the service reports, found in order in the text."""
    marks = []
    at = 0
    for word in words:
        found = spoken.find(word["text"], at)
        if found < 0:
            continue
        start = word["offset"] / _TICKS
        at = found + len(word["text"])
        marks.append((found, start, start + word["duration"] / _TICKS, at))
    return marks


def _checked(sound: bytes, marks: list[Heard], spoken: str) -> NDArray[np.float64]:
    """The decoded sound, if it is whole: words reported to the end, sound as long as they say."""
    samples = _decoded(sound)
    seconds = len(samples) / RATE
    if not marks or seconds < 0.1:
        raise EngineError("edge", "sent no sound", retry=True)
    if float(np.sqrt(np.mean(samples**2))) < _QUIET_RMS:
        raise EngineError("edge", "sent silence", retry=True)
    last = marks[-1]
    unheard = sum(char.isalnum() for char in spoken[last[3] :])
    if not _early(seconds, last[2]) and unheard <= _UNHEARD:
        return samples
    raise EngineError("edge", f"cut off after {seconds:.1f} s", retry=True)


def _fitting(samples: NDArray[np.float64], marks: list[Heard]) -> tuple[int, int]:
    """Where the speech begins and ends in the sound, if the word times tell of this sound."""
    begin, end = ends(samples, RATE, _AIR)
    if end / RATE - marks[-1][2] > _LONGEST_TAIL:
        raise EngineError("edge", "sent word times that are not those of its sound", retry=True)
    return begin, end


def _early(seconds: float, end: float) -> bool:
    """Whether the sound stops before its last word does."""
    return seconds < end - 0.05


_OPTIONS = only("mp3", ("mp3", "mp3float"), protocol="")
"""A service's answer is from outside too: MP3, decoded as such, and it leads nowhere."""


def _decoded(sound: bytes) -> NDArray[np.float64]:
    resampler = av.AudioResampler(format="dbl", layout="mono", rate=RATE)
    pieces = []
    try:
        with av.open(io.BytesIO(sound), "r", format="mp3", options=_OPTIONS) as source:
            for frame in source.decode(source.streams.audio[0]):
                frame.pts = None
                pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    except (av.FFmpegError, IndexError) as error:
        raise EngineError("edge", "sent sound that cannot be decoded", retry=True) from error
    return np.concatenate(pieces) if pieces else np.zeros(0)
