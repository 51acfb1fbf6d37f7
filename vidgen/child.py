"""Python processes of our own: what may be dangerous, or cannot be shared, happens in them.

A child gets nothing of our environment (no keys) but where its imports lie, and never imports from
the current folder. It confines itself before it reads anything (reliability notes §4.7).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys

_KEPT = ("LD_LIBRARY_PATH", "SYSTEMROOT")
"""What an interpreter may need to start at all."""

_FILES = 64
"""Files that a confined process may have open."""


def start(module: str) -> subprocess.Popen[bytes]:
    """Run a module of ours as a process; it is spoken to through its standard input and output.

    It must end when its standard input does.
    """
    told = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.Popen(
        # -P: a file of a shop's folder named json.py is no module; -B: it may write no files.
        [sys.executable, "-P", "-B", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**told, "PYTHONPATH": imports(), "PYTHONHASHSEED": "0"},
        # A Ctrl-C is ours to answer: a child ends with its input.
        start_new_session=True,
    )


def imports() -> str:
    """Where our own imports lie, for a child's PYTHONPATH."""
    return os.pathsep.join(entry for entry in sys.path if entry)


def confine(memory: int) -> None:
    """Limit this process for good: bytes of address space, no files written, few open, no core."""
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: _FILES,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


def allow(seconds: int) -> None:
    """Let this process use so many more seconds of CPU; the kernel ends it when they are used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
