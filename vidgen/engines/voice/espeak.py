"""The offline voice: eSpeak NG, Chinese and English, with the times of its words.

A formant synthesiser: clear but plainly a machine; good for drafts, tests and CI.
"""

from __future__ import annotations

import base64
import json
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from vidgen import child
from vidgen.engines.voice.wav import ends, write_voice
from vidgen.errors import EngineError, EngineMissing, InputError
from vidgen.files import sha256_of
from vidgen.model.media import Asset, Mark, Utterance
from vidgen.model.product import Language

VOICES: dict[Language, tuple[str, ...]] = {
    "zh": ("cmn+f2", "cmn", "cmn+f4", "cmn+m3"),
    "en": ("en-us+f3", "en-us", "en-gb-x-rp", "en-us+m3"),
}
"""Voices worth offering, the default first."""

_WORDS_A_MINUTE: dict[Language, int] = {"zh": 190, "en": 165}
"""Speed at rate 1.0: about 4.6 Chinese characters or 2.7 English words a second (measured)."""

_AIR = 0.03
"""Seconds of silence left around a line."""


class Espeak:
    """Speaks through a child process that is started once and shared by the threads of this one."""

    name = "espeak"
    version = "1.52-2"
    voices = VOICES

    def __call__(
        self, spoken: str, language: Language, *, voice: str, rate: float, out: Path
    ) -> Utterance:
        """Speak to `out` (48 kHz mono WAV, silence at both ends trimmed).

        `rate` is a factor of the usual speed, 0.5..2. Raises InputError for an unknown voice,
        EngineMissing when the library is not installed, EngineError when the child dies.
        """
        name = voice or VOICES[language][0]
        told = _child().ask(
            {"text": spoken, "voice": name, "rate": round(_WORDS_A_MINUTE[language] * rate)}
        )
        if "error" in told:
            raise InputError(
                "--voice", f"espeak: {told['error']}", f"for example espeak:{VOICES[language][1]}"
            )
        pcm = np.frombuffer(base64.b64decode(told["pcm"]), "<i2").astype(np.float64) / 32768
        begin, end = ends(pcm, told["rate"], _AIR)
        if begin == end:
            raise EngineError("espeak", f"said nothing for {spoken[:30]!r}")
        seconds = write_voice(out, pcm[begin:end], told["rate"])
        marks = tuple(
            Mark(at=at, seconds=min(seconds, max(0.0, when - begin / told["rate"])))
            for at, when in told["marks"]
        )
        digest = sha256_of(out)
        return Utterance(
            audio=Asset(sha256=digest, path=str(out), kind="audio"),
            seconds=seconds,
            marks=marks,
            engine=self.name,
            voice=name,
        )


class _Child:
    """The child process; one question at a time."""

    def __init__(self) -> None:
        if find_spec("espeakng_loader") is None:
            raise EngineMissing("espeak", "is not installed: pip install espeakng-loader")
        self._lock = threading.Lock()
        self._process = child.start("vidgen.engines.voice.espeak_child")

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            stdin, stdout = self._process.stdin, self._process.stdout
            if stdin is None or stdout is None:
                raise EngineError("espeak", "the speaking process has no pipes", retry=True)
            try:
                stdin.write(json.dumps(question).encode() + b"\n")
                stdin.flush()
                answer = stdout.readline()
            except OSError as error:
                raise EngineError("espeak", "the speaking process died", retry=True) from error
            if not answer:
                raise EngineError("espeak", "the speaking process died", retry=True)
            told: dict[str, Any] = json.loads(answer)
            return told

    @property
    def alive(self) -> bool:
        return self._process.poll() is None


_LOCK = threading.Lock()
_RUNNING: list[_Child] = []
"""The one child of this process: the library cannot be loaded twice side by side."""


def _child() -> _Child:
    with _LOCK:
        if not _RUNNING or not _RUNNING[0].alive:
            _RUNNING[:] = [_Child()]
        return _RUNNING[0]
