"""Pictures decoded in a process that can be lost: one file in, its pixels or a refusal out.

    length (4 bytes), content → length, {"mode": "RGB", "width": …, "height": …}, pixels
                              → length, {"error": …, "hint": …}

Lengths are big-endian. It can write no file, open few, and use only so much memory and CPU; it ends
when its standard input does.
"""

from __future__ import annotations

import json
import struct
import sys
from typing import BinaryIO

from vidgen import child
from vidgen.engines.eye.decoding import decoded
from vidgen.errors import InputError

MEMORY = 2 * 1024**3
"""Bytes of address space; the largest pictures that are read take 1.0 GB of memory (a WebP)."""

SECONDS = 20
"""Seconds of CPU for one picture; the largest that is read takes about two."""

LENGTH = struct.Struct(">I")


def answer(content: bytes, out: BinaryIO) -> None:
    """Decode one file and write what came of it."""
    pixels = b""
    told: dict[str, str | int]
    try:
        picture = decoded(content, "picture")
        told = {"mode": picture.mode, "width": picture.width, "height": picture.height}
        pixels = picture.tobytes()
    except InputError as error:
        told = {"error": error.what, "hint": error.hint}
    head = json.dumps(told).encode()
    out.write(LENGTH.pack(len(head)) + head)
    out.write(pixels)
    out.flush()


def main() -> None:
    """Answer until the input ends."""
    child.confine(MEMORY)
    source, out = sys.stdin.buffer, sys.stdout.buffer
    while len(begins := source.read(LENGTH.size)) == LENGTH.size:
        child.allow(SECONDS)
        answer(source.read(LENGTH.unpack(begins)[0]), out)


if __name__ == "__main__":
    main()
