"""Faults inside a process that a test starts with this folder on its PYTHONPATH.

FAULT_ABORT=NAME   the process aborts (as a broken decoder does) when a file NAME is opened
FAULT_OOM=NAME     it is killed then, as by a kernel without memory
FAULT_NOISE=1      a library prints on stdout, warns and logs whenever a picture is opened
FAULT_EXIT=NAME    a library calls sys.exit when a file NAME is opened
FAULT_REMOVE=PATH  a worker finds this file gone, which was there when the run was planned
FAULT_NETWORK=cut  every connection but loopback's is refused
FAULT_EDGE=URL     the online voice is at this address, and is asked again at once
FAULT_SLOW=SECONDS every fsync takes so much longer
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any

_WORKER = "vidgen.batch.worker"


def _opened(name: str) -> None:
    if name and name == os.environ.get("FAULT_ABORT"):
        os.abort()
    if name and name == os.environ.get("FAULT_OOM"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name and name == os.environ.get("FAULT_EXIT"):
        sys.exit(5)
    if name.endswith((".png", ".jpg")) and os.environ.get("FAULT_NOISE"):
        sys.stdout.write("a library speaks on stdout\n")


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str):
        if _WORKER in _argv() or os.environ.get("FAULT_EVERYWHERE"):
            _opened(os.path.basename(arguments[0]))
    elif os.environ.get("FAULT_NETWORK") == "cut" and event in _REACHING:
        address = arguments[_REACHING[event]]
        host = address[0] if isinstance(address, tuple) else address
        if host not in ("127.0.0.1", "::1", "localhost", None) and not str(host).startswith("/"):
            raise OSError(101, "Network is unreachable")


_REACHING = {"socket.connect": 1, "socket.getaddrinfo": 0}
"""Audit events of reaching out, and which argument tells where to."""


def _argv() -> str:
    return " ".join(getattr(sys, "orig_argv", ()))


if os.environ.get("FAULT_REMOVE") and _WORKER in _argv():
    with suppress(FileNotFoundError):
        os.unlink(os.environ["FAULT_REMOVE"])

if any(name.startswith("FAULT_") for name in os.environ):
    sys.addaudithook(_hook)

if os.environ.get("FAULT_SLOW"):
    _fsync = os.fsync

    def _slow(handle: int) -> None:
        time.sleep(float(os.environ["FAULT_SLOW"]))
        _fsync(handle)

    os.fsync = _slow  # type: ignore[assignment]

if os.environ.get("FAULT_EDGE"):
    from edge_tts import communicate

    from vidgen.engines import again

    vars(communicate)["WSS_URL"] = os.environ["FAULT_EDGE"]
    again._FIRST = 0.01
