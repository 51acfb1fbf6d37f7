"""Child processes that speak JSON lines, and that die with the run that hired them."""

from __future__ import annotations

import ctypes
import faulthandler
import fcntl
import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from vidgen.child import imports

_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that a process gets when its parent dies (Linux)."""


_PIPE = 2**20
"""Bytes that a child's stdin is made to hold (what Linux allows anyone): a job with its scenario is
some 100 kB, and a pipe that holds 64 would keep us waiting for a second while the child starts."""


def hire(module: str, arguments: Sequence[str], errors: int | IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a module of ours in a session of its own, so that Ctrl-C does not reach it; its stderr
    goes to `errors`. Its last argument is our process id, for `die_with`."""
    process = subprocess.Popen(
        # -P: a shop's folder may hold a json.py, and is where we are run.
        [sys.executable, "-P", "-m", module, *arguments, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**os.environ, "PYTHONPATH": imports()},
        start_new_session=True,
    )
    if process.stdin is not None and sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(process.stdin, fcntl.F_SETPIPE_SZ, _PIPE)
    return process


def send(process: subprocess.Popen[bytes], line: str) -> None:
    """Tell a child one line. That it died is noticed where it is listened to."""
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a child and everything it started; nothing that it publishes can be torn by that."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a child, wait until it is gone, and close its pipes."""
    kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()


class Teller:
    """The child's own side: answers go out on a private copy of stdout, which what libraries print
    cannot reach. Called from several threads. What comes in on stdin is UTF-8 in every locale."""

    def __init__(self) -> None:
        faulthandler.enable()
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8")
        self._lock = threading.Lock()
        self._pipe = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)

    def tell(self, answer: Mapping[str, Any]) -> None:
        """One answer, now."""
        with self._lock:
            self._pipe.write(json.dumps(answer, ensure_ascii=True) + "\n")
            self._pipe.flush()


def die_with(parent: int) -> None:
    """End when the parent ends, however it does: a killed run leaves no worker behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the run that hired this process is gone")
