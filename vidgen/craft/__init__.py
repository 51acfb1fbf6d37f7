"""The pure crafts both sides share: easing, colour, line breaking, word boundaries, rhythm."""
