"""Who composes music and effects."""
