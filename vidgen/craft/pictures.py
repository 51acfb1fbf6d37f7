"""What a picture's file is, told by its first bytes; its name proves nothing."""

from __future__ import annotations


def ending(content: bytes) -> str:
    """The ending of the format that a file begins like: .jpg, .png, .webp, "" for any other."""
    if content.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    return ".webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""
