"""What films are made with, by version and digest: the lock that a manifest keeps of its run."""

from __future__ import annotations

import platform
import re
from fractions import Fraction
from pathlib import Path

import vidgen
from vidgen.engines import find
from vidgen.files import sha256_of
from vidgen.library import shipped

SHORT = 16
"""Hex digits of a digest: enough to tell two files of one name apart."""

_CORE = re.compile(rb"x264 - core (\d+)")


def tools() -> dict[str, str]:
    """Name → version of everything that touches a film's bytes; fonts → SHA-256, shortened.

    Raises EngineMissing when something that every film needs is not installed.
    """
    import av
    import cv2
    import numpy as np
    import PIL

    told = {
        "vidgen": vidgen.__version__,
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
        "machine": platform.machine(),
        "av": av.__version__,
        "libavcodec": ".".join(map(str, av.library_versions["libavcodec"])),
        "x264": x264(),
        "pillow": PIL.__version__,
        "opencv": cv2.__version__,
        "numpy": np.__version__,
        "voice espeak": find("voice", "espeak").version,
    }
    return told | {f"font {path.stem}": digest(path) for path in fonts()}


def fonts() -> list[Path]:
    """The font files that came with vidgen."""
    return sorted(shipped("assets").glob("fonts/*.ttf"))


def digest(path: Path) -> str:
    """The first digits of a file's SHA-256."""
    return sha256_of(path)[:SHORT]


def x264() -> str:
    """The build of x264, as it writes it into what it encodes: "core 165"."""
    import av

    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = 16, 16, "yuv420p"
    encoder.framerate = Fraction(30)
    packets = [*encoder.encode(av.VideoFrame(16, 16, "yuv420p")), *encoder.encode(None)]
    found = _CORE.search(b"".join(bytes(packet) for packet in packets))
    return f"core {found[1].decode()}" if found else "unknown"
