"""The eSpeak NG library in a process of its own: one request a line in, one answer a line out.

    {"text": …, "voice": "cmn+f2", "rate": 175} → {"rate": …, "pcm": base64, "marks": [[at, s], …]}

It lives in a child because the library is global, not thread-safe, and GPL-3; it ends when its
standard input does.
"""

from __future__ import annotations

import base64
import ctypes
import json
import os
import sys
from typing import Any

import espeakng_loader

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_LIST_END, _WORD = 0, 1
_RATE_PARAMETER = 1
_RANGE_PARAMETER = 4
_SEED = 1


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", _Id),
    )


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Speaker:
    """The loaded library and what it has said so far."""

    def __init__(self) -> None:
        self._lib: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.rate = int(self._lib.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT))
        self._pcm = bytearray()
        self._marks: list[tuple[int, float]] = []
        # The library keeps the pointer: the callback object must live as long as it does.
        self._callback = _CALLBACK(self._hear)
        self._lib.espeak_SetSynthCallback(self._callback)

    def _hear(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._pcm += ctypes.string_at(samples, count * 2)
        index = 0
        while events[index].type != _LIST_END:
            event = events[index]
            if event.type == _WORD:
                self._marks.append((event.position - 1, event.milliseconds / 1000))
            index += 1
        return 0

    def say(self, text: str, voice: str, rate: int) -> dict[str, Any]:
        """Speak one text; marks are (character, seconds) of every word the library reports."""
        self._pcm.clear()
        self._marks.clear()
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            return {"error": f"there is no voice {voice!r}"}
        self._lib.espeak_SetParameter(_RATE_PARAMETER, rate, 0)
        self._lib.espeak_SetParameter(_RANGE_PARAMETER, 60, 0)
        self._lib.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
        content = text.encode("utf-8") + b"\0"
        self._lib.espeak_Synth(content, len(content), 0, 1, 0, _UTF8, None, None)
        pcm = base64.b64encode(bytes(self._pcm)).decode()
        return {"rate": self.rate, "pcm": pcm, "marks": self._marks}


def main() -> None:
    """Answer requests until standard input ends, each in a fork of its own.

    The library remembers what it said before: the same line sounds different the second time. A
    fork of a library that has not spoken yet says it the same every time.
    """
    speaker = Speaker()
    for line in sys.stdin:
        fork = os.fork()
        if fork == 0:
            asked = json.loads(line)
            answer = speaker.say(asked["text"], asked["voice"], asked["rate"])
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
            os._exit(0)
        if os.waitpid(fork, 0)[1] != 0:
            sys.exit("eSpeak NG crashed")


if __name__ == "__main__":
    main()
