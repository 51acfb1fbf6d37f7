"""libav: what it may open for us. It follows what a file says (a play list names other files, other
protocols reach out), so each who opens one says which containers and decoders are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable

OURS = "mov,mp4,m4a,3gp,3g2,mj2"
"""The container that we write; libav has one reader for all of these."""

CLIPS = f"{OURS},matroska,webm"
"""What cameras, phones and sites put films in."""


def only(formats: str, codecs: Iterable[str], protocol: str = "file") -> dict[str, str]:
    """Options for `av.open` that shut every container, decoder and protocol but these."""
    return {
        "format_whitelist": formats,
        "protocol_whitelist": protocol,
        "codec_whitelist": ",".join(codecs),
    }
