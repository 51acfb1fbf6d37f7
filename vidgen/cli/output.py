"""What is printed: answers on stdout, words for people and complaints on stderr."""

from __future__ import annotations

import io
import json
import os
import sys

from vidgen.errors import VidgenError

SIGPIPE_EXIT = 141
"""What a shell reports for a program whose reader went away."""


def speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale says; what a console cannot show is escaped.

    In a locale that is not UTF-8, Python would take names of files for text of that locale: it is
    started anew in its UTF-8 mode (PEP 540), in which file names are what their bytes say.
    """
    if sys.getfilesystemencoding() != "utf-8" and "utf8" not in sys._xoptions:
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def answers_alone() -> None:
    """From now on stdout holds answers and nothing else: what libraries print goes to stderr."""
    sys.stdout = sys.stderr


def answer(text: str) -> None:
    """Print a result on stdout itself, wherever the prints of libraries are led; ends
    quietly when its reader (`| head`) has gone."""
    stream = sys.__stdout__ if sys.stdout is sys.stderr else sys.stdout
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(SIGPIPE_EXIT) from None


def tell(text: str) -> None:
    """Print a line for people on stderr."""
    print(printable(text), file=sys.stderr, flush=True)


def complain(error: VidgenError, *, as_json: bool) -> None:
    """Print an error as one line on stderr, or as one JSON object when a machine reads it."""
    if as_json:
        kind = type(error).__name__
        fields = {"type": "exit", "code": int(error.exit_code), "kind": kind, "error": str(error)}
        tell(json.dumps(fields, ensure_ascii=False))
    else:
        tell(f"vidgen: error: {error}")


def printable(text: str) -> str:
    """`text` on one line, with control characters (a hostile name may hold some) made visible."""
    one_line = " ".join(text.split("\n"))
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in one_line
    )
