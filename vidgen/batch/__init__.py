"""Many briefs, one after another and side by side: planned, journaled, made, reported."""
