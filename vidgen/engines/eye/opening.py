"""Opening a picture from outside, which is hostile until it is decoded.

The file is read within limits here and decoded in another process (`picture_child`), whose answer
is checked like anything from outside: what kills the decoder costs this picture, not the run
(reliability notes §2, A13 to A16).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from pathlib import Path
from typing import IO

from PIL import Image

from vidgen import child
from vidgen.craft.pictures import ending
from vidgen.engines.eye.decoding import LARGEST_SIDE
from vidgen.engines.eye.picture_child import LENGTH
from vidgen.errors import EngineError, InputError
from vidgen.files import regular

LARGEST = 40 * 1024**2
"""Bytes of a picture's file."""

PATIENCE = 60.0
"""Seconds for one picture, on a machine however busy; then the decoder is ended."""

_LONGEST_HEAD = 4096
_BANDS = {"RGB": 3, "RGBA": 4}
_HINT = "give a JPEG, PNG or WebP file, or remove the entry"


def opened(path: Path) -> Image.Image:
    """The picture upright, in sRGB, as RGB or (if anything shows through) RGBA, at most
    LARGEST_SIDE on its long side.

    Raises InputError saying what is wrong with the file. No part of its path may be a link.
    """
    try:
        with regular(path) as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}", _HINT) from error
    if len(content) > LARGEST:
        what = f"is larger than {LARGEST // 1024**2} MB"
        raise InputError(str(path), what, "save it smaller")
    if not ending(content):
        raise InputError(str(path), "is no picture that can be read (its contents say)", _HINT)
    return _decoder().decoded(content, str(path))


class Decoder:
    """The other process; one picture at a time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._lock, self._owner = process, threading.Lock(), os.getpid()

    @property
    def usable(self) -> bool:
        """Whether it lives and is ours: a forked process has its parent's pipes, not its own."""
        return self._owner == os.getpid() and self._process.poll() is None

    def decoded(self, content: bytes, where: str) -> Image.Image:
        """The picture in a file's content; InputError when it is refused or kills the decoder."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise EngineError("eye", "the decoding process has no pipes", retry=True)
        with self._lock:
            end = threading.Timer(PATIENCE, self._process.kill)
            end.start()
            try:
                stdin.write(LENGTH.pack(len(content)) + content)
                stdin.flush()
                return _answer(stdout, where)
            except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
                self._process.kill()
                raise self._lost(where) from error
            finally:
                end.cancel()

    def _lost(self, where: str) -> InputError:
        ended = -self._process.wait()
        slow = ended in (signal.SIGXCPU, signal.SIGKILL)
        what = "took too long to decode" if slow else "stopped the decoder"
        return InputError(where, f"{what}: it is damaged, or meant to do harm", _HINT)


def _answer(stdout: IO[bytes], where: str) -> Image.Image:
    """The decoder's answer, believed only as far as it is possible."""
    size = LENGTH.unpack(_exactly(stdout, LENGTH.size))[0]
    if size > _LONGEST_HEAD:
        raise ValueError(f"no answer has {size} bytes before its pixels")
    told = json.loads(_exactly(stdout, size))
    if "error" in told:
        raise InputError(where, str(told["error"])[:300], str(told.get("hint", ""))[:300])
    mode, width, height = told["mode"], int(told["width"]), int(told["height"])
    if mode not in _BANDS or not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise ValueError(f"no such picture: {mode} {width} x {height}")
    return Image.frombytes(mode, (width, height), _exactly(stdout, width * height * _BANDS[mode]))


def _exactly(stdout: IO[bytes], count: int) -> bytes:
    found = stdout.read(count)
    if len(found) != count:
        raise EOFError
    return found


_LOCK = threading.Lock()
_RUNNING: list[Decoder] = []
"""The one decoder of this process."""


def _decoder() -> Decoder:
    with _LOCK:
        if not _RUNNING or not _RUNNING[0].usable:
            _RUNNING[:] = [Decoder(child.start("vidgen.engines.eye.picture_child"))]
        return _RUNNING[0]
