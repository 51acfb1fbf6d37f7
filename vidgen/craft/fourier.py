"""fourier: lengths of which a transform is quick."""

from __future__ import annotations


def smooth_size(least: int) -> int:
    """The smallest 2^a 3^b 5^c that is at least `least`: Fourier transforms like such lengths."""
    best = 1 << (least - 1).bit_length()
    five = 1
    while five < best:
        three = five
        while three < best:
            rest = -(-least // three)
            best = min(best, three * (1 << (rest - 1).bit_length()))
            three *= 3
        five *= 5
    return best
