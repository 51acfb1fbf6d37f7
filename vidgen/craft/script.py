"""Which writing system a character belongs to."""

from __future__ import annotations

_CHINESE_SIGNS = "“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩★☆■□▲△●○✓✔№㎡℃℉²³×"


def is_cjk(char: str) -> bool:
    """Whether a character is set in the Chinese font: ideographs, full-width signs, their kin."""
    return ord(char) >= 0x2E80 or char in _CHINESE_SIGNS


def is_han(char: str) -> bool:
    """Whether a character is a Chinese ideograph."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"
